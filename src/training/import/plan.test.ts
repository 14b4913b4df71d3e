import { expect, test } from 'vitest'
import { searchKey } from '../../coaches/facts.ts'
import type { ReadRow, SheetPerson } from './model.ts'
import { type Around, fatesOf } from './plan.ts'
import { columnsByHeading, type KnownAs, matchPeople, outcomeOf } from './rules.ts'

const person = (line: number, name: string, email = ''): SheetPerson => ({ line, name, search: searchKey(name), email })
const nobody: KnownAs = { byEmail: null, namesakes: 0, namesake: null }
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
  matches: [{ kind: 'known', coachId: 'ana', name: 'Ana Bell' }],
  onRecord: [],
  freeSeats: new Map(),
  headings: { person: 'Name', on: 'Date', session: 'Session' },
  ...change,
})

test('common headings are recognised, whatever their capitals, accents and signs', () => {
  expect(columnsByHeading(['Coach Name', 'E-mail', 'HRS', 'Completed on', 'Notes'], searchKey)).toEqual({
    name: 0,
    email: 1,
    hours: 2,
    on: 3,
  })
  expect(columnsByHeading(['First name', 'Last name', 'Course', 'Session date', 'Outcome', 'Date'], searchKey)).toEqual(
    { firstName: 0, lastName: 1, course: 2, sessionOn: 3, outcome: 4, on: 5 },
  )
  expect(columnsByHeading(['period', 'value'], searchKey)).toEqual({})
})

test('an outcome is known in the words people use, and otherwise not guessed', () => {
  expect(['passed', 'no show', 'dropped out', 'incomplete'].map(outcomeOf)).toEqual([
    'completed',
    'no-show',
    'withdrawn',
    'did not complete',
  ])
  expect(outcomeOf('maybe')).toBe(null)
})

test('a mail address decides who somebody is; without one the only coach of that name', () => {
  const ana = { id: 'ana', name: 'Ana Bell' }
  const matches = matchPeople(
    [person(2, 'A. Bell', 'ana@example.org'), person(3, 'Ana Bell'), person(4, 'Cy Dow'), person(5, 'Eli Fox')],
    [
      { byEmail: ana, namesakes: 0, namesake: null },
      { byEmail: null, namesakes: 1, namesake: { ...ana, email: 'ana@example.org' } },
      { byEmail: null, namesakes: 2, namesake: { id: 'cy', name: 'Cy Dow', email: null } },
      nobody,
    ],
  )
  expect(matches.map((match) => match.kind)).toEqual(['known', 'known', 'unclear', 'new'])
})

test('a coach of that name with another mail address is not taken for the same person', () => {
  const [match] = matchPeople(
    [person(2, 'Ana Bell', 'other@example.org')],
    [{ byEmail: null, namesakes: 1, namesake: { id: 'ana', name: 'Ana Bell', email: 'ana@example.org' } }],
  )
  expect(match).toMatchObject({ kind: 'unclear' })
})

test('rows of one new person are one new coach, with or without the mail address', () => {
  const people = [
    person(2, 'Ana Bell', 'ana@example.org'),
    person(3, 'Aña Bell'),
    person(4, 'Cy Dow'),
    person(5, 'Cy Dow', 'cy@example.org'),
    person(6, 'Cy Dow', 'dow@example.org'),
  ]
  expect(
    matchPeople(
      people,
      people.map(() => nobody),
    ),
  ).toEqual([
    { kind: 'new', key: 0 },
    { kind: 'new', key: 0 },
    { kind: 'unclear', message: 'Two people of this sheet are called Cy Dow. Give the mail address in this row too.' },
    { kind: 'new', key: 3 },
    { kind: 'new', key: 4 },
  ])
})

test('one mail address for two names is unclear', () => {
  const people = [person(2, 'Ana Bell', 'team@example.org'), person(3, 'Cy Dow', 'team@example.org')]
  expect(
    matchPeople(
      people,
      people.map(() => nobody),
    )[1],
  ).toEqual({ kind: 'unclear', message: 'Row 2 gives this mail address to Ana Bell.' })
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
  const matches = people.map((_, key) => ({ kind: 'new', key }) as const)
  const rows = [row(2, { sessionId: 'march' }), row(3, { sessionId: 'march', person: 1 })]
  expect(
    fatesOf(rows, around({ people, matches, freeSeats: new Map([['march', 1]]) })).map((fate) => fate.kind),
  ).toEqual(['new', 'fault'])
})

test('a seat without an outcome is recorded on the page of its session', () => {
  const onRecord = [{ coachId: 'ana', courseId: 'academy', sessionId: 'march', outcome: 'enrolled', on: null } as const]
  expect(fatesOf([row(2, { sessionId: 'march' })], around({ onRecord }))[0]).toMatchObject({ kind: 'fault' })
})
