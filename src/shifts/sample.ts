import { addDays, dayIn } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { put } from '../platform/db/verbs.ts'
import { type Planned, plannedBetween } from './cover/rules.ts'
import { needs as allNeeds, insertNeeds, type NewNeed } from './cover/store.ts'
import type { ShiftKind } from './model.ts'
import { insertShifts } from './store.ts'

const zone = 'America/New_York'
const from = '2024-12-01'

const kind: ShiftKind = {
  mode: 'in person',
  coaches: 2,
  isFirstVisit: true,
  credential: '',
  place: 'Wilson County Emergency Services, bay 2',
  link: '',
}
const onCall: ShiftKind = { ...kind, mode: 'on call', coaches: 1, isFirstVisit: false, place: '' }
const online: ShiftKind = { ...onCall, mode: 'virtual', link: 'https://meet.example.org/coaches' }

// An evening in two, nights on call, a morning at the weekend, an hour over lunch by video. All invented.
const week: readonly (ShiftKind & {
  readonly days: readonly number[]
  readonly starts: string
  readonly ends: string
})[] = [
  { ...kind, days: [1, 2, 3, 4, 5], starts: '17:00', ends: '21:00' },
  { ...kind, days: [6, 7], starts: '10:00', ends: '14:00' },
  { ...onCall, days: [1, 2, 3, 4, 5, 6, 7], starts: '22:00', ends: '06:00' },
  { ...online, days: [3], starts: '12:00', ends: '13:30' },
]

/**
 * Shifts of the two months before `now`, worked and confirmed, with what real months have: a coach who did not come, places that
 * nobody took; and two weeks ahead, with some gaps. Of `coaches` those who are active take turns; without any, the first twelve.
 */
export async function loadSample(
  tx: Tx,
  { coaches: all, now }: { coaches: readonly string[]; now: Date },
): Promise<void> {
  const coaches = await onTheTeam(tx, all)
  const rows: NewNeed[] = week.flatMap(({ days, ...need }) =>
    days.map((weekday) => ({ ...need, weekday, fromOn: from, untilOn: null, isSample: true })),
  )
  await insertNeeds(tx, rows)
  const needs = await allNeeds(tx)
  const today = dayIn(zone, now)
  // All of the month before is on record, and the shifts of two weeks to come stand.
  const first = addDays(today, -60) > from ? addDays(today, -60) : from
  await write(tx, plannedBetween(needs, first, addDays(today, 14), zone), { coaches, now })
  await loadVirtual(tx, coaches)
}

async function onTheTeam(tx: Tx, all: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql
    .selectFrom('coach_standing')
    .select('coach_id')
    .where('org_id', '=', tx.org)
    .where('is_active', '=', true)
    .where('since', '<', from)
    .execute()
  const active = all.filter((id) => rows.some(({ coach_id }) => coach_id === id))
  return active.length >= 12 ? active : all.slice(0, 12)
}

type Turns = { readonly coaches: readonly string[]; readonly now: Date }

/** Writes planned shifts with their coaches in turns. */
async function write(tx: Tx, planned: readonly Planned[], { coaches, now }: Turns): Promise<void> {
  const ordered = [...planned].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
  const written = await insertShifts(
    tx,
    ordered.map((one) => ({ ...one, state: 'open' as const, isSample: true })),
  )
  const places = ordered.flatMap((one) => Array.from({ length: one.coaches }, () => one))
  const settings = places.map((one, number) => {
    const isOver = one.endsAt <= now
    const isEmpty = isOver ? number % 19 === 11 : number % 5 === 3
    const isMissed = isOver && (isEmpty || number % 37 === 23)
    const hours = (one.endsAt.getTime() - one.startsAt.getTime()) / 3_600_000
    return {
      id: written.places[number] ?? '',
      coach_id: isEmpty ? null : (coaches[number % coaches.length] ?? null),
      state: isMissed ? 'missed' : isOver ? 'completed' : isEmpty ? 'open' : number % 3 === 0 ? 'confirmed' : 'claimed',
      hours: isOver && !isMissed ? hours : null,
      is_settled: isOver,
      passed_on: isOver ? one.day : null,
    }
  })
  await tx.client.query(
    `update shift_place p set coach_id = r.coach_id, state = r.state, hours = r.hours, is_settled = r.is_settled, passed_on = r.passed_on
     from jsonb_to_recordset($2::jsonb) as r (id uuid, coach_id uuid, state text, hours numeric, is_settled boolean, passed_on date)
     where p.org_id = $1 and p.id = r.id`,
    [tx.org, JSON.stringify(settings)],
  )
}

/** Twenty-four sessions by video and phone in December 2024, by six coaches. */
async function loadVirtual(tx: Tx, coaches: readonly string[]): Promise<void> {
  for (let number = 0; number < 24; number++)
    await put(tx, 'virtual_session', {
      coachId: coaches[number % 6] ?? '',
      heldOn: addDays('2024-12-02', number + Math.floor(number / 5)),
      minutes: [30, 45, 60, 20][number % 4] ?? 30,
      kind: number % 3 === 1 ? 'phone' : 'video',
      isSample: true,
    })
}
