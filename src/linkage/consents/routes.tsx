import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { type Language, languageAsked } from '../../core/language.ts'
import type { Tx } from '../../platform/db/db.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Filter } from '../../platform/ui/filter.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { LinkageNeeds } from '../needs.ts'
import { onReferral, referralIdIn, referralOf, referralPath, referralTrail } from '../on-referral.ts'
import { isPart2, type Served, sameAs, servedPerson } from '../people.ts'
import { About, Wording } from '../pieces.tsx'
import { access } from '../rules.ts'
import { type Partner, partnersNamed } from '../services/store.ts'
import type { ConsentText } from '../texts/model.ts'
import { asksCounsel } from '../texts/rules.ts'
import { text, textNow } from '../texts/store.ts'
import { hearConsent, revokeConsent, signConsent } from './actions.ts'
import { ConsentFacts } from './consent-facts.tsx'
import { SignedFields } from './fields.tsx'
import {
  type Consent,
  consentWords,
  ownForm,
  releaseForm,
  revokeForm,
  type SignedForm,
  type SignedKind,
  signedKinds,
  spokenForm,
} from './model.ts'
import { consentStanding } from './rules.ts'
import { consent, type Signature, signatureOf } from './store.ts'

const at = '/referrals/:referralId/consents'
const addPath = (id: string): string => `${referralPath(id)}/consents/add`

/** What a person agrees to, by word or signed on the screen, and taking it back. */
export const consentRoutes = (needs: LinkageNeeds): readonly TeamRoute[] =>
  onReferral(needs, 'consent', [
    ...pageOfForms({
      path: `${at}/add`,
      seenBy: access.follow,
      read: (tx, visit) => toAgree(tx, visit, needs),
      forms: {
        spoken: oneForm({
          path: `${at}/add/spoken`,
          may: access.follow,
          form: spokenForm,
          code: 'linkage.consent-wrong',
          fields: (form, { isPart2: only }: ToAgree) => (
            <Fields of={spokenForm} form={form} but={only ? ['mayTellFamily'] : []} />
          ),
          save: 'Write down that they agreed',
          isSecond: true,
          send: (visit, form) => hearConsent(visit, { referralId: referralIdIn(visit), form, needs }),
          to: (_, __, visit) => `${referralPath(referralIdIn(visit))}#consent`,
          said: 'recorded',
        }),
        release: oneForm({
          path: `${at}/add`,
          may: access.follow,
          // The two differ in what is ticked; a release is always the larger.
          form: ({ kind }: ToAgree) => (kind === 'release' ? releaseForm : ownForm),
          code: 'linkage.consent-wrong',
          fields: (form, { shown, partners }) =>
            shown && <SignedFields form={form} shown={shown} choices={{ recipientId: partners }} />,
          save: 'Save the signed consent',
          send: (visit, form: SignedForm, { typed }) =>
            signConsent(visit, { referralId: referralIdIn(visit), form, scope: typed.all('scope'), needs }),
          to: (id, _, visit) => `${referralPath(referralIdIn(visit))}/consents/${id}`,
          said: 'recorded',
        }),
      },
      view: ({ visit, shown, forms }) => (
        <AddPage visit={visit} shown={shown} spoken={forms.spoken} release={forms.release} />
      ),
    }),
    ...formDoor({
      path: `${at}/:consentId`,
      may: access.follow,
      read: (tx, visit) => toTakeBack(tx, visit, needs),
      title: ({ found }) => consentWords[found.kind],
      trail: (_, visit) => referralTrail(referralIdIn(visit)),
      history: ({ found }) => [found.id],
      above: (shown, visit) => <ConsentFacts {...shown} zone={visit.organisation.timeZone} today={visit.today} />,
      form: revokeForm,
      code: 'linkage.consent-wrong',
      fields: (form, { found }, { today }) =>
        consentStanding(found, today) === 'revoked' ? null : (
          <>
            <h2>They take it back</h2>
            <Fields of={revokeForm} form={form} />
          </>
        ),
      save: 'Take it back now',
      send: (visit, form, { shown }) =>
        revokeConsent(visit, { id: shown.found.id, referralId: referralIdIn(visit), form, needs }),
      back: ({ found }, visit) => `${referralPath(referralIdIn(visit))}/consents/${found.id}`,
      said: 'ended',
    }),
  ])

type ToAgree = {
  readonly person: Served | null
  readonly partners: readonly Partner[]
  readonly kind: SignedKind
  readonly shown: ConsentText | null
  readonly isPart2: boolean
}

/** Which words are on the screen: those that were, where they come back to be mended; else of the kind and language asked for. */
async function toAgree(tx: Tx, visit: Visit, needs: LinkageNeeds): Promise<ToAgree | null> {
  const referral = await referralOf(tx, visit, needs)
  if (!referral) return null
  const person = await servedPerson(tx, needs.seals, referral.personId)
  const sent = visit.request.method === 'POST' ? (await visit.typed()).text('textId') : ''
  const again = sent === '' ? null : await text(tx, sent)
  const asked = visit.url.searchParams
  const kind = signedKinds.find((each) => each === (again?.kind ?? asked.get('kind'))) ?? 'release'
  const language = again?.language ?? languageAsked(asked.get('lang'), usualOf(person))
  return {
    person,
    kind,
    partners: (await partnersNamed(tx)).filter(({ isJustice }) => kind === 'legal proceedings' || !isJustice),
    shown: await textNow(tx, { kind, language, today: visit.today }),
    isPart2: await isPart2(tx),
  }
}

/** The language to sign in where nobody chose: the person's, if there are texts in it. */
const usualOf = (person: Served | null): Language => languageAsked(person?.language ?? null)

export type Taken = {
  readonly found: Consent
  readonly person: Served | null
  readonly shown: ConsentText | null
  readonly signature: Signature
}

async function toTakeBack(tx: Tx, visit: Visit, needs: LinkageNeeds): Promise<Taken | null> {
  const referral = await referralOf(tx, visit, needs)
  const found = referral && (await consent(tx, visit.params.consentId ?? ''))
  // A consent of somebody else is not there, whichever referral it is asked for under.
  if (!found || !(await sameAs(tx, referral.personId)).includes(found.personId)) return null
  return {
    found,
    person: await servedPerson(tx, needs.seals, found.personId),
    shown: found.textId === null ? null : await text(tx, found.textId),
    signature: await signatureOf(tx, needs.seals, found.id),
  }
}

function AddPage({
  visit,
  shown: { person, kind, shown },
  spoken,
  release,
}: {
  visit: Visit
  shown: ToAgree
  spoken: JSX.Element | null
  release: JSX.Element | null
}): JSX.Element {
  const id = referralIdIn(visit)
  const here = new URL(visit.url)
  here.pathname = visit.to(addPath(id))
  return (
    <TeamPage visit={visit} title="Consent" trail={referralTrail(id)}>
      <About person={person} />
      <section aria-labelledby="spoken-heading">
        <h2 id="spoken-heading">They agree by word</h2>
        {spoken}
      </section>
      <section aria-labelledby="signed-heading">
        <h2 id="signed-heading">They sign</h2>
        <Filter
          url={here}
          label="What they sign"
          name="kind"
          chosen={kind === 'release' ? null : kind}
          options={[
            [null, 'Release'],
            ['counseling notes', 'Counseling notes'],
            ['legal proceedings', 'Legal proceeding'],
          ]}
        />
        <Filter
          url={here}
          label="Language"
          name="lang"
          chosen={shown?.language ?? languageAsked(visit.url.searchParams.get('lang'), usualOf(person))}
          options={[
            ['en', 'English'],
            ['es', 'Español'],
          ]}
        />
        {shown ? (
          <>
            {asksCounsel(shown) && <p class="quiet">This text is to be checked with counsel before first use.</p>}
            <h3>{consentWords[kind]}</h3>
            <p>
              {visit.organisation.name}, {dayInWords(visit.today)}
            </p>
            <Wording body={shown.body} language={shown.language} />
          </>
        ) : (
          <p class="empty">
            There is no text of that kind and language in force, so nothing can be signed. A coordinator writes it under
            Consent texts.
          </p>
        )}
        {release}
      </section>
    </TeamPage>
  )
}
