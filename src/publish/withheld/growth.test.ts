// What editions tell together: a number that still grows says, month after month, how many came since.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wonderPolicy } from '../../core/stats/withheld/policy.ts'
import type { MeasureReadings } from '../../measures/model.ts'
import { counting, measureOf } from '../../measures/test-measure.ts'
import { published, publishedAll, quarter, running, said, withheldOf, withSplits } from './test-statement.ts'

const overdoses = measureOf('overdoses')
const soFar = (count: number) => running([withSplits(overdoses, [count])])
const saidAll = async (editions: readonly (readonly MeasureReadings[])[], around = {}) =>
  (await publishedAll(editions, around)).map(({ found }, at) => said(editions[at] ?? [], found))

test('a running total that grew by 1 to 10 since it was shown is withheld, until it has grown by 11', async () => {
  expect(await saidAll([3, 7, 12, 19, 22, 23, 33, 34].map(soFar))).toEqual([
    ['overdoses 2021: small'],
    ['overdoses 2021: small'],
    [],
    ['overdoses 2021: beside'],
    ['overdoses 2021: beside'],
    [],
    ['overdoses 2021: beside'],
    [],
  ])
})

test('by WONDER’s rule it is withheld while it grew by 1 to 9', async () => {
  const editions = [12, 21, 22].map(soFar)
  expect(await saidAll(editions, { policy: wonderPolicy })).toEqual([[], ['overdoses 2021: beside'], []])
})

test('a number of which nothing came is shown again', async () => {
  expect(await saidAll([soFar(12), soFar(12)])).toEqual([[], []])
})

test('which edition shows it, and as how many, is told to the team', async () => {
  const all = await publishedAll([soFar(12), soFar(30), soFar(32)])
  expect(all.at(-1)?.found.grown).toMatchObject([{ edition: 2, was: 30, by: 2, part: 'number' }])
})

test('it stays withheld when the period is over and grew by so few', async () => {
  expect(await saidAll([soFar(12), [withSplits(overdoses, [15])], [withSplits(overdoses, [23])]])).toEqual([
    [],
    ['overdoses 2021: beside'],
    [],
  ])
})

test('a period that had days to come is one that ran, whatever was checked', async () => {
  const first = [withSplits(overdoses, [12])]
  const now = [withSplits(overdoses, [15])]
  const after = async (asOf: string) => {
    const before = published(first, await withheldOf(first), asOf)
    return said(now, await withheldOf(now, { earlier: [before] }))
  }
  expect(await after('2021-12-31')).toEqual(['overdoses 2021: beside'])
  expect(await after('2022-01-01')).toEqual([])
})

test('a correction of a period that is over is shown, also by one', async () => {
  const editions = [205, 206, 204].map((count) => [withSplits(overdoses, [count])])
  expect(await saidAll(editions)).toEqual([[], [], []])
})

test('a running total that was corrected down is held against each edition, also an older one', async () => {
  expect(await saidAll([20, 17, 24, 31].map(soFar))).toEqual([[], [], ['overdoses 2021: beside'], []])
})

test('a zone that grew by few is withheld with one more, while its whole grew by many', async () => {
  const zones = (east: number, west: number, north: number) =>
    running([withSplits(overdoses, [east + west + north], { zone: { east: [east], west: [west], north: [north] } })])
  expect(await saidAll([zones(30, 40, 50), zones(33, 60, 61), zones(41, 72, 80)])).toEqual([
    [],
    ['overdoses zone east 2021: beside', 'overdoses zone west 2021: beside'],
    [],
  ])
})

test('zones that grew by few each are withheld, though together they grew by many', async () => {
  const zones = (east: number, west: number) =>
    running([withSplits(overdoses, [east + west], { zone: { east: [east], west: [west] } })])
  expect(await saidAll([zones(30, 40), zones(38, 48)])).toEqual([
    [],
    ['overdoses zone east 2021: beside', 'overdoses zone west 2021: beside'],
  ])
})

const reached = measureOf('reached', { shape: 'share', definition: counting({ those: { reached: true } }) })
const share = (part: number, group: number) => running([withSplits(reached, [[part, group]])])

test('a share is withheld where few came to its part, to its group or to those who are left', async () => {
  const after = async (part: number, group: number) => (await saidAll([share(30, 60), share(part, group)]))[1]
  expect(await after(45, 90)).toEqual([])
  expect(await after(33, 90)).toEqual(['reached 2021: beside'])
  expect(await after(45, 62)).toEqual(['reached 2021: beside'])
  expect(await after(41, 72)).toEqual(['reached 2021: beside'])
  expect(await after(41, 82)).toEqual([])
  expect(await after(30, 71)).toEqual([])
})

test('that everybody who came belongs to the part tells on all of them', async () => {
  expect((await saidAll([share(30, 60), share(45, 75)]))[1]).toEqual(['reached 2021: beside'])
})

test('a rate is held against the rate before by the people behind it', async () => {
  const deaths = measureOf('deaths', {
    shape: 'amount',
    unit: 'per 100,000 people',
    kind: 'indicator',
    definition: null,
  })
  const rate = (numerator: number) =>
    running([withSplits(deaths, [0])]).map((one) => ({
      ...one,
      readings: one.readings.map((each) => ({ ...each, value: numerator * 1.25, numerator, denominator: 80_000 })),
    }))
  expect(await saidAll([rate(12), rate(19), rate(23)])).toEqual([[], ['deaths 2021: beside'], []])
})

test('how many there are at an end may change by few', async () => {
  const active = measureOf('active', {
    shape: 'amount',
    definition: counting({ fact: 'coach_move', on: 'movedOn', amount: 'activeChange' }),
  })
  expect(await saidAll([running([withSplits(active, [40])]), running([withSplits(active, [42])])])).toEqual([[], []])
})

test('months that give away what came to a year since it was shown are held against it', async () => {
  const year = (count: number) => running([withSplits(measureOf('by-year'), [0, 0, 0, count])])
  const quarters = (...counts: number[]) => [withSplits(measureOf('by-quarter', { calendar: quarter }), counts)]
  const first = [...year(51), ...quarters(30)]
  const before = published(first, await withheldOf(first), '2024-06-20')
  const now = [...year(90), ...quarters(30, 25, 35)]
  const found = await withheldOf(now, { earlier: [before] })
  expect(found.leaks).toMatchObject([{ name: 'By quarter, Q1 2024: what came to it since edition 1', low: 4, high: 4 }])
  const after = await withheldOf(now, { earlier: [before], decided: found.repair ?? [] })
  expect(after.leaks).toEqual([])
})

test('an entered running total is held against its own earlier values, until it begins anew', async () => {
  const toDate = measureOf('people-served-to-date', { definition: null, calendar: quarter })
  const values = [withSplits(toDate, [12, 19, 22, 23, 11, 30])]
  expect(said(values, await withheldOf(values))).toEqual([
    'people-served-to-date Q2 2024: beside',
    'people-served-to-date Q3 2024: beside',
  ])
  const each = [withSplits(measureOf('people-served', { definition: null, calendar: quarter }), [12, 19, 22, 23])]
  expect(said(each, await withheldOf(each))).toEqual([])
})

const quarters = [12, 19, 22, 23, 11, 30]
const entered = (more: Parameters<typeof measureOf>[1] = {}) =>
  measureOf('people-served', { definition: null, calendar: quarter, ...more })

test('a running total that only its definition, its source or its unit names so is held like one that its title names', async () => {
  for (const definedAs of [
    'People served from July on. Each quarter is cumulative.',
    'A running count of the people the team has met.',
    'Participants enrolled, year to date.',
    'Everybody served since the start of the program.',
    'Personas atendidas, total acumulado.',
    'Each quarter includes the quarters before it.',
    'Every value adds to the one before.',
  ]) {
    const values = [{ ...withSplits(entered(), quarters), definedAs }]
    expect(said(values, await withheldOf(values)), definedAs).toEqual([
      'people-served Q2 2024: beside',
      'people-served Q3 2024: beside',
    ])
  }
  for (const more of [{ source: 'State dashboard (cumulative counts)' }, { unit: 'people, cumulative' }]) {
    const values = [withSplits(entered(more), quarters)]
    expect(said(values, await withheldOf(values)), JSON.stringify(more)).toHaveLength(2)
  }
})

test('a definition that says each period stands alone, or speaks of dates and of years, makes no running total', async () => {
  for (const definedAs of [
    'People served in the quarter. Quarters are not cumulative.',
    'Non-cumulative count of people.',
    'Each quarter counts anew; there is no running total.',
    'Days from date of referral to date of first visit, of all who were served.',
    'Collected since 2019 by the same form.',
    'Las cifras no son acumuladas.',
  ]) {
    const values = [{ ...withSplits(entered(), quarters), definedAs }]
    expect(said(values, await withheldOf(values)), definedAs).toEqual([])
  }
})

const coaches = measureOf('coaches', {
  isPersonLevel: false,
  unit: 'coaches',
  definition: counting({ fact: 'coach_trained', on: 'trainedOn', splits: ['zone'] }),
})

test('a breakdown of coaches that grew by few is left out rather than its whole', async () => {
  const zones = (east: number, west: number) =>
    running([withSplits(coaches, [east + west], { zone: { east: [east], west: [west] } })])
  const all = await publishedAll([zones(14, 26), zones(16, 26)])
  expect(all[1]?.found.leftOut).toMatchObject([{ measureId: 'id of coaches', dimension: 'zone' }])
  expect([...(all[1]?.found.hidden ?? [])]).toEqual([])
})

test('the whole of a team’s own work grows in the open', async () => {
  const trained = (count: number) => running([withSplits(coaches, [count])])
  expect(await saidAll([trained(12), trained(13)])).toEqual([[], []])
})

// Whatever comes in between: no two editions that show a number of a period that still ran differ by a small count.

const seeded = { seed: 20_241_124, numRuns: 40 }
const people = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 60 }))

test('from no two editions can a reader subtract how many came, of the whole or of a zone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(people, people, people), { minLength: 2, maxLength: 5 }), async (months) => {
      const total = [0, 0, 0]
      const editions = months.map((came) => {
        for (const [zone, more] of came.entries()) total[zone] = (total[zone] ?? 0) + more
        const [east = 0, west = 0, north = 0] = total
        const whole = east + west + north
        return running([withSplits(overdoses, [whole], { zone: { east: [east], west: [west], north: [north] } })])
      })
      const all = await publishedAll(editions)
      const shown = all.map(({ found, before }) => {
        expect(found.leaks).toEqual([])
        const [measure] = before.content.measures
        return [
          measure?.readings[0]?.value ?? null,
          ...(measure?.splits[0]?.categories.map(({ readings }) => readings[0]?.value ?? null) ?? []),
        ]
      })
      for (const [at, then] of shown.entries())
        for (const now of shown.slice(at + 1))
          for (const [place, was] of then.entries()) {
            const is = now[place] ?? null
            if (was === null || is === null || was === 0) continue
            expect([0, ...Array.from({ length: 400 }, (_, n) => n + 11)], `${was} to ${is}`).toContain(is - was)
          }
    }),
    seeded,
  )
})
