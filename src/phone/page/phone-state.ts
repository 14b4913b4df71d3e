// All that the page knows while it is open: the open vault, the items, the day. Every change is on the disk before it is shown.
import type { TodayOnPhone } from '../facts.ts'
import { heardItems, isAnswered, isUnsent, linesOf, type Me, most, offeredAgain, type PhoneItem } from './items.ts'
import type { Vault } from './vault.ts'

/** How it went when the server was asked last. */
export type Contact = 'not yet' | 'sent' | 'no network' | 'ended' | 'not known'

export type Phone = {
  readonly me: () => Me
  readonly items: () => readonly PhoneItem[]
  readonly day: () => TodayOnPhone | null
  readonly contact: () => Contact
  /** By how many milliseconds the server's clock is ahead of the phone's. */
  readonly clockOff: () => number
  keep(item: PhoneItem): Promise<void>
  drop(id: string): Promise<void>
  setMe(me: Me): Promise<void>
  /** Sends until nothing is left that can be sent, and fetches the day. */
  exchange(): Promise<void>
}

const isSent = ({ standing }: PhoneItem): boolean => !['draft', 'waits', 'refused'].includes(standing)

/** The phone behind an open vault; `shown` is called after each change. */
export function phoneOn(vault: Vault, shown: () => void): Phone {
  const rows = new Map(vault.rows.map(({ id, value }) => [id, value]))
  let me = rows.get('me') as Me // written when the vault was made
  let day = (rows.get('day') ?? null) as TodayOnPhone | null
  let items = vault.rows
    .filter(({ kind }) => kind === 'unsent' || kind === 'sent')
    .map(({ value }) => value as PhoneItem)
  let contact: Contact = 'not yet'
  let clockOff = 0

  // One write after the other: a draft never comes after what it became.
  let written: Promise<void> = Promise.resolve()
  const keepAll = (changed: readonly PhoneItem[]): Promise<void> => {
    const next = written.catch(() => undefined).then(() => writeAll(changed))
    written = next
    return next
  }
  const writeAll = async (changed: readonly PhoneItem[]): Promise<void> => {
    await vault.put(changed.map((value) => ({ id: value.id, kind: isSent(value) ? 'sent' : 'unsent', value })))
    const by = new Map(changed.map((item) => [item.id, item]))
    items = [...items.filter(({ id }) => !by.has(id)), ...changed]
    shown()
  }
  const setMe = async (next: Me): Promise<void> => {
    await vault.put([{ id: 'me', kind: 'me', value: next }])
    me = next
  }
  const ask = (path: string, body?: string): Promise<Response> =>
    fetch(path, {
      headers: {
        authorization: `Bearer ${me.token}`,
        ...(body !== undefined && { 'content-type': 'application/x-ndjson' }),
      },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && { method: 'POST', body }),
    })
  /** What the server knew before: less than it told is an older backup. */
  const compare = async (knew: number, knows: number): Promise<void> => {
    if (knew < me.known) await keepAll(offeredAgain(items))
    if (knows !== me.known) await setMe({ ...me, known: knows })
  }

  const sendBatch = async (): Promise<boolean> => {
    const waiting = items.filter(isUnsent)
    const batch = waiting.sort((a, b) => (a.keptAt < b.keptAt ? -1 : 1)).slice(0, most)
    if (batch.length === 0) return false
    const answer = await ask('/phone/items', linesOf(batch, items, new Date()))
    if (await isShut(answer)) return false
    const told: unknown = await answer.json()
    if (!answer.ok || !isAnswered(told)) throw new Error('no answer of ours')
    await keepAll(heardItems(batch, { all: items, told, known: me.known }))
    if (told.knows !== me.known) await setMe({ ...me, known: told.knows })
    const left = items.filter(isUnsent).length
    return left > 0 && left !== waiting.length
  }

  const isShut = async (answer: Response): Promise<boolean> => {
    if (answer.status !== 401 && answer.status !== 403) return false
    const told = (await answer.json()) as { problems?: readonly { code?: string }[] }
    const code = told.problems?.[0]?.code
    if (code !== 'phone.ended' && code !== 'phone.not-known') throw new Error('no answer of ours')
    contact = code === 'phone.ended' ? 'ended' : 'not known'
    if (contact === 'ended') {
      await vault.remove(['day'])
      day = null
    }
    return true
  }

  const fetchDay = async (): Promise<void> => {
    const answer = await ask('/phone/day')
    if (await isShut(answer)) return
    const told = (await answer.json()) as TodayOnPhone
    if (!answer.ok || told.better_off !== 1) throw new Error('no answer of ours')
    clockOff = Date.parse(told.now) - Date.now()
    await vault.put([{ id: 'day', kind: 'day', value: told }])
    await vault.heard()
    day = told
    await compare(told.knows, told.knows)
    contact = 'sent'
  }

  const exchange = async (): Promise<void> => {
    try {
      while (await sendBatch());
      await fetchDay()
      while (await sendBatch());
    } catch {
      contact = 'no network'
    }
    shown()
  }

  return {
    me: () => me,
    items: () => items,
    day: () => day,
    contact: () => contact,
    clockOff: () => clockOff,
    keep: (item) => keepAll([item]),
    async drop(id) {
      await vault.remove([id])
      items = items.filter((item) => item.id !== id)
      shown()
    },
    setMe,
    // One tab at a time sends.
    exchange: () =>
      navigator.locks.request('better-off-phone', { ifAvailable: true }, (lock) => (lock ? exchange() : undefined)),
  }
}
