import { expect, test } from 'vitest'
import { newId } from './core/id.ts'
import { ok } from './core/result.ts'
import { catalogue } from './measures/catalogue.ts'
import { dayRound } from './measures/day-round.ts'
import { readingsOf } from './measures/readings.ts'
import { listMeasures } from './measures/store.ts'
import { collected } from './measures/test-golden.ts'
import type { Scope } from './platform/db/db.ts'
import { olderDb, type TestDb } from './platform/db/test-db.ts'

// What an earlier program has written is written here by hand, since the program of today knows only the schema of today.

const slug = 'days-from-sign-up-to-completion'

type Older = {
  readonly who: string
  readonly class?: 'March' | 'sample'
  readonly isImported?: boolean
  readonly enrolledOn: string
  readonly on: string
  /** When it was written down, and by which act. */
  readonly at: string
  readonly act: string
}

const older: readonly Older[] = [
  // Nobody said when these signed up: what stands there is the day of completion, or the first day of the class.
  { who: 'Elsewhere', enrolledOn: '2024-05-02', on: '2024-05-02', at: '2024-06-01', act: 'training.recordCompletion' },
  {
    who: 'In a sheet',
    isImported: true,
    enrolledOn: '2024-05-03',
    on: '2024-05-03',
    at: '2024-06-01',
    act: 'training.importSheet',
  },
  {
    who: 'In a sheet, of a class',
    class: 'March',
    isImported: true,
    enrolledOn: '2024-03-04',
    on: '2024-03-08',
    at: '2024-06-01',
    act: 'training.importSheet',
  },
  {
    who: 'Without a seat',
    class: 'March',
    enrolledOn: '2024-03-04',
    on: '2024-03-08',
    at: '2024-06-01',
    act: 'training.recordCompletion',
  },
  {
    who: 'Written down on its day',
    class: 'March',
    enrolledOn: '2024-03-04',
    on: '2024-03-04',
    at: '2024-03-04',
    act: 'training.recordCompletion',
  },
  {
    who: 'On the roster late',
    class: 'March',
    enrolledOn: '2024-03-04',
    on: '2024-03-08',
    at: '2024-03-06',
    act: 'training.enrolCoach',
  },
  // These did sign up, ahead or on the first day of the class, by the clock of the county.
  {
    who: 'Signed up ahead',
    class: 'March',
    enrolledOn: '2024-02-17',
    on: '2024-03-08',
    at: '2024-02-17',
    act: 'training.signUp',
  },
  {
    who: 'Signed up late in the evening',
    class: 'March',
    enrolledOn: '2024-02-26',
    on: '2024-03-08',
    at: '2024-02-27 03:30:00+00',
    act: 'training.signUp',
  },
  {
    who: 'Enrolled on the first day',
    class: 'March',
    enrolledOn: '2024-03-04',
    on: '2024-03-08',
    at: '2024-03-04',
    act: 'training.enrolCoach',
  },
  {
    who: 'Of the sample',
    class: 'sample',
    enrolledOn: '2024-02-25',
    on: '2024-03-08',
    at: '2025-01-01',
    act: 'sample.load',
  },
]

test('an upgrade takes away the days of sign-up that nobody gave, keeps those somebody did, and counts anew from what is left', async () => {
  const { db, migrateOn } = await olderDb('0019-old-applications')
  const scope = await countyAsItWas(db)
  const lines = async (): Promise<number> => Number((await db.owner('select count(*) as n from history')).rows[0].n)
  const before = await lines()

  await migrateOn()
  const { rows } = await db.owner(
    `select c.name, e.enrolled_on::text as day, e.version from enrolment e join coach c on c.id = e.coach_id order by c.id`,
  )
  expect(rows.map(({ name, day }) => [name, day])).toEqual([
    ['Elsewhere', null],
    ['In a sheet', null],
    ['In a sheet, of a class', null],
    ['Without a seat', null],
    ['Written down on its day', null],
    ['On the roster late', null],
    ['Signed up ahead', '2024-02-17'],
    ['Signed up late in the evening', '2024-02-26'],
    ['Enrolled on the first day', '2024-03-04'],
    ['Of the sample', '2024-02-25'],
  ])
  expect(rows.map(({ version }) => version)).toEqual(older.map(() => 1))
  expect(await lines(), 'nobody changed anything, so no line says that somebody did').toBe(before)

  await dayRound(db, { clock: () => new Date('2025-01-15T17:00:00Z') })
  expect(await reading(db, scope)).toEqual({ value: 11.5, of: 4 }) // 4, 11, 12 and 20 days
  expect((await db.owner('select sum(times)::int as n from cell_value')).rows).toEqual([{ n: 4 }])
})

test('after an upgrade every change leaves its line again, and no county sees the rows of another', async () => {
  const { db, migrateOn } = await olderDb('0019-old-applications')
  const scope = await countyAsItWas(db)
  await migrateOn()
  const { rows } = await db.owner('select count(*)::int as n from history')
  await db.act(scope, 'test.correct', async (tx) =>
    ok(await tx.client.query('update enrolment set attended_hours = 30')),
  )
  const after = await db.owner('select count(*)::int as n from history')
  expect(after.rows[0].n - rows[0].n).toBe(older.length)
  const { rows: open } = await db.owner(`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relforcerowsecurity
      and relname in ('enrolment', 'training_session', 'history', 'counted_through')`)
  expect(open).toEqual([])
  const seen = await db.read({ org: scope.org + 1, person: null }, (tx) => tx.client.query('select from enrolment'))
  expect(seen.rowCount).toBe(0)
})

/** Wilson County with all that is in `older`, and the median that an earlier program counted from it. */
async function countyAsItWas(db: TestDb): Promise<Scope> {
  const measure = catalogue.find((one) => one.slug === slug)
  if (!measure) throw new Error('the catalog counts days')
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) insert into organisation (id, slug, name) select $1, 'wilson', 'Wilson County' from act returning org_id`,
    [newId()],
  )
  const org = Number(rows[0].org_id)
  const [course, sheet, measureId] = [newId(), newId(), newId()]
  const classes = { March: newId(), sample: newId() }
  // As an earlier program did, which knew nothing of what this one counts.
  const write = async (act: string, ...statements: readonly (readonly [string, unknown[]])[]) => {
    await db.owner(`set app.act = '${act}'`)
    for (const [statement, values] of statements) await db.owner(statement, values)
  }
  const session = (id: string, isSample: boolean): [string, unknown[]] => [
    `insert into training_session (org_id, id, course_id, course_version_id, starts_on, ends_on, place, is_sample)
       values ($1, $2, $3, $3, '2024-03-04', '2024-03-08', 'Library', $4)`,
    [org, id, course, isSample],
  ]
  await write(
    'test.setUp',
    [
      `insert into course (org_id, id, title, kind, is_coach_course) values ($1, $2, 'Academy', 'academy', true)`,
      [org, course],
    ],
    [
      `insert into course_version (org_id, id, course_id, number, required_hours, effective_on) values ($1, $2, $2, 1, 30, '2020-01-01')`,
      [org, course],
    ],
    session(classes.March, false),
    session(classes.sample, true),
    [
      `insert into training_import (org_id, id, file_name, content_hash, row_count) values ($1, $2, 'coaches.csv', 'x', 2)`,
      [org, sheet],
    ],
    [
      `insert into measure (org_id, id, slug, title, kind, asks, better, unit, shape, definition, calendar, collected_from, collected_through)
       values ($1, $2, $3, $4, 'performance', $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        org,
        measureId,
        slug,
        measure.title,
        measure.asks,
        measure.better,
        measure.unit,
        measure.shape,
        JSON.stringify(measure.definition),
        JSON.stringify(collected.calendar),
        collected.collectedFrom,
        collected.collectedThrough,
      ],
    ],
  )
  for (const { who, class: held, isImported, enrolledOn, on, at, act } of older) {
    const [coach, id] = [newId(), newId()]
    await write(
      act,
      ['insert into coach (org_id, id, name, search) values ($1, $2, $3, lower($3))', [org, coach, who]],
      [
        `insert into enrolment (org_id, id, coach_id, course_id, session_id, enrolled_on, outcome, outcome_on, import_id)
         values ($1, $2, $3, $4, $5, $6, 'completed', $7, $8)`,
        [org, id, coach, course, held ? classes[held] : null, enrolledOn, on, isImported ? sheet : null],
      ],
      [
        `insert into cell_value (org_id, measure_id, month, value, times)
         values ($1, $2, date_trunc('month', $3::date), $3::date - $4::date, 1)
         on conflict (org_id, measure_id, dimension, category, month, value) do update set times = cell_value.times + 1`,
        [org, measureId, on, enrolledOn],
      ],
    )
    await db.owner('update history set at = $1 where object_id = $2', [at.includes(' ') ? at : `${at} 17:00:00+00`, id])
  }
  return { org, person: null }
}

async function reading(
  db: TestDb,
  scope: Scope,
): Promise<{ readonly value: number | null; readonly of: number | null }> {
  const all = await db.read(scope, async (tx) => readingsOf(tx, await listMeasures(tx), '2025-01-15'))
  const found = all[0]?.readings.find(({ period }) => period.label === '2024')
  return { value: found?.value ?? null, of: found?.denominator ?? null }
}
