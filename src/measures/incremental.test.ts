// Over 250 lines would be two files; this one holds every act of paths, training and measures as one step of a property. Those of
// applications, credentials and shifts are in test-acts-of-coaches.ts.
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addCoach, editCoach } from '../coaches/actions.ts'
import { recordStep, setEngagement, undoStep } from '../coaches/path/actions.ts'
import { engagements, stages } from '../coaches/path/model.ts'
import { recordedSteps } from '../coaches/path/store.ts'
import { trainedOn } from '../coaches/store.ts'
import { newId } from '../core/id.ts'
import { ok, type Result, refuse } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { Typed } from '../platform/http/typed.ts'
import { noteAttendance, outcomesFromAttendance } from '../training/attendance/actions.ts'
import { correctEnrolment, putBack, recordCompletion, removeEnrolment } from '../training/completions/actions.ts'
import { addCourse, addCourseVersion, editCourse } from '../training/courses/actions.ts'
import { addClassDays } from '../training/days/actions.ts'
import { importSheet, previewOf, sendSheet } from '../training/import/actions.ts'
import { undoImport } from '../training/import/undo/actions.ts'
import {
  addSession,
  cancelSession,
  editSession,
  enrolCoach,
  recordOutcomes,
  restoreSession,
} from '../training/sessions/actions.ts'
import { sessionForm } from '../training/sessions/model.ts'
import { trainedCoaches } from '../training/store.ts'
import { catalogue } from './catalogue.ts'
import { rebuild } from './cells.ts'
import { dayRound } from './day-round.ts'
import type { Defined } from './definition/model.ts'
import { addReading } from './entered/actions.ts'
import { addMeasure, changeDefinition, closeBooks } from './settings/actions.ts'
import { insertMeasures } from './store.ts'
import { of, picked, type Random, rowsOf, type World } from './test-acts.ts'
import { ofCoaches, openDoors } from './test-acts-of-coaches.ts'
import { trainingNeeds as needs } from './test-room.ts'

const today = '2025-01-15'
const zone = 'America/New_York'
const [courseKinds, zones, languages] = [
  ['academy', 'naloxone', 'ethics'],
  ['', 'North', 'South'],
  ['English', 'Spanish'],
] as const
const days = [
  '2023-12-31',
  '2024-01-01',
  '2024-01-31',
  '2024-02-29',
  '2024-03-01',
  '2024-06-30',
  '2024-12-31',
  '2025-01-15',
]
const hours = [null, 0, 12.25, 30, 31.5, 7.1]
const outcomes = ['completed', 'did not complete', 'no-show', 'withdrawn', 'enrolled'] as const

const pathStages = ['active', 'on leave', 'active', 'inactive', 'reactivated'] as const

/** What a measure of one's own may become, over every fact and in every shape. */
const definitions: readonly Defined[] = [
  {
    shape: 'amount',
    definition: {
      fact: 'hours_attended',
      on: 'attendedOn',
      of: {},
      amount: 'hours',
      splits: ['setting', 'courseKind'],
    },
  },
  {
    shape: 'median',
    definition: { fact: 'coach_trained', on: 'trainedOn', of: {}, amount: 'trainingCost', splits: ['zone'] },
  },
  {
    shape: 'count',
    definition: { fact: 'coach_trained', on: 'trainedOn', of: { language: 'Spanish' }, splits: ['zone'] },
  },
  { shape: 'count', definition: { fact: 'training_session', on: 'heldOn', of: { isCoachCourse: false }, splits: [] } },
  {
    shape: 'amount',
    definition: { fact: 'training_session', on: 'heldOn', of: {}, amount: 'seats', splits: ['setting'] },
  },
  {
    shape: 'median',
    definition: { fact: 'enrolment', on: 'endedOn', of: {}, amount: 'hours', splits: ['outcome', 'courseKind'] },
  },
  {
    shape: 'share',
    definition: {
      fact: 'enrolment',
      on: 'endedOn',
      of: { courseKind: 'academy' },
      those: { outcome: 'completed', isCoachCourse: true },
      splits: [],
    },
  },
]

const verbs = { ...ofTraining(), ...ofCoaches }
type Step = Random & { readonly what: keyof typeof verbs }

test('after any sequence of what people do, the counters along the way are those counted anew', {
  timeout: 300_000,
}, async () => {
  const number = fc.nat({ max: 997 })
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom(...(Object.keys(verbs) as (keyof typeof verbs)[])),
    a: number,
    b: number,
    c: number,
    d: number,
  })
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 100, maxLength: 100, size: 'max' }), async (steps) => {
      const world = await foundCounty()
      for (const [at, one] of steps.entries()) {
        const answer = await verbs[one.what](world, one)
        if (answer.ok) done.set(one.what, (done.get(one.what) ?? 0) + 1)
        const { along, anew } = await counters(world)
        expect(along, `after step ${at}, ${one.what}${answer.ok ? '' : ' (refused)'}`).toEqual(anew)
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
  // Most kinds of acts must have happened, or the property says little.
  expect(done.size, [...done].join('; ')).toBeGreaterThan(Object.keys(verbs).length * 0.7)
})

async function foundCounty(): Promise<World> {
  const db: TestDb = await freshDb()
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) insert into organisation (id, slug, name) select $1, 'wilson', 'Wilson County' from act returning org_id`,
    [newId()],
  )
  const scope = { org: rows[0].org_id as number, person: null }
  const common = {
    kind: 'performance',
    calendar: { kind: 'year' },
    collectedFrom: null,
    collectedThrough: null,
    endedOn: null,
    settlesAfterDays: 30,
    isPersonLevel: false,
    publishesSplits: true,
    smallSplitsReason: '',
    source: '',
    isSample: false,
  } as const
  const own = { title: 'Own', asks: 'how much', better: 'higher', unit: 'things', decimals: 0, ...common } as const
  const made = await db.act(scope, 'test.setUp', async (tx) =>
    ok(
      await insertMeasures(tx, [
        ...catalogue.map((measure) => ({ ...measure, ...common })),
        { ...own, slug: 'computed', shape: 'count', definition: definitions[0]?.definition ?? null },
        { ...own, slug: 'entered', shape: 'count', definition: null },
      ]),
    ),
  )
  if (!made.ok) throw new Error('refused')
  const world = {
    db,
    scope,
    today,
    computed: made.value.get('computed') ?? '',
    entered: made.value.get('entered') ?? '',
    turn: 0,
  }
  await addCourse(world, { title: 'Academy', kind: 'academy', isCoachCourse: true, requiredHours: 30 })
  await addCourse(world, { title: 'Naloxone', kind: 'naloxone', isCoachCourse: false, requiredHours: 1 })
  for (const a of [1, 2, 3]) await verbs.addCoach(world, { a, b: a, c: a, d: a })
  for (const a of [0, 3, 6]) await verbs.addSession(world, { a, b: a, c: a, d: 1 })
  // Two are on the team from the beginning, so that there is somebody to take shifts and to hold credentials.
  for (const a of [0, 1]) await verbs.recordStep(world, { a, b: 0, c: a, d: 1 })
  await openDoors(world)
  for (const a of [0, 1]) await verbs.addKind(world, { a, b: 0, c: 0, d: 0 })
  for (const a of [0, 1, 2, 3]) await verbs.addShift(world, { a: a * 3, b: a, c: a, d: a })
  return world
}

/** Counters as they were moved along the way, and as a rebuild gives them; the rebuild is taken back. */
async function counters({ db, scope }: World): Promise<{ along: unknown; anew: unknown }> {
  const seen: { along: unknown; anew: unknown } = { along: null, anew: null }
  await db.act(scope, 'test.rebuild', async (tx) => {
    seen.along = await shown(tx)
    await rebuild(tx)
    seen.anew = await shown(tx)
    return refuse('test.back', 'Taken back.')
  })
  return seen
}

async function shown(tx: Tx): Promise<unknown> {
  const cells = await sql`
    select m.slug, c.dimension, c.category, c.month, c.counts_from, c.numerator::text, c.denominator::text from cell c
    join measure m on m.org_id = c.org_id and m.id = c.measure_id
    where c.org_id = ${tx.org} and (c.numerator <> 0 or c.denominator <> 0) order by 1, 2, 3, 4, 5`.execute(tx.sql)
  const values = await sql`
    select m.slug, c.dimension, c.category, c.month, c.counts_from, c.value::float8 as value, c.times from cell_value c
    join measure m on m.org_id = c.org_id and m.id = c.measure_id
    where c.org_id = ${tx.org} and c.times <> 0 order by 1, 2, 3, 4, 5, 6`.execute(tx.sql)
  return [cells.rows.map(plainNumbers), values.rows]
}

// 30 and 30.00 are one number.
const plainNumbers = (row: unknown): unknown => {
  const { numerator, denominator, ...rest } = row as { numerator: string; denominator: string }
  return { ...rest, numerator: Number(numerator), denominator: Number(denominator) }
}

const coachForm = (world: World, { a, b, c }: Random) => ({
  name: `Coach ${world.turn++} ${a}`,
  email: '',
  phone: '',
  zone: of(zones, b),
  language: of(languages, c),
  isSomebodyElse: true,
})
const formOf = (courseId: string, { b, c, d }: Random) =>
  sessionForm.parse({
    courseId,
    startsOn: of(days, b),
    endsOn: d % 3 === 0 ? of(days, b + 1) : '',
    place: c % 2 === 0 ? 'Library' : '',
    link: c % 3 === 0 ? 'https://example.org/' : '',
    capacity: d % 4 === 0 ? '2' : '',
    costCents: c % 2 === 0 ? '1250.00' : '',
  })

// A function, so that it stands below what it serves.
function ofTraining() {
  return {
    passDay: async ({ db }: World, { a }: Random): Promise<Result<unknown>> =>
      ok(await dayRound(db, { clock: () => new Date(`${of(days, a)}T17:00:00Z`) })),
    addCoach: (world: World, step: Random) => addCoach(world, coachForm(world, step)),
    editCoach: (world: World, step: Random) =>
      picked(world, 'coach', step.a, ({ id, version }) =>
        editCoach(world, { id, version, form: coachForm(world, step), counted: needs.counted }),
      ),
    recordStep: (world: World, { a, b, c, d }: Random) =>
      picked(world, 'coach', a, ({ id }) =>
        recordStep(world, {
          coachId: id,
          // Most steps go on towards being active and from there to and fro, so that the marks of a path come about.
          form: { stage: of(d % 3 === 0 ? stages : pathStages, b), on: of(days, c), reason: 'Moved away' },
          needs: { counted: needs.counted, trainedOn: (tx, one) => trainedOn(tx, trainedCoaches, one) },
        }),
      ),
    undoStep: (world: World, { a }: Random) =>
      picked(world, 'coach', a, async ({ id }) => {
        const last = (await world.db.read(world.scope, (tx) => recordedSteps(tx, id))).at(-1)
        return last ? undoStep(world, { coachId: id, stepId: last.id, needs }) : refuse('test.none', 'There is none.')
      }),
    setEngagement: (world: World, { a, b, c }: Random) =>
      picked(world, 'coach', a, ({ id }) =>
        setEngagement(world, { coachId: id, form: { kind: of(engagements, b), on: of(days, c) }, needs }),
      ),
    editCourse: (world: World, { a, b, c }: Random) =>
      picked(world, 'course', a, ({ id, version }) => {
        const form = {
          title: `Course ${world.turn++}`,
          kind: of(courseKinds, b),
          isCoachCourse: c % 2 === 0,
          endedOn: null,
        }
        return editCourse(world, { id, version, form, counted: needs.counted })
      }),
    addCourseVersion: (world: World, { a, b }: Random) =>
      picked(world, 'course', a, ({ id }) =>
        addCourseVersion(world, { id, form: { requiredHours: b % 40, effectiveOn: of(days, b) } }),
      ),
    addSession: (world: World, step: Random) =>
      picked(world, 'course', step.a, ({ id }) => addSession(world, { form: formOf(id, step), needs })),
    editSession: (world: World, step: Random) =>
      picked(world, 'training_session', step.a, ({ id, version }) =>
        picked(world, 'course', step.d, (course) =>
          editSession(world, { id, version, form: formOf(course.id, step), needs }),
        ),
      ),
    cancelSession: (world: World, { a, b }: Random) =>
      picked(world, 'training_session', a, ({ id }) =>
        (b % 2 === 0 ? cancelSession : restoreSession)(world, { id, needs }),
      ),
    enrolCoach: (world: World, { a, b }: Random) =>
      picked(world, 'training_session', a, ({ id: sessionId }) =>
        picked(world, 'coach', b, ({ id: coachId }) =>
          enrolCoach(world, {
            sessionId,
            form: { coachId, coachName: '', isNewCoach: false },
            needs,
          }),
        ),
      ),
    addClassDays: (world: World, { a, b, c, d }: Random) =>
      picked(world, 'training_session', a, ({ id: sessionId }) =>
        addClassDays(world, {
          sessionId,
          needs,
          form: {
            heldOn: of(days, b),
            startsAt: of(['09:00', '13:00', '22:00'], c),
            endsAt: of(['12:00', '02:00'], d),
            place: 'Library',
            link: d % 2 === 0 ? 'https://example.org/' : '',
            times: (c % 3) + 1,
            every: 'week',
          },
        }),
      ),
    noteAttendance: (world: World, { a, b, c }: Random) =>
      picked(world, 'class_day', a, async ({ id: classId }) => {
        const seats = await world.db.read(world.scope, (tx) =>
          tx.sql.selectFrom('enrolment').select('id').where('org_id', '=', tx.org).orderBy('id').execute(),
        )
        const fields = seats.flatMap(({ id }, index): [string, string][] => [
          [`here-${id}`, of(['all', 'part', 'no'], b + index)],
          [`minutes-${id}`, String(((c * 7 + index) % 90) + 1)],
        ])
        return noteAttendance(world, { classId, typed: new Typed(fields), needs })
      }),
    outcomesFromAttendance: (world: World, { a }: Random) =>
      picked(world, 'training_session', a, ({ id: sessionId }) => outcomesFromAttendance(world, { sessionId, needs })),
    recordOutcomes: (world: World, { a, b }: Random) =>
      picked(world, 'training_session', a, async ({ id: sessionId }) => {
        const seats = await world.db.read(world.scope, (tx) =>
          tx.sql
            .selectFrom('enrolment')
            .select(['id', 'version'])
            .where('org_id', '=', tx.org)
            .where('session_id', '=', sessionId)
            .execute(),
        )
        const typed = new Typed(
          seats.flatMap(({ id, version }, at) => [
            [`outcome-${id}`, of(outcomes, b + at)],
            [`hours-${id}`, String(of(hours, b + at) ?? '')],
            [`on-${id}`, ''],
            [`confirmed-${id}`, 'yes'],
            [`version-${id}`, String(version)],
          ]),
        )
        return recordOutcomes(world, { sessionId, typed, needs })
      }),
    completeInSession: (world: World, { a, b, c, d }: Random) =>
      picked(world, 'training_session', a, ({ id }) =>
        picked(world, 'coach', b, (coach) =>
          recordCompletion(world, {
            needs,
            form: {
              coachId: c % 3 === 0 ? null : coach.id,
              coachName: `New ${world.turn++}`,
              isNewCoach: c % 3 === 0,
              classTaken: { kind: 'session', id },
              hours: of(hours, c),
              on: d % 2 === 0 ? '' : of(days, d),
              isShortConfirmed: true,
            },
          }),
        ),
      ),
    completeElsewhere: (world: World, { a, b, c, d }: Random) =>
      picked(world, 'course', a, ({ id }) =>
        picked(world, 'coach', b, (coach) =>
          recordCompletion(world, {
            needs,
            form: {
              coachId: coach.id,
              coachName: '',
              isNewCoach: false,
              classTaken: { kind: 'elsewhere', id },
              hours: of(hours, c),
              on: of(days, d),
              isShortConfirmed: true,
            },
          }),
        ),
      ),
    correctEnrolment: (world: World, { a, b, c, d }: Random) =>
      picked(world, 'enrolment', a, ({ id, version }) =>
        correctEnrolment(world, {
          id,
          version,
          form: {
            outcome: of(outcomes, b),
            hours: of(hours, c),
            on: of(days, d),
            isShortConfirmed: true,
            isRevoked: true,
            reason: 'Corrected',
          },
          needs,
        }),
      ),
    removeEnrolment: (world: World, { a }: Random) =>
      picked(world, 'enrolment', a, ({ id }) => removeEnrolment(world, { id, needs })),
    putBack: async (world: World, { a }: Random): Promise<Result<unknown>> => {
      const gone = await world.db.read(world.scope, (tx) =>
        sql<{
          id: string
        }>`select distinct object_id as id from history h where org_id = ${tx.org} and kind = 'enrolment' and after is null
        and not exists (select from enrolment e where e.org_id = h.org_id and e.id = h.object_id) order by 1`.execute(
          tx.sql,
        ),
      )
      return gone.rows.length === 0
        ? refuse('test.none', 'There is none.')
        : putBack(world, { id: of(gone.rows, a).id, needs })
    },
    importCompletions: async (world: World, { a, b, c }: Random): Promise<Result<unknown>> => {
      const titles = await world.db.read(world.scope, (tx) =>
        tx.sql.selectFrom('course').select('title').where('org_id', '=', tx.org).orderBy('id').execute(),
      )
      const lines = [0, 1, 2].map(
        (at) => `Imported ${(a + at) % 7},${of(titles, b + at).title},${of(days, c + at)},${of(hours, c + at) ?? ''}`,
      )
      const bytes = new TextEncoder().encode(`name,course,completed on,hours\n${lines.join('\n')}\n`)
      const sent = await sendSheet(world, { name: 'sheet.csv', bytes })
      if (!sent.ok) return sent
      const seen = await previewOf(world, { id: sent.value, zone })
      const expected = seen?.preview.ok ? seen.preview.value.counts.rows : 0
      return importSheet(world, { id: sent.value, expected, withoutFaults: true, needs, zone })
    },
    undoImport: async (world: World, { a }: Random): Promise<Result<unknown>> => {
      const imports = await world.db.read(world.scope, (tx) =>
        tx.sql
          .selectFrom('training_import')
          .select('id')
          .where('org_id', '=', tx.org)
          .where('undone_at', 'is', null)
          .orderBy('id')
          .execute(),
      )
      return imports.length === 0
        ? refuse('test.none', 'There is none.')
        : undoImport(world, { id: of(imports, a).id, form: { hanging: 0, choice: null, reason: '' }, needs })
    },
    changeDefinition: async (world: World, { a }: Random): Promise<Result<unknown>> => {
      const [row] = (await rowsOf(world, 'measure')).filter(({ id }) => id === world.computed)
      return changeDefinition(
        { ...world, today },
        {
          id: world.computed,
          version: row?.version ?? 0,
          defined: of(definitions, a),
        },
      )
    },
    addMeasure: (world: World, { a }: Random) => {
      const defined = of(definitions, a)
      const settings = {
        title: `Own ${world.turn}`,
        slug: `own-${world.turn++}`,
        kind: 'performance',
        asks: 'how much',
        better: 'higher',
        unit: defined.shape === 'share' ? '%' : 'things',
        decimals: 0,
        calendar: { kind: 'month' },
        collectedFrom: null,
        collectedThrough: null,
        endedOn: null,
        settlesAfterDays: 30,
        isPersonLevel: false,
        publishesSplits: true,
        smallSplitsReason: '',
        source: '',
        shape: null,
        isSlugConfirmed: false,
      } as const
      return addMeasure({ ...world, today }, { settings, defined })
    },
    addReading: (world: World, { a }: Random) => {
      const typed = {
        from: `${2010 + (a % 14)}-01-01`,
        value: a,
        numerator: null,
        denominator: null,
        reason: null,
        status: 'final',
        source: '',
        note: '',
      } as const
      return addReading({ ...world, today }, { measureId: world.entered, typed })
    },
    closeBooks: (world: World, { a, b }: Random) =>
      picked(world, 'measure', a, ({ id, version }) =>
        closeBooks({ ...world, today }, { id, version, through: of(days, b) }),
      ),
  }
}
