import { expect, test } from 'vitest'
import { figureInWords } from '../measures/figures.ts'
import type { MeasureForEdition, WordsForEdition } from './facts.ts'
import {
  definitionInForce,
  isOverdue,
  moved,
  publishCheck,
  statementWarnings,
  stretchOf,
  textWarnings,
} from './rules.ts'

test('a result that names a condition of people passes without a word', () =>
  expect(statementWarnings('People in Wilson County survive an overdose and recover.')).toEqual([]))

test('a result that names a change is warned about, by the word', () => {
  for (const statement of ['Decrease overdose deaths', 'Improve recovery', 'Fewer people die as we reduce harm'])
    expect(statementWarnings(statement), statement).toEqual([expect.stringContaining('names a change')])
  expect(statementWarnings('Decrease overdose deaths')[0]).toContain('“Decrease”')
})

test('a result that names a service is warned about', () =>
  expect(statementWarnings('PORT reaches everyone')).toEqual([expect.stringContaining('“PORT” names what is done')]))

test('the definition in force is the highest number that has taken effect', () => {
  const definitions = [
    { number: 3, effectiveOn: '2027-01-01' },
    { number: 2, effectiveOn: '2024-01-01' },
    { number: 1, effectiveOn: '2020-01-01' },
  ]
  expect(definitionInForce(definitions, '2026-12-31')?.number).toBe(2)
  expect(definitionInForce(definitions, '2027-01-01')?.number).toBe(3)
  expect(definitionInForce(definitions, '2023-12-31')?.number).toBe(1)
  expect(definitionInForce(definitions, '2019-12-31')).toBeUndefined()
})

test('a story about whole periods is named by the calendar of its measure, else by days', () => {
  expect(stretchOf({ kind: 'year' }, '2020-01-01', '2024-12-31').label).toBe('2020 to 2024')
  expect(stretchOf({ kind: 'year' }, '2023-01-01', '2023-12-31').label).toBe('2023')
  expect(stretchOf({ kind: 'fiscal year', startMonth: 7 }, '2023-07-01', '2024-06-30').label).toBe('FY 2024')
  expect(stretchOf({ kind: 'year' }, '2023-03-01', '2023-06-30').label).toBe('1 Mar 2023 to 30 Jun 2023')
})

test('an action is overdue from the day after it was due, unless done or stopped', () => {
  const due = (status: 'under way' | 'done' | 'stopped') => ({ dueOn: '2026-03-31', status })
  expect(isOverdue(due('under way'), '2026-03-31')).toBe(false)
  expect(isOverdue(due('under way'), '2026-04-01')).toBe(true)
  expect(isOverdue(due('done'), '2026-04-01')).toBe(false)
  expect(isOverdue(due('stopped'), '2026-04-01')).toBe(false)
  expect(isOverdue({ dueOn: null, status: 'under way' }, '2026-04-01')).toBe(false)
})

test('one step up or down, and no step beyond the ends', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id }))
  const order = (id: string, way: 'up' | 'down') => moved(rows, id, way).map((row) => row.id)
  expect(order('b', 'up')).toEqual(['b', 'a', 'c'])
  expect(order('b', 'down')).toEqual(['a', 'c', 'b'])
  expect(order('a', 'up')).toEqual(['a', 'b', 'c'])
  expect(order('c', 'down')).toEqual(['a', 'b', 'c'])
  expect(order('nobody', 'up')).toEqual(['a', 'b', 'c'])
})

test('values are said with their unit', () => {
  expect(figureInWords(1204, { unit: 'kits', decimals: 0 })).toBe('1,204 kits')
  expect(figureInWords(78.46, { unit: '%', decimals: 1 })).toBe('78.5%')
  expect(figureInWords(0, { unit: 'coaches', decimals: 0 })).toBe('0 coaches')
  expect(figureInWords(1, { unit: 'coaches', decimals: 0 })).toBe('1 coach')
  expect(figureInWords(1, { unit: 'emergency visits', decimals: 0 })).toBe('1 emergency visit')
  expect(figureInWords(1, { unit: 'days', decimals: 0 })).toBe('1 day')
})

const told: MeasureForEdition = {
  slug: 'new-recovery-coaches-trained',
  title: 'New recovery coaches trained',
  definition: {
    number: 1,
    lay: 'People whose first completion falls in the year.',
    technical: '',
    effectiveOn: '2020-01-01',
  },
  story: [{ writtenOn: '2025-01-20', period: null, body: 'In 2024, 12 people were trained.' }],
  partners: [{ name: 'Wilson County EMS', sector: 'emergency', brings: 'Referrals', website: '' }],
  whatWorks: [{ claim: 'Peer mentors', source: '', sourceUrl: '', costBand: 'no cost', whereWeDoIt: '' }],
  actions: [
    {
      what: 'Ask for Medicaid',
      owner: '',
      partner: '',
      startsOn: null,
      dueOn: '2026-01-31',
      status: 'under way',
      progress: 'Letter sent',
      updatedOn: '2026-01-05',
    },
  ],
}
const check = (change: Partial<MeasureForEdition>, readTo = '2024-12-31') => {
  const measure = { ...told, ...change }
  const words: WordsForEdition = {
    results: [],
    programs: [{ title: 'Recovery coaching', about: '', customers: '', measures: [measure.slug] }],
    measures: [measure],
  }
  return publishCheck(words, { today: '2026-11-24', newestReadingTo: new Map([[measure.slug, readTo]]) })
}
const codes = (change: Partial<MeasureForEdition>, readTo?: string) =>
  check(change, readTo).map((warning) => `${warning.section}: ${warning.code}`)

test('a page that is complete, fresh and clean brings no warning', () => expect(check({})).toEqual([]))

test('every empty section is named', () =>
  expect(codes({ definition: null, story: [], partners: [], whatWorks: [], actions: [] })).toEqual([
    'definition: scorecard.empty-section',
    'story: scorecard.empty-section',
    'partners: scorecard.empty-section',
    'what works: scorecard.empty-section',
    'action plan: scorecard.empty-section',
  ]))

test('a story is stale when the newest value ends more than a year after it', () => {
  expect(codes({}, '2026-01-21')).toEqual([])
  expect(codes({}, '2026-01-22')).toEqual(['story: scorecard.stale-story'])
})

test('ideas that all cost money bring a warning', () =>
  expect(codes({ whatWorks: told.whatWorks.map((idea) => ({ ...idea, costBand: 'some cost' as const })) })).toEqual([
    'what works: scorecard.no-cheap-idea',
  ]))

test('an overdue action without a word of progress brings a warning', () =>
  expect(codes({ actions: told.actions.map((action) => ({ ...action, progress: '' })) })).toEqual([
    'action plan: scorecard.overdue-action',
  ]))

test('what looks like a date of birth, a phone and a street is marked in its place (BI-F70)', () => {
  const found = check({
    story: [
      {
        writtenOn: '2025-01-20',
        period: null,
        body: 'On 3/4 we met J. Smith (DOB 1/2/1990) at 12 Elm St; call 555-0142.',
      },
    ],
  })
  expect(found.map(({ code, section, excerpt }) => [code, section, excerpt?.marked])).toEqual([
    ['scorecard.personal-detail', 'story', 'DOB 1/2/1990'],
    ['scorecard.personal-detail', 'story', '12 Elm St'],
    ['scorecard.personal-detail', 'story', '555-0142'],
  ])
  expect(found[1]?.excerpt).toEqual({
    before: 'On 3/4 we met J. Smith (DOB 1/2/1990) at ',
    marked: '12 Elm St',
    after: '; call 555-0142.',
  })
})

test('a small number beside people or a place is marked in its place (BI-F71)', () => {
  const story = (body: string) => ({ story: [{ writtenOn: '2025-01-20', period: null, body }] })
  const marked = (body: string) =>
    check(story(body)).map(({ code, section, excerpt }) => [code, section, excerpt?.marked])
  expect(marked('Only two residents of Marsh Bend died this month, both in their twenties.')).toEqual([
    ['scorecard.personal-detail', 'story', 'two residents'],
  ])
  expect(marked('Solo **dos** vecinos de Marsh Bend murieron.')).toEqual([
    ['scorecard.personal-detail', 'story', 'dos vecinos'],
  ])
})

test('texts that templates and drafts leave behind are marked', () => {
  const marked = (text: string) => textWarnings(text, 2026).map(({ excerpt }) => excerpt?.marked)
  expect(marked('Owner: TBD')).toEqual(['TBD'])
  expect(marked('[Guidance: describe the forces at work]')).toEqual(['[Guidance: describe the forces at work]'])
  expect(marked('Lorem ipsum dolor')).toEqual(['Lorem ipsum'])
  expect(marked('Coaches trained (Copy)')).toEqual(['(Copy)'])
  expect(marked('MAYBE DELETE this part')).toEqual(['MAYBE DELETE'])
  expect(marked('TODO ask Ana')).toEqual(['TODO'])
  expect(marked('The rest is to be determined.')).toEqual(['to be determined'])
})

test('ordinary sentences are left alone', () => {
  for (const text of [
    'There is much to do.',
    'See [our plan](https://example.org/plan).',
    'Read the guidance of 2024.',
    '2020: 5, 2021: 14',
  ])
    expect(textWarnings(text, 2026), text).toEqual([])
})

test('words of a measure that stands nowhere on the scorecard are not checked', () => {
  const words: WordsForEdition = { results: [], programs: [], measures: [{ ...told, story: [] }] }
  expect(publishCheck(words, { today: '2026-11-24', newestReadingTo: new Map() })).toEqual([])
})
