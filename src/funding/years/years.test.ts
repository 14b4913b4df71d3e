import { expect, test } from 'vitest'
import { freshDb } from '../../platform/db/test-db.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { recordFundMoney, recordSpending } from '../ledger/actions.ts'
import { fundingRoom } from '../room.ts'
import { done, settlementWith, spending } from '../test-money.ts'

const textOf = async (answer: Promise<Response>): Promise<string> =>
  (await (await answer).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

async function countyWithBooks() {
  const db = await freshDb()
  const team = await teamOn(db, fundingRoom.room().doors)
  const today = '2025-01-15'
  const hand = { db, scope: { org: team.org, person: null }, today }
  const ids = await settlementWith({ db, team, today, hand })
  const money = { happenedOn: '2024-05-01', what: 'Payment', whom: '', isAnother: false }
  await done(
    recordFundMoney(hand, { fundId: ids.fundId, form: { ...money, kind: 'received', amountCents: 20_000_00 } }),
  )
  await done(recordSpending(hand, { ...spending, amountCents: 6_000_00, authorization1: ids.team }))
  const committed = { ...spending, kind: 'encumbered', what: 'Kits', amountCents: 800_00 } as const
  await done(recordSpending(hand, { ...committed, authorization1: ids.naloxone }))
  return { team, ids }
}

test('a year says what is spent of its budget by strategy, and every year ends with what the next begins with', async () => {
  const { team } = await countyWithBooks()
  const page = await textOf(team.as('viewer')('/funding/years'))
  expect(page).toContain('FY 2025')
  expect(page).toContain('$6,000.00 is spent so far of $100,000.00 budgeted: 6%, with 54% of the year over.')
  for (const row of [
    'Naloxone distribution $50,000.00 $0.00 $800.00 $49,200.00',
    'Post-overdose response team $50,000.00 $6,000.00 $0.00 $44,000.00',
    'FY 2024 $0.00 $20,000.00 $0.00 $0.00 $0.00 $20,000.00',
    'FY 2025 $20,000.00 $0.00 $0.00 $0.00 $6,000.00 $14,000.00',
    'Post-overdose response team Settlement $100,000.00 $1,000.00 $76,000.00 is left on 30 Jun 2026',
  ])
    expect(page).toContain(row)
  const before = await textOf(team.as('viewer')('/funding/years?year=2023-07'))
  expect(before).toContain('Nothing is authorized for this year, and nothing was spent in it.')
})

test('an organization has a fiscal year of its own: the same entries, counted in other years', async () => {
  const { team } = await countyWithBooks()
  expect((await team.as('viewer')('/funding/settings')).status).toBe(404)
  const ask = team.as('finance officer')
  expect(await textOf(ask('/funding/settings'))).toContain('Money is counted by fiscal year from July.')
  expect((await ask('/funding/settings', { yearStartsIn: '13', version: '0' })).status).toBe(422)
  expect((await ask('/funding/settings', { yearStartsIn: '1', version: '0' })).status).toBe(303)
  expect((await ask('/funding/settings', { yearStartsIn: '10', version: '0' })).status).toBe(422)
  const page = await textOf(ask('/funding/years'))
  expect(page).toContain('2024 $0.00 $20,000.00 $0.00 $0.00 $6,000.00 $14,000.00')
  expect(page).toContain('2025 $14,000.00 $0.00 $0.00 $0.00 $0.00 $14,000.00')
})

test('nothing is written down yet: the page says so', async () => {
  const team = await teamOn(await freshDb(), fundingRoom.room().doors)
  const page = await textOf(team.as('viewer')('/funding/years'))
  expect(page).toContain('Nothing is authorized for today.')
})
