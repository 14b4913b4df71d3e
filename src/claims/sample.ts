import { sql } from 'kysely'
import { counted } from '../core/counted.ts'
import { addDays, type Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { change, put } from '../platform/db/verbs.ts'
import { type ClaimState, states } from './model.ts'
import type { ClaimsNeeds } from './needs.ts'
import { addReceipt } from './store.ts'

const source = 'Resolution of the sample county, made up'

/** Loads the stipends of an invented county, and a claim of a coach in every state, those that are paid as one batch, with days that fit today. */
export async function loadSample(
  tx: Tx,
  { today, pay }: Pick<ClaimsNeeds, 'pay'> & { readonly today: Day },
): Promise<void> {
  await put(tx, 'claim_rate', { kind: 'shift stipend', value: 40, fromOn: '2023-01-01', source })
  await put(tx, 'claim_rate', { kind: 'class stipend', value: 60, fromOn: '2023-01-01', source })
  await put(tx, 'claim_rate', { kind: 'full pay', value: 18.5, fromOn: '2023-01-01', source })
  const { rows } = await sql<{ id: string }>`
    select coach_id as id from coach_standing where org_id = ${tx.org} and is_active order by coach_id limit 6`.execute(
    tx.sql,
  )
  for (const [at, { id: coachId }] of rows.entries()) await claimsOf(tx, { coachId, at, today })
  await payBatch(tx, { today, pay })
}

/** Pays what was cleared longest ago: the third claim of each coach that finance has approved. */
async function payBatch(tx: Tx, { today, pay }: Pick<ClaimsNeeds, 'pay'> & { readonly today: Day }): Promise<void> {
  const { rows: due } = await sql<{ id: string; cents: number }>`
    select id, amount_cents as cents from claim where org_id = ${tx.org} and state = 'cleared' and what = ${toPay}`.execute(
    tx.sql,
  )
  const { rows: given } = await sql<{ id: string }>`
    select id from spending_authorization where org_id = ${tx.org} and exhibit = 'A' and item = '3' limit 1`.execute(
    tx.sql,
  )
  const [first] = given
  if (!first || due.length === 0) return
  const amountCents = due.reduce((sum, { cents }) => sum + Number(cents), 0)
  const paidOn = addDays(today, -4)
  const words = { what: 'Claims of coaches, batch 1', whom: counted(due.length, 'coach', 'coaches') }
  const entry = await pay(tx, { authorizationId: first.id, paidOn, amountCents, ...words }, today)
  if (!entry.ok) throw new Error(entry.problems.map(({ message }) => message).join(' '))
  const batchId = await put(tx, 'claim_batch', {
    number: 1,
    paidOn,
    amountCents,
    entryId: entry.value,
    byId: tx.person,
    isSample: true,
  })
  for (const { id: claimId } of due) {
    await change(tx, 'claim', claimId, { state: 'paid', batchId })
    await put(tx, 'claim_step', { claimId, step: 'paid', takenOn: paidOn, byId: tx.person, isSample: true })
  }
}

/** What a claim says that the sample county has paid. */
const toPay = 'Home visit'

type Of = { readonly coachId: string; readonly at: number; readonly today: Day }

/** A claim of miles in each state, and one of supplies that was sent with its receipt. */
async function claimsOf(tx: Tx, { coachId, at, today }: Of): Promise<void> {
  for (const [number, state] of states.entries()) {
    const happenedOn = addDays(today, -(12 + number * 3 + at))
    const miles = 6 + at * 4 + number
    const way = { fromPlace: 'Health department', toPlace: 'Wilson Medical Center' }
    const form = {
      coachId,
      kind: 'mileage',
      happenedOn,
      miles,
      tenthsAMile: 140,
      amountCents: miles * 14,
      what: state === 'paid' ? toPay : '',
      isSample: true,
    }
    const id = await put(tx, 'claim', { ...form, ...way })
    await walk(tx, id, state, addDays(happenedOn, 2))
  }
  const happenedOn = addDays(today, -(9 + at))
  const bought = {
    coachId,
    kind: 'supplies',
    happenedOn,
    amountCents: 84_50 + at * 1_25,
    what: 'Bus passes',
    isSample: true,
  }
  const id = await put(tx, 'claim', bought)
  const receipt = { name: 'receipt.png', type: 'image/png', content: blank, addedOn: happenedOn }
  await addReceipt(tx, id, receipt)
  await walk(tx, id, 'sent', addDays(happenedOn, 1))
}

const ways: Readonly<Record<ClaimState, readonly Exclude<ClaimState, 'draft'>[]>> = {
  draft: [],
  sent: ['sent'],
  returned: ['sent', 'returned'],
  approved: ['sent', 'approved'],
  cleared: ['sent', 'approved', 'cleared'],
  paid: ['sent', 'approved', 'cleared'], // and paid with the batch
}

async function walk(tx: Tx, claimId: string, state: ClaimState, from: Day): Promise<void> {
  for (const [days, step] of ways[state].entries()) {
    const why = step === 'returned' ? 'Say where you drove to.' : ''
    await change(tx, 'claim', claimId, { state: step })
    await put(tx, 'claim_step', {
      claimId,
      step,
      takenOn: addDays(from, days * 2),
      byId: tx.person,
      why,
      isSample: true,
    })
  }
}

/** An image of one gray point: where a receipt of a real county would be. */
const blank = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
