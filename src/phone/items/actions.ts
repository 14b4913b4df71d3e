// Longer than most, since it is one path: from the lines that a phone sends to the answer of each.

import { wallIn } from '../../core/clock.ts'
import { dayIn } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { ok, type Result } from '../../core/result.ts'
import { together } from '../../core/together.ts'
import type { PhoneBehind } from '../../platform/access/phones.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { flatJson } from '../../platform/http/json-body.ts'
import { isBrokenWorld } from '../../platform/http/trouble.ts'
import { Typed } from '../../platform/http/typed.ts'
import type { PhoneAct, SentByPhone } from '../../platform/phone/act.ts'
import type { Keys } from '../../platform/sealed/keys.ts'
import type { Answered, ItemAnswer } from '../facts.ts'
import type { PhoneNeeds } from '../needs.ts'
import { inOrder, isConflict, isNotThere, type SetRight, setRight, told } from '../rules.ts'
import type { HeadLine, ItemLine } from './model.ts'
import {
  aboutOf,
  type Before,
  insertItems,
  type NewItem,
  newestOf,
  notePhone,
  type SaidOfItself,
  sentBefore,
  waitingOf,
} from './store.ts'

/** An item as it was read, and the line that it stood in. */
export type ReadItem = ItemLine & { readonly line: number }
export type Batch = {
  readonly head: HeadLine
  readonly items: readonly ReadItem[]
  /** Lines that could not be read, answered already. */
  readonly broken: readonly ItemAnswer[]
}
export type Taking = {
  readonly db: Db
  readonly phone: PhoneBehind
  readonly batch: Batch
  readonly needs: PhoneNeeds
  /** Told of a fault of ours with the act that it struck, and with nothing that was sent. */
  readonly fault: (error: unknown, act: string) => void
}

/**
 * Takes what a phone sends, each item by itself: one that is refused, or strikes a fault of ours, stops no other. What was taken
 * before is taken no second time. Of a phone whose access ended all waits for a coordinator.
 */
export async function takeItems(taking: Taking): Promise<Answered> {
  const { db, phone, batch, needs } = taking
  const isLive = phone.endedAt === null && phone.role !== null && phone.coachId !== null
  const scope = { org: phone.org, person: isLive ? phone.personId : null }
  const now = needs.clock()
  const done = await db.act(scope, 'phone.takeItems', async (tx): Promise<Result<Answered>> => {
    const keys = await needs.seals.keysOf(tx)
    const ids = batch.items.map(({ id }) => id)
    // What it sends again it was not told of: after a restore it would hide that what it was told of before is gone.
    const knew = await newestOf(tx, phone.id, ids)
    const before = await sentBefore(tx, ids)
    await together(...tx.unanswered)
    const take: Take = { ...taking, tx, keys, now, before: [...before], rows: [], done: new Map() }
    if (!isLive) take.waiting = await waitingOf(tx, phone.id)
    const answers: ItemAnswer[] = [...batch.broken]
    const items = inOrder(batch.items)
    if (isLive) await keepTogether(take, items)
    for (const item of items)
      answers.push({
        line: item.line,
        id: item.id,
        ...(await (isLive ? taken(take, item) : quarantined(take, item, 'access ended'))),
      })
    await insertItems(tx, take.rows)
    await notePhone(tx, phone, saidOfItself(batch, answers, now), now)
    const sorted = answers.toSorted((a, b) => a.line - b.line)
    return ok({ better_off: 1, answers: sorted, knew, knows: await newestOf(tx, phone.id), now: now.toISOString() })
  })
  if (!done.ok) throw new Error('a batch is answered, and never refused as a whole')
  return done.value
}

type Said = Pick<ItemAnswer, 'standing' | 'problems'>
type Take = Taking & {
  readonly tx: Tx
  readonly keys: Keys
  readonly now: Date
  /** What was sent before, and in this batch so far. */
  readonly before: Before[]
  readonly rows: NewItem[]
  /** What was done together with others. */
  readonly done: Map<ReadItem, Result<unknown>>
  waiting?: number
}

/**
 * Does those together whose act has a verb for many: of new ones, and where nothing of another act about the same comes before
 * them. Where they strike a fault together, each is done by itself, which finds out whose it is.
 */
async function keepTogether(take: Take, items: readonly ReadItem[]): Promise<void> {
  for (const [name, act] of Object.entries(take.needs.acts)) {
    const { keepAll } = act
    const asked = keepAll
      ? apart(take, items, name).flatMap((item) => {
          const read = askedIn(take, item)
          return read.ok ? [read.value] : []
        })
      : []
    if (!keepAll || asked.length < 2) continue
    const all = asked.map((one) => sentOf(take, one))
    const kept = await inSavepoint(take, act, async () => ok(await keepAll(take.tx, all)))
    if ('ok' in kept && kept.ok)
      asked.forEach(({ item }, at) => {
        const one = kept.value[at]
        if (one) take.done.set(item, one)
      })
  }
}

function apart({ before }: Take, items: readonly ReadItem[], act: string): readonly ReadItem[] {
  const known = new Set(before.map(({ sentId }) => sentId))
  const others = new Set<string>()
  return items.filter((item) => {
    const isFirst = !known.has(item.id)
    known.add(item.id)
    if (item.act !== act) others.add(item.about)
    return isFirst && item.act === act && !others.has(item.about)
  })
}

async function taken(take: Take, item: ReadItem): Promise<Said> {
  const again = sentAgain(take, item)
  if (again) return again
  const act = Object.hasOwn(take.needs.acts, item.act) ? take.needs.acts[item.act] : undefined
  if (!act) return quarantined(take, item, 'unknown act')
  const read = askedIn(take, item)
  if (!read.ok) return { standing: 'refused', problems: read.problems }
  const asked = read.value
  const kept = take.done.get(item) ?? (await inSavepoint(take, act, () => act.keep(take.tx, sentOf(take, asked))))
  if ('fault' in kept) {
    take.fault(kept.fault, item.act)
    return quarantined(take, item, 'fault')
  }
  if (!kept.ok) return notKept(take, act, item, kept.problems)
  remember(take, item, { state: 'kept', why: '' })
  return asked.at.isGuessed && item.startedAt !== null
    ? told(
        'kept',
        'phone.clock-wrong',
        'The clock of this phone was wrong, so the time is when this arrived. Correct it if that matters.',
      )
    : { standing: 'kept', problems: [] }
}

/** The same as before is kept already; the same id with other content changes nothing, and is for a person. */
function sentAgain(take: Take, item: ReadItem): Said | null {
  const mark = markOf(take, item)
  const all = take.before.filter(({ sentId }) => sentId === item.id)
  const same = all.find((one) => one.mark.equals(mark))
  if (same?.state === 'quarantine') return waitsFor
  if (same?.state === 'conflict') return conflicts
  if (same?.settledHow === 'set aside')
    return told('refused', 'phone.set-aside', 'A coordinator looked at this and set it aside.')
  if (same) return { standing: 'already kept', problems: [] }
  if (!all.some(({ state, settledHow }) => state === 'kept' || settledHow === 'kept')) return null
  remember(take, item, { state: 'conflict', why: 'same id' })
  return conflicts
}

const waitsFor = told(
  'quarantine',
  'phone.waits',
  'This arrived and is safe. It waits for a coordinator to look at it.',
)
const conflicts = told(
  'conflict',
  'phone.conflict',
  'Something else is kept there already, and stays as it is. Yours arrived too: a coordinator looks at both.',
)

type Asked = { readonly item: ReadItem; readonly typed: Typed; readonly at: SetRight }

function askedIn({ batch, now }: Take, item: ReadItem): Result<Asked> {
  const form = flatJson(item.payload)
  return form.ok
    ? ok({ item, typed: new Typed(form.value), at: setRight(item.startedAt, batch.head.clock, now) })
    : form
}

const sentOf = ({ phone, now }: Take, { item, typed, at }: Asked): SentByPhone => ({
  id: item.id,
  about: item.about,
  typed,
  coachId: phone.coachId ?? '',
  zone: phone.zone,
  today: dayIn(phone.zone, now),
  at: wallIn(phone.zone, at.at),
})

/** Does something in a savepoint: a refusal and a fault of ours undo it alone. When the database itself fails, all of it does. */
async function inSavepoint<T>(
  { tx }: Take,
  act: PhoneAct,
  keep: () => Promise<Result<T>>,
): Promise<Result<T> | { readonly fault: unknown }> {
  await tx.client.query(`savepoint item`)
  await tx.client.query(`select set_config('app.act', $1, true)`, [act.verb])
  try {
    const kept = await keep()
    await together(...tx.unanswered)
    await tx.client.query(kept.ok ? 'release savepoint item' : 'rollback to savepoint item')
    return kept
  } catch (error) {
    await Promise.allSettled(tx.unanswered)
    if (isBrokenWorld(error)) throw error
    await tx.client.query('rollback to savepoint item')
    return { fault: error }
  } finally {
    tx.unanswered.length = 0
  }
}

async function notKept(take: Take, act: PhoneAct, item: ReadItem, problems: ItemAnswer['problems']): Promise<Said> {
  const codes = problems.map(({ code }) => code)
  if (isConflict(codes)) {
    remember(take, item, { state: 'conflict', why: 'saved meanwhile' })
    return { standing: 'conflict', problems }
  }
  if (!isNotThere(codes)) return { standing: 'refused', problems }
  const referralId = (await act.referralOf(take.tx, item.about)) ?? (await aboutOf(take.tx, item.about))
  return referralId !== null && (await take.needs.wasInHand(take.tx, referralId))
    ? quarantined(take, item, 'not in hand')
    : { standing: 'refused', problems }
}

/** A phone that is nobody's any more fills no disk. */
const mostWaiting = 500

function quarantined(take: Take, item: ReadItem, why: string): Said {
  const again = sentAgain(take, item)
  if (again) return again
  if (take.waiting !== undefined && take.waiting++ >= mostWaiting)
    return told('refused', 'phone.too-much', 'Too much of this phone waits already. Ask a coordinator to look at it.')
  remember(take, item, { state: 'quarantine', why })
  return waitsFor
}

function remember(take: Take, item: ReadItem, { state, why }: Pick<NewItem, 'state' | 'why'>): void {
  const { keys, phone, batch, now } = take
  const [id, mark] = [newId(), markOf(take, item)]
  take.before.push({ sentId: item.id, mark, state, settledHow: '' })
  take.rows.push({
    id,
    sent_id: item.id,
    phone_id: phone.id,
    person_id: phone.personId,
    act: item.act,
    about: item.about,
    content_mark: mark,
    state,
    why,
    payload: state === 'kept' ? null : keys.seal({ table: 'phone_item', column: 'payload', id }, item.payload),
    happened_at: setRight(item.startedAt, batch.head.clock, now).at,
    received_at: now,
    app: item.app,
  })
}

/** What makes two items the same: who sent them, what they do, about what, and the form. */
function markOf({ keys, phone }: Take, { act, about, payload }: ReadItem): Buffer {
  const mark = keys.mark('form', JSON.stringify(['phone', phone.personId, act, about, payload]))
  if (mark === null) throw new Error('what is not empty has a mark')
  return mark
}

function saidOfItself({ head }: Batch, answers: readonly ItemAnswer[], now: Date): SaidOfItself {
  const arrived = answers.filter(({ standing }) => standing !== 'refused').length
  return {
    unsent: Math.max(0, head.unsent - answers.length),
    unsentSince: setRight(head.unsentSince, head.clock, now).at,
    refused: head.refused + answers.length - arrived,
    clockOff: head.clock === null ? 0 : Math.round((now.getTime() - head.clock.getTime()) / 1_000),
  }
}
