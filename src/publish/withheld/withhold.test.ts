import { expect, test } from 'vitest'
import { wonderPolicy } from '../../core/stats/withheld/policy.ts'
import { counting, measureOf } from '../../measures/test-measure.ts'
import { published, quarter, said, withheldOf, withSplits } from './test-statement.ts'

const overdoses = measureOf('overdoses')

test('a count of 1 to 10 people is withheld, 0 and 11 are shown', async () => {
  const measures = [withSplits(overdoses, [0, 1, 10, 11])]
  expect(said(measures, await withheldOf(measures))).toEqual(['overdoses 2022: small', 'overdoses 2023: small'])
})

test('by WONDER’s rule 0 to 9 are withheld and 10 is shown', async () => {
  const measures = [withSplits(overdoses, [0, 9, 10])]
  expect(said(measures, await withheldOf(measures, { policy: wonderPolicy }))).toEqual([
    'overdoses 2021: small',
    'overdoses 2022: small',
  ])
})

test('a measure of the team’s own work is shown as it is', async () => {
  const measures = [withSplits(measureOf('coaches', { isPersonLevel: false }), [5, 14, 0, 39, 12])]
  expect(said(measures, await withheldOf(measures))).toEqual([])
})

test('beside a small category one more is withheld, the cheapest, so that nobody can subtract', async () => {
  const measures = [withSplits(overdoses, [355], { zone: { east: [5], north: [50], south: [300] } })]
  const found = await withheldOf(measures)
  expect(said(measures, found)).toEqual(['overdoses zone east 2021: small', 'overdoses zone north 2021: beside'])
  expect(found.leaks).toEqual([])
})

test('a percentage goes with its two counts, and a small rest of the group is a small count too', async () => {
  const reached = measureOf('reached', { shape: 'share', definition: counting({ those: { reached: true } }) })
  const measures = [
    withSplits(reached, [
      [11, 40],
      [10, 40],
      [29, 40],
      [30, 40],
      [40, 40],
    ]),
  ]
  expect(said(measures, await withheldOf(measures))).toEqual([
    'reached 2022: small',
    'reached 2024: beside',
    'reached 2025: small',
  ])
})

test('a rate is withheld where its digits and its population leave a small count possible', async () => {
  const deaths = measureOf('deaths', {
    shape: 'amount',
    unit: 'per 100,000 people',
    kind: 'indicator',
    definition: null,
  })
  const rate = (value: number, denominator: number) =>
    withSplits(deaths, [0]).readings.map((one) => ({ ...one, value, numerator: null, denominator }))
  const saidOf = async (value: number, denominator: number) => {
    const measures = [{ ...withSplits(deaths, [0]), readings: rate(value, denominator) }]
    return said(measures, await withheldOf(measures))
  }
  expect(await saidOf(12.5, 80_000)).toEqual(['deaths 2021: small']) // 10 deaths
  expect(await saidOf(13.8, 80_000)).toEqual([]) // 11 deaths
  expect(await saidOf(1, 1_000_000)).toEqual(['deaths 2021: small']) // 5 to 15 deaths
  expect(await saidOf(2, 1_000_000)).toEqual([]) // 15 to 25 deaths
})

test('of a population a share of fewer than 100 people is withheld; of people served it is shown', async () => {
  const shareOf = (kind: 'indicator' | 'performance') =>
    measureOf('housed', { kind, shape: 'share', definition: counting({ those: { housed: true } }) })
  const withheldYears = async (kind: 'indicator' | 'performance') => {
    const measures = [
      withSplits(shareOf(kind), [
        [40, 99],
        [40, 100],
      ]),
    ]
    return said(measures, await withheldOf(measures))
  }
  expect(await withheldYears('indicator')).toEqual(['housed 2021: small'])
  expect(await withheldYears('performance')).toEqual([])
})

test('a total on another page that gives a small count away is a leak, with where it stands and what to withhold', async () => {
  const zones = withSplits(overdoses, [355], { zone: { east: [5], north: [50], south: [300] } })
  const north = withSplits(
    measureOf('overdoses-in-the-north', { definition: counting({ of: { zone: 'north' } }), isPersonLevel: false }),
    [50],
  )
  const measures = [zones, north]
  const found = await withheldOf(measures)
  expect(found.leaks).toEqual([expect.objectContaining({ name: 'Overdoses, zone east, 2021', low: 5, high: 5 })])
  expect(found.leaks[0]?.from).toContain('Overdoses in the north, 2021')
  const { repair } = found
  const after = await withheldOf(measures, { decided: repair ?? [] })
  expect(after.leaks).toEqual([])
  expect(said(measures, after)).toEqual([
    'overdoses zone east 2021: small',
    'overdoses zone north 2021: beside',
    'overdoses-in-the-north 2021: decided',
  ])
})

test('three quarters and their year give the fourth away', async () => {
  const years = withSplits(measureOf('by-year'), [0, 0, 0, 300])
  const quarters = withSplits(measureOf('by-quarter', { calendar: quarter }), [4, 96, 100, 100])
  const found = await withheldOf([years, quarters])
  expect(found.leaks).toMatchObject([{ name: 'By quarter, Q1 2024', low: 4, high: 4 }])
  const after = await withheldOf([years, quarters], { decided: found.repair ?? [] })
  expect(after.leaks).toEqual([])
  expect(said([years, quarters], after)).toEqual(['by-quarter Q1 2024: small', 'by-quarter Q2 2024: decided'])
})

test('a small count shown openly on another page is a leak', async () => {
  const open = withSplits(measureOf('open', { isPersonLevel: false }), [7])
  const found = await withheldOf([withSplits(overdoses, [7]), open])
  expect(found.leaks).toMatchObject([{ low: 7, high: 7, from: ['Open, 2021'] }])
  const after = await withheldOf([withSplits(overdoses, [7]), open], { decided: found.repair ?? [] })
  expect(after.leaks).toEqual([])
})

test('what an earlier edition shows may not be hidden any more, and counts against the new one', async () => {
  const whole = [withSplits(overdoses, [355], { zone: {} })]
  const first = published(whole, await withheldOf(whole))
  const broken = [withSplits(overdoses, [355], { zone: { east: [5], west: [350] } })]
  const found = await withheldOf(broken, { earlier: [first] })
  expect(said(broken, found)).toEqual(['overdoses zone east 2021: small', 'overdoses zone west 2021: beside'])
})

test('a category that an earlier edition showed cannot protect another now', async () => {
  const before = [withSplits(overdoses, [360], { zone: { east: [30], west: [330] } })]
  const first = published(before, await withheldOf(before))
  const now = [withSplits(overdoses, [335], { zone: { east: [5], west: [330] } })]
  const found = await withheldOf(now, { earlier: [first] })
  expect(said(now, found)).toEqual(['overdoses 2021: beside', 'overdoses zone east 2021: small'])
  expect(found.leaks).toEqual([])
})

test('where no pattern protects, that is said, with what to do', async () => {
  const west = withSplits(
    measureOf('in-the-west', { definition: counting({ of: { zone: 'west' } }), isPersonLevel: false }),
    [350],
  )
  const before = [withSplits(overdoses, [355]), west]
  const first = published(before, { hidden: new Map() })
  const now = [withSplits(overdoses, [355], { zone: { east: [5], west: [350] } }), west]
  const found = await withheldOf(now, { earlier: [first] })
  expect(found.leaks).toMatchObject([{ name: 'Overdoses, zone east, 2021', low: 5, high: 5 }])
  expect(found.repair).toBeNull()
  expect(found.beyond).toContain('Combine categories or leave the breakdown out.')
})

test('a small count that was published before the rule is said to be public already', async () => {
  const before = [withSplits(overdoses, [7])]
  const found = await withheldOf(before, { earlier: [published(before, { hidden: new Map() })] })
  expect(said(before, found)).toEqual(['overdoses 2021: small'])
  expect(found.alreadyPublic).toEqual([{ name: 'Overdoses, 2021', edition: 1 }])
  expect(found.leaks).toEqual([])
})

test('categories that overlap are not added up', async () => {
  const entered = measureOf('drugs', { definition: null })
  const measures = [withSplits(entered, [100], { drug: { fentanyl: [90], 'any opioid': [95], other: [5] } })]
  expect(said(measures, await withheldOf(measures))).toEqual(['drugs drug other 2021: small'])
})

test('a breakdown that the team keeps is not in the release', async () => {
  const measures = [
    withSplits(measureOf('kept', { publishesSplits: false }), [355], { zone: { east: [5], west: [350] } }),
  ]
  const found = await withheldOf(measures)
  expect(said(measures, found)).toEqual([])
})

test('where a whole is small, its empty categories go too: they would tell the least it can be', async () => {
  const measures = [withSplits(overdoses, [5], { zone: { east: [1], north: [1], south: [3], west: [0] } })]
  const found = await withheldOf(measures)
  expect(said(measures, found)).toEqual([
    'overdoses 2021: small',
    'overdoses zone east 2021: small',
    'overdoses zone north 2021: small',
    'overdoses zone south 2021: small',
    'overdoses zone west 2021: beside',
  ])
  expect(found.leaks).toEqual([])
})

test('the empty quarters of a small year are asked for as well', async () => {
  const years = withSplits(measureOf('by-year'), [0, 0, 0, 5])
  const quarters = withSplits(measureOf('by-quarter', { calendar: quarter }), [1, 1, 3, 0])
  const found = await withheldOf([years, quarters])
  expect(found.leaks).toMatchObject([{ name: 'By year, 2024', low: 3 }])
  expect(found.repair?.map(({ title, label }) => `${title} ${label}`)).toEqual(['By quarter Q4 2024'])
  expect((await withheldOf([years, quarters], { decided: found.repair ?? [] })).leaks).toEqual([])
})

// Coaches: their wholes are the team's own work, and their groups are people in recovery.
const coaches = (more: Parameters<typeof measureOf>[1] = {}) =>
  measureOf('coaches', {
    isPersonLevel: false,
    unit: 'coaches',
    definition: counting({ fact: 'coach_trained', on: 'trainedOn', splits: ['zone'] }),
    ...more,
  })

test('small groups of coaches are withheld from a breakdown, and their whole is not', async () => {
  const measures = [withSplits(coaches(), [40, 41], { zone: { east: [4, 11], west: [36, 30] } })]
  expect(said(measures, await withheldOf(measures))).toEqual([
    'coaches zone east 2021: small',
    'coaches zone west 2021: beside',
  ])
})

test('a breakdown of coaches that its whole would give away is left out, and the whole stays', async () => {
  const measures = [
    withSplits(coaches(), [40, 5], {
      zone: { east: [4, 2], west: [36, 3] },
      language: { English: [25, 5], Spanish: [15, 0] },
    }),
  ]
  const found = await withheldOf(measures)
  expect(found.leftOut).toEqual([
    { measureId: 'id of coaches', title: 'Coaches', dimension: 'zone' },
    { measureId: 'id of coaches', title: 'Coaches', dimension: 'language' },
  ])
  expect([...found.hidden]).toEqual([])
  expect(found.leaks).toEqual([])
})

test('a county that says why publishes small groups of coaches', async () => {
  const because = coaches({ smallSplitsReason: 'All coaches agreed in writing.' })
  const measures = [withSplits(because, [40], { zone: { east: [4], west: [36] } })]
  expect(said(measures, await withheldOf(measures))).toEqual([])
})

test('groups of things are no people', async () => {
  const sessions = coaches({ definition: counting({ fact: 'training_session', on: 'heldOn', splits: ['setting'] }) })
  const measures = [withSplits(sessions, [40], { setting: { online: [4], room: [36] } })]
  expect(said(measures, await withheldOf(measures))).toEqual([])
})

test('small groups of an entered measure are withheld until the county says what they are', async () => {
  const measures = [withSplits(coaches({ definition: null }), [40], { zone: { east: [4], west: [36] } })]
  expect(said(measures, await withheldOf(measures))).toEqual([
    'coaches zone east 2021: small',
    'coaches zone west 2021: beside',
  ])
})

test('how many coaches there are at the end of a period is a count of them', async () => {
  const active = coaches({
    shape: 'amount',
    definition: counting({ fact: 'coach_move', on: 'movedOn', amount: 'activeChange', splits: ['zone'] }),
  })
  const measures = [withSplits(active, [40], { zone: { east: [4], west: [36] } })]
  expect(said(measures, await withheldOf(measures))).toEqual([
    'coaches zone east 2021: small',
    'coaches zone west 2021: beside',
  ])
})

test('a group of coaches that stands alone on another page is not shown beside its breakdown', async () => {
  const east = coaches({ definition: counting({ fact: 'coach_trained', on: 'trainedOn', of: { zone: 'east' } }) })
  const measures = [
    withSplits(coaches(), [40], { zone: { east: [4], west: [36] } }),
    withSplits({ ...east, id: 'id of east', slug: 'east', title: 'East' }, [4]),
  ]
  expect((await withheldOf(measures)).leaks).toMatchObject([{ name: 'Coaches, zone east, 2021', low: 4 }])
})
