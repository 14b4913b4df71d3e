import { expect, test } from 'vitest'
import { periodOf, periodsBetween } from '../../core/period.ts'
import { seededRandom } from '../../core/stats/random.ts'
import type { EntryKind } from '../ledger/model.ts'
import { budgetIn, burnOf, type Moved, publicYear, totalOf, yearsOf } from './figures.ts'

const fiscal = { kind: 'fiscal year', startMonth: 7 } as const
const years = periodsBetween(fiscal, '2024-07-01', '2026-06-30')
const team = {
  id: 'team',
  exhibit: 'A',
  item: '8',
  strategy: '',
  amountCents: 240_000_00,
  fromOn: '2024-07-01',
  untilOn: '2026-06-30',
} as const
const kits = {
  ...team,
  id: 'kits',
  item: '7',
  amountCents: 100_00,
  fromOn: '2025-05-01',
  untilOn: '2025-07-31',
} as const
const later = { ...team, id: 'later', amountCents: 12_00, fromOn: '2025-07-01' } as const

const line = (
  month: string,
  kind: EntryKind,
  cents: number,
  authorizationId: string | null = null,
  settled = 0,
): Moved => ({
  fundId: 'f',
  authorizationId,
  kind,
  month,
  cents,
  settled,
})

const moved = [
  line('2024-07', 'opening', 1_000_00),
  line('2024-09', 'received', 500_00),
  line('2024-10', 'awarded', 9_999_00),
  line('2024-12', 'encumbered', 300_00, 'team'),
  line('2025-03', 'spent', 200_00, 'team', 120_00),
  line('2025-06', 'spent', 40_00, 'kits'),
  line('2025-07', 'carried in', 70_00),
  line('2025-08', 'spent', 10_00, 'later'),
  line('2025-09', 'released', 180_00, 'team', 180_00),
  line('2025-10', 'returned', 5_00),
  line('2025-11', 'spent', -40_00, 'kits'),
]

test('a year begins with what the one before left, and ends with what came in less what went out', () => {
  expect(yearsOf(years, { moved, authorizations: [team] })).toMatchObject([
    {
      label: 'FY 2025',
      from: '2024-07-01',
      to: '2025-06-30',
      opening: 1_000_00,
      received: 500_00,
      carried: 0,
      returned: 0,
      spent: 240_00,
      closing: 1_260_00,
    },
    {
      label: 'FY 2026',
      from: '2025-07-01',
      to: '2026-06-30',
      opening: 1_260_00,
      received: 0,
      carried: 70_00,
      returned: 5_00,
      spent: -30_00,
      closing: 1_355_00,
    },
  ])
})

test('two authorizations for one item are one strategy, and what is encumbered is what was by the end of the year', () => {
  const [first, second] = yearsOf(years, { moved, authorizations: [team, kits, later] })
  expect(first?.byStrategy).toEqual([
    { strategy: 'A 7', name: 'Naloxone distribution', budget: 66_67, spent: 40_00, encumbered: 0 },
    { strategy: 'A 8', name: 'Post-overdose response team', budget: 120_000_00, spent: 200_00, encumbered: 180_00 },
  ])
  expect(second?.byStrategy).toEqual([
    { strategy: 'A 7', name: 'Naloxone distribution', budget: 33_33, spent: -40_00, encumbered: 0 },
    { strategy: 'A 8', name: 'Post-overdose response team', budget: 120_012_00, spent: 10_00, encumbered: 0 },
  ])
  expect(totalOf(second?.byStrategy ?? [])).toEqual({ budget: 120_045_33, spent: -30_00, encumbered: 0 })
})

test('a budget spread over years loses no cent, whatever the days and the year', () => {
  const seed = Number(process.env.SEED ?? 4_711)
  const random = seededRandom(seed)
  const month = (): string =>
    `20${20 + Math.floor(random() * 9)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`
  for (let round = 0; round < 300; round++) {
    const [first = '', last = ''] = [month(), month()].sort()
    const one = { amountCents: 1 + Math.floor(random() * 99_999_999_999), fromOn: `${first}-15`, untilOn: `${last}-20` }
    const startMonth = 2 + Math.floor(random() * 11)
    const all = periodsBetween({ kind: 'fiscal year', startMonth }, '2019-01-01', '2030-12-31')
    expect(
      all.reduce((sum, period) => sum + budgetIn(period, one), 0),
      `seed ${seed}, round ${round}`,
    ).toBe(one.amountCents)
  }
})

test('where it is headed is said from whole months: what is left at the end, or the month in which it runs out', () => {
  const one = { amountCents: 12_000_00, fromOn: '2024-07-01', untilOn: '2025-06-30' }
  const spent = (cents: number) =>
    new Map([
      ['2024-07', cents],
      ['2024-09', cents],
      ['2024-10', 5_000_00],
    ])
  expect(burnOf(one, spent(1_500_00), '2024-07-20')).toEqual({
    monthsOver: 0,
    months: 12,
    pace: null,
    atEnd: null,
    runsOutIn: null,
  })
  expect(burnOf(one, spent(1_500_00), '2024-10-01')).toEqual({
    monthsOver: 3,
    months: 12,
    pace: 1_000_00,
    atEnd: 12_000_00,
    runsOutIn: null,
  })
  expect(burnOf(one, spent(1_800_00), '2024-10-31')).toMatchObject({
    pace: 1_200_00,
    atEnd: 14_400_00,
    runsOutIn: '2025-05',
  })
  expect(burnOf(one, new Map(), '2025-01-05')).toMatchObject({ pace: 0, atEnd: 0, runsOutIn: null })
})

test('a year that begins in another month takes its months with it', () => {
  const october = periodOf({ kind: 'fiscal year', startMonth: 10 }, '2025-01-15')
  expect(budgetIn(october, team)).toBe(120_000_00)
  expect(
    yearsOf([october], {
      moved: [line('2024-10', 'received', 1), line('2024-09', 'received', 5)],
      authorizations: [],
    })[0],
  ).toMatchObject({ label: 'FY 2025', received: 1, closing: 1 })
})

test('what the public reads adds up to the cent, whatever is in the books', () => {
  const seed = Number(process.env.SEED ?? 4_712)
  const random = seededRandom(seed)
  const upTo = (most: number): number => Math.floor(random() * most)
  const kinds = [
    'opening',
    'awarded',
    'received',
    'carried in',
    'carried out',
    'returned',
    'encumbered',
    'spent',
  ] as const
  const all = [team, kits, { ...team, id: 'own', exhibit: 'none', item: '', strategy: 'Peers' } as const]
  for (let round = 0; round < 200; round++) {
    const lines = Array.from({ length: upTo(40) }, () => {
      const kind = kinds[upTo(kinds.length)] ?? 'spent'
      const month = `20${24 + upTo(3)}-0${1 + upTo(6)}`
      const isOfStrategy = kind === 'spent' || kind === 'encumbered'
      return line(month, kind, upTo(99_999_999) - 20_000_000, isOfStrategy ? (all[upTo(3)]?.id ?? null) : null)
    })
    const books = { moved: lines, authorizations: all }
    const periods = periodsBetween({ kind: 'fiscal year', startMonth: 2 + upTo(11) }, '2023-01-01', '2026-12-31')
    let before = 0
    for (const year of yearsOf(periods, books).map(publicYear)) {
      const told = `seed ${seed}, round ${round}, ${year.label}`
      expect(year.opening + year.received - year.spent, told).toBe(year.closing)
      expect(
        year.byStrategy.reduce((sum, { spent }) => sum + spent, 0),
        told,
      ).toBe(year.spent)
      if (!lines.some(({ kind }) => kind === 'opening')) expect(year.opening, told).toBe(before)
      before = year.closing
    }
  }
})

test('what is given back is taken off what was received, and a strategy of which nothing was spent is left out', () => {
  const [, second] = yearsOf(years, { moved, authorizations: [team, kits, later] })
  if (!second) throw new Error('two years were asked for')
  expect(publicYear(second)).toEqual({
    label: 'FY 2026',
    from: '2025-07-01',
    to: '2026-06-30',
    opening: 1_260_00,
    received: 65_00,
    spent: -30_00,
    closing: 1_355_00,
    byStrategy: [
      { strategy: 'A 7', name: 'Naloxone distribution', spent: -40_00 },
      { strategy: 'A 8', name: 'Post-overdose response team', spent: 10_00 },
    ],
  })
})
