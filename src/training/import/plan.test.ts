import { expect, test } from 'vitest'
import { searchKey } from '../../coaches/facts.ts'
import type { ReadRow, SheetPerson } from './model.ts'
import { type Around, fatesOf } from './plan.ts'
import { linesInWords } from './rules.ts'

const person = (line: number, name: string, email = ''): SheetPerson => ({ line, name, search: searchKey(name), email })
const row = (line: number, change: Partial<ReadRow> = {}): ReadRow => ({
  line,
  person: 0,
  courseId: 'academy',
  sessionId: null,
  hours: 30,
  outcome: 'completed',
  on: '2024-03-08',
  isShort: false,
  hasFormula: false,
  ...change,
})
const around = (change: Partial<Around> = {}): Around => ({
  people: [person(2, 'Ana Bell')],
  matches: [{ kind: 'known', coachId: 'ana', name: 'Ana Bell', question: null }],
  onRecord: [],
  freeSeats: new Map(),
  headings: { on: 'Date', session: 'Session' },
  ...change,
})

test('what is on record is passed over, what contradicts it is a fault', () => {
  const onRecord = [
    { coachId: 'ana', courseId: 'academy', sessionId: null, outcome: 'completed', on: '2024-03-08' } as const,
  ]
  expect(fatesOf([row(2)], around({ onRecord }))).toEqual([{ kind: 'already' }])
  expect(fatesOf([row(2, { outcome: 'no-show' })], around({ onRecord }))[0]).toMatchObject({
    kind: 'fault',
    faults: [{ message: 'On record is “completed on 8 Mar 2024”. Correct it there if that is wrong.' }],
  })
})

test('a row said twice is taken once; rows that contradict each other are both faults (BI-C14)', () => {
  expect(fatesOf([row(2), row(3)], around())).toEqual([{ kind: 'new' }, { kind: 'twice', same: 2 }])
  expect(fatesOf([row(2), row(3, { hours: 32 })], around()).map((fate) => fate.kind)).toEqual(['fault', 'fault'])
})

test('a session takes no more rows than it has free seats', () => {
  const people = [person(2, 'Ana Bell'), person(3, 'Cy Dow')]
  const matches = people.map((_, key) => ({ kind: 'new', key, question: null }) as const)
  const rows = [row(2, { sessionId: 'march' }), row(3, { sessionId: 'march', person: 1 })]
  expect(
    fatesOf(rows, around({ people, matches, freeSeats: new Map([['march', 1]]) })).map((fate) => fate.kind),
  ).toEqual(['new', 'fault'])
})

test('a seat without an outcome is recorded on the page of its session', () => {
  const onRecord = [{ coachId: 'ana', courseId: 'academy', sessionId: 'march', outcome: 'enrolled', on: null } as const]
  expect(fatesOf([row(2, { sessionId: 'march' })], around({ onRecord }))[0]).toMatchObject({ kind: 'fault' })
})

test('lines of a sheet are listed as a person would list them', () => {
  expect(linesInWords([3])).toBe('row 3')
  expect(linesInWords([3, 5])).toBe('rows 3 and 5')
  expect(linesInWords([3, 4, 7, 8, 9])).toBe('rows 3, 4 and 7 to 9')
  expect(linesInWords(Array.from({ length: 50 }, (_, at) => at * 2))).toContain('36, 38 and more')
})
