// Longer than most, since two years of an invented county stand together, as a finance officer would read them.
import { addDays, addMonths, type Day, firstDayOf, lastDayOf, monthOf } from '../core/day.ts'
import { splitCents } from '../core/money.ts'
import type { Tx } from '../platform/db/db.ts'
import { change, put } from '../platform/db/verbs.ts'
import type { AmendForm } from './authorizations/model.ts'
import type { EntryKind } from './ledger/model.ts'
import { addEntry } from './ledger/store.ts'
import type { Strategy } from './model.ts'

// Two fiscal years of an invented county, each from July: all funders, amounts and numbers of resolutions are made up.

type Year = {
  /** A day of it: how many months after July of the year before last year ended, and the day of that month. */
  readonly on: (months: number, day: number) => Day
  readonly today: Day
}

/** Loads a settlement fund and a grant whose rest is carried into its next year; what would be ahead of today is left out. */
export async function loadSample(tx: Tx, { today }: { today: Day }): Promise<void> {
  const year = yearBefore(today)
  const settlement = await settlementFund(tx, year)
  const grant = await firstGrant(tx, year)
  await spendOfSettlement(tx, year, settlement)
  await spendTogether(tx, year, settlement, grant)
  await nextGrant(tx, year, grant)
}

function yearBefore(today: Day): Year {
  const thisYear = Number(today.slice(0, 4)) - Number(today.slice(5) < '07-01')
  const first = `${thisYear - 1}-07`
  return { today, on: (months, day) => addDays(firstDayOf(addMonths(first, months)), day - 1) }
}

type Of = { readonly fundId: string; readonly authorizationId: string }
type Settlement = Readonly<Record<'team' | 'recovery' | 'naloxone', Of>>

async function settlementFund(tx: Tx, { on, today }: Year): Promise<Settlement> {
  const fundId = await put(tx, 'fund', {
    name: 'Opioid settlement fund',
    funder: 'Opioid settlements, through the state',
    kind: 'settlement',
    fromOn: '2022-07-01',
    note: 'A special revenue fund of the sample county. Its amounts are made up.',
    isSample: true,
  })
  const ofFund = moneyOf(tx, today, fundId)
  await ofFund('opening', on(0, 1), 412_350_00, 'In the fund when these records begin')
  for (const [months, day, cents, what] of [
    [1, 15, 148_220_16, 'Payment of the distributors'],
    [6, 20, 97_405_50, 'Payment of the manufacturers'],
    [13, 14, 151_006_77, 'Payment of the distributors'],
    [18, 10, 96_880_25, 'Payment of the manufacturers'],
  ] as const)
    await ofFund('received', on(months, day), cents, what)
  const [fromOn, untilOn] = [on(0, 1), addDays(on(24, 1), -1)]
  const resolved = {
    resolution: `${fromOn.slice(0, 4)}-18`,
    resolvedOn: addDays(fromOn, -21),
    fromOn,
    untilOn,
    ordinanceKind: 'settlement project',
    ordinanceOn: addDays(fromOn, -14),
  } as const
  const ofItem = (item: string, amountCents: number): Promise<Of> =>
    authorized(tx, fundId, { exhibit: 'A', item, strategy: '' }, { ...resolved, amountCents })
  return {
    team: await ofItem('8', 360_000_00),
    recovery: await ofItem('3', 120_000_00),
    naloxone: await ofItem('7', 60_000_00),
  }
}

async function authorized(tx: Tx, fundId: string, strategy: Strategy, form: AmendForm): Promise<Of> {
  const authorizationId = await put(tx, 'spending_authorization', { fundId, ...strategy, isSample: true })
  await put(tx, 'authorization_version', { authorizationId, number: 1, ...form })
  return { fundId, authorizationId }
}

const moneyOf =
  (tx: Tx, today: Day, fundId: string) =>
  async (kind: EntryKind, happenedOn: Day, amountCents: number, what: string): Promise<void> => {
    if (happenedOn <= today)
      await addEntry(tx, { kind, happenedOn, amountCents, what, whom: '', isSample: true }, [{ fundId, amountCents }])
  }

type Share = readonly [of: Of, share: number]

/** Spends or encumbers an amount, split to the cent; null where it is ahead. */
async function spent(
  tx: Tx,
  { today }: Year,
  {
    on: happenedOn,
    cents,
    what,
    whom = '',
    of,
    kind = 'spent',
  }: { on: Day; cents: number; what: string; whom?: string; of: readonly Share[]; kind?: 'spent' | 'encumbered' },
): Promise<string | null> {
  if (happenedOn > today) return null
  const parts = splitCents(
    cents,
    of.map(([, share]) => share),
  )
  const lines = of.map(([is, share], at) => ({ ...is, share, amountCents: parts[at] ?? 0 }))
  return addEntry(tx, { kind, happenedOn, amountCents: cents, what, whom, isSample: true }, lines)
}

async function spendOfSettlement(tx: Tx, year: Year, { team, recovery, naloxone }: Settlement): Promise<void> {
  const { on } = year
  for (let month = 0; month < 24; month++) {
    const pay = addDays(lastDayOf(monthOf(on(month, 1))), -2)
    const cents = 10_450_00 + month * 37_25
    await spent(tx, year, { on: pay, cents, what: 'Pay of the response team', of: [[team, 10_000]] })
  }
  for (const [quarter, cents] of [4_812_50, 5_105_00, 5_240_75, 4_990_20, 5_600_00, 5_733_40, 5_880_00].entries())
    await spent(tx, year, {
      on: on(quarter * 3 + 2, 27),
      cents,
      what: 'Stipends of recovery coaches',
      of: [
        [team, 6_000],
        [recovery, 4_000],
      ],
    })
  for (const [months, cents] of [
    [3, 11_280_00],
    [9, 11_904_00],
    [15, 12_420_00],
  ] as const)
    await spent(tx, year, {
      on: on(months, 9),
      cents,
      what: 'Naloxone kits',
      whom: 'A pharmacy',
      of: [[naloxone, 10_000]],
    })
  await vehicle(tx, year, team)
}

/** A car that is leased: committed at once, and paid as the bills come. */
async function vehicle(tx: Tx, year: Year, team: Of): Promise<void> {
  const what = 'Lease of a car for visits'
  const whom = 'A car dealer'
  const lease = {
    on: year.on(13, 4),
    cents: 24_000_00,
    what,
    whom,
    of: [[team, 10_000]] as const,
    kind: 'encumbered' as const,
  }
  const entryId = await spent(tx, year, lease)
  const line =
    entryId && (await tx.sql.selectFrom('money_line').select('id').where('entry_id', '=', entryId).executeTakeFirst())
  if (!line) return
  for (const months of [14, 15, 16, 17]) {
    const happenedOn = year.on(months, 5)
    const amountCents = 1_000_00
    if (happenedOn <= year.today)
      await addEntry(tx, { kind: 'spent', happenedOn, amountCents, what, whom, isSample: true }, [
        { ...team, encumbranceId: line.id, amountCents },
      ])
  }
}

const peers: Strategy = { exhibit: 'none', item: '', strategy: 'Peers in the emergency department' }
const grantOf = (name: string, fromOn: Day, untilOn: Day) =>
  ({ name, funder: 'A state health agency', kind: 'grant', fromOn, untilOn, isSample: true }) as const

async function firstGrant(tx: Tx, { on, today }: Year): Promise<Of> {
  const [fromOn, untilOn] = [on(0, 1), addDays(on(12, 1), -1)]
  const fundId = await put(tx, 'fund', grantOf('Peer support grant, year 1', fromOn, untilOn))
  const ofFund = moneyOf(tx, today, fundId)
  await ofFund('awarded', on(0, 1), 90_000_00, 'Award for the year')
  await ofFund('received', on(1, 5), 45_000_00, 'First half of the award')
  await ofFund('received', on(7, 5), 45_000_00, 'Second half of the award')
  const resolved = { resolution: `${fromOn.slice(0, 4)}-22`, resolvedOn: on(0, 8), fromOn, untilOn }
  return authorized(tx, fundId, peers, { ...resolved, amountCents: 90_000_00, ordinanceKind: null, ordinanceOn: null })
}

/** What several funds pay for together, and one bill that was paid twice. */
async function spendTogether(tx: Tx, year: Year, { recovery, team }: Settlement, grant: Of): Promise<void> {
  const { on } = year
  for (let month = 0; month < 12; month++)
    await spent(tx, year, { on: on(month, 28), cents: 6_150_00, what: 'Pay of peers', of: [[grant, 10_000]] })
  await spent(tx, year, {
    on: on(4, 12),
    cents: 9_600_00,
    what: 'Recovery Coach Academy, 24 seats',
    of: [
      [recovery, 6_667],
      [grant, 3_333],
    ],
  })
  const bill = {
    cents: 1_385_40,
    what: 'Phones of the response team',
    whom: 'A phone company',
    of: [[team, 10_000]] as const,
  }
  await spent(tx, year, { ...bill, on: on(7, 3) })
  const twice = await spent(tx, year, { ...bill, on: on(7, 10) })
  const line =
    twice && (await tx.sql.selectFrom('money_line').select('id').where('entry_id', '=', twice).executeTakeFirst())
  if (line && on(8, 2) <= year.today)
    await addEntry(
      tx,
      {
        kind: 'spent',
        happenedOn: on(8, 2),
        amountCents: -bill.cents,
        what: 'Paid twice; the company sent it back',
        whom: bill.whom,
        reversesId: twice,
        isSample: true,
      },
      [{ ...team, amountCents: -bill.cents, reversesId: line.id }],
    )
}

/** The grant's second year, into which the rest of the first is carried; the first is closed. */
async function nextGrant(tx: Tx, year: Year, first: Of): Promise<void> {
  const { on, today } = year
  const [fromOn, untilOn] = [on(12, 1), addDays(on(24, 1), -1)]
  const fundId = await put(tx, 'fund', grantOf('Peer support grant, year 2', fromOn, untilOn))
  const ofFund = moneyOf(tx, today, fundId)
  await ofFund('awarded', on(12, 1), 90_000_00, 'Award for the year')
  await ofFund('received', on(13, 6), 45_000_00, 'First half of the award')
  await ofFund('received', on(18, 6), 45_000_00, 'Second half of the award')
  const resolved = { resolution: `${fromOn.slice(0, 4)}-09`, resolvedOn: fromOn, fromOn, untilOn }
  const of = await authorized(tx, fundId, peers, {
    ...resolved,
    amountCents: 100_000_00,
    ordinanceKind: null,
    ordinanceOn: null,
  })
  await carry(tx, year, first.fundId, fundId)
  for (let month = 12; month < 24; month++)
    await spent(tx, year, { on: on(month, 28), cents: 7_020_00, what: 'Pay of peers', of: [[of, 10_000]] })
}

async function carry(tx: Tx, { on, today }: Year, fromId: string, toId: string): Promise<void> {
  const happenedOn = on(12, 10)
  const left = await tx.sql.selectFrom('fund_holds').select('cents').where('id', '=', fromId).executeTakeFirst()
  const amountCents = left?.cents ?? 0
  if (happenedOn > today || amountCents <= 0) return
  const what = 'What was left of year 1, as the funder agreed'
  const carriedId = fromId // one of its own: nothing else is carried between these two
  for (const [kind, fundId] of [
    ['carried out', fromId],
    ['carried in', toId],
  ] as const)
    await addEntry(tx, { kind, happenedOn, amountCents, what, whom: '', carriedId, isSample: true }, [
      { fundId, amountCents },
    ])
  await change(tx, 'fund', fromId, { closedOn: happenedOn })
}
