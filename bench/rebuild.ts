// Longer than most, since two ways stand side by side.
// The counters of six measures of training computed anew over 1,000,000 enrolments, beside one hand-written SQL statement that
// computes and writes the same rows on the same PostgreSQL, as its owner and straight from the tables; default durability and the
// same memory to work in, taken in turns in one run. The results are compared before any time is. What the whole catalogue takes is
// printed after it, without a floor: nobody wrote a statement for all of it.
import pg from 'pg'
import { ok } from '../src/core/result.ts'
import { catalogue } from '../src/measures/catalogue.ts'
import { rebuild } from '../src/measures/cells.ts'
import { insertMeasures } from '../src/measures/store.ts'
import { openDb } from '../src/platform/db/db.ts'
import { startPostgres } from '../src/platform/db/launcher.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { goal } from './goal.ts'
import { machine, spread } from './machine.ts'
import { newFolder } from './running.ts'

const enrolments = 1_000_000
const coaches = 300_000
const sessions = 40 * 12 * 10
const rounds = 7
/** The measures that the statement written by hand knows. */
const six = [
  'new-recovery-coaches-trained',
  'training-sessions-held',
  'training-hours-delivered',
  'training-completion',
  'no-shows',
  'days-from-sign-up-to-completion',
]

const server = await startPostgres({ folder: newFolder() })
const connection = { host: server.host, port: server.port, user: server.user, database: 'postgres' }
const pool = new pg.Pool({ ...connection, max: 1 })
await migrate(pool)
await pool.end()
const owner = new pg.Client(connection)
await owner.connect()
const db = openDb(connection, (error) => {
  throw error
})
console.log(await machine(owner))

await owner.query(`set app.act = 'bench.fill'`)
const made = await owner.query<{ org_id: number }>(
  `insert into organisation (id, slug, name) values (gen_random_uuid(), 'wilson', 'Wilson County') returning org_id`,
)
const org = made.rows[0]?.org_id ?? 0
const scope = { org, person: null }
// All days of the records are over.
await owner.query(`insert into counted_through values ($1, '2026-01-01')`, [org])
const ids = await begin(catalogue.filter(({ slug }) => six.includes(slug)))
await fill()

const ours = async (): Promise<number> => {
  const started = performance.now()
  const done = await db.act(scope, 'bench.rebuild', async (tx) => ok(await rebuild(tx)))
  if (!done.ok) throw new Error('refused')
  return performance.now() - started
}
const byHand = async (): Promise<number> => {
  const started = performance.now()
  await owner.query(handWritten(ids))
  return performance.now() - started
}
const kept = async (): Promise<string> => {
  const { rows } = await owner.query(
    `select md5(string_agg(line, chr(10) order by line)) as hash, count(*) as lines from (
       select concat_ws('|', measure_id, dimension, category, month, trim_scale(numerator), trim_scale(denominator)) as line from cell
       union all select concat_ws('|', measure_id, dimension, category, month, trim_scale(value), times) from cell_value) kept`,
  )
  return `${rows[0].lines} counters, ${rows[0].hash}`
}

await ours()
const rebuilt = await kept()
await byHand()
if ((await kept()) !== rebuilt) throw new Error(`the two do not agree: ${rebuilt}; by hand ${await kept()}`)
const times: Record<'ours' | 'byHand', number[]> = { ours: [], byHand: [] }
for (let round = 0; round < rounds; round++) {
  times.byHand.push(await byHand())
  times.ours.push(await ours())
}
const [our, hand] = [spread(times.ours).median, spread(times.byHand).median]
// Each round's two stand side by side, so that a machine that is busy for a while slows both.
const ratio = spread(times.ours.map((time, round) => time / (times.byHand[round] ?? Number.NaN))).median
console.log(`${enrolments.toLocaleString('en-US')} enrolments, both give ${rebuilt}`)
console.log(
  `rebuild of six measures ${our.toFixed(0)} ms, one hand-written statement ${hand.toFixed(0)} ms (medians of ${rounds}, in turns)`,
)
goal('full rebuild of six measures against one hand-written statement', ratio, ' x', { atMost: 1.2 })

await begin(catalogue.filter(({ slug }) => !six.includes(slug)))
await ours()
console.log(`rebuild of the whole catalogue, ${catalogue.length} measures: ${(await ours()).toFixed(0)} ms`)

await db.close()
await owner.end()
await server.stop()

async function begin(measures: typeof catalogue): Promise<ReadonlyMap<string, string>> {
  const begun = await db.act(scope, 'bench.setUp', async (tx) =>
    ok(
      await insertMeasures(
        tx,
        measures.map((measure) => ({
          ...measure,
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
          isSample: true,
        })),
      ),
    ),
  )
  if (!begun.ok) throw new Error('refused')
  return begun.value
}

async function fill(): Promise<void> {
  await owner.query(
    `insert into course (org_id, id, title, kind, is_coach_course)
     select $1, gen_random_uuid(), title, kind, kind = 'academy' from (values ('Coach academy', 'academy'), ('Ethics', 'ethics'), ('Naloxone', 'naloxone')) v (title, kind)`,
    [org],
  )
  await owner.query(
    `insert into course_version (org_id, id, course_id, number, required_hours, effective_on)
     select org_id, gen_random_uuid(), id, 1, 30, '2010-01-01' from course`,
  )
  await owner.query(
    `insert into training_session (org_id, id, course_id, course_version_id, starts_on, ends_on, place, is_cancelled)
     select $1, gen_random_uuid(), v.course_id, v.id, day, day + 4, 'Wilson Library', n % 25 = 0
     from (select n, date '2015-01-01' + (n * 3650 / $2::int) as day from generate_series(1, $2::int) n) d
     join (select course_id, id, row_number() over (order by id) as at from course_version) v on v.at = 1 + d.n % 3`,
    [org, sessions],
  )
  await owner.query(
    `insert into coach (org_id, id, name, search, zone, language)
     select $1, gen_random_uuid(), 'Coach ' || n, 'coach ' || n, (array['Wilson', 'Elm City', 'Stantonsburg', 'Black Creek', null])[1 + n % 5],
       case when n % 7 = 0 then 'Spanish' else 'English' end
     from generate_series(1, $2::int) n`,
    [org, coaches],
  )
  await owner.query(
    `insert into enrolment (org_id, id, coach_id, course_id, session_id, enrolled_on, attended_hours, outcome, outcome_on)
     select $1, gen_random_uuid(), c.id, s.course_id, s.id, s.starts_on - (n % 45)::int, o.hours, o.outcome,
       case when o.outcome <> 'enrolled' then s.ends_on end
     from generate_series(1, $2::int) n
     join (select id, row_number() over (order by id) as at from coach) c on c.at = 1 + (n::bigint * 7919) % $3::int
     join (select id, course_id, starts_on, ends_on, row_number() over (order by id) as at from training_session) s
       on s.at = 1 + (n::bigint * 104729 + n / $3::int) % $4::int
     cross join lateral (select
       case when n % 20 < 14 then 'completed' when n % 20 < 16 then 'no-show' when n % 20 < 18 then 'did not complete' when n % 20 < 19 then 'withdrawn' else 'enrolled' end,
       case when n % 20 < 14 then 30 when n % 20 < 16 then 0 when n % 20 < 19 then (n % 97) / 4.0 end) o (outcome, hours)
     on conflict do nothing`,
    [org, enrolments, coaches, sessions],
  )
  // What a hand would drop: pairs that the draw gave twice. The rest is filled with courses taken elsewhere.
  await owner.query(
    `insert into enrolment (org_id, id, coach_id, course_id, enrolled_on, attended_hours, outcome, outcome_on)
     select $1, gen_random_uuid(), c.id, k.id, day - 10, 7.5, 'completed', day
     from generate_series(1, greatest(0, $2::int - (select count(*) from enrolment)::int)) n
     join (select id, row_number() over (order by id desc) as at from coach) c on c.at = n
     cross join lateral (select date '2015-01-01' + (n % 3650)::int as day) d
     cross join (select id from course where kind = 'ethics') k`,
    [org, enrolments],
  )
  // Attendance by class day is kept since the last year; of the earlier ones only the hours in total are known.
  await owner.query(
    `insert into class_day (org_id, id, session_id, held_on, starts_at, ends_at, minutes, begins_at, place)
     select org_id, gen_random_uuid(), id, starts_on + n, '09:00', '17:00', 480, (starts_on + n + time '09:00') at time zone 'UTC', place
     from training_session cross join generate_series(0, 1) n where starts_on >= '2024-01-01' and not is_cancelled`,
  )
  await owner.query(
    `insert into attendance (org_id, id, class_day_id, enrolment_id, minutes, way, noted_at)
     select e.org_id, gen_random_uuid(), d.id, e.id, 450, 'roster', now()
     from enrolment e join class_day d on d.org_id = e.org_id and d.session_id = e.session_id where e.outcome = 'completed'`,
  )
  await owner.query('vacuum analyze')
  const { rows } = await owner.query<{ count: string }>('select count(*) from enrolment')
  if (Number(rows[0]?.count) !== enrolments) throw new Error(`there are ${rows[0]?.count} enrolments`)
}

/** What somebody would write who knows these six measures and nothing else: each table read as seldom as can be, then small sums. */
function handWritten(ids: ReadonlyMap<string, string>): string {
  const id = (slug: string): string => `'${ids.get(slug)}'::uuid`
  return `
    begin;
    set local work_mem = '64MB';
    set local hash_mem_multiplier = 4;
    delete from cell where org_id = ${org};
    delete from cell_value where org_id = ${org};
    with ended as materialized (
      select date_trunc('month', e.outcome_on::timestamp)::date as month, c.kind, e.outcome, e.outcome_on - e.enrolled_on as days,
        count(*) as times, sum(e.attended_hours) filter (where a.enrolment_id is null) as hours,
        count(e.attended_hours) filter (where a.enrolment_id is null) as with_hours
      from enrolment e join course c on c.org_id = e.org_id and c.id = e.course_id
      left join training_session s on s.org_id = e.org_id and s.id = e.session_id
      left join (select distinct enrolment_id from attendance where org_id = ${org}) a on a.enrolment_id = e.id
      where e.org_id = ${org} and e.outcome_on is not null and not (e.outcome = 'withdrawn' and coalesce(s.is_cancelled, false))
      group by 1, 2, 3, 4
    ),
    by_day as (
      select date_trunc('month', d.held_on::timestamp)::date as month, c.kind, sum(round(a.minutes / 60.0, 2)) as hours, count(*) as with_hours
      from attendance a join class_day d on d.org_id = a.org_id and d.id = a.class_day_id
      join training_session s on s.org_id = d.org_id and s.id = d.session_id join course c on c.org_id = s.org_id and c.id = s.course_id
      where a.org_id = ${org} group by 1, 2
    ),
    attended as (
      select month, kind, grouping(kind) = 1 as is_whole, coalesce(sum(hours), 0) as hours, sum(with_hours) as with_hours
      from (select month, kind, hours, with_hours from ended union all select * from by_day) b group by grouping sets ((month), (month, kind))
    ),
    by_kind as materialized (
      select month, kind, grouping(kind) = 1 as is_whole, sum(times) as times,
        coalesce(sum(times) filter (where outcome = 'completed'), 0) as completed, coalesce(sum(times) filter (where outcome = 'no-show'), 0) as absent
      from ended group by grouping sets ((month), (month, kind))
    ),
    trained as materialized (
      select date_trunc('month', t.first_on::timestamp)::date as month, h.zone, h.language, count(*) as times
      from (
        select e.coach_id, min(e.outcome_on) as first_on
        from enrolment e join course c on c.org_id = e.org_id and c.id = e.course_id
        where e.org_id = ${org} and e.outcome = 'completed' and c.is_coach_course group by 1
      ) t join coach h on h.org_id = ${org} and h.id = t.coach_id
      group by 1, 2, 3
    ),
    held as (
      select date_trunc('month', s.ends_on::timestamp)::date as month, c.kind, count(*) as times
      from training_session s join course c on c.org_id = s.org_id and c.id = s.course_id
      where s.org_id = ${org} and not s.is_cancelled group by 1, 2
    ),
    middle as (
      insert into cell_value (org_id, measure_id, dimension, category, month, counts_from, value, times)
      select ${org}, ${id('days-from-sign-up-to-completion')}, '', '', month, month, days, sum(times) from ended where outcome = 'completed' group by 5, 7
    )
    insert into cell (org_id, measure_id, dimension, category, month, counts_from, numerator, denominator)
    select ${org}, measure_id, dimension, category, month, month, numerator, denominator from (
    select ${id('new-recovery-coaches-trained')} as measure_id, '' as dimension, '' as category, month, sum(times) as numerator, 0 as denominator
      from trained group by month
    union all select ${id('new-recovery-coaches-trained')}, 'zone', coalesce(zone, 'not known'), month, sum(times), 0 from trained group by zone, month
    union all select ${id('new-recovery-coaches-trained')}, 'language', language, month, sum(times), 0 from trained group by language, month
    union all select ${id('training-sessions-held')}, '', '', month, sum(times), 0 from held group by month
    union all select ${id('training-sessions-held')}, 'courseKind', kind, month, times, 0 from held
    union all select ${id('training-hours-delivered')}, case when is_whole then '' else 'courseKind' end, coalesce(kind, ''), month, hours, with_hours from attended where hours <> 0 or with_hours <> 0
    union all select ${id('training-completion')}, case when is_whole then '' else 'courseKind' end, coalesce(kind, ''), month, completed, times from by_kind
    union all select ${id('no-shows')}, '', '', month, absent, times from by_kind where is_whole) c;
    commit`
}
