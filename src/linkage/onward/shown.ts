import type { Tx } from '../../platform/db/db.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { Consent } from '../consents/model.ts'
import { consentsOf } from '../consents/store.ts'
import type { Disclosure } from '../disclosures/model.ts'
import { disclosureFor } from '../disclosures/store.ts'
import type { LinkageNeeds } from '../needs.ts'
import { referralOf } from '../on-referral.ts'
import { type Served, servedPerson } from '../people.ts'
import type { Onward } from './model.ts'
import { type Link, onward, openLink } from './store.ts'

/** What the page of an onward referral shows. */
export type OnwardShown = {
  readonly found: Onward
  readonly person: Served | null
  readonly note: string
  readonly consents: readonly Consent[]
  readonly disclosure: Disclosure | null
  readonly link: Link | null
}

/** Null for one that is not there, or not in the hands of whoever asks. */
export async function onwardShown(tx: Tx, visit: Visit, needs: LinkageNeeds): Promise<OnwardShown | null> {
  const referral = await referralOf(tx, visit, needs)
  const found = referral && (await onward(tx, referral.id, visit.params.onwardId ?? ''))
  if (!found) return null
  const keys = await needs.seals.keysOf(tx)
  return {
    found,
    person: await servedPerson(tx, needs.seals, found.personId),
    note: keys.open({ table: 'onward_referral', column: 'note', id: found.id }, found.note),
    consents: await consentsOf(tx, found.personId),
    disclosure: await disclosureFor(tx, found.id),
    link: await openLink(tx, found.id, needs.clock()),
  }
}
