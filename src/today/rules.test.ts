import { expect, test } from 'vitest'
import { dueFor } from './rules.ts'

const everything = { applications: true, training: true, readings: true, reviews: true, plan: true, publish: true }
const calm = {
  applications: 0,
  classesWaiting: 0,
  overdue: [],
  valuesDue: [],
  reviewsDue: [],
  spikes: [],
  changes: 0,
  edition: 3,
}
const busy = {
  applications: 3,
  classesWaiting: 2,
  overdue: [{ what: 'Explore funding', measureId: 'm', dueOn: '2024-03-01' }],
  valuesDue: [{ title: 'Naloxone kits handed out', measureId: 'k', period: 'FY 2025' }],
  reviewsDue: [{ title: 'Follow-up visits', measureId: 'f', reviewId: 'r', dueOn: '2025-01-15' }],
  spikes: [{ title: 'Overdose visits', measureId: 'o', words: '9 on 3 Nov 2026, where 1.2 a day is usual' }],
  changes: 1,
  edition: 3,
}

test('nothing waits when all is done', () => {
  expect(dueFor(everything, calm)).toEqual([])
})

test('the work comes before the words, and publishing comes last', () => {
  expect(dueFor(everything, busy).map((due) => due.what)).toEqual([
    'Overdose visits: 9 on 3 Nov 2026, where 1.2 a day is usual',
    '3 people wait to become coaches',
    '2 classes wait for their outcomes',
    'Naloxone kits handed out: FY 2025',
    'Follow-up visits: the review of 15 Jan 2025',
    'Explore funding',
    'One change is not public yet',
  ])
})

test('a spike is said to be an alert to look, not a finding', () => {
  expect(dueFor(everything, busy)[0]?.why).toBe('An alert to look, not a finding.')
})

test('a coordinator is not sent to publish, and an editor not to the roster', () => {
  const coordinator = dueFor({ ...everything, publish: false }, busy)
  expect(coordinator.map((due) => due.act)).not.toContain('See the changes')
  const editor = dueFor({ ...everything, applications: false, training: false }, busy)
  expect(editor.map((due) => due.act)).not.toContain('Record outcomes')
  expect(coordinator.map((due) => due.act)).toContain('Read the applications')
  expect(editor.map((due) => due.act)).not.toContain('Read the applications')
})

test('somebody who only looks has nothing to do', () => {
  expect(
    dueFor(
      { applications: false, training: false, readings: false, reviews: false, plan: false, publish: false },
      busy,
    ),
  ).toEqual([])
})

test('a review whose day has come leads those who hold it to its page, and nobody else', () => {
  const href = '/measures/f/reviews/r'
  expect(dueFor(everything, busy).map((due) => due.href)).toContain(href)
  expect(dueFor({ ...everything, reviews: false }, busy).map((due) => due.href)).not.toContain(href)
})
