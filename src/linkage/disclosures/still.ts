import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Consent } from '../consents/model.ts'
import { consentStanding } from '../consents/rules.ts'
import { consent } from '../consents/store.ts'
import type { Disclosure } from './model.ts'
import { disclosureFor } from './store.ts'

export type StillShared = {
  readonly disclosure: Disclosure
  /** Null where it is shared by an exception. */
  readonly consent: Consent | null
  /** What may be shown at this moment: what was shared, as far as the consent still covers it. */
  readonly what: readonly string[]
}

/** What of an onward referral may be shown to the partner on a day; null where nothing was shared, or its consent is no more. */
export async function stillShared(tx: Tx, onwardId: string, today: Day): Promise<StillShared | null> {
  const disclosure = await disclosureFor(tx, onwardId)
  if (!disclosure) return null
  if (disclosure.consentId === null) return { disclosure, consent: null, what: disclosure.what }
  const cited = await consent(tx, disclosure.consentId)
  if (!cited || consentStanding(cited, today) !== 'signed') return null
  return { disclosure, consent: cited, what: disclosure.what.filter((one) => cited.scope.includes(one)) }
}
