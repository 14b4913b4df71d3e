import { expect, test } from 'vitest'
import { readable } from '../../core/figures/readable.ts'
import { cmsPolicy } from '../../core/stats/withheld/policy.ts'
import type { MeasureReadings } from '../../measures/model.ts'
import { measureOf } from '../../measures/test-measure.ts'
import { withMeasure } from '../sample-edition.ts'
import { placeKey } from '../withheld/model.ts'
import { masked, withheldNumbers } from '../withheld/statement.ts'
import { withSplits } from '../withheld/test-statement.ts'
import { type Text, textsOf } from './texts.ts'
import { figuresTold } from './told.ts'

// People served 2021 to 2025: 40, 14, 3, 39, 22, of which the 3 of 2023 is withheld.
const served = withSplits(measureOf('people-served'), [40, 14, 3, 39, 22])
// Of those who were referred, the part that was housed: 3 of 12 in 2022 is withheld.
const housed = withSplits(measureOf('people-housed', { shape: 'share' }), [
  [30, 60],
  [3, 12],
  [25, 50],
])
const meals = withSplits(measureOf('meals', { isPersonLevel: false, unit: 'meals' }), [900, 950, 24, 800, 700])

const small = (all: MeasureReadings): ReadonlyMap<string, 'small'> =>
  new Map(
    all.readings.flatMap(({ period, numerator }) =>
      all.measure.isPersonLevel && numerator !== null && numerator <= 10
        ? [
            [
              placeKey({ measureId: all.measure.id, dimension: '', category: '', from: period.from, to: period.to }),
              'small',
            ],
          ]
        : [],
    ),
  )

function toldBy(
  words: string,
  slug: string | null,
  all: readonly MeasureReadings[] = [served, meals],
  hidden: ReadonlyMap<string, 'small'> = new Map(all.flatMap((one) => [...small(one)])),
): string[] {
  const [plain] = withMeasure({}).measures
  if (!plain) throw new Error('the sample has measures')
  const measures = all.map((one) => {
    const { measure, readings, splits } = masked(one, new Set(hidden.keys()))
    return {
      ...plain,
      slug: measure.slug,
      title: measure.title,
      shape: measure.shape,
      unit: measure.unit,
      readings,
      splits,
    }
  })
  const text: Text = {
    measure: slug === null ? null : { slug, title: slug },
    where: 'Story',
    changedAt: '/',
    words: readable(words),
  }
  const numbers = all.flatMap((one) => withheldNumbers([one], hidden))
  return figuresTold([text], { measures, numbers, policy: cmsPolicy }).map(({ excerpt }) => excerpt.marked)
}

test('a story that says a withheld count is found, in digits and in words, English and Spanish (S16)', () => {
  for (const [words, marked] of [
    ['In 2023 only 3 people came.', '3'],
    ['Only three came the year after.', 'three'],
    ['En 2023 solo vinieron tres personas.', 'tres'],
    ['In 2023, **3** people', '3'],
    ['| 2023 | 3 |', '3'],
    ['- 2023: 3\n- 2024: 39', '3'],
    ['It went from 14 to 3.', '3'],
    ['A trio came.', 'A trio'],
    ['0003 people', '0003'],
    ['three-person group', 'three'],
    ['3.0 people', '3.0'],
  ])
    expect(toldBy(words ?? '', 'people-served'), words).toEqual([marked])
})

test('a text that gives a withheld count back by one step is found', () => {
  for (const words of [
    'In 2023 we saw 7.5% of the people of 2021.',
    'In 2023 came one in five of those who came in 2022.',
    '13 times as many came in 2024 as the year before.',
    'In 2023 11 fewer came than the year before.',
    'From 2022 to 2023 the number fell by 79%.',
    'From 2023 to 2024 it rose by 36.',
    'In all five years 118 people came.',
    'From 2021 to 2023, 57 people came.',
    'De 2021 a 2023 vinieron 57 personas.',
    'On average 23.6 people came each year.',
    'Fewer than 5 people came in 2023.',
    'En 2023 vinieron menos de cinco personas.',
    'Between 2 and 4 people came.',
    'Two or three came in 2023.',
    'In 2023 that was 12.5% of the meals.',
    'At most 4 came.',
  ])
    expect(toldBy(words, 'people-served'), words).not.toEqual([])
})

test('a share that is withheld is told by its percent, by those left, and by its parts', () => {
  for (const words of [
    '25% were housed',
    '75% were not housed',
    'one in four',
    'a quarter of them',
    '3 of 12',
    'una cuarta parte de ellos',
    'three people',
    'of 12 referred',
  ])
    expect(toldBy(words, 'people-housed', [housed]), words).not.toEqual([])
})

test('figures that readers see, and figures that are none, are left alone', () => {
  for (const words of [
    'In 2021, 40 people came, and 22 in 2025.',
    'On 3 Nov 2023 we moved.',
    'We waited three months.',
    'Phase 3 began.',
    'It cost $3.',
    'A few people came in 2023.',
    '1. Ask\n2. Listen\n3. Visit',
    'Fewer than 10 people came in 2023.',
    'No one was turned away.',
    'More than 30 came in 2024.',
  ])
    expect(toldBy(words, 'people-served'), words).toEqual([])
})

test('a text elsewhere counts where it speaks of what the number counts', () => {
  for (const words of [
    'In 2023 only 3 came.',
    'Only three people were served.',
    'Solo tres personas.',
    'Three of them came back.',
  ]) {
    expect(toldBy(words, 'meals'), words).toHaveLength(1)
    expect(toldBy(words, null), words).toHaveLength(1)
  }
  for (const words of [
    'Three grants pay for the kitchen.',
    'In 2021 three grants paid for it.',
    'At 3 sites',
    'Three tries reach more people than one.',
    'We need three things and enough people.',
  ])
    expect(toldBy(words, 'meals'), words).toEqual([])
})

test('a number that readers see on the same page, of a year that is named, tells nothing of another page', () => {
  expect(
    toldBy('In 2023, 24 meals were for people.', 'meals', [withSplits(served.measure, [40, 14, 24]), meals]),
  ).toEqual([])
  const open = withSplits(meals.measure, [900, 950, 3])
  expect(toldBy('In 2023, 3 people cooked.', 'meals', [served, open])).toEqual([])
  expect(toldBy('In 2023, 3 people came.', 'people-served', [served, open])).toEqual(['3'])
})

test('a group of a breakdown is told where the sentence speaks of it, also on its own page', () => {
  const byZone = withSplits(measureOf('by-zone', { unit: 'visits' }), [30], {
    zone: { 'Marsh Bend': [4], Wilson: [26] },
  })
  const hidden = new Set(
    ['Marsh Bend', 'Wilson'].map((category) =>
      placeKey({ measureId: byZone.measure.id, dimension: 'zone', category, from: '2021-01-01', to: '2021-12-31' }),
    ),
  )
  const told = (words: string) => toldBy(words, 'by-zone', [byZone], new Map([...hidden].map((key) => [key, 'small'])))
  for (const words of [
    'In Marsh Bend, four.',
    'Four people came.',
    'In 2021 it was four.',
    'Four visits in the north',
    '87% of 2021 were in Wilson',
  ])
    expect(told(words), words).toHaveLength(1)
  for (const words of ['That has four reasons.', 'Four vans are ready.']) expect(told(words), words).toEqual([])
})

test('every text that people write into an edition is read, with where to change it', () => {
  const edition = withMeasure({
    title: 'w1',
    unit: 'w2',
    source: 'w3',
    definition: { number: 1, lay: 'w4', technical: 'w5', effectiveOn: '2025-01-01' },
    story: [{ writtenOn: '2025-01-01', period: null, body: '**w6**' }],
    partners: [{ name: 'w7', sector: '', brings: 'w8', website: '' }],
    whatWorks: [{ claim: 'w9', source: 'w10', sourceUrl: '', costBand: 'no cost', whereWeDoIt: 'w11' }],
    actions: [
      {
        what: 'w12',
        owner: 'w13',
        partner: 'w14',
        startsOn: null,
        dueOn: null,
        status: 'done',
        progress: 'w15',
        updatedOn: '2025-01-01',
      },
    ],
    notes: [{ period: { label: '2024', from: '2024-01-01', to: '2024-12-31' }, text: 'w16' }],
    targets: [{ period: { label: '2024', from: '2024-01-01', to: '2024-12-31' }, value: 1, note: 'w17' }],
    splits: [{ dimension: 'w18', categories: [{ name: 'w19', readings: [] }] }],
  })
  const all = textsOf({
    organisation: { ...edition.organisation, name: 'w20', about: 'w21' },
    results: [{ title: 'w22', statement: 'w23', indicators: [] }],
    programs: [{ title: 'w24', about: 'w25', customers: 'w26', measures: [] }],
    measures: edition.measures.filter(({ title }) => title === 'w1'),
    note: 'w27',
  })
  const read = all.map(({ words }) => words)
  for (let at = 1; at <= 27; at++) expect(read).toContain(`w${at}`)
  expect(all.every(({ changedAt }) => changedAt.startsWith('/'))).toBe(true)
})

test('how many came since an edition showed a number is told as little as the number', () => {
  const [plain] = withMeasure({}).measures
  if (!plain) throw new Error('the sample has measures')
  const [open] = withSplits(measureOf('people-served'), [19]).readings
  if (!open) throw new Error('there is a reading')
  const place = placeKey({ measureId: 'm', dimension: '', category: '', from: open.period.from, to: open.period.to })
  const measures = [{ ...plain, slug: 'people-served', readings: [{ ...open, value: null, numerator: null }] }]
  const number = {
    measureId: 'm',
    dimension: '',
    category: '',
    from: open.period.from,
    to: open.period.to,
    slug: 'people-served',
    label: open.period.label,
    reading: open,
    why: 'beside' as const,
  }
  const grown = [{ place, edition: 1, was: 12, by: 7, part: 'number' as const }]
  const told = (words: string): number =>
    figuresTold(
      [{ measure: { slug: 'people-served', title: 'People served' }, where: 'Story', changedAt: '/', words }],
      { measures, numbers: [number], policy: cmsPolicy, grown },
    ).length
  expect(told('Seven more people came.')).toBe(1)
  expect(told('Desde mayo llegaron 7 personas.')).toBe(1)
  expect(told('We met 7 times.')).toBe(0)
  expect(told('Six more people came.')).toBe(0)
})
