import { expect, test } from 'vitest'
import type { OnTheWay } from './model.ts'
import { attritionByYear, cohortInWords, cohorts, drawn, lostInWords, stageOf, standings, stays } from './rules.ts'

const nobody: OnTheWay = {
  id: '',
  name: '',
  trainedOn: null,
  stage: null,
  since: null,
  boardedOn: null,
  startedOn: null,
}
const trained = (more: Partial<OnTheWay> = {}): OnTheWay => ({ ...nobody, trainedOn: '2023-03-05', ...more })
const board = { boardedOn: '2023-04-01', startedOn: '2023-05-01' }
const class2023: readonly OnTheWay[] = [
  trained({ ...board, stage: 'active', since: '2023-05-01' }),
  trained({ ...board, stage: 'reactivated', since: '2024-05-01' }),
  trained({ ...board, stage: 'on leave', since: '2024-01-01' }),
  trained({ ...board, stage: 'inactive', since: '2023-11-01' }),
  trained({ ...board, stage: 'withdrawn', since: '2023-11-01' }),
  trained({ boardedOn: '2023-04-01', stage: 'onboarding', since: '2023-04-01' }),
  trained({ stage: 'in training', since: '2023-03-01' }),
  trained(),
  trained({ stage: 'withdrawn', since: '2023-06-01' }),
]

test('a cohort says how many came on board, how many still work, and where each of the others is', () => {
  const [cohort] = cohorts([...class2023, nobody])
  expect(cohort && cohortInWords(cohort)).toBe('Of 9 trained in 2023, 5 came on board and 2 still work.')
  expect(Object.fromEntries(Object.entries(cohort?.by ?? {}).map(([outcome, all]) => [outcome, all.length]))).toEqual({
    'at work': 2,
    'on leave': 1,
    stopped: 2,
    'in onboarding': 1,
    'not begun': 2,
    'left before': 1,
  })
})

test('years stand in order, and a year without training has no line', () => {
  expect(cohorts([trained(), trained({ trainedOn: '2021-01-01' })]).map(({ year }) => year)).toEqual(['2021', '2023'])
})

test('everybody stands somewhere, once, in the order of the path', () => {
  const all = [...class2023, nobody, { ...nobody, stage: 'prospect', since: '2024-01-01' } as const]
  const counted = standings(all)
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
  expect(counted[0]).toEqual({ stage: 'prospect', count: 1 })
  expect(counted.at(-1)).toEqual({ stage: 'no step yet', count: 1 })
})

test('who was on board before the course does not fall back to trained', () => {
  expect(stageOf(trained({ stage: 'active', since: '2022-01-01', boardedOn: '2022-01-01' }))).toBe('active')
})

test('a stay ends when somebody stops, and goes on through a leave and a return', () => {
  const shown = stays({ trained: class2023 }, '2024-05-01').map(({ time, isLost }) => `${time.toFixed(2)} ${isLost}`)
  expect(shown).toEqual(['12.02 false', '12.02 false', '12.02 false', '6.05 true', '6.05 true'])
})

test('attrition is who stopped over the mean of the month-ends, up to today', () => {
  const moves = [
    { month: '2023-11', change: 4, lost: 0 },
    { month: '2024-02', change: -1, lost: 1 },
    { month: '2024-04', change: -1, lost: 0 },
  ]
  // 2024: month-ends 4, 3, 3, 2, so a mean of 3, and one who stopped; the leave of April is no loss.
  expect(attritionByYear(moves, '2024-04-30')).toEqual([
    { year: '2023', came: 4, lost: 0, atEnd: 4, attrition: 0 },
    { year: '2024', came: -2, lost: 1, atEnd: 2, attrition: 1 / 3 },
  ])
  expect(attritionByYear([], '2024-04-30')).toEqual([])
})

const soMany = (count: number, year: string, more: Partial<OnTheWay> = {}): readonly OnTheWay[] =>
  Array.from({ length: count }, () => trained({ trainedOn: `${year}-03-05`, ...more }))
const left = { stage: 'withdrawn', since: '2025-01-01' } as const
const atWork = { ...board, stage: 'active', since: '2023-05-01' } as const
const said = (...all: readonly (readonly OnTheWay[])[]) => lostInWords(cohorts(all.flat()))

test('where most are lost is said in one sentence, with the year that most of them were trained in', () => {
  expect(said(soMany(9, '2022', left), soMany(10, '2023', left), soMany(5, '2023', atWork))).toBe(
    'Of 24 trained since 2022, 19 left before they came on board, 10 of them trained in 2023.',
  )
  expect(said(soMany(3, '2022', { ...board, ...left }), soMany(2, '2023', left))).toBe(
    'Of 5 trained since 2022, 3 stopped after they came on board, all of them trained in 2022.',
  )
})

test('a year that has just half of those who are lost is not named', () => {
  expect(said(soMany(2, '2022', left), soMany(2, '2023', left))).toBe(
    'Of 4 trained since 2022, 4 left before they came on board.',
  )
})

test('in the only year there is, it is not said twice', () => {
  expect(said(soMany(17, '2023', left), soMany(22, '2023'))).toBe(
    'Of 39 trained in 2023, 17 left before they came on board.',
  )
})

test('as many before as after: both are said', () => {
  expect(said(soMany(2, '2022', left), soMany(2, '2023', { ...board, ...left }))).toBe(
    'Of 4 trained since 2022, 2 left before they came on board and 2 stopped after it.',
  )
})

test('nobody lost is said, and of nobody trained there is nothing to say', () => {
  expect(said(soMany(2, '2024', atWork), soMany(1, '2024'))).toBe('Of 3 trained in 2024, nobody has left.')
  expect(said([nobody])).toBe(null)
})

test('the picture has those who came, those who were lost, and those who still may come', () => {
  expect(drawn(cohorts(class2023))).toEqual([
    { year: '2023', trained: 9, cameOnBoard: 5, atWork: 2, lostBefore: 1, mayCome: 3, lostAfter: 2, onLeave: 1 },
  ])
})

test('the picture holds the newest twelve years', () => {
  const years = Array.from({ length: 13 }, (_, at) => soMany(1, String(2012 + at))).flat()
  expect(drawn(cohorts(years)).map(({ year }) => year)).toEqual(
    Array.from({ length: 12 }, (_, at) => String(2013 + at)),
  )
})
