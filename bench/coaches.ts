// What a county of 1,000 coaches with ten years of classes and shifts waits for, through HTTP and signed in: the roster searched,
// the week of shifts, the pipeline; and 200 people who sign up at once for the last 5 seats. Beside them, in turns in the same run,
// the simplest page of the team.
import { Agent, request } from 'node:http'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { startRunning } from './running.ts'

const rounds = 41
const rush = 200
const seats = 5

const product = await startRunning()
const { owner, ask } = product
console.log(await machine(owner))
const org = (await owner.query('select org_id from organisation')).rows[0].org_id as number
await owner.query(`select set_config('app.org', $1::text, false), set_config('app.act', 'bench.fill', false)`, [org])
await fill()

const pages = {
  floor: '/team/wilson/partners/add',
  roster: '/team/wilson/coaches?q=coach+77',
  week: '/team/wilson/shifts',
  pipeline: '/team/wilson/coaches/pipeline',
}
const times: Record<string, number[]> = { floor: [], roster: [], week: [], pipeline: [] }
for (let round = 0; round <= rounds; round++)
  for (const [name, path] of Object.entries(pages)) {
    const started = performance.now()
    const { status, body } = await ask('GET', path)
    const took = performance.now() - started
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body.slice(0, 300)}`)
    if (name === 'roster' && !body.includes('Coach 77')) throw new Error('the search found nobody')
    if (round > 0) times[name]?.push(took)
  }
const median = (name: string): number => spread(times[name] ?? []).median
console.log(`the simplest page of the team: ${ms(median('floor'))}`)
goal('a roster of 1,000 searched', median('roster'), ' ms', { atMost: 30 })
goal('the week of shifts', median('week'), ' ms', { atMost: 40 })
goal('the pipeline', median('pipeline'), ' ms', { atMost: 100 })

const session = await openSession()
const agent = new Agent({ keepAlive: true, maxSockets: 50 })
const started = performance.now()
const answers = await Promise.all(Array.from({ length: rush }, (_, at) => signUp(session, at)))
const took = performance.now() - started
const { rows: standing } = await owner.query(
  `select state, count(*)::int as times, max(arrived) as last, min(arrived) as first from class_place where session_id = $1 group by state`,
  [session],
)
const [held, waiting] = ['offered', 'waiting'].map((state) => standing.find((one) => one.state === state))
if (answers.some((status) => status !== 200)) throw new Error(`answers: ${[...new Set(answers)].join(', ')}`)
if (held?.times !== seats || waiting?.times !== rush - seats || held.last > waiting.first)
  throw new Error(`somebody stands wrong: ${JSON.stringify(standing)}`)
goal(
  `${rush} who sign up at once for ${seats} seats, ${seats} hold one and the others stand on the list`,
  took / 1000,
  ' s',
  {
    atMost: 2,
  },
)
agent.destroy()
await product.stop()

function signUp(id: string, at: number): Promise<number> {
  const body = new URLSearchParams({
    name: `Person ${at}`,
    email: `person.${at}@example.org`,
    language: 'en',
    website: '',
  }).toString()
  return new Promise((answered, failed) => {
    const sent = request(
      `${product.url}/wilson/classes/${id}`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-forwarded-for': `198.51.100.${at}`, // everybody comes from a network of their own
        },
      },
      (response) => {
        response.resume()
        response.on('end', () => answered(response.statusCode ?? 0))
      },
    )
    sent.on('error', failed)
    sent.end(body)
  })
}

async function openSession(): Promise<string> {
  const course = (await owner.query('select id from course where org_id = $1 and is_coach_course limit 1', [org]))
    .rows[0].id as string
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const made = await ask('POST', '/team/wilson/training/sessions/add', {
    courseId: course,
    startsOn: soon,
    endsOn: '',
    place: 'Wilson Library',
    link: '',
    capacity: String(seats),
    isOpen: 'yes',
  })
  const id = /sessions\/([0-9a-f-]{36})/.exec(made.headers.location ?? '')?.[1]
  if (!id) throw new Error(`the session was refused: ${made.status}`)
  return id
}

/** 1,000 coaches with their steps, ten years of sessions with 100,000 attendances, ten years of shifts around the clock. */
async function fill(): Promise<void> {
  await owner.query(
    `insert into coach (org_id, id, name, search, zone, language)
     select $1, gen_random_uuid(), 'Coach ' || n, 'coach ' || n, (array['Wilson', 'Elm City', 'Lucama'])[1 + n % 3], 'English'
     from generate_series(1, 1000) n`,
    [org],
  )
  await owner.query(
    `insert into coach_stage (org_id, id, coach_id, stage, from_on, position, reason)
     select $1, gen_random_uuid(), c.id, s.stage, date '2015-01-01' + ((c.at * 37) % 3500 + s.days)::int, s.position, s.reason
     from (select id, row_number() over (order by id) as at from coach where name like 'Coach %') c
     join (values ('applicant', 0, 1, '', 100), ('in training', 30, 2, '', 80), ('onboarding', 60, 3, '', 60), ('active', 90, 4, '', 50),
       ('inactive', 400, 5, '', 20)) s (stage, days, position, reason, part) on c.at % 100 < s.part`,
    [org],
  )
  await owner.query(
    `insert into training_session (org_id, id, course_id, course_version_id, starts_on, ends_on, place)
     select $1, gen_random_uuid(), v.course_id, v.id, d.day, d.day, 'Library'
     from (select date '2015-01-01' + n * 7 as day from generate_series(0, 499) n) d
     cross join (select course_id, id from course_version where org_id = $1 limit 1) v`,
    [org],
  )
  await owner.query(
    `insert into class_day (org_id, id, session_id, held_on, starts_at, ends_at, minutes, begins_at, place)
     select $1, gen_random_uuid(), s.id, s.starts_on + n, '09:00', '12:00', 180, (s.starts_on + n) + time '14:00', 'Library'
     from training_session s cross join generate_series(0, 3) n where s.place = 'Library'`,
    [org],
  )
  await owner.query(
    `insert into enrolment (org_id, id, coach_id, course_id, session_id, enrolled_on, outcome, outcome_on, attended_hours)
     select $1, gen_random_uuid(), c.id, s.course_id, s.id, s.starts_on - 20, 'completed', s.ends_on + 4, 12
     from (select *, row_number() over (order by starts_on) as at from training_session where place = 'Library') s
     join (select id, row_number() over (order by id) as at from coach where name like 'Coach %') c on (c.at - s.at * 50) % 1000 between 0 and 49 or (c.at - s.at * 50) % 1000 between -1000 and -951`,
    [org],
  )
  await owner.query(
    `insert into attendance (org_id, id, class_day_id, enrolment_id, minutes, way, noted_at)
     select $1, gen_random_uuid(), d.id, e.id, 180, 'roster', d.begins_at
     from enrolment e join training_session s on s.id = e.session_id and s.place = 'Library' join class_day d on d.session_id = s.id`,
    [org],
  )
  await owner.query(
    `insert into shift (org_id, id, day, starts_at, ends_at, mode, coaches)
     select $1, gen_random_uuid(), d::date, d + h * interval '3 hours', d + h * interval '3 hours' + interval '3 hours', 'on call', 2
     from generate_series(now()::date - interval '10 years', now()::date + interval '30 days', '1 day') d, generate_series(0, 7) h`,
    [org],
  )
  // Coaches take turns, so that nobody is in two places; the guard is asked once for all.
  await owner.query('alter table shift_place disable trigger in_one_place')
  await owner.query(
    `insert into shift_place (org_id, id, shift_id, number, state, coach_id, hours, is_settled, passed_on)
     select $1, gen_random_uuid(), s.id, n, case when s.past then 'completed' else 'claimed' end, c.id, case when s.past then 3 end, s.past,
       case when s.past then s.day end
     from (select id, day, ends_at < now() as past, row_number() over (order by starts_at) as at from shift where need_id is null) s
     cross join generate_series(1, 2) n
     join (select id, row_number() over (order by id) as at from coach where name like 'Coach %') c on c.at = 1 + (s.at * 2 + n) % 1000
     on conflict do nothing`,
    [org],
  )
  await owner.query('alter table shift_place enable trigger in_one_place')
  await owner.query('vacuum analyze')
  const { rows } = await owner.query(
    'select (select count(*) from coach) as coaches, (select count(*) from attendance) as attendances, (select count(*) from shift_place) as places',
  )
  console.log(`${rows[0].coaches} coaches, ${rows[0].attendances} attendances, ${rows[0].places} places on shifts`)
}
