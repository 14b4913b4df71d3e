import { expect, test } from 'vitest'
import { searchKey } from '../../coaches/facts.ts'
import { plainRow } from '../../platform/sheet/sheet.ts'
import { recognise } from './columns.ts'
import { markMeaning, markOf, outcomeOf } from './outcomes.ts'

const of = (columns: readonly string[], ...rows: string[][]) =>
  recognise({ columns, rows: rows.map((cells, at) => plainRow(at + 2, cells)) }, searchKey)

test('common headings are recognized, whatever their capitals, accents and signs', () => {
  expect(of(['Coach Name', 'E-mail', 'HRS', 'Completed on', 'Notes']).columns).toEqual({
    name: 0,
    email: 1,
    hours: 2,
    on: 3,
  })
  expect(of(['First name', 'Last name', 'Course', 'Session date', 'Outcome', 'Date']).columns).toEqual({
    firstName: 0,
    lastName: 1,
    course: 2,
    sessionOn: 3,
    outcome: 4,
    on: 5,
  })
  expect(of(['period', 'value']).columns).toEqual({})
})

test('a column of yes and no under a heading that asks for it is the outcome, and never the day', () => {
  for (const [heading, yes, no] of [
    ['Completed?', 'Y', 'N'],
    ['Completed', 'Yes', 'No'],
    ['Completed the course?', 'TRUE', 'FALSE'],
    ['Completion status', 'Passed', 'Failed'],
    ['Finished', 'x', ''],
    ['Passed (Y/N)', '1', '0'],
    ['Did they complete the training?', 'yes', 'no'],
    ['Training status', 'Complete', 'In progress'],
    ['Attended', 'Y', 'N'],
    ['No show', 'X', ''],
    ['¿Completó el curso?', 'Sí', 'No'],
    ['Terminó', 'S', 'N'],
    ['Estado', 'Aprobado', 'Abandonó'],
    ['Asistió', 'Verdadero', 'Falso'],
    ['Graduated', '✓', '✗'],
  ] as const)
    expect(
      of(['Name', heading, 'Date'], ['Per Lund', yes, '2025-03-04'], ['Ulla Dahl', no, '2025-03-04']),
      heading,
    ).toEqual({
      columns: { name: 0, outcome: 1, on: 2 },
      maybeOutcome: [],
    })
})

test('days and hours under such headings stay days and hours', () => {
  expect(of(['Name', 'Completed', 'Attended'], ['Per Lund', '2025-03-04', '30'], ['Ulla Dahl', '', '1'])).toEqual({
    columns: { name: 0, on: 1, hours: 2 },
    maybeOutcome: [],
  })
  expect(
    of(['Name', 'Hours', 'Date'], ['Per Lund', '1', '2025-03-04'], ['Ulla Dahl', '0', '2025-03-04']).columns,
  ).toEqual({ name: 0, hours: 1, on: 2 })
})

test('outcomes in words are known whatever stands above them', () => {
  expect(
    of(['Name', 'Grade', 'Date'], ['Per Lund', 'Pass', '2025-03-04'], ['Ulla Dahl', 'Fail', '2025-03-04']).columns,
  ).toEqual({ name: 0, outcome: 1, on: 2 })
})

test('a column of yes and no that may mean anything is asked about, and so is a note that says somebody dropped out', () => {
  expect(of(['Name', 'Veteran', 'Date'], ['Per Lund', 'Y', '2025-03-04'], ['Ulla Dahl', 'N', '2025-03-04'])).toEqual({
    columns: { name: 0, on: 2 },
    maybeOutcome: [1],
  })
  expect(
    of(['Name', 'Date', 'Notes'], ['Per Lund', '2025-03-04', 'Very keen'], ['Ulla Dahl', '2025-03-04', 'Dropped out']),
  ).toEqual({ columns: { name: 0, on: 1 }, maybeOutcome: [2] })
  expect(of(['Name', 'Paperwork completed', 'Date'], ['Per Lund', 'Y', '2025-03-04'])).toEqual({
    columns: { name: 0, on: 2 },
    maybeOutcome: [1],
  })
})

test('a column that asks how it ended is asked about where its words are not known, and never passed over', () => {
  for (const [heading, one, other] of [
    ['Final status', 'Relocated', 'Promoted'],
    ['Result (P/F)', 'P', 'F'],
    ['Completed (Y/N)', 'P', 'F'],
    ['Completed', '3/4/2025', 'N'],
    ['Completed', 'Yes - 3/4/2025', 'No'],
    ['Completion', '100%', '40%'],
    ['% complete', '100%', '40%'],
    ['Grade', 'A', 'F'],
    ['Final score', '92', '41'],
    ['¿Terminó?', 'quizá', ''],
    ['Disposition', 'Moved away', ''],
    ['Completion status', 'Had to leave the class in its second week', ''],
    ['Graduation', '2nd cohort', 'Not this one'],
  ] as const)
    expect(
      of(['Name', heading, 'Date'], ['Per Lund', one, '2025-03-04'], ['Ulla Dahl', other, '2025-03-04']),
      heading,
    ).toEqual({ columns: { name: 0, on: 2 }, maybeOutcome: [1] })
  for (const [heading, one, other] of [
    ['Completion status', 'Terminated', 'Discharged'],
    ['Final status', 'Expelled', 'Completed'],
  ] as const)
    expect(
      of(['Name', heading, 'Date'], ['Per Lund', one, '2025-03-04'], ['Ulla Dahl', other, '2025-03-04']).columns,
    ).toEqual({ name: 0, outcome: 1, on: 2 })
  const days = of(
    ['Name', 'Date', 'Finished'],
    ['Per Lund', '2025-03-04', '4 Mar 2025'],
    ['Ulla Dahl', '2025-03-05', ''],
  )
  expect(days).toEqual({ columns: { name: 0, on: 1 }, maybeOutcome: [] })
})

test('of two columns that tell an outcome a person chooses', () => {
  expect(of(['Name', 'Completed', 'Status', 'Date'], ['Per Lund', 'Y', 'Withdrew', '2025-03-04'])).toEqual({
    columns: { name: 0, on: 3 },
    maybeOutcome: [1, 2],
  })
})

test('an outcome is known in the words people use, and otherwise not guessed', () => {
  expect(
    ['passed', 'no show', 'dropped out', 'incomplete', 'en curso', 'no termino', 'se retiro', 'no asistio'].map(
      outcomeOf,
    ),
  ).toEqual([
    'completed',
    'no-show',
    'withdrawn',
    'did not complete',
    'enrolled',
    'did not complete',
    'withdrawn',
    'no-show',
  ])
  expect(outcomeOf('maybe')).toBe(null)
  expect(['Y', 'Sí', 'TRUE', '✓', 'N', 'Falso', '☐', 'maybe'].map((text) => markOf(text, searchKey(text)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    null,
  ])
})

test('a mark answers its heading: who did not come, or dropped out, is told by a yes', () => {
  expect(markMeaning('completed')).toEqual({ yes: 'completed', no: 'did not complete' })
  expect(markMeaning('attended')).toEqual({ yes: 'completed', no: 'no-show' })
  expect(markMeaning('dropped out')).toEqual({ yes: 'withdrawn', no: 'completed' })
  expect(markMeaning('no show')).toEqual({ yes: 'no-show', no: 'completed' })
})
