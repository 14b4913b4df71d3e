import { wallIn } from '../../core/clock.ts'
import { newId } from '../../core/id.ts'
import { changedSince, ok, refuse } from '../../core/result.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { PhoneNeeds } from '../needs.ts'
import { endPhone, itemSent, settle } from './store.ts'
import { typedIn } from './typed-in.ts'

type Decide = { readonly id: string; readonly version: number; readonly zone: string; readonly needs: PhoneNeeds }

/** Of these the second of two under one id is another record; all else has one value, or makes its own id. */
const standsBeside = ['attempt', 'trip']

const settled = refuse('phone.settled', 'Somebody decided about this already.')

/** Keeps what waited as its coach's work, by the verb of its page: what that refuses is refused here too, and goes on waiting. */
export const keepItem = verb('phone.keepItem', async (tx, { id, version, zone, needs }: Decide, today) => {
  const item = await itemSent(tx, id)
  const act = item && needs.acts[item.act]
  if (!item || item.payload === null) return settled
  if (!act)
    return refuse('phone.unknown-act', 'This program does not know what that is yet. Update it, then keep this.')
  const kept = await act.keep(tx, {
    // Beside what is kept under the same id it is a new one.
    id: item.state === 'conflict' && standsBeside.includes(item.act) ? newId() : item.sentId,
    about: item.about,
    typed: typedIn(await needs.seals.keysOf(tx), item),
    coachId: item.coachId ?? '',
    zone,
    today,
    at: wallIn(zone, item.happenedAt),
    isDecided: true,
  })
  if (!kept.ok) return kept
  return (await settle(tx, { id, version }, 'kept')) ? ok(id) : changedSince('phone', 'this')
})

/** Takes what waited away without keeping it: it was kept another way, or is not true. */
export const setItemAside = verb('phone.setAsideItem', async (tx, read: Pick<Decide, 'id' | 'version'>) => {
  const item = await itemSent(tx, read.id)
  if (!item || item.payload === null) return settled
  return (await settle(tx, read, 'set aside')) ? ok(read.id) : changedSince('phone', 'this')
})

/** Ends a coach's phone, since it is lost or they have another. */
export const endPhoneOf = verb('phone.endPhone', async (tx, { id, at }: { readonly id: string; readonly at: Date }) =>
  (await endPhone(tx, id, at)) ? ok(id) : refuse('phone.ended-already', 'This phone was ended already.'),
)
