import { expect, test } from 'vitest'
import { factWindows } from './measures/catalogue.ts'
import { houseWithTwoCounties } from './test-house.ts'

test('the parts of a fact hold the same rows as the fact, in the same columns, and each holds some', async () => {
  const { db } = await houseWithTwoCounties()
  await db.owner(`set app.act = 'test.attend'`)
  const day = await db.owner(
    `insert into class_day (org_id, id, session_id, held_on, starts_at, ends_at, minutes, begins_at, place)
     select distinct on (session_id) org_id, gen_random_uuid(), session_id, outcome_on, '09:00', '12:00', 180, now(), 'Library'
     from enrolment where session_id is not null and outcome = 'completed' order by session_id limit 1 returning id, session_id`,
  )
  await db.owner(
    `insert into attendance (org_id, id, class_day_id, enrolment_id, minutes, way, noted_at)
     select org_id, gen_random_uuid(), $1, id, 170, 'roster', now() from enrolment where session_id = $2 and outcome = 'completed'`,
    [day.rows[0].id, day.rows[0].session_id],
  )
  const inParts = factWindows.flatMap(({ parts, ...window }) => (parts ? [{ ...window, parts }] : []))
  expect(inParts).not.toEqual([])
  for (const { name, view, days, dimensions, flags, amounts, parts } of inParts) {
    const others = [dimensions, flags, amounts].flatMap((kind) => Object.values(kind))
    const rowsOf = async (from: string, on: Readonly<Record<string, string>>, only = 'true') => {
      const dayColumns = Object.keys(days).map((day) => `${on[day]}::text`)
      const columns = ['org_id', 'key', ...dayColumns, ...others].join()
      const { rows } = await db.owner(
        `select row(${columns})::text as line from ${from} where ${only} and ${on[Object.keys(days)[0] ?? '']} is not null order by 1`,
      )
      return rows.map(({ line }) => String(line))
    }
    const each = await Promise.all(parts.map((part) => rowsOf(part.view, part.days ?? days, part.only)))
    for (const rows of each) expect(rows, name).not.toEqual([])
    expect(each.flat().sort(), name).toEqual((await rowsOf(view, days)).sort())
  }
})

test('facts that share a view call its columns by the same names', () => {
  const named = factWindows.flatMap(({ view, parts = [{ view }], dimensions }) =>
    parts.flatMap((part) =>
      Object.entries(dimensions).map(([name, column]) => [`${part.view}.${column}`, name] as const),
    ),
  )
  const nameOf = new Map(named)
  for (const [column, name] of named) expect(name, column).toBe(nameOf.get(column))
})

test('a part that is rows of another fact is a reading of that fact’s view', () => {
  const borrowed = factWindows.flatMap(({ parts = [] }) =>
    parts.flatMap(({ fact, view }) => (fact ? [{ fact, view }] : [])),
  )
  expect(borrowed).not.toEqual([])
  for (const { fact, view } of borrowed) expect(factWindows.find(({ name }) => name === fact)?.view).toBe(view)
})
