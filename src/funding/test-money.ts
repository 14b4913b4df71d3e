import type { Result } from '../core/result.ts'
import type { TestDb } from '../platform/db/test-db.ts'
import type { Hand } from '../platform/db/verbs.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { authorize } from './authorizations/actions.ts'
import type { AuthorizeForm } from './authorizations/model.ts'
import { addFund } from './funds/actions.ts'
import type { FundForm } from './funds/model.ts'
import type { SpendForm } from './ledger/model.ts'

/** What a verb answered, where it must not have refused. */
export async function done<T>(answer: Promise<Result<T>>): Promise<T> {
  const is = await answer
  if (!is.ok) throw new Error(is.problems.map(({ message }) => message).join(' '))
  return is.value
}

/** The codes of what a verb refused; none where it did it. */
export async function refused(answer: Promise<Result<unknown>>): Promise<readonly string[]> {
  const is = await answer
  return is.ok ? [] : is.problems.map(({ code, field }) => `${code}${field ? ` at ${field}` : ''}`)
}

export type Purse = { readonly db: TestDb; readonly team: TestTeam; readonly hand: Hand; readonly today: string }

/** A county whose coordinator keeps the money on 15 January 2025. */
export async function purseOn(db: TestDb): Promise<Purse> {
  const team = await teamOn(db, [])
  const today = '2025-01-15'
  return { db, team, today, hand: { db, scope: { org: team.org, person: null }, today } }
}

export const settlement: FundForm = {
  name: 'Settlement',
  funder: 'Opioid settlements',
  kind: 'settlement',
  fromOn: '2022-07-01',
  untilOn: null,
  note: '',
}

export const forTeam: AuthorizeForm = {
  forWhat: '8',
  item: '',
  strategy: '',
  resolution: '2024-14',
  resolvedOn: '2024-06-10',
  amountCents: 100_000_00,
  fromOn: '2024-07-01',
  untilOn: '2026-06-30',
  ordinanceKind: 'settlement project',
  ordinanceOn: '2024-06-17',
}

export const spending: Omit<SpendForm, 'authorization1'> = {
  kind: 'spent',
  happenedOn: '2024-10-01',
  amountCents: 1_000_00,
  what: 'Stipends',
  whom: '',
  share1: 10_000,
  authorization2: null,
  share2: null,
  authorization3: null,
  share3: null,
  authorization4: null,
  share4: null,
  isAnother: false,
}

/** A settlement fund with $100,000 authorized for the response team and for naloxone. */
export async function settlementWith({ hand }: Purse): Promise<{ fundId: string; team: string; naloxone: string }> {
  const fundId = await done(addFund(hand, settlement))
  const team = await done(authorize(hand, { fundId, form: forTeam }))
  const naloxone = await done(authorize(hand, { fundId, form: { ...forTeam, forWhat: '7' } }))
  return { fundId, team, naloxone }
}
