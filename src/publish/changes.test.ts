import { expect, test } from 'vitest'
import { figureInWords } from '../measures/figures.ts'
import { changesSince } from './changes.ts'
import type { EditionContent, MeasureShown } from './model.ts'
import { coachesTrained, sampleEdition, withMeasure, yearly } from './sample-edition.ts'

/** As PostgreSQL gives a document back: the same values, their names in another order. */
const keptAndRead = (content: EditionContent): EditionContent =>
  JSON.parse(JSON.stringify(content), (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).reverse())
      : part,
  )

test('nothing has changed right after an edition was published', () => {
  expect(changesSince(keptAndRead(sampleEdition), sampleEdition, figureInWords)).toEqual([])
})

test('a value that moved is named with its year, as it was and as it will be', () => {
  const [before, after] = [12, 13].map((value) =>
    withMeasure({ title: 'Coaches trained', readings: yearly([5, value]) }),
  )
  if (!before || !after) throw new Error('two editions were asked for')
  expect(changesSince(keptAndRead(before), after, figureInWords)).toEqual([
    { measure: 'Coaches trained', what: '2021', before: '12 coaches, final', after: '13 coaches, final' },
    {
      measure: 'Coaches trained',
      what: 'What is said of the curve',
      before: '12 coaches in 2021, after 5 in 2020. Two values cannot show a trend.',
      after: '13 coaches in 2021, after 5 in 2020. Two values cannot show a trend.',
    },
  ])
})

test('everything is new in a first edition', () => {
  const measures = changesSince(null, sampleEdition, figureInWords).filter(({ what }) => what === 'Measure')
  expect(measures).toHaveLength(sampleEdition.measures.length)
  expect(measures[0]).toMatchObject({ before: '', after: 'new on the scorecard' })
  expect(
    changesSince(null, sampleEdition, figureInWords).find(({ what }) => what === 'What is said of the curve'),
  ).toMatchObject({ measure: coachesTrained.title, after: coachesTrained.sentence })
})

/** What is said when one measure reads otherwise than it was published. */
function said(before: Partial<MeasureShown>, after: Partial<MeasureShown>): readonly string[] {
  const changes = changesSince(keptAndRead(withMeasure(before)), withMeasure(after), figureInWords)
  return changes.map((change) => `${change.what}: ${change.before} -> ${change.after}`)
}

const entry = { writtenOn: '2025-01-20', period: null }
const action = {
  what: 'Ask the board',
  owner: '',
  partner: '',
  startsOn: null,
  dueOn: null,
  status: 'not started' as const,
  progress: '',
  updatedOn: '2025-01-20',
}

test('a story that was edited is shown from where it reads otherwise', () => {
  const start = 'In 2020 five people were trained, and the year after it were fourteen. In 2022 there was no money.'
  expect(
    said(
      { story: [{ ...entry, body: start }] },
      { story: [{ ...entry, body: start.replace('no money', 'a pandemic') }] },
    ),
  ).toEqual([
    'Story behind the curve: …were fourteen. In 2022 there was no money. -> …were fourteen. In 2022 there was a pandemic.',
  ])
})

test('a new entry, one that went, and another order are each said', () => {
  const [first, second] = [
    { ...entry, body: 'First.' },
    { ...entry, body: 'Second.' },
  ]
  expect(said({ story: [first] }, { story: [second, first] })).toEqual(['Story behind the curve:  -> Second.'])
  expect(said({ story: [first, second] }, { story: [second] })).toEqual(['Story behind the curve: First. -> '])
  expect(said({ story: [first, second] }, { story: [second, first] })).toEqual([
    'Story behind the curve: First. · Second. -> Second. · First.',
  ])
})

test('an action that went on is named, with what is other about it and not the day of its note', () => {
  const after = { ...action, status: 'under way' as const, progress: 'Letter sent.', updatedOn: '2025-03-01' }
  expect(said({ actions: [action] }, { actions: [after] })).toEqual([
    'Action plan: Ask the board: not started -> Ask the board: under way',
    'Action plan:  -> Ask the board: Letter sent.',
  ])
})

test('a year that left and another way of counting are changes too', () => {
  expect(said({ readings: yearly([5, 14]) }, { readings: yearly([5]) })).toEqual([
    '2021: 14 coaches, final -> ',
    'What is said of the curve: 14 coaches in 2021, after 5 in 2020. Two values cannot show a trend. -> 5 coaches in 2020. One value cannot show a direction.',
  ])
  expect(said({ calendar: 'calendar year' }, { calendar: 'school year' })).toEqual([
    'Period: calendar year -> school year',
  ])
  expect(said({ better: 'higher' }, { better: 'lower' })).toEqual(['Better: higher -> lower'])
})

test('the name of the county is said as it was and as it will be', () => {
  const renamed = { ...sampleEdition, organisation: { ...sampleEdition.organisation, name: 'Wilson County, NC' } }
  expect(changesSince(keptAndRead(sampleEdition), renamed, figureInWords)).toEqual([
    {
      measure: null,
      what: 'Organization',
      before: sampleEdition.organisation.name,
      after: 'Wilson County, NC',
      at: '/admin/organisation',
    },
  ])
})

test('a measure that left the scorecard is said by its title', () => {
  const without = {
    ...sampleEdition,
    measures: sampleEdition.measures.filter((one) => one.slug !== coachesTrained.slug),
  }
  expect(changesSince(keptAndRead(sampleEdition), without, figureInWords)).toEqual([
    { measure: coachesTrained.title, what: 'Measure', before: 'on the scorecard', after: 'taken off' },
  ])
})

test('a breakdown that comes is one change, and then each of its numbers', () => {
  const split = (value: number): MeasureShown['splits'] => [
    { dimension: 'zone', categories: [{ name: 'East', readings: yearly([5, value]) }] },
  ]
  const edition = (splits: MeasureShown['splits']): EditionContent => withMeasure({ title: 'Coaches trained', splits })
  expect(changesSince(keptAndRead(edition([])), edition(split(6)), figureInWords)).toEqual([
    { measure: 'Coaches trained', what: 'Breakdown by zone', before: '', after: 'published' },
  ])
  expect(changesSince(keptAndRead(edition(split(6))), edition(split(7)), figureInWords)).toEqual([
    { measure: 'Coaches trained', what: 'zone East, 2021', before: '6 coaches, final', after: '7 coaches, final' },
  ])
  expect(changesSince(keptAndRead(edition(split(6))), edition([]), figureInWords)).toEqual([
    { measure: 'Coaches trained', what: 'Breakdown by zone', before: 'published', after: 'taken off' },
  ])
})

test('many numbers of one breakdown are told together, with one of them', () => {
  const edition = (add: number): EditionContent =>
    withMeasure({
      title: 'Coaches trained',
      splits: [
        { dimension: 'zone', categories: [{ name: 'East', readings: yearly([1, 2, 3, 4, 5].map((n) => n + add)) }] },
      ],
    })
  expect(changesSince(keptAndRead(edition(0)), edition(10), figureInWords)).toEqual([
    {
      measure: 'Coaches trained',
      what: 'Breakdown by zone',
      before: '5 numbers, such as zone East, 2020: 1 coach, final',
      after: 'such as zone East, 2020: 11 coaches, final',
    },
  ])
})

test('money is told by year: a sum that moved, else what moved between strategies; and much of it together', () => {
  const year = (ends: number, received: number, spent: number, name = 'Recovery support services') => ({
    label: `FY ${ends}`,
    from: `${ends - 1}-07-01`,
    to: `${ends}-06-30`,
    opening: 0,
    received,
    spent,
    closing: received - spent,
    byStrategy: [{ strategy: 'A 3', name, spent }],
  })
  type Year = ReturnType<typeof year>
  const told = (before: readonly Year[], after: readonly Year[]): readonly string[] => {
    const [was, is] = [before, after].map((years): EditionContent => {
      return { ...sampleEdition, money: { years, kinds: ['settlement'], isSample: false } }
    })
    if (!was || !is) throw new Error('two editions were asked for')
    return changesSince(keptAndRead(was), is, figureInWords).map((one) => `${one.what}: ${one.before} -> ${one.after}`)
  }
  const [first, second] = [year(2025, 500_00, 100_00), year(2026, 300_00, 20_00)]
  expect(told([first, second], [first, second])).toEqual([])
  expect(told([first, second], [first, year(2026, 300_00, 45_50)])).toEqual(['Money: FY 2026, spent: $20.00 -> $45.50'])
  expect(told([first], [first, second])).toEqual([
    'Money: FY 2026, received:  -> $300.00',
    'Money: FY 2026, spent:  -> $20.00',
  ])
  expect(told([first], [{ ...first, opening: 1_00, closing: 401_00 }])).toEqual([
    'Money: FY 2025, at its start: $0.00 -> $1.00',
  ])
  expect(told([first], [year(2025, 500_00, 100_00, 'Naloxone distribution')])).toEqual([
    'Money: FY 2025, by strategy: Recovery support services $100.00 -> Naloxone distribution $100.00',
  ])
  expect(told([], [first, second, year(2027, 1, 1)])).toEqual([
    'Money: 6 figures, such as FY 2025, received: nothing -> such as FY 2025, received: $500.00',
  ])
})
