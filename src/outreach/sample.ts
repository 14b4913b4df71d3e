import { addDays, type Day, dayIn } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { addRows } from '../platform/db/rows.ts'

type Tried = {
  readonly id: string
  readonly coachId: string
  readonly occurredAt: Date | null
  readonly receivedAt: Date
  readonly attempts: number
  readonly isReached: boolean
  readonly isEngaged: boolean
  readonly isLate: boolean
  readonly isRecent: boolean
}

const zone = 'America/New_York'
const hour = 3_600_000

/** Kits of each fiscal year, which begins in July of the year before; those after them as in the last. */
const kits: Readonly<Record<number, number>> = { 2021: 212, 2022: 344, 2023: 402, 2024: 517 }

/** Attempts and what was given, for the referrals of the sample. Answers the days on which people accepted help. */
export async function loadSample(
  tx: Tx,
  { referrals, now }: { referrals: readonly Tried[]; now: Date },
): Promise<ReadonlyMap<string, Day>> {
  const tries = referrals.flatMap((one, at) =>
    Array.from({ length: one.attempts }, (_, number) => {
      const isLast = number === one.attempts - 1
      // The first within the window, mostly; the second a day later.
      const first = one.isLate ? 80 + (at % 4) * 6 : 8 + ((at * 7) % 40)
      const from = (one.occurredAt ?? one.receivedAt).getTime()
      const moment = one.isRecent
        ? Math.min(from + (first + 26 * number) * hour, now.getTime() - (3 - number) * hour)
        : from + (first + 26 * number) * hour
      const outcome = outcomeOf(one, at, isLast)
      return { of: one, at, moment: new Date(moment), outcome }
    }),
  )
  const ids = await addRows(
    tx,
    'attempt',
    tries.map(({ of, at, moment, outcome }) => ({
      referral_id: of.id,
      coach_id: of.coachId,
      attempted_at: moment,
      attempted_on: dayIn(zone, moment),
      mode: modes[(at + (outcome === 'no answer' ? 0 : 1)) % modes.length] ?? 'phone',
      outcome,
      has_naloxone: isContact(outcome) ? at % 9 !== 4 : null,
      is_trained: outcome === 'engaged' && at % 3 === 0,
      minutes: isContact(outcome) ? 20 + (at % 4) * 10 : null,
      next_on: of.isRecent && outcome === 'engaged' ? dayIn(zone, now) : null,
      is_sample: true,
    })),
  )
  // Who went there drove there; the newest twenty were written down.
  await addRows(
    tx,
    'trip',
    tries
      .filter((_, at) => modes[(at + 1) % modes.length] === 'in person')
      .toSorted((a, b) => b.moment.getTime() - a.moment.getTime())
      .slice(0, 20)
      .map(({ of, moment, at }) => ({
        coach_id: of.coachId,
        referral_id: of.id,
        driven_on: dayIn(zone, moment),
        miles: 4.5 + ((at * 7) % 23),
        is_sample: true,
      })),
  )
  const contacts = tries.flatMap(({ outcome, moment }, at) =>
    outcome === 'engaged' || outcome === 'reached' ? [{ id: ids[at] ?? '', on: dayIn(zone, moment) }] : [],
  )
  await loadSupplies(tx, contacts, dayIn(zone, now))
  return new Map(
    tries.flatMap(({ of, outcome, moment }) => (outcome === 'engaged' ? [[of.id, dayIn(zone, moment)]] : [])),
  )
}

const modes = ['phone', 'in person', 'phone', 'text', 'in person', 'bedside'] as const
const isContact = (outcome: string): boolean =>
  outcome === 'engaged' || outcome === 'reached' || outcome === 'declined now'

function outcomeOf({ isReached, isEngaged }: Tried, at: number, isLast: boolean): string {
  if (isLast && isEngaged) return 'engaged'
  if (isLast && isReached) return ['reached', 'declined now', 'reached family'][at % 3] ?? 'reached'
  return ['no answer', 'not there', 'no answer', 'left neutral message', 'wrong address'][at % 5] ?? 'no answer'
}

/** A fiscal year by the calendar year in which it ends. */
const fiscalYearOf = (day: Day): number => Number(addDays(day, 184).slice(0, 4))

/** Kits by the hundred from the state, handed out at contacts; strips and a few other things beside. */
async function loadSupplies(tx: Tx, contacts: readonly { id: string; on: Day }[], today: Day): Promise<void> {
  const [kit = '', strips = '', care = ''] = await addRows(tx, 'supply_item', [
    { name: 'Naloxone nasal spray, kit of two', kind: 'naloxone kit', low_at: 20, is_sample: true },
    { name: 'Fentanyl test strips', kind: 'fentanyl strips', low_at: 50, is_sample: true },
    { name: 'Wound care pack', kind: 'wound care', low_at: 5, is_sample: true },
  ])
  const inYear = new Map<number, string[]>()
  for (const { id, on } of contacts) inYear.set(fiscalYearOf(on), [...(inYear.get(fiscalYearOf(on)) ?? []), id])
  const given = contacts.flatMap(({ id, on }, at) => {
    const year = fiscalYearOf(on)
    const mates = inYear.get(year) ?? []
    const place = mates.indexOf(id)
    const whole = kits[year] ?? (year > 2024 ? mates.length * 4 : 0)
    const kitsHere = Math.floor(whole / mates.length) + (place < whole % mates.length ? 1 : 0)
    return [
      ...(kitsHere > 0 ? [{ item: kit, id, on, quantity: kitsHere }] : []),
      ...(at % 4 === 0 ? [{ item: strips, id, on, quantity: 10 }] : []),
      ...(at % 15 === 7 ? [{ item: care, id, on, quantity: 1 }] : []),
    ]
  })
  const items = [kit, strips, care]
  const lots = await addRows(
    tx,
    'supply_lot',
    items.map((item_id, at) => ({
      item_id,
      lot: `S${at + 1}-204`,
      expires_on: addDays(today, [420, 200, 40][at] ?? 90),
      is_sample: true,
    })),
  )
  const lotOf = (item: string): string => lots[items.indexOf(item)] ?? ''
  const move = { attempt_id: null as string | null, is_sample: true }
  await addRows(tx, 'supply_move', [
    ...items.flatMap((item, at) => {
      const out = given.filter((one) => one.item === item).reduce((sum, { quantity }) => sum + quantity, 0)
      return [
        {
          ...move,
          lot_id: lotOf(item),
          place: 'Supply room',
          quantity: out + ([60, 80, 4][at] ?? 0),
          why: 'received',
          moved_on: '2020-01-02',
        },
      ]
    }),
    ...given.map(({ item, id, on, quantity }) => ({
      ...move,
      lot_id: lotOf(item),
      place: 'Supply room',
      quantity: -quantity,
      why: 'given',
      moved_on: on,
      attempt_id: id,
    })),
  ])
}
