import { newId } from '../core/id.ts'
import type { OutreachNeeds } from '../outreach/needs.ts'
import { type Field, field, sentForm } from '../outreach/test-outreach.ts'
import { partnersRoom } from '../partners/room.ts'
import { phoneNeeds } from '../phone-needs.ts'
import { addPhone } from '../platform/access/phones.ts'
import { doors } from '../platform/http/doors.tsx'
import type { Answered, ItemAnswer } from './facts.ts'
import { phoneRoom } from './room.ts'

/** A phone of a test: its secret, and what its clock shows beside ours. */
export type Phone = { readonly token: string; readonly id: string; clockOff: number }
type Line = Readonly<Record<string, string | number>>
export type Item = {
  readonly id: string
  readonly act: string
  readonly about: string
  readonly payload: string
} & Line

/** Wilson County with a coach, a referral in her hands, and phones that send. */
export type Phones = Field & {
  readonly ana: string
  readonly personId: string
  readonly referralId: string
  /** What was logged as a fault of ours. */
  readonly faults: unknown[]
  readonly phone: () => Promise<Phone>
  /** Sends a batch as it goes over the wire; answers as a phone reads it. */
  readonly push: (phone: Phone, items: readonly (Item | string)[], head?: Line) => Promise<Answered>
  readonly ask: (phone: Pick<Phone, 'token'>, path: string, body?: string, type?: string) => Promise<Response>
  readonly attempts: () => Promise<readonly Record<string, unknown>[]>
  readonly items: () => Promise<readonly Record<string, unknown>[]>
}

export async function phones(): Promise<Phones> {
  const made = await field((needs) => phoneRoom.room(needsOf(needs)).doors)
  const room = phoneRoom.room(needsOf(made.needs))
  const faults: unknown[] = []
  const door = doors({
    team: [],
    open: room.open ?? [],
    db: made.db,
    log: { info: () => undefined, warn: () => undefined, error: (told: unknown) => faults.push(told) },
    clock: () => made.needs.now,
    baseUrl: 'http://localhost',
    actorOf: async () => null,
    calm: ({ status, message }) => new Response(message, { status }),
  })
  const ana = await made.coach('Ana')
  await made.team.isCoach(ana)
  const { id: personId } = await made.one<{ id: string }>(`select id from person where email = 'coach@example.org'`)
  const ask: Phones['ask'] = (phone, path, body, type = 'application/x-ndjson') =>
    door(
      new Request(`http://localhost${path}`, {
        headers: { authorization: `Bearer ${phone.token}`, ...(body !== undefined && { 'content-type': type }) },
        ...(body !== undefined && { method: 'POST', body }),
      }),
      '127.0.0.1',
    )
  const push: Phones['push'] = async (phone, items, head = {}) => {
    const clock = new Date(made.needs.now.getTime() + phone.clockOff).toISOString()
    const lines = [{ app: '1', clock, unsent: items.length, ...head }, ...items]
    const body = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
    const answer = await ask(phone, '/phone/items', body)
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answered
  }
  return {
    ...made,
    ana,
    personId,
    referralId: await made.referral({ coachId: ana }),
    faults,
    phone: async () => {
      const oneself = { id: personId, sessionId: '', device: 'Chrome on Android', now: made.needs.now, baseUrl: '' }
      const added = await addPhone(made.db, oneself, { org: made.team.org, coachId: ana })
      if (!added.ok) throw new Error('a coach sets a phone up')
      return { ...added.value, clockOff: 0 }
    },
    push,
    ask,
    attempts: async () =>
      (await made.db.owner('select id, outcome, attempted_at, coach_id, has_naloxone from attempt order by id')).rows,
    items: async () =>
      (await made.db.owner('select sent_id, state, why, payload is null as "isEmpty" from phone_item order by number'))
        .rows,
  }
}

const needsOf = (needs: OutreachNeeds) =>
  phoneNeeds({
    outreach: needs,
    linkage: { ...needs, coachesOnShift: async () => [], partners: partnersRoom.forDirectory },
  })

/** An attempt as a phone sends it: somebody answered the phone at 11. */
export function attemptItem(about: string, form: Readonly<Record<string, string>> = {}, more: Line = {}): Item {
  const { attemptId: _, ...typed } = sentForm(form)
  return {
    id: newId(),
    act: 'attempt',
    about,
    startedAt: '2025-01-15T16:00:00Z',
    payload: JSON.stringify(typed),
    ...more,
  }
}

export const standingsIn = ({ answers }: Answered): readonly ItemAnswer['standing'][] =>
  answers.map(({ standing }) => standing)
