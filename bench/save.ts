// A completion saved (durable, with its history, under row-level security) until the reading has changed, through HTTP, with
// 10,000 and with 1,000,000 records. In turns with it a bare insert and an indexed count in the same PostgreSQL, and a request that
// asks no database: all three wait for the machine to wake its processes, which takes twice as long in one minute as in another.
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { fill } from './records.ts'
import { type Running, startRunning } from './running.ts'

const saves = 400
const warmUp = saves // one round warms the program and the caches, as everywhere here

const product = await startRunning()
const { rows } = await product.owner.query('select org_id from organisation')
const org = rows[0].org_id as number
console.log(await machine(product.owner))
const bare = await bareInsertAndCount(product)
const all: Awaited<ReturnType<typeof completionsSaved>>[] = []
for (const records of [10_000, 100_000, 1_000_000]) {
  await fill(product.owner, org, records)
  await product.owner.query(`select set_config('app.org', $1::text, false)`, [org])
  await firstRoundOver(product)
  const { save, seen, floor, request } = await completionsSaved(product)
  all.push({ save, seen, floor, request })
  console.log(
    `${records.toLocaleString('en-US')} records: saved, with its reading: median ${ms(save.median)}, p99 ${ms(save.p99)}, ${(save.median / floor.median).toFixed(1)} x the bare insert and count (median ${ms(floor.median)}, p99 ${ms(floor.p99)}); a request that asks no database ${ms(request.median)}; saved and read again by HTTP: median ${ms(seen.median)}, p99 ${ms(seen.p99)}`,
  )
}
const [few, many] = [all[0], all.at(-1)]
if (!few || !many) throw new Error('nothing was measured')
goal('completion saved with its reading, median', few.save.median, ' ms', { atMost: 3 })
goal('the same against a bare insert and count in turns', few.save.median / few.floor.median, ' x', { atMost: 7.5 })
goal('completion saved with its reading, p99', few.save.p99, ' ms', { atMost: 12 })
goal('1,000,000 records against 10,000', many.save.median / few.save.median, ' x', { atMost: 1.3 })
await product.stop()

/** Records one completion after another of new coaches, and checks that each of them moved the public measure's counter. */
async function completionsSaved({ owner, ask }: Running) {
  const course = (await owner.query('select id from course where is_coach_course and org_id = $1 limit 1', [org]))
    .rows[0].id as string
  const measure = (await owner.query(`select id from measure where slug = 'new-recovery-coaches-trained'`)).rows[0]
    .id as string
  const countedSoFar = async (): Promise<number> =>
    Number(
      (await owner.query(`select sum(numerator) as n from cell where measure_id = $1 and dimension = ''`, [measure]))
        .rows[0].n,
    )
  const before = await countedSoFar()
  const times: Record<'save' | 'seen' | 'floor' | 'request', number[]> = { save: [], seen: [], floor: [], request: [] }
  for (let index = 0; index < saves + warmUp; index++) {
    const form = {
      coachName: `${nameOfTheirOwn()} ${nameOfTheirOwn()}`,
      isNewCoach: 'yes',
      classTaken: `elsewhere:${course}`,
      hours: '30',
      on: '2024-06-15',
    }
    const begun = performance.now()
    await bare()
    const counted = performance.now()
    await ask('GET', '/livez')
    const start = performance.now()
    const answer = await ask('POST', '/team/wilson/training/record', form)
    const saved = performance.now()
    if (answer.status !== 303) throw new Error(`${answer.status}: ${answer.body.slice(0, 500)}`)
    const page = await ask('GET', `/team/wilson/measures/${measure}`)
    const seen = performance.now()
    if (page.status !== 200) throw new Error(`the reading answered ${page.status}`)
    if (index < warmUp) continue
    times.floor.push(counted - begun)
    times.request.push(start - counted)
    times.save.push(saved - start)
    times.seen.push(seen - start)
  }
  const moved = (await countedSoFar()) - before
  if (moved !== saves + warmUp) throw new Error(`${saves + warmUp} completions moved the counter by ${moved}`)
  return {
    save: spread(times.save),
    seen: spread(times.seen),
    floor: spread(times.floor),
    request: spread(times.request),
  }
}

/** Letters that nobody on the roster has: with a word in common, each one saved would be compared with all those before. */
const nameOfTheirOwn = (): string =>
  `A${randomUUID()
    .replace(/[^a-f]/g, '')
    .slice(0, 9)}`

/** The first round of a day counts all records anew; what it finds would be taken for what was saved meanwhile. */
async function firstRoundOver({ owner }: Running): Promise<void> {
  while ((await owner.query('select from counted_through where org_id = $1', [org])).rowCount === 0)
    await setTimeout(500)
}

/** A bare insert into a table of 10,000 rows, and an indexed count of it. */
async function bareInsertAndCount({ owner }: Running): Promise<() => Promise<void>> {
  await owner.query('create table bare (id uuid primary key, day date not null)')
  await owner.query('create index on bare (day)')
  await owner.query(
    `insert into bare select gen_random_uuid(), date '2015-01-01' + (n % 3650) from generate_series(1, 10000) n`,
  )
  return async () => {
    await owner.query(`insert into bare values ($1, '2024-06-15')`, [randomUUID()])
    await owner.query(`select count(*) from bare where day between '2024-06-01' and '2024-06-30'`)
  }
}
