import { expect, test } from 'vitest'
import { byHeadings, passedOver, recognized } from './columns.ts'
import type { Columns } from './model.ts'
import { readFile, timeIn } from './reading.ts'
import { fatesOf, likeOf } from './rules.ts'

const at = { now: new Date('2025-01-15T17:00:00Z'), zone: 'America/New_York' }
const read = (columns: Columns, ...cells: readonly string[][]) =>
  readFile(
    { columns: [], rows: cells.map((one, index) => ({ line: index + 2, cells: one })), notes: [] },
    { columns, dayOrder: null, source: 'ems' },
    at,
  )
const moment = (text: string) => {
  const [row] = read({ name: 0, occurredAt: 1 }, ['Casey', text]).good
  return row && [row.form.occurredOn, row.form.occurredTime]
}

test('a day and a time in one cell are both read, as people and systems write them', () => {
  expect(moment('2025-01-13 18:30')).toEqual(['2025-01-13', '18:30'])
  expect(moment('1/13/2025 6:30 PM')).toEqual(['2025-01-13', '18:30'])
  expect(moment('1/13/2025 12:05:59 a.m.')).toEqual(['2025-01-13', '00:05'])
  expect(moment('2025-01-13T23:30:00-05:00')).toEqual(['2025-01-13', '23:30'])
  expect(moment('2025-01-14T04:30:00Z')).toEqual(['2025-01-13', '23:30'])
  expect(moment('2025-01-13')).toEqual(['2025-01-13', null])
  expect(timeIn('25:00')).toBeNull()
  expect(timeIn('13:00 PM')).toBeNull()
})

test('the parts of a name are one name, and words stand for what the form chooses from', () => {
  const columns = { firstName: 0, lastName: 1, language: 2, needsInterpreter: 3, outcome: 4, isSafeToText: 5 }
  const [row] = read(columns, ['Ida', 'Moss', 'spanish', 'Y', 'They survived', 'No']).good
  expect(row?.form).toMatchObject({
    name: 'Ida Moss',
    language: 'es',
    needsInterpreter: true,
    outcome: 'nonfatal',
    isSafeToText: false,
  })
})

test('a word that is none of a list is a fault, and never a guess', () => {
  const { good, faults } = read({ name: 0, outcome: 1 }, ['Casey', 'fine'])
  expect(good).toEqual([])
  expect(faults.get(2)?.[0]?.message).toContain('was not one of the list')
})

test('a line that sums up others is nobody, unless somebody can be called', () => {
  const { good, faults } = read(
    { name: 0, phone: 1 },
    ['Casey', ''],
    ['Total', ''],
    ['N = 12', ''],
    ['Total Winn', ''],
    ['Total', '252 555 0142'],
  )
  expect(good.map(({ line }) => line)).toEqual([2, 6])
  expect([...faults.keys()]).toEqual([3, 4, 5])
  expect(faults.get(3)?.[0]?.message).toBe('“Total” sums up other rows. If it is a person, give their phone number.')
})

test('columns are known by their headings in any order, each once, and as they were read before', () => {
  const headed = ['DOB', 'Patient Name', 'PCR Number', 'Weather']
  const first = recognized(headed, null)
  expect(first.columns).toEqual({ bornOn: 0, name: 1, sourceRecord: 2 })
  expect(passedOver(first, headed)).toEqual([3])
  const remembered = byHeadings({ ...first, columns: { note: 3, name: 1 } }, headed)
  expect(recognized(['Weather', 'x', 'patient  name'], remembered).columns).toEqual({ note: 0, name: 2 })
})

test('what may tell the same is of the same person within a day, or a week where the day is not known', () => {
  const here = { id: 'a', receivedOn: '2025-01-10' }
  const known = [{ ...here, occurredOn: '2025-01-10' }]
  expect(likeOf('2025-01-11', known, '2025-01-15')?.id).toBe('a')
  expect(likeOf('2025-01-12', known, '2025-01-15')).toBeNull()
  const unknown = [{ ...here, occurredOn: null }]
  expect(likeOf('2025-01-11', unknown, '2025-01-17')?.id).toBe('a')
  expect(likeOf('2025-01-11', unknown, '2025-01-18')).toBeNull()
})

test('a row that the file says twice is taken once', () => {
  const { good, faults } = read({ name: 0 }, ['Casey'], ['Robin'], ['Casey'])
  const fates = fatesOf(good, faults, { numbered: new Map(), likely: new Map(), today: '2025-01-15' })
  expect(fates.map(({ kind }) => kind)).toEqual(['new', 'new', 'twice'])
})
