import { isId, newId } from '../../core/id.ts'
import { ok, refuse, refuseAll } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { change, put, verb } from '../../platform/db/verbs.ts'
import type { LinkageNeeds } from '../needs.ts'
import { notInHand } from '../on-referral.ts'
import { isPart2, sameAs, servedPerson } from '../people.ts'
import { partnersNamed } from '../services/store.ts'
import type { ConsentText } from '../texts/model.ts'
import { text, textNow } from '../texts/store.ts'
import type { RevokeForm, SignedForm, SpokenForm } from './model.ts'
import { consentStanding, missingOf, type Release, scopeOf, signatureIn } from './rules.ts'
import { consent, endLinksOf } from './store.ts'

type OnReferral = { readonly referralId: string; readonly needs: LinkageNeeds }

/** Writes down that somebody said yes to outreach. Answers the consent's id. */
export const hearConsent = verb(
  'linkage.hearConsent',
  async (tx, { referralId, form, needs }: OnReferral & { form: SpokenForm }, today) => {
    const referral = await needs.referral(tx, referralId)
    if (!referral) return notInHand
    if (!form.agrees)
      return refuse(
        'linkage.not-agreed',
        'Check it only if they said yes. If they did not, nothing is written.',
        'agrees',
      )
    if (form.mayTellFamily && (await isPart2(tx)))
      return refuse(
        'linkage.family-in-writing',
        'Under 42 CFR Part 2, family is told only by a signed release that says so.',
        'mayTellFamily',
      )
    const { personId, isSample } = referral
    const { mayTellFamily } = form
    return ok(await put(tx, 'consent', { personId, kind: 'verbal outreach', mayTellFamily, fromOn: today, isSample }))
  },
)

type Signing = OnReferral & {
  readonly form: SignedForm
  readonly scope: readonly string[]
  /** When it was signed, where it was signed without a network and came later. */
  readonly signedAt?: Date
}

/**
 * Keeps a signed consent, in the words that were on the screen. Refused where an item of 42 CFR 2.31(a) is missing, each by name,
 * and where the words are not those of the day on which it is signed. Answers its id.
 */
export const signConsent = verb('linkage.signConsent', async (tx, asked: Signing, signedOn) => {
  const { referralId, form, needs } = asked
  const referral = await needs.referral(tx, referralId)
  if (!referral) return notInHand
  const shown = isId(form.textId) ? await text(tx, form.textId) : null
  const kind = shown && shown.kind !== 'notice' ? shown.kind : null
  const now = shown && (await textNow(tx, { kind: shown.kind, language: shown.language, today: signedOn }))
  if (shown === null || kind === null || now?.id !== shown.id) return asked.signedAt ? textTaken : textChanged
  const recipient = (await partnersNamed(tx)).find(({ id }) => id === form.recipientId) ?? null
  const signature = signatureIn(form)
  const release: Release = {
    ...form,
    kind,
    person: (await servedPerson(tx, needs.seals, referral.personId))?.name ?? '',
    discloser: (await readOrganisation(tx)).name,
    scope: scopeOf(kind, asked.scope),
    recipient,
    wording: shown.body,
    signature,
    signedOn,
  }
  const missing = missingOf(release)
  if (missing.length > 0) return refuseAll(missing)
  return ok(
    await keep(tx, asked, { release, text: shown, personId: referral.personId, isSample: referral.isSample, signedOn }),
  )
})

const textChanged = refuse(
  'linkage.text-changed',
  'The text to sign is another one since today. Read it again, then sign.',
)
const textTaken = refuse(
  'linkage.text-changed',
  'The text that was signed was not in force on that day any more. Read them the one in force, then let them sign again.',
)

type Kept = {
  readonly release: Release
  readonly text: ConsentText
  readonly personId: string
  readonly isSample: boolean
  readonly signedOn: string
}

async function keep(
  tx: Tx,
  { form, needs, signedAt }: Signing,
  { release, text: shown, ...kept }: Kept,
): Promise<string> {
  const id = newId()
  const keys = await needs.seals.keysOf(tx)
  return put(
    tx,
    'consent',
    {
      personId: kept.personId,
      kind: release.kind,
      textId: shown.id,
      scope: [...release.scope],
      recipientId: form.recipientId,
      mayTellFamily: form.mayTellFamily ?? false,
      purpose: form.purpose,
      fromOn: kept.signedOn,
      untilOn: form.untilOn,
      signedAt: (signedAt ?? needs.clock()).toISOString(),
      authority: form.authority ?? '',
      isSample: kept.isSample,
      ...keys.sealEach('consent', id, { signature: release.signature, signer: form.signer }),
    },
    id,
  )
}

/** Takes a consent back: from this moment nothing passes by it, and no link that was made by it opens. */
export const revokeConsent = verb(
  'linkage.revokeConsent',
  async (tx, { id, referralId, form, needs }: OnReferral & { id: string; form: RevokeForm }, today) => {
    const referral = await needs.referral(tx, referralId)
    const found = referral && (await consent(tx, id))
    if (!referral || !found || !(await sameAs(tx, referral.personId)).includes(found.personId)) return notInHand
    if (consentStanding(found, today) === 'revoked')
      return refuse('linkage.revoked-already', 'This consent was taken back already. Nothing passes by it.')
    const at = needs.clock()
    await change(tx, 'consent', id, { revokedAt: at, revokedHow: form.how })
    await endLinksOf(tx, id, at)
    return ok(id)
  },
)
