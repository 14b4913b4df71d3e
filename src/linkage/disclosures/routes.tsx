import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { type Consent, purposeIs } from '../consents/model.ts'
import { consentsOf } from '../consents/store.ts'
import type { LinkageNeeds } from '../needs.ts'
import { onReferral, referralIdIn, referralOf, referralPath, referralTrail } from '../on-referral.ts'
import { type Served, servedPerson } from '../people.ts'
import { About } from '../pieces.tsx'
import { access } from '../rules.ts'
import { partnersNamed } from '../services/store.ts'
import { tellPartner } from './actions.ts'
import { toCite, WhatFields } from './fields.tsx'
import { type Disclosure, shareForm } from './model.ts'
import { inWords } from './rules.ts'
import { disclosuresOf } from './store.ts'

const at = '/referrals/:referralId/disclosures'
const pathOf = (id: string): string => `${referralPath(id)}/disclosures`

/** What was shared of a person, as they can be shown it, and writing down what was told outside of the product. */
export const disclosureRoutes = (needs: LinkageNeeds): readonly TeamRoute[] =>
  onReferral(needs, 'disclosures', [
    { method: 'GET', path: at, may: access.follow, answer: (visit) => show(visit, needs) },
    ...formDoor({
      path: `${at}/add`,
      may: access.follow,
      read: async (tx, visit) => {
        const referral = await referralOf(tx, visit, needs)
        return (
          referral && {
            person: await servedPerson(tx, needs.seals, referral.personId),
            partners: (await partnersNamed(tx)).filter(({ isJustice }) => !isJustice),
            consents: await consentsOf(tx, referral.personId),
          }
        )
      },
      title: 'Write down what was shared',
      trail: (_, visit) => [
        ...referralTrail(referralIdIn(visit)),
        { name: 'What was shared', path: pathOf(referralIdIn(visit)) },
      ],
      above: ({ person }) => (
        <>
          <About person={person} />
          <p>For what is told by phone, on paper or in person. Save it first: it says whether it may be told at all.</p>
        </>
      ),
      form: shareForm,
      code: 'linkage.share-wrong',
      start: () => ({ copy: 'scope in words', purpose: 'getting help' }),
      fields: (form, { partners, consents }, { today }) => (
        <>
          <Fields of={shareForm} form={form} choices={{ recipientId: partners }} only={['recipientId']} />
          <WhatFields form={form} own />
          <Fields of={shareForm} form={form} choices={{ consentId: toCite(consents, today) }} but={['recipientId']} />
        </>
      ),
      save: 'Write it down',
      send: (visit, form, { typed }) =>
        tellPartner(visit, { referralId: referralIdIn(visit), form, what: typed.all('what'), needs }),
      back: (_, visit) => pathOf(referralIdIn(visit)),
      said: 'recorded',
    }),
  ])

async function show(visit: Visit, needs: LinkageNeeds): Promise<Response> {
  const id = referralIdIn(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const referral = await referralOf(tx, visit, needs)
    return (
      referral && {
        person: await servedPerson(tx, needs.seals, referral.personId),
        all: await disclosuresOf(tx, referral.personId),
        consents: await consentsOf(tx, referral.personId),
      }
    )
  })
  if (!shown) return notFound()
  return page(
    <TeamPage
      visit={visit}
      title="What was shared"
      trail={referralTrail(id)}
      act={<Act visit={visit} to={`${pathOf(id)}/add`} name="Write down a share" may={access.follow} second />}
    >
      <Accounting {...shown} zone={visit.organisation.timeZone} county={visit.organisation.name} today={visit.today} />
    </TeamPage>,
  )
}

/** The accounting of disclosures in plain words: a page to print and hand over. */
export function Accounting({
  person,
  all,
  consents,
  zone,
  county,
  today,
}: {
  person: Served | null
  all: readonly Disclosure[]
  consents: readonly Consent[]
  zone: string
  county: string
  today: Day
}): JSX.Element {
  return (
    <>
      <About person={person} />
      <p>
        What {county} shared about this person, with whom and why, as of {dayInWords(today)}.
      </p>
      {all.length === 0 && <p class="empty">Nothing was shared with anybody.</p>}
      {all.map((one) => (
        <section key={one.id} aria-label={`${one.recipient}, ${momentInWords(zone, one.at)}`}>
          <h2>
            {momentInWords(zone, one.at)}: {one.recipient}
          </h2>
          <Facts facts={factsOf(one, consents)} />
        </section>
      ))}
    </>
  )
}

const factsOf = (one: Disclosure, consents: readonly Consent[]): readonly (readonly [string, string])[] => [
  ['What', inWords(one.what)],
  ['What for', purposeIs(one.purpose)],
  ['By what right', rightOf(one, consents)],
  ['Sent with it', [one.notice ?? '', one.copy === 'none' ? '' : `The ${one.copy}.`].filter(Boolean).join(' ')],
]

function rightOf(one: Disclosure, consents: readonly Consent[]): string {
  if (one.exception !== null) return `Without a consent: ${one.exception}. ${one.exceptionWhy}`
  const cited = consents.find(({ id }) => id === one.consentId)
  return cited ? `The consent signed on ${dayInWords(cited.fromOn)}` : 'A signed consent'
}
