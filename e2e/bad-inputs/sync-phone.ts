import { request } from 'node:http'
import { newId } from '../../src/core/id.ts'
import type { Answered } from '../../src/phone/facts.ts'
import { heardItems, isAnswered, isUnsent, linesOf, most, type PhoneItem } from '../../src/phone/page/items.ts'
import { type Answer, must, type World } from './world.ts'

/** A phone of a case: what it sends and how it reads an answer is the phone's own code; it keeps its items in memory. */
export type CasePhone = {
  readonly token: string
  readonly id: string
  readonly coachId: string
  readonly cookie: string
  readonly referralId: string
  items: readonly PhoneItem[]
  known: number
}

/** A new coach with a phone and somebody in their hands; or one more phone of a coach. */
export async function newPhone(world: World, of?: CasePhone): Promise<CasePhone> {
  const { id: coachId, cookie } = of ? { id: of.coachId, cookie: of.cookie } : await world.newCoach()
  const answer = must(201, await world.askWith(cookie, '/phone/set-up', { form: { org: '' } }))
  const { token, id } = JSON.parse(answer.text) as { token: string; id: string }
  const referralId = of?.referralId ?? (await inHands(world, coachId))
  return { token, id, coachId, cookie, referralId, items: [], known: 0 }
}

async function inHands(world: World, coachId: string): Promise<string> {
  const [row] = await world.rows<{ id: string }>(
    `with p as (insert into person_served (org_id, id) values ($1, gen_random_uuid()) returning id),
     r as (insert into referral (org_id, id, person_id, source, received_at, received_on, clock_from, due_at, state)
       select $1, gen_random_uuid(), id, 'ems', now() - interval '1 day', (now() - interval '1 day')::date, 'receipt',
         now() + interval '2 days', 'assigned' from p returning id),
     a as (insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
       select $1, gen_random_uuid(), id, $2, now() - interval '1 day' from r)
     select id from r`,
    [world.org, coachId],
  )
  return row?.id ?? ''
}

/** Keeps so many attempts on a phone, as its form does; answers them. */
export function keep(
  phone: CasePhone,
  count: number,
  typed: Readonly<Record<string, string>> = {},
): readonly PhoneItem[] {
  const now = new Date().toISOString()
  const made = Array.from({ length: count }, (): PhoneItem => {
    const id = newId()
    const form = { mode: 'phone', outcome: 'no answer', note: `Note of ${id}`, ...typed }
    return { ...item(phone, form), id, startedAt: now, keptAt: now }
  })
  phone.items = [...phone.items, ...made]
  return made
}

export const item = (phone: CasePhone, typed: PhoneItem['typed'], act: PhoneItem['act'] = 'attempt'): PhoneItem => ({
  id: newId(),
  act,
  about: phone.referralId,
  who: '',
  typed,
  startedAt: new Date().toISOString(),
  keptAt: new Date().toISOString(),
  standing: 'waits',
  problems: [],
})

/** What an item became, as its phone has it. */
export const standingsOf = (phone: CasePhone, items: readonly Pick<PhoneItem, 'id'>[]): readonly string[] =>
  items.map(({ id }) => phone.items.find((one) => one.id === id)?.standing ?? 'gone')

/** Sends what waits, or some of it; null where nobody answered. The phone keeps what it is told. */
export async function push(world: World, phone: CasePhone, some?: readonly PhoneItem[]): Promise<Answer | null> {
  const batch = some ?? phone.items.filter(isUnsent).slice(0, most)
  const answer = await world.send('/phone/items', sending(phone, batch)).catch(() => null)
  if (answer?.status === 200) heard(phone, batch, JSON.parse(answer.text))
  return answer
}

const sending = (phone: CasePhone, batch: readonly PhoneItem[]) => ({
  method: 'POST',
  body: linesOf(batch, phone.items, new Date()),
  headers: { authorization: `Bearer ${phone.token}`, 'content-type': 'application/x-ndjson' },
})

function heard(phone: CasePhone, batch: readonly PhoneItem[], told: Answered): void {
  if (!isAnswered(told)) return
  const changed = new Map(heardItems(batch, { all: phone.items, told, known: phone.known }).map((one) => [one.id, one]))
  phone.items = phone.items.map((one) => changed.get(one.id) ?? one)
  phone.known = told.knows
}

/** Sends until nothing waits; false where that does not come about. */
export async function pushAll(world: World, phone: CasePhone): Promise<boolean> {
  const end = Date.now() + 90_000 * world.patience // who sent too often waits a minute
  while (phone.items.some(isUnsent) && Date.now() < end) {
    const answer = await push(world, phone)
    if (answer?.status !== 200) await new Promise((done) => setTimeout(done, 100))
  }
  return !phone.items.some(isUnsent)
}

/** Sends a batch and cuts the connection at the first byte of the answer. */
export function pushAndLose(world: World, phone: CasePhone, batch: readonly PhoneItem[]): Promise<void> {
  const { body, ...how } = sending(phone, batch)
  return new Promise((done) => {
    const asking = request(`${world.product.url}phone/items`, how, (response) => {
      response.socket.destroy()
      done()
    })
    asking.on('error', () => done())
    asking.end(body)
  })
}

export const fetchDay = (world: World, phone: CasePhone): Promise<Answer> =>
  world.send('/phone/day', { headers: { authorization: `Bearer ${phone.token}` } })

/** What differs between what was said to be kept on phones and what is kept here: each item once, with its fields and its line of history. */
export async function keptFaults(world: World, phones: readonly CasePhone[]): Promise<readonly string[]> {
  const faults: string[] = []
  for (const phone of phones) {
    const rows = await world.rows<{ id: string; outcome: string; mode: string; lines: number }>(
      `select id, outcome, mode, (select count(*)::int from history h
         where h.org_id = a.org_id and h.kind = 'attempt' and h.object_id = a.id and h.before is null) as lines
       from attempt a where org_id = $1 and referral_id = $2`,
      [world.org, phone.referralId],
    )
    const wanted = phone.items.filter(({ act, standing }) => act === 'attempt' && standing.endsWith('kept'))
    const page = (await world.ask('coordinator', `/team/wilson/referrals/${phone.referralId}`)).text
    for (const { id, typed } of wanted) {
      const kept = rows.filter((row) => row.id === id)
      if (kept.length !== 1) faults.push(`an item is kept ${kept.length} times`)
      if (kept.some((row) => row.outcome !== typed.outcome || row.mode !== typed.mode)) faults.push('a field differs')
      if (kept.some(({ lines }) => lines !== 1)) faults.push('an item has not one line of history')
      if (wanted.length < 30 && !page.includes(typed.note ?? '')) faults.push('a note is not as it was written')
    }
    if (rows.length > wanted.length) faults.push(`${rows.length - wanted.length} more than the phone knows to be kept`)
  }
  return [...new Set(faults)]
}
