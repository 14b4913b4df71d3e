import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { answeredItems, isUnsent, linesOf, most, type PhoneItem } from './page/items.ts'
import { phones } from './test-phones.ts'

const wanted = 120

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

test('with lost answers, repeats, other orders, wrong clocks and poison, nothing is lost, nothing doubled, and nothing is stuck', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000)
  const next = chance(seed)
  const made = await phones()
  const phone = await made.phone()
  let items: readonly PhoneItem[] = Array.from({ length: wanted }, (_, at) => {
    const startedAt = new Date(made.needs.now.getTime() + (next() < 0.1 ? 9e10 : -next() * 9e6)).toISOString()
    const isPoison = at === 0 || next() < 0.05
    const typed = { mode: 'phone', outcome: isPoison ? 'poison' : 'reached', note: `Try ${at}` }
    return {
      id: newId(),
      act: 'attempt',
      about: made.referralId,
      who: '',
      typed,
      startedAt,
      keptAt: startedAt,
      standing: 'waits',
      problems: [],
    }
  })
  for (let round = 0; items.some(isUnsent) && round < 60; round++) {
    const batch = items
      .filter(isUnsent)
      .toSorted(() => next() - 0.5)
      .slice(0, 1 + Math.floor(next() * most))
    phone.clockOff = next() < 0.3 ? (next() - 0.5) * 2e11 : 0
    const clock = new Date(made.needs.now.getTime() + phone.clockOff)
    const body = linesOf(batch, items, clock)
    const answer = await made.ask(phone, '/phone/items', next() < 0.1 ? body.slice(0, body.length / 2) : body)
    if (next() < 0.3) continue // the answer is lost
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
  expect(items.filter(isUnsent), run).toEqual([])
  expect(items.filter(({ standing }) => standing === 'refused').length, run).toBe(wanted - good.length)
  expect(
    (await made.attempts()).map(({ id }) => id),
    run,
  ).toEqual(good.toSorted())
  expect(new Set((await made.items()).map(({ state }) => state))).toEqual(new Set(['kept']))
})
