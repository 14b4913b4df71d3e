import type { Result } from '../../core/result.ts'
import { changedSince, ok, refuse } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import { type Hand, put, saveOver, verb } from '../../platform/db/verbs.ts'
import { queueMail } from '../../platform/mail.ts'
import { tried } from '../../platform/tries.ts'
import type { ReferralsNeeds } from '../needs.ts'
import { privacyOfficers, referralOf } from './store.ts'

type Needs = Pick<ReferralsNeeds, 'clock' | 'baseUrl'>
type Asked = { readonly reference: string; readonly reason: string; readonly needs: Needs }

/** The longest that an emergency lasts. */
const threeHours = 3 * 3_600_000

/** References are not to be guessed: so many may be tried an hour. */
const limit = { name: 'emergency', points: 10, seconds: 3_600 } as const

const unknown = refuse(
  'referrals.no-reference',
  'No referral has this reference. It is the last 8 letters and digits, as the coordinator reads it to you.',
  'reference',
)

/**
 * Opens a referral that is not in somebody's hands, for three hours and a reason, and tells the privacy officers. One of another
 * county, and one that never was, are the same answer.
 */
export async function openInEmergency(hand: Hand, { reference, reason, needs }: Asked): Promise<Result<string>> {
  if ((await tried(hand.db, limit, `${hand.scope.org} ${hand.scope.person}`)) > 0)
    return refuse(
      'referrals.too-many',
      'Too many references were tried. Wait an hour, or call a coordinator.',
      'reference',
    )
  // The wall hides what is not theirs, so the program itself looks for it; it answers no more than an id.
  const id = await hand.db.read({ org: hand.scope.org, person: null }, (tx) => referralOf(tx, reference))
  return id === null ? unknown : keepOpening(hand, { id, reason, needs })
}

type Opened = { readonly id: string; readonly reason: string; readonly needs: Needs }

const keepOpening = verb('referrals.openInEmergency', async (tx, { id, reason, needs }: Opened) => {
  if (tx.person === null) return unknown
  // By the clock of the database, which closes it again.
  const from = new Date()
  await put(tx, 'emergency_access', {
    readerId: tx.person,
    referralId: id,
    reason,
    fromAt: from,
    untilAt: new Date(from.getTime() + threeHours),
  })
  const { slug, name } = await readOrganisation(tx)
  for (const to of await privacyOfficers(tx))
    await queueMail(tx.sql, { org: tx.org, to, ...letter(name, `${needs.baseUrl}/team/${slug}/referrals/emergency`) })
  return ok(id)
})

/** Neutral words: who reads a mail over somebody's shoulder learns nothing of anybody. */
const letter = (organisation: string, link: string) => ({
  subject: `${organisation}: a record was opened in an emergency`,
  text: `A member of the community outreach team opened a record that was not in their hands, for a reason that they gave. It stays open for three hours.

Who, and why:

${link}

Look at it soon, and speak with them if the reason is not clear.
`,
})

/** A privacy officer looked at an opening. */
export const markSeen = verb(
  'referrals.markSeen',
  async (tx, { id, version }: { readonly id: string; readonly version: number }, today) =>
    (await saveOver(tx, 'emergency_access', { id, version }, { seenOn: today }))
      ? ok(id)
      : changedSince('referrals', 'this line'),
)
