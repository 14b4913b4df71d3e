import { expect, test } from 'vitest'
import type { OnTheWay } from './model.ts'
import { attritionByYear, cohortInWords, cohorts, stageOf, standings, stays } from './rules.ts'

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
