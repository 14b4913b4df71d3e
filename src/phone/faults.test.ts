import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { answeredItems, isUnsent, linesOf, most, type PhoneItem } from './page/items.ts'
import { type Phones, phones } from './test-phones.ts'

// `ITEMS=10000 npx vitest run --project records src/phone/faults.test.ts`, and `SEED=…` for the same faults again.
const wanted = Number(process.env.ITEMS ?? 120)

/** Chance that is the same again with its seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test(`with lost answers, repeats, other orders, wrong clocks, full disks, a server that dies and poison first, none of ${wanted} items is lost, doubled or stuck`, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000)
  const next = chance(seed)
  const made = await phones()
  const phone = await made.phone()
  const referrals = [made.referralId]
  while (referrals.length < 10) referrals.push(await made.referral({ coachId: made.ana }))
  const server = await strikes(made)
  const met = { lost: 0, cut: 0, full: 0, died: 0, batches: 0 }
  let items: readonly PhoneItem[] = Array.from({ length: wanted }, (_, at) => {
    const startedAt = new Date(made.needs.now.getTime() + (next() < 0.1 ? 9e10 : -next() * 9e6)).toISOString()
    const isPoison = at === 0 || next() < 0.05
    const typed = { mode: 'phone', outcome: isPoison ? 'poison' : 'reached', note: `Try ${at}` }
    return {
      id: newId(),
      act: 'attempt',
      about: referrals[at % referrals.length] ?? '',
      who: '',
      typed,
      startedAt,
      keptAt: startedAt,
      standing: 'waits',
      problems: [],
    }
  })
  for (let round = 0; items.some(isUnsent) && round < 60 + wanted; round++) {
    if (round % 50 === 49) await made.db.owner('delete from rate_limit') // a phone waits a minute instead
    met.batches++
    const batch = items
      .filter(isUnsent)
      .toSorted(() => next() - 0.5)
      .slice(0, 1 + Math.floor(next() * most))
    phone.clockOff = next() < 0.3 ? (next() - 0.5) * 2e11 : 0
    const clock = new Date(made.needs.now.getTime() + phone.clockOff)
    const body = linesOf(batch, items, clock)
    const isCut = next() < 0.1
    if (isCut) met.cut++
    const strike = next() < 0.1 ? 'full' : next() < 0.1 ? 'died' : null
    if (strike) {
      met[strike]++
      await server.strike(strike, 1 + Math.floor(next() * batch.length))
    }
    const answer = await made.ask(phone, '/phone/items', isCut ? body.slice(0, body.length / 2) : body)
    if (strike) await server.strike(strike, 0)
    // It is lost on its way, or the phone dies or is full before it is kept there.
    if (next() < 0.3) {
      met.lost++
      continue
    }
    const told = (await answer.json()) as Parameters<typeof answeredItems>[1]
    if (!answer.ok) continue
    const by = new Map(answeredItems(batch, told).map((item) => [item.id, item]))
    // What was cut in two is refused, which says nothing of the item: a person sends it again.
    items = items.map((item) => {
      const now = by.get(item.id) ?? item
      return now.problems.some(({ code }) => code.startsWith('json.'))
        ? { ...now, standing: 'waits', problems: [] }
        : now
    })
  }
  const good = items.filter(({ typed }) => typed.outcome === 'reached').map(({ id }) => id)
  const run = `the faults of SEED=${seed}`
  process.stdout.write(`SEED=${seed}: ${JSON.stringify({ items: items.length, kept: good.length, ...met })}\n`)
  expect(items.filter(isUnsent), run).toEqual([])
  expect(items.filter(({ standing }) => standing === 'refused').length, run).toBe(wanted - good.length)
  expect(
    (await made.attempts()).map(({ id }) => id),
    run,
  ).toEqual(good.toSorted())
  expect(new Set((await made.items()).map(({ state }) => state))).toEqual(new Set(['kept']))
})

/** The server's disk is full, or it goes away, when it writes the item of that number of a batch; 0 ends it. */
async function strikes({ db }: Phones) {
  await db.owner('create table strike (code text, at int)')
  await db.owner(`insert into strike values ('', 0)`)
  await db.owner('create sequence items_written')
  await db.owner(`create function strike() returns trigger language plpgsql security definer set search_path = public as $$
    declare s record;
    begin
      select * into s from strike;
      if s.at > 0 and nextval('items_written') = s.at then raise exception 'struck' using errcode = s.code; end if;
      return new;
    end $$`)
  await db.owner('create trigger strike before insert on attempt for each row execute function strike()')
  const codes = { full: '53100', died: '57P01' }
  return {
    strike: async (how: keyof typeof codes, at: number): Promise<void> => {
      await db.owner('update strike set code = $1, at = $2', [codes[how], at])
      await db.owner(`select setval('items_written', 1, false)`)
    },
  }
}
