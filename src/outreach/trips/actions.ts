import type { Day } from '../../core/day.ts'
import { meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import type { OutreachNeeds } from '../needs.ts'
import type { TripForm } from './model.ts'
import { milesOf } from './rules.ts'
import { deleteTrip, trip } from './store.ts'

type Log = {
  readonly id: string
  readonly coachId: string
  /** For which referral; null for none. */
  readonly referralId: string | null
  readonly form: TripForm
  readonly needs: Pick<OutreachNeeds, 'referral' | 'wasInHand'>
}

/** Writes a trip down, once, however often it is sent. Another one under the same id is refused. */
export const recordTrip = verb('outreach.recordTrip', async (tx, asked: Log, today): Promise<Result<string>> => {
  const { id, coachId, referralId, form } = asked
  const miles = milesOf(form, today)
  if (!miles.ok) return miles
  if (referralId !== null && !(await isOrWasInHand(tx, referralId, asked))) return notInHand
  const row = { coachId, referralId, ...form, miles: miles.value }
  const before = await trip(tx, id)
  if (before) return isSame(before, row) ? ok(id) : sentAsOther
  return ok(await put(tx, 'trip', row, id))
})

const isOrWasInHand = async (tx: Tx, referralId: string, { needs }: Log): Promise<boolean> =>
  (await needs.referral(tx, referralId)) !== null || needs.wasInHand(tx, referralId)

const isSame = (before: object, row: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(row).every(([name, value]) => (before as Readonly<Record<string, unknown>>)[name] === value) // read by the names of the other

const notInHand = refuse('outreach.not-in-hand', 'This referral is not in your hands any more.')
const sentAsOther = refuse(
  'outreach.sent-as-other',
  'Another trip was kept under the same form already, and is unchanged. Open a new form and write this one down there.',
)

/** Corrects a trip over the version that was read. */
export const correctTrip = verb(
  'outreach.correctTrip',
  async (tx, { form, ...read }: { id: string; version: number; form: TripForm }, today: Day) => {
    const miles = milesOf(form, today)
    if (!miles.ok) return miles
    return (await saveOver(tx, 'trip', read, { ...form, miles: miles.value }))
      ? ok(read.id)
      : meanwhile('outreach', 'this trip')
  },
)

/** Takes a trip away that was not driven; the history keeps it. */
export const removeTrip = verb('outreach.removeTrip', async (tx, { id }: { readonly id: string }) => {
  await deleteTrip(tx, id)
  return ok(id)
})
