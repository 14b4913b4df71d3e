import { expect, test } from 'vitest'
import { addDays } from '../../core/day.ts'
import { periodsBetween } from '../../core/period.ts'
import type { Result } from '../../core/result.ts'
import { seededRandom } from '../../core/stats/random.ts'
import { freshDb } from '../../platform/db/test-db.ts'
import { authorizations } from '../authorizations/store.ts'
import { addFund } from '../funds/actions.ts'
import { funds } from '../funds/store.ts'
import { done, type Purse, purseOn, settlement, settlementWith, spending } from '../test-money.ts'
import { totalOf, type YearOfMoney, yearsOf } from '../years/figures.ts'
import { moved } from '../years/store.ts'
import { carryForward, recordFundMoney, recordSpending, reverseEntry, settleEncumbrance } from './actions.ts'
import type { Entry } from './model.ts'
import { entries } from './store.ts'

const steps = 120

test('whatever is written and taken back in whatever order, no authorization is overspent, no split loses a cent, and every sum is that of the lines', async () => {
  const seed = Number(process.env.SEED ?? 20_417)
  const random = seededRandom(seed)
  const purse = await purseOn(await freshDb())
  const { fundId, team, naloxone } = await settlementWith(purse)
  const other = await done(addFund(purse.hand, { ...settlement, name: 'Settlement, later payments' }))
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)]
  const day = (): string => addDays('2024-06-20', Math.floor(random() * 209))
  const cents = (): number => 1 + Math.floor(random() * (random() < 0.3 ? 90_000_00 : 3_000_00))
  let [taken, refused] = [0, 0]
  for (let step = 0; step < steps; step++) {
    const all = await purse.db.read(purse.hand.scope, (tx) => entries(tx, {}, { limit: 1_000 }))
    const answer = await oneOf(all)
    if (answer?.ok) taken += 1
    else refused += 1
    if (step % 10 === 9) await holds(purse, `seed ${seed}, step ${step}`)
  }
  await holds(purse, `seed ${seed}, at the end`)
  expect(taken, `seed ${seed}`).toBeGreaterThan(steps / 4)
  expect(refused, `seed ${seed}`).toBeGreaterThan(5)

  async function oneOf(all: readonly Entry[]): Promise<Result<string> | null> {
    const [happenedOn, amountCents, what] = [day(), cents(), `Step ${random()}`]
    const money = { happenedOn, amountCents, what }
    const which = random()
    if (which < 0.15) {
      const kind = pick(['received', 'returned', 'awarded', 'opening'] as const) ?? 'received'
      const form = { ...money, kind, whom: '', isAnother: true }
      return recordFundMoney(purse.hand, { fundId: pick([fundId, other]) ?? '', form })
    }
    if (which < 0.2) return carryForward(purse.hand, { fundId, form: { ...money, toFundId: other } })
    if (which < 0.6) {
      const share1 = random() < 0.5 ? 10_000 : 1 + Math.floor(random() * 9_999)
      const [first, second] = random() < 0.5 ? [team, naloxone] : [naloxone, team]
      const kind = random() < 0.6 ? 'spent' : 'encumbered'
      const split = share1 === 10_000 ? {} : { authorization2: second, share2: 10_000 - share1 }
      return recordSpending(purse.hand, { ...spending, ...money, kind, authorization1: first, share1, ...split })
    }
    const one = pick(all)
    if (!one) return null
    if (which < 0.8) return reverseEntry(purse.hand, { id: one.id, form: { happenedOn, why: what } })
    const line = pick(
      all.flatMap((each) => each.lines.filter(({ left }) => left !== null).map(({ id }) => [each, id] as const)),
    )
    if (!line) return null
    const kind = random() < 0.6 ? 'spent' : 'released'
    const [of, encumbranceId] = line
    return settleEncumbrance(purse.hand, { entryId: of.id, form: { ...money, kind, encumbranceId } })
  }
})

/** What must hold, computed anew from the lines alone. */
async function holds({ db, hand }: Purse, about: string): Promise<void> {
  const { all, kept, ledger } = await db.read(hand.scope, async (tx) => ({
    all: await authorizations(tx),
    kept: await funds(tx),
    ledger: await entries(tx, {}, { limit: 1_000 }),
  }))
  const lines = ledger.flatMap((entry) => entry.lines.map((line) => ({ ...line, kind: entry.kind })))
  const sum = (which: typeof lines): number => which.reduce((total, { amountCents }) => total + amountCents, 0)
  for (const entry of ledger)
    expect(sum(entry.lines.map((line) => ({ ...line, kind: entry.kind }))), about).toBe(entry.amountCents)
  for (const one of all) {
    const own = lines.filter(({ authorizationId }) => authorizationId === one.id)
    const settled = sum(own.filter(({ encumbranceId }) => encumbranceId !== null))
    const encumbered = sum(own.filter(({ kind }) => kind === 'encumbered')) - settled
    expect({ spent: one.spent, encumbered: one.encumbered }, about).toEqual({
      spent: sum(own.filter(({ kind }) => kind === 'spent')),
      encumbered,
    })
    expect(one.spent + one.encumbered, about).toBeLessThanOrEqual(one.amountCents)
    expect(Math.min(one.spent, one.encumbered), about).toBeGreaterThanOrEqual(0)
    for (const line of own) if (line.left !== null) expect(line.left, about).toBeGreaterThanOrEqual(0)
  }
  for (const fund of kept) {
    const own = lines.filter((line) => line.fundId === fund.id)
    const into = sum(own.filter(({ kind }) => ['opening', 'received', 'carried in'].includes(kind)))
    const out = sum(own.filter(({ kind }) => ['spent', 'returned', 'carried out'].includes(kind)))
    expect(fund.holds, about).toBe(into - out)
  }
  const report = yearsOf(periodsBetween({ kind: 'fiscal year', startMonth: 10 }, '2023-10-01', '2025-01-15'), {
    moved: await db.read(hand.scope, (tx) => moved(tx)),
    authorizations: all,
  })
  const inYears = (of: (year: YearOfMoney) => number): number => report.reduce((total, year) => total + of(year), 0)
  expect(report.at(-1)?.closing, about).toBe(kept.reduce((total, fund) => total + fund.holds, 0))
  expect(
    inYears(({ spent }) => spent),
    about,
  ).toBe(sum(lines.filter(({ kind }) => kind === 'spent')))
  expect(
    inYears(({ byStrategy }) => totalOf(byStrategy).spent),
    about,
  ).toBe(sum(lines.filter(({ kind }) => kind === 'spent')))
  const atEnd = all.reduce((total, one) => total + one.encumbered, 0)
  expect(totalOf(report.at(-1)?.byStrategy ?? []).encumbered, about).toBe(atEnd)
  const carried = (kind: string): number => sum(lines.filter((line) => line.kind === kind))
  expect(carried('carried in'), about).toBe(carried('carried out'))
  const reversed = ledger.flatMap(({ reversesId }) => reversesId ?? [])
  expect(new Set(reversed).size, about).toBe(reversed.length)
}
