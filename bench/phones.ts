// The rush after a storm: 1,000 phones that had no network bring 50 attempts each (PHONES and ITEMS say otherwise), through HTTP to the
// built product: spread over a minute, then others all at the same moment. Beside them, in turns in the same run, a public page is
// asked 20 times a second, before and meanwhile. At the end each item is there once.
import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { newIds } from '../src/core/id.ts'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { startRunning } from './running.ts'

const phones = Number(process.env.PHONES ?? 1_000)
const items = Number(process.env.ITEMS ?? 50)
const seconds = Number(process.env.SECONDS ?? 60)
const referralsEach = 10
let first = ''
let resent = 0

const product = await startRunning()
const { owner, url } = product
console.log(await machine(owner))
const org = (await owner.query('select org_id from organisation')).rows[0].org_id as number
await owner.query(`select set_config('app.org', $1::text, false), set_config('app.act', 'bench.fill', false)`, [org])
const held = await fill()
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
// Everybody comes on a connection of their own.
const agent = new Agent({ maxSockets: 2_000 })
const page = `/${(await owner.query('select slug from organisation')).rows[0].slug}`

const alone = await beside(() => waited(5_000))
const spreadOut = await rush('spread', (at) => (at * seconds * 1_000) / phones)
await owner.query('analyze') // as the database does by itself within a minute
const atOnce = await rush('at once', () => 0)
const again = await send(0, first)
if (again.answers.some(({ standing }) => standing !== 'already kept')) throw new Error('something is kept twice')
const { rows } = await owner.query(
  `select count(*)::int as kept, (select count(*)::int from phone_item) as items, (select count(*)::int from attempt a
   join referral r on r.org_id = a.org_id and r.id = a.referral_id where a.logged_on is not null and r.state <> 'engaged') as behind
   from attempt where logged_on is not null`,
)
const whole = { kept: 2 * phones * items, items: 2 * phones * items, behind: 0 }
if (JSON.stringify(rows[0]) !== JSON.stringify(whole)) throw new Error(`lost or doubled: ${JSON.stringify(rows[0])}`)

console.log(`a public page alone: ${ms(alone.median)}, p99 ${ms(alone.p99)}`)
const words = `${phones.toLocaleString('en-US')} phones with ${items} items each`
console.log(`${words} within ${seconds} s: a whole answer ${ms(spreadOut.answer.median)}`)
goal(`${words} within ${seconds} s, p99 of a whole answer`, spreadOut.answer.p99 / 1_000, ' s', { atMost: 1 })
goal('p99 of a public page meanwhile, against alone', spreadOut.page.p99 / alone.p99, ' x', { atMost: 2 })
console.log(`${words} at once: a whole answer ${ms(atOnce.answer.median)}; page ${ms(atOnce.page.p99)}`)
goal(`${words} at the same moment, all answered`, atOnce.took / 1_000, ' s', { atMost: 20 })
console.log(`sent again, since there was no answer: ${resent} times`)
goal('items lost, and items doubled', 0, '', { atMost: 0 })
agent.destroy()
await product.stop()

type Spread = ReturnType<typeof spread>

async function rush(name: string, startsAt: (at: number) => number) {
  const answers: number[] = []
  const began = performance.now()
  const meanwhile = await beside(() =>
    Promise.all(
      held.map(async (_, at) => {
        await waited(startsAt(at))
        const started = performance.now()
        const { answers: said } = await send(at, bodyOf(at))
        answers.push(performance.now() - started)
        const wrong = said.find(({ standing }) => !standing.endsWith('kept'))
        if (wrong || said.length !== items) throw new Error(`${name}: ${JSON.stringify(wrong ?? said.length)}`)
      }),
    ),
  )
  return { answer: spread(answers), took: performance.now() - began, page: meanwhile }
}

/** How long a public page takes while something goes on. */
async function beside(work: () => Promise<unknown>): Promise<Spread> {
  let isOver = false
  const going = work().finally(() => {
    isOver = true
  })
  const times: Promise<number>[] = []
  while (!isOver) {
    const started = performance.now()
    times.push(asked('GET', page).then(() => performance.now() - started))
    await Promise.race([waited(50), going])
  }
  await going
  return spread(await Promise.all(times))
}

function bodyOf(at: number): string {
  const { referrals } = held[at] ?? { referrals: [] }
  const outcomes = ['no answer', 'not there', 'reached', 'left neutral message', 'engaged']
  const lines = newIds(items).map((id, one) => ({
    id,
    act: 'attempt',
    about: referrals[one % referrals.length],
    startedAt: new Date().toISOString(),
    app: '1',
    payload: JSON.stringify({
      mode: one % 3 === 0 ? 'text' : 'phone',
      outcome: outcomes[Math.floor(one / referralsEach) % outcomes.length],
      note: 'Call after six',
      on: day,
      at: `${String(8 + (one % 12)).padStart(2, '0')}:15`,
    }),
  }))
  const body = [{ app: '1', clock: new Date().toISOString(), unsent: items }, ...lines]
    .map((l) => JSON.stringify(l))
    .join('\n')
  if (at === 0) first = body
  return body
}

async function send(at: number, body: string): Promise<{ answers: readonly { standing: string }[] }> {
  const { status, text } = await asked('POST', '/phone/items', { body, token: held[at]?.token ?? '' })
  // As a phone does: what was not answered is sent again.
  if (status === 503) {
    resent++
    return waited(1_000).then(() => send(at, body))
  }
  if (status !== 200) throw new Error(`${status} ${text.slice(0, 200)}`)
  return JSON.parse(text)
}

function asked(
  method: string,
  path: string,
  sent?: { body: string; token: string },
): Promise<{ status: number; text: string }> {
  return new Promise((answered, failed) => {
    const headers = sent && {
      authorization: `Bearer ${sent.token}`,
      'content-type': 'application/x-ndjson',
      'content-length': Buffer.byteLength(sent.body),
    }
    const call = request(`${url}${path}`, { method, agent, headers: headers ?? {} }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => answered({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
    })
    call.on('error', failed)
    call.end(sent?.body)
  })
}

function waited(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}

/** Coaches with a phone each and ten people in their hands; the records of the phones hold no name. */
async function fill(): Promise<readonly { readonly token: string; readonly referrals: readonly string[] }[]> {
  const [people, coaches, referrals] = [newIds(phones), newIds(phones), newIds(phones * referralsEach)]
  const tokens = people.map((id) => createHash('sha256').update(id).digest('base64url'))
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest())
  await owner.query(
    `insert into person (id, email, name) select id, 'coach.' || n || '@example.org', 'Coach ' || n
     from unnest($1::uuid[]) with ordinality u (id, n)`,
    [people],
  )
  await owner.query(
    `insert into coach (org_id, id, name, search) select $1, id, 'Coach ' || n, 'coach ' || n
     from unnest($2::uuid[]) with ordinality u (id, n)`,
    [org, coaches],
  )
  await owner.query(
    `insert into membership (org_id, id, person_id, role, coach_id) select $1, gen_random_uuid(), p, 'coach', c
     from unnest($2::uuid[], $3::uuid[]) u (p, c)`,
    [org, people, coaches],
  )
  await owner.query(
    `insert into phone (org_id, id, person_id, coach_id, token_hash, device, made_at, seen_at)
     select $1, gen_random_uuid(), p, c, h, 'Phone', now(), now() from unnest($2::uuid[], $3::uuid[], $4::bytea[]) u (p, c, h)`,
    [org, people, coaches, hashes],
  )
  await owner.query(`insert into person_served (org_id, id) select $1, id from unnest($2::uuid[]) id`, [org, referrals])
  await owner.query(
    `insert into referral (org_id, id, person_id, source, received_at, received_on, clock_from, due_at, state)
     select $1, id, id, 'ems', now() - interval '10 days', (now() - interval '10 days')::date, 'receipt', now() - interval '7 days', 'assigned'
     from unnest($2::uuid[]) id`,
    [org, referrals],
  )
  await owner.query(
    `insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
     select $1, gen_random_uuid(), r, c, now() - interval '9 days' from unnest($2::uuid[], $3::uuid[]) u (r, c)`,
    [org, referrals, referrals.map((_, at) => coaches[Math.floor(at / referralsEach)])],
  )
  await owner.query('vacuum analyze')
  return tokens.map((token, at) => ({
    token,
    referrals: referrals.slice(at * referralsEach, (at + 1) * referralsEach),
  }))
}
