import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, type Day } from '../core/day.ts'
import { ok } from '../core/result.ts'
import type { Db, Scope } from '../platform/db/db.ts'
import { recordCompletion } from '../training/completions/actions.ts'
import { addCourse } from '../training/courses/actions.ts'
import { withdrawCoach } from '../training/places/actions.ts'
import { addSession, cancelSession, editSession, enrolCoach, restoreSession } from '../training/sessions/actions.ts'
import { sessionForm } from '../training/sessions/model.ts'
import { catalogue } from './catalogue.ts'
import { rebuild } from './cells.ts'
import { dayRound } from './day-round.ts'
import { readingsOf } from './readings.ts'
import { keysBehind } from './records/store.ts'
import { insertMeasures, listMeasures } from './store.ts'
import { of, type Random } from './test-acts.ts'
import { bareCounty, collected } from './test-golden.ts'
import { sampleRoom, trainingNeeds } from './test-room.ts'

const noon = (day: Day) => () => new Date(`${day}T17:00:00Z`)
const session = (courseId: string, startsOn: Day, endsOn = startsOn) =>
  sessionForm.parse({ courseId, startsOn, endsOn, place: 'Library', capacity: '20' })
const on = (day: Day, { db, scope }: { readonly db: Db; readonly scope: Scope }) => ({ db, scope, today: day })

/** A county with the whole catalogue by month, one course and two coaches. */
async function county() {
  const { db, scope } = await bareCounty()
  const common = { ...collected, calendar: { kind: 'month' }, collectedFrom: null, collectedThrough: null } as const
  await db.act(scope, 'test.setUp', async (tx) =>
    ok(
      await insertMeasures(
        tx,
        catalogue.map((one) => ({ ...one, ...common })),
      ),
    ),
  )
  const course = await addCourse(
    { db, scope, today: '2025-01-15' },
    { title: 'Academy', kind: 'academy', isCoachCourse: true, requiredHours: 0 },
  )
  if (!course.ok) throw new Error('refused')
  return { db, scope, course: course.value }
}

const valuesOn = (db: Db, scope: Scope, slug: string, today: Day): Promise<readonly string[]> =>
  db.read(scope, async (tx) => {
    const [measure] = (await listMeasures(tx)).filter((one) => one.slug === slug)
    const [found] = measure ? await readingsOf(tx, [measure], today) : []
    return (found?.readings ?? []).map(({ period, value, reason }) => `${period.label}: ${value ?? reason}`)
  })

const enrolled = async (db: Db, scope: Scope, sessionId: string, coachName: string, today: Day) => {
  const form = { coachId: null, coachName, isNewCoach: true }
  const seat = await enrolCoach(
    { db, scope, today },
    { sessionId, form, needs: { ...trainingNeeds, clock: noon(today) } },
  )
  if (!seat.ok) throw new Error(JSON.stringify(seat.problems))
  const { rows } = await db.read(scope, (tx) =>
    sql<{ coach_id: string }>`select coach_id from enrolment where id = ${seat.value.id}`.execute(tx.sql),
  )
  return rows[0]?.coach_id ?? ''
}

test('a class planned for a year to come is no session of that year, on the page or behind the number', async () => {
  const { db, team, measure } = await sampleRoom()
  const course = (await db.owner('select id from course where is_coach_course limit 1')).rows[0].id as string
  const planned = await addSession(on('2025-01-15', { db, scope: team.scope }), {
    form: session(course, '2027-01-11'),
    needs: trainingNeeds,
  })
  expect(planned.ok).toBe(true)
  const page = await (await team.as('viewer')(`/measures/${measure('training-sessions-held')}`)).text()
  expect(page).not.toContain('2027')
})

test('a class later in this month does not count on the first of it, nor on its own day, but on the day after', async () => {
  const { db, scope, course } = await county()
  await addSession(on('2025-01-15', { db, scope }), {
    form: session(course, '2025-01-07', '2025-01-08'),
    needs: trainingNeeds,
  })
  await addSession(on('2025-01-15', { db, scope }), {
    form: session(course, '2025-01-29', '2025-01-30'),
    needs: trainingNeeds,
  })
  const held = (today: Day) => valuesOn(db, scope, 'training-sessions-held', today)
  expect(await held('2025-01-08')).toEqual([])
  expect(await held('2025-01-09')).toEqual(['Jan 2025: 1'])
  expect(await held('2025-01-30')).toEqual(['Jan 2025: 1'])
  expect(await held('2025-01-31')).toEqual(['Jan 2025: 2'])
  await dayRound(db, { clock: noon('2025-02-03') })
  expect(await held('2025-02-03')).toEqual(['Jan 2025: 2', 'Feb 2025: 0'])
})

test('a completion counts on the day on which it is recorded', async () => {
  const { db, scope, course } = await county()
  await recordCompletion(on('2025-01-15', { db, scope }), {
    needs: trainingNeeds,
    form: {
      coachId: null,
      coachName: 'Ida Moss',
      isNewCoach: true,
      classTaken: { kind: 'elsewhere', id: course },
      hours: 30,
      on: '2025-01-15',
      isShortConfirmed: true,
    },
  })
  expect(await valuesOn(db, scope, 'new-recovery-coaches-trained', '2025-01-14')).toEqual([])
  expect(await valuesOn(db, scope, 'new-recovery-coaches-trained', '2025-01-15')).toEqual(['Jan 2025: 1'])
})

test('a seat given up before the class is no 0% completion until the class has been held, and never when it was called off', async () => {
  const { db, scope, course } = await county()
  const made = await addSession(on('2025-01-15', { db, scope }), {
    form: session(course, '2025-03-03', '2025-03-05'),
    needs: trainingNeeds,
  })
  if (!made.ok) throw new Error('refused')
  const [stays, leaves] = [
    await enrolled(db, scope, made.value, 'Ida Moss', '2025-01-15'),
    await enrolled(db, scope, made.value, 'Per Lund', '2025-01-15'),
  ]
  await withdrawCoach(on('2025-01-15', { db, scope }), { sessionId: made.value, coachId: leaves, needs: trainingNeeds })
  const share = (today: Day) => valuesOn(db, scope, 'training-completion', today)
  expect(await share('2025-01-20')).toEqual([])
  await recordCompletion(on('2025-03-05', { db, scope }), {
    needs: trainingNeeds,
    form: {
      coachId: stays,
      coachName: '',
      isNewCoach: false,
      classTaken: { kind: 'session', id: made.value },
      hours: 18,
      on: '2025-03-05',
      isShortConfirmed: true,
    },
  })
  expect(await share('2025-03-05')).toEqual(['Mar 2025: 100'])
  expect(await share('2025-03-06')).toEqual(['Mar 2025: 50'])

  const other = await addSession(on('2025-01-15', { db, scope }), {
    form: session(course, '2025-05-05'),
    needs: trainingNeeds,
  })
  if (!other.ok) throw new Error('refused')
  const gone = await enrolled(db, scope, other.value, 'Ulla Dahl', '2025-01-15')
  await withdrawCoach(on('2025-01-15', { db, scope }), { sessionId: other.value, coachId: gone, needs: trainingNeeds })
  await cancelSession(on('2025-01-15', { db, scope }), { id: other.value, needs: trainingNeeds })
  expect((await share('2025-06-15')).filter((line) => line.startsWith('May'))).toEqual(['May 2025: no cases'])
})

const stepsOfTime = ['add', 'move', 'cancel', 'restore', 'enrol', 'withdraw', 'complete', 'day', 'round'] as const
type Step = Random & { readonly what: (typeof stepsOfTime)[number] }

test('whatever is planned and whenever the day changes, each day reads what its records say, and counting anew changes nothing', {
  timeout: 300_000,
}, async () => {
  const number = fc.nat({ max: 997 })
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom(...stepsOfTime),
    a: number,
    b: number,
    c: number,
    d: number,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 60, size: 'max' }), async (steps) => {
      const { db, scope, course } = await county()
      let today = '2025-01-15'
      for (const [at, one] of steps.entries()) {
        if (one.what === 'day') today = addDays(today, (one.a % 9) + 1)
        else await done(db, scope, course, one, today)
        expect(await read(db, scope, today), `after step ${at}, ${one.what}, on ${today}`).toEqual(
          await recorded(db, scope, today),
        )
        if (at % 10 === 9) {
          const along = await read(db, scope, today)
          await db.act(scope, 'test.rebuild', async (tx) => ok(await rebuild(tx)))
          expect(await read(db, scope, today)).toEqual(along)
        }
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
})

async function done(db: Db, scope: Scope, course: string, { what, a, b, c }: Step, today: Day): Promise<void> {
  const needs = { ...trainingNeeds, clock: noon(today) }
  const rows = await db.read(scope, async (tx) => ({
    sessions: await tx.sql.selectFrom('training_session').select(['id', 'version']).orderBy('id').execute(),
    seats: await tx.sql.selectFrom('enrolment').select(['coach_id', 'session_id']).orderBy('id').execute(),
  }))
  const begins = addDays(today, (b % 50) - 20)
  const form = session(course, begins, addDays(begins, c % 3))
  if (what === 'round') await dayRound(db, { clock: noon(today) })
  if (what === 'add') await addSession({ db, scope, today }, { form, needs })
  if (rows.sessions.length === 0) return
  const { id, version } = of(rows.sessions, a)
  if (what === 'move') await editSession({ db, scope, today }, { id, version, form, needs })
  if (what === 'cancel') await cancelSession({ db, scope, today }, { id, needs })
  if (what === 'restore') await restoreSession({ db, scope, today }, { id, needs })
  if (what === 'enrol')
    await enrolCoach(
      { db, scope, today },
      { sessionId: id, form: { coachId: null, coachName: `Coach ${a} ${b} ${c}`, isNewCoach: true }, needs },
    )
  if (rows.seats.length === 0) return
  const seat = of(rows.seats, b)
  const sessionId = seat.session_id ?? ''
  if (what === 'withdraw') await withdrawCoach({ db, scope, today }, { sessionId, coachId: seat.coach_id, needs })
  if (what === 'complete')
    await recordCompletion(
      { db, scope, today },
      {
        needs,
        form: {
          coachId: seat.coach_id,
          coachName: '',
          isNewCoach: false,
          classTaken: { kind: 'session', id: sessionId },
          hours: 1,
          on: '',
          isShortConfirmed: true,
        },
      },
    )
}

const watched = ['training-sessions-held', 'training-completion', 'new-recovery-coaches-trained'] as const

/** What the measures read on a day, with as many records behind each number as it says. */
const read = (db: Db, scope: Scope, today: Day): Promise<Record<string, string[]>> =>
  db.read(scope, async (tx) => {
    const measures = (await listMeasures(tx)).filter(({ slug }) => watched.some((one) => one === slug))
    const all: Record<string, string[]> = {}
    for (const { measure, readings } of await readingsOf(tx, measures, today))
      for (const { period, numerator, denominator } of readings) {
        if (numerator === 0 && (denominator ?? 0) === 0) continue
        const asked = { period, part: 'numerator' } as const
        const { total } = await keysBehind(tx, measure, asked, { from: 0, most: 1, today })
        expect(total, `${measure.slug} ${period.label}`).toBe(numerator)
        all[measure.slug] = [...(all[measure.slug] ?? []), `${period.from} ${numerator} ${denominator ?? 0}`]
      }
    return all
  })

/** The same, asked of the tables in plain words. */
async function recorded(db: Db, scope: Scope, today: Day): Promise<Record<string, string[]>> {
  const { rows } = await db.read(scope, (tx) =>
    sql<{ slug: string; line: string }>`
      with counted as (
        select 'training-sessions-held' as slug, ends_on as day, 1 as n, 0 as d from training_session
        where not is_cancelled and ends_on < ${today}
        union all
        select 'training-completion', case when e.outcome = 'withdrawn' then greatest(e.outcome_on, s.ends_on) else e.outcome_on end,
          (e.outcome = 'completed')::int, 1
        from enrolment e join training_session s on s.id = e.session_id
        where e.outcome_on <= ${today} and (e.outcome <> 'withdrawn' or (not s.is_cancelled and s.ends_on < ${today}))
        union all
        select 'new-recovery-coaches-trained', min(outcome_on), 1, 0 from enrolment
        where outcome = 'completed' and outcome_on <= ${today} group by coach_id
      )
      select slug, concat_ws(' ', to_char(day, 'YYYY-MM-01'), sum(n), sum(d)) as line from counted
      group by slug, to_char(day, 'YYYY-MM-01') order by 1, 2`.execute(tx.sql),
  )
  const all: Record<string, string[]> = {}
  for (const { slug, line } of rows) all[slug] = [...(all[slug] ?? []), line]
  return all
}
