import { expect, test } from 'vitest'
import { freshDb } from '../platform/db/test-db.ts'
import { amend, authorize } from './authorizations/actions.ts'
import { recordFundMoney, recordSpending } from './ledger/actions.ts'
import { done, forTeam, purseOn, settlementWith, spending } from './test-money.ts'
import { fundingWaiting } from './waiting.ts'

test('what waits is money that was spent and did not come in, an ordinance that is missing, and days that end with money left', async () => {
  const { db, hand, team: of } = await purseOn(await freshDb())
  const { fundId, team, naloxone } = await settlementWith({ db, hand, team: of, today: hand.today })
  const on = (day: string) =>
    db.read(hand.scope, async (tx) => (await Promise.all(fundingWaiting.map(({ due }) => due(tx, day)))).flat())
  expect(await on('2026-04-30')).toEqual([])
  const later = await done(
    authorize(hand, { fundId, form: { ...forTeam, forWhat: '3', ordinanceKind: null, ordinanceOn: null } }),
  )
  await done(recordSpending(hand, { ...spending, amountCents: 100_000_00, authorization1: naloxone }))
  expect((await on('2026-05-01')).map(({ what, href }) => [what, href])).toEqual([
    ['Settlement: $100,000.00 more was spent than received', `/funding/funds/${fundId}`],
    ['Recovery support services has no budget ordinance yet', `/funding/authorizations/${later}`],
    [
      'Recovery support services is authorized through 30 Jun 2026, and $100,000.00 is left',
      `/funding/authorizations/${later}`,
    ],
    [
      'Post-overdose response team is authorized through 30 Jun 2026, and $100,000.00 is left',
      `/funding/authorizations/${team}`,
    ],
  ])
  const { forWhat: _, item: __, strategy: ___, ...form } = forTeam
  await done(amend(hand, { id: later, version: 1, form }))
  const money = { happenedOn: '2024-08-01', what: 'Payment', whom: '', isAnother: false }
  await done(recordFundMoney(hand, { fundId, form: { ...money, kind: 'received', amountCents: 100_000_00 } }))
  expect((await on('2026-04-30')).map(({ what }) => what)).toEqual([])
  expect((await on('2026-07-01')).map(({ what }) => what)).toEqual([])
})
