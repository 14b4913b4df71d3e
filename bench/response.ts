// The response of a county with 100,000 referrals of ten years, through HTTP and signed in: a person found by phone, the page of a
// person with 50 overdoses, reads recorded; the picture of the path; an attempt saved beside a completion saved, in turns; and all
// keys changed while 20 requests a second go on. Beside them, in turns in the same run, the simplest page of the team.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { newIds } from '../src/core/id.ts'
import { ok } from '../src/core/result.ts'
import { openDb } from '../src/platform/db/db.ts'
import { sealsWith } from '../src/platform/sealed/keys.ts'
import { normalPhone } from '../src/platform/sealed/marks.ts'
import { readKeyFile } from '../src/platform/sealed/master-file.ts'
import { rotateKeys } from '../src/platform/sealed/rotate.ts'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { startRunning } from './running.ts'

const people = Number(process.env.PEOPLE ?? 100_000)
const rounds = Number(process.env.ROUNDS ?? 41)

const product = await startRunning()
const { owner, ask, dataDir } = product
const connection = { host: join(dataDir, 'postgres/run'), user: 'better_off_owner', database: 'postgres' }
const db = openDb(connection, (error) => {
  throw error
})
const file = join(dataDir, 'keys/master.key')
const key = readKeyFile(file)
if (!key.ok) throw new Error('the key of the product')
const master = { key: key.value, file }
console.log(await machine(owner))
const org = (await owner.query('select org_id from organisation')).rows[0].org_id as number
await owner.query(`select set_config('app.org', $1::text, false), set_config('app.act', 'bench.fill', false)`, [org])
const phoneOf = (at: number): string => `+1252${String(2_000_000 + at)}`
const began = performance.now()
const { heavy, open } = await fill()
console.log(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)

const course = (await owner.query('select id from course where is_coach_course and org_id = $1 limit 1', [org])).rows[0]
  .id
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
type Asked = {
  readonly path: string
  readonly form?: () => Record<string, string>
  readonly holds?: string
  readonly status?: number
}
const pages: Readonly<Record<string, Asked>> = {
  floor: { path: '/team/wilson/partners/add' },
  search: { path: '/team/wilson/referrals/search', form: () => ({ phone: phoneOf(777) }), holds: 'Person 777' },
  person: { path: `/team/wilson/referrals/${heavy}`, holds: 'Person 5' },
  funnel: { path: '/team/wilson/linkage/path' },
  completion: {
    path: '/team/wilson/training/record',
    form: () => ({
      coachName: `Bench ${randomUUID()}`,
      isNewCoach: 'yes',
      classTaken: `elsewhere:${course}`,
      hours: '30',
      on: '2024-06-15',
    }),
    status: 303,
  },
  attempt: {
    path: '',
    form: () => ({ attemptId: randomUUID(), mode: 'phone', outcome: 'engaged', on: yesterday, at: '12:00' }),
    status: 303,
  },
}
const times: Record<string, number[]> = {}
for (let round = 0; round <= rounds; round++)
  for (const [name, { path, form, holds = '', status = 200 }] of Object.entries(pages)) {
    const at = name === 'attempt' ? `/team/wilson/referrals/${open[round % open.length]}/attempts/add` : path
    const started = performance.now()
    const answer = await ask(form ? 'POST' : 'GET', at, form?.())
    const took = performance.now() - started
    if (answer.status !== status) throw new Error(`${at} answered ${answer.status}: ${answer.body.slice(0, 600)}`)
    if (!answer.body.includes(holds)) throw new Error(`${at} shows no ${holds}`)
    if (round > 0) times[name] = [...(times[name] ?? []), took]
  }
const median = (name: string): number => spread(times[name] ?? []).median
console.log(`the simplest page of the team: ${ms(median('floor'))}; a completion saved: ${ms(median('completion'))}`)
console.log(`an attempt saved: ${ms(median('attempt'))}; a person's page: ${ms(median('person'))}`)
goal('an attempt saved with its readings against a completion', median('attempt') / median('completion'), ' x', {
  atMost: 1.3,
})
goal(`a person found by phone among ${people.toLocaleString('en')} referrals`, median('search'), ' ms', { atMost: 30 })
goal(
  'the page of a person with 50 overdoses, its read recorded, against the simplest page',
  median('person') / median('floor'),
  ' x',
  {
    atMost: 2,
  },
)
goal('the path of ten years', median('funnel'), ' ms', { atMost: 150 })

const pool = new pg.Pool({ ...connection, max: 3 })
let isOver = false
const started = performance.now()
const [, asked] = await Promise.all([
  rotateKeys({ db, owner: pool, master, tell: () => undefined }).finally(() => {
    isOver = true
  }),
  askingOn(),
])
goal(
  `keys of ${people.toLocaleString('en')} people changed while ${asked.length} requests go on`,
  (performance.now() - started) / 1000,
  ' s',
  {
    atMost: 120,
  },
)
const failed = asked.filter((status) => status !== 200)
if (failed.length > 0) throw new Error(`requests failed meanwhile: ${[...new Set(failed)].join(', ')}`)
await pool.end()
await db.close()
await product.stop()

/** Twenty requests a second, half of them of people, until the keys are changed; answers each status. */
async function askingOn(): Promise<readonly number[]> {
  const all: Promise<number>[] = []
  for (let at = 0; !isOver; at++) {
    const { path, form } = pages[at % 2 === 0 ? 'person' : 'search'] ?? { path: '' }
    all.push(ask(form ? 'POST' : 'GET', path, form?.()).then(({ status }) => status))
    await new Promise((done) => setTimeout(done, 50))
  }
  return Promise.all(all)
}

/** A referral a person over ten years, one in ten thousand with 50 overdoses; attempts, onward referrals and follow-ups in proportion. */
async function fill() {
  // What is older than its time would be emptied meanwhile, by the round that does so.
  await owner.query(
    `insert into retention_rule (org_id, id, record_class, months, from_on)
     select $1, gen_random_uuid(), c, 240, '2000-01-01' from unnest(array['referral that led to nobody', 'referral that led to somebody']) c`,
    [org],
  )
  const seals = sealsWith(master)
  const ids = newIds(people)
  for (let from = 0; from < people; from += 5_000)
    await db.act({ org, person: null }, 'bench.fill', async (tx) => {
      const keys = await seals.keysOf(tx)
      const some = ids.slice(from, from + 5_000)
      const columns = (['name', 'phone', 'born_on', 'address'] as const).map((column) =>
        some.map((id, at) => {
          const text = {
            name: `Person ${from + at}`,
            phone: phoneOf(from + at),
            born_on: '1990-02-03',
            address: `${from + at} Nash Street`,
          }
          return keys.seal({ table: 'person_served', column, id }, text[column])
        }),
      )
      const marks = some.map((_, at) => {
        const normal = normalPhone(phoneOf(from + at))
        return normal.ok ? keys.mark('phone', normal.value) : null
      })
      await tx.client.query(
        `insert into person_served (org_id, id, name, phone, born_on, address, phone_mark)
         select $1, * from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[])`,
        [org, some, ...columns, marks],
      )
      return ok(null)
    })
  await owner.query(
    `create temporary table made as
     select gen_random_uuid() as event, gen_random_uuid() as referral, p.id as person, n, now() - interval '10 days' - (n % 3640) * interval '1 day' as at
     from (select id, n from unnest($1::uuid[]) with ordinality u (id, n)
           union all select ($1::uuid[])[6], g from generate_series(1, 49) g) p`,
    [ids],
  )
  await owner.query(
    `insert into overdose_event (org_id, id, occurred_on, occurred_at, zone, outcome) select $1, event, at::date, at, 'Wilson', 'nonfatal' from made`,
    [org],
  )
  await owner.query(
    `insert into event_person (org_id, id, event_id, person_id) select $1, gen_random_uuid(), event, person from made`,
    [org],
  )
  await owner.query(
    `insert into referral (org_id, id, person_id, event_id, source, received_at, received_on, clock_from, due_at, overdue_on, state, closed_reason, closed_on)
     select $1, referral, person, event, 'ems', at + interval '5 hours', at::date, 'event', at + interval '72 hours', at::date + 3,
       case when n % 3640 < 100 then 'accepted' else 'closed' end, case when n % 3640 < 100 then null else 'path completed' end,
       case when n % 3640 < 100 then null else at::date + 120 end from made`,
    [org],
  )
  await owner.query(
    `insert into attempt (org_id, id, referral_id, attempted_at, attempted_on, mode, outcome)
     select $1, gen_random_uuid(), referral, at + t * interval '20 hours', (at + t * interval '20 hours')::date, 'phone',
       case when t = 2 and n % 2 = 0 then 'engaged' else 'no answer' end
     from made cross join generate_series(1, 2) t where n % 3640 >= 100`,
    [org],
  )
  await owner.query(
    `with clinic as (insert into partner (org_id, id, name, sector) values ($1, gen_random_uuid(), 'Bench clinic', 'health') returning id),
     s as (insert into service (org_id, id, partner_id, name, need) select $1, gen_random_uuid(), id, 'Bench service', 'treatment' from clinic returning id),
     o as (insert into onward_referral (org_id, id, referral_id, person_id, service_id, state, offered_on, accepted_on, sent_on, attended_on)
       select $1, gen_random_uuid(), referral, person, s.id, 'attended', at::date + 3, at::date + 3, at::date + 3, at::date + 8
       from made cross join s where n % 6 = 0 and n % 3640 >= 200 returning id, referral_id, person_id, attended_on)
     insert into follow_up (org_id, id, referral_id, person_id, onward_id, days, due_on, missed_on, state, done_on, is_kept)
     select $1, gen_random_uuid(), referral_id, person_id, id, 90, attended_on + 90, attended_on + 105, 'done', attended_on + 90, true from o
     where attended_on + 90 < now()::date`,
    [org],
  )
  await owner.query('vacuum analyze')
  const { rows } = await owner.query(
    `select (select referral from made where person = ($1::uuid[])[6] order by at desc limit 1) as heavy,
      (select array_agg(referral) from (select referral from made where n % 3640 < 100 and person <> ($1::uuid[])[6] limit 200) m) as open`,
    [ids],
  )
  return rows[0] as { heavy: string; open: string[] }
}
