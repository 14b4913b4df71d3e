import { expect, test } from 'vitest'
import { setRight } from '../rules.ts'
import { answeredItems, heardItems, isAnswered, linesOf, offeredAgain, type PhoneItem } from './items.ts'

const item = (id: string, standing: PhoneItem['standing']): PhoneItem => ({
  id,
  act: 'attempt',
  about: 'r',
  who: 'Somebody',
  typed: { mode: 'phone' },
  startedAt: '2025-01-15T16:00:00Z',
  keptAt: `2025-01-15T16:0${id}:00Z`,
  standing,
  problems: [],
})
const ours = { better_off: 1, knew: 0, knows: 3, now: '2025-01-15T17:00:00Z' } as const

test('an answer takes an item off what is unsent, a missing one leaves it, and a refusal stays on its item', () => {
  const problems = [{ code: 'a.b', message: 'Mend it.' }]
  const answers = [
    { line: 1, id: '1', standing: 'kept', problems: [] },
    { line: 3, id: null, standing: 'refused', problems },
  ] as const
  const batch = [item('1', 'waits'), item('2', 'waits'), item('3', 'waits')]
  expect(answeredItems(batch, { ...ours, answers }).map(({ standing }) => standing)).toEqual([
    'kept',
    'waits',
    'refused',
  ])
  expect(answeredItems(batch, { ...ours, answers })[2]?.problems).toEqual(problems)
})

test('what a wifi answers in our place is no answer', () => {
  expect(isAnswered({ ...ours, answers: [] })).toBe(true)
  for (const other of [
    null,
    '<html>',
    {},
    { ...ours, better_off: 2, answers: [] },
    { answers: [], knew: 1, knows: 1 },
    ours,
  ])
    expect(isAnswered(other)).toBe(false)
})

test('after an older backup all that was sent is offered again, and what was not is left as it is', () => {
  const all = (['draft', 'waits', 'refused', 'kept', 'already kept', 'conflict', 'quarantine'] as const).map(
    (standing, at) => item(String(at), standing),
  )
  expect(offeredAgain(all).map(({ id, standing }) => [id, standing])).toEqual([
    ['3', 'waits'],
    ['4', 'waits'],
    ['5', 'waits'],
    ['6', 'waits'],
  ])
})

test('of an answer out of an older backup the batch and all that is offered again change at once', () => {
  const all = [item('1', 'kept'), item('2', 'refused'), item('3', 'waits')]
  const [, , batch] = all
  const answers = [{ line: 1, id: '3', standing: 'kept', problems: [] }] as const
  const heard = (known: number) =>
    heardItems(batch ? [batch] : [], { all, told: { ...ours, answers }, known }).map(({ id, standing }) => [
      id,
      standing,
    ])
  expect(heard(0)).toEqual([['3', 'kept']])
  expect(heard(9)).toEqual([
    ['3', 'kept'],
    ['1', 'waits'],
  ])
})

test('a phone says how much it holds and since when, and each item is a line by itself', () => {
  const all = [item('2', 'waits'), item('1', 'waits'), item('3', 'refused'), item('4', 'kept')]
  const [head, ...lines] = linesOf(all.slice(0, 2), all, new Date('2025-01-15T17:00:00Z'))
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(head).toEqual({
    app: '1',
    clock: '2025-01-15T17:00:00.000Z',
    unsent: 2,
    unsentSince: '2025-01-15T16:01:00Z',
    refused: 1,
  })
  expect(lines.map(({ id, payload }) => [id, payload])).toEqual([
    ['2', '{"mode":"phone"}'],
    ['1', '{"mode":"phone"}'],
  ])
})

const now = new Date('2025-01-15T17:00:00Z')
const clocks: readonly (readonly [what: string, said: string, phoneNow: string, at: string, isGuessed: boolean])[] = [
  ['right', '2025-01-15T16:00:00Z', '2025-01-15T17:00:00Z', '2025-01-15T16:00:00Z', false],
  ['five minutes off, which is let be', '2025-01-15T16:00:00Z', '2025-01-15T17:05:00Z', '2025-01-15T16:00:00Z', false],
  ['six minutes ahead', '2025-01-15T16:06:00Z', '2025-01-15T17:06:00Z', '2025-01-15T16:00:00Z', false],
  ['years behind', '2015-01-15T16:00:00Z', '2015-01-15T17:00:00Z', '2025-01-15T16:00:00Z', false],
  [
    'set right in between, from the future',
    '2031-01-15T16:00:00Z',
    '2025-01-15T17:00:00Z',
    '2025-01-15T17:00:00Z',
    true,
  ],
  ['set right in between, from the past', '2015-01-15T16:00:00Z', '2025-01-15T17:00:00Z', '2025-01-15T17:00:00Z', true],
  ['62 days ago', '2024-11-14T17:00:00Z', '2025-01-15T17:00:00Z', '2024-11-14T17:00:00Z', false],
]
for (const [what, said, phoneNow, at, isGuessed] of clocks)
  test(`a phone’s clock that is ${what}`, () => {
    expect(setRight(new Date(said), new Date(phoneNow), now)).toEqual({ at: new Date(at), isGuessed })
  })
