import { sql } from 'kysely'
import { addDays, type Day, dayIn } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { type Part, parts } from './model.ts'
import { countMonths } from './supervision/actions.ts'
import { activeOn } from './supervision/store.ts'

/** How many coaches each mentor of the sample takes on, and how many of them have one now. */
const limits = [3, 2, 2, 1]
const pairsNow = 5
const pairsBefore = 2
/** How many coaches the one supervisor has now, and for how many months sessions are there. */
const supervised = 8
const months = 6

/**
 * Invented support around the invented cast: mentors and their pairs, supervision of the last months with some of it overdue,
 * a peer group, and somebody who leads it. Nobody's check-in and no note: those are never made up.
 */
export async function loadSample(tx: Tx, { coaches, now }: { coaches: readonly string[]; now: Date }): Promise<void> {
  const today = dayIn('America/New_York', now)
  const isActive = new Set(await activeOn(tx, today))
  const active = coaches.filter((id) => isActive.has(id))
  await freeTimes(tx, coaches)
  await mentorsAndPairs(tx, active, today)
  await supervision(tx, active, today)
  await group(tx, active, today)
  await countMonths.within(tx, { needs: { counted: (_tx, _touched, write) => write() }, isSample: true }, today)
}

/** Each says two parts of the week, in turn. */
const freeTimes = (tx: Tx, coaches: readonly string[]) =>
  addRows(
    tx,
    'coach_free_time',
    coaches.map((coach_id, at) => ({ coach_id, parts: [partAt(at + 2), partAt(at * 2 + 1)], is_sample: true })),
  )
const partAt = (at: number): Part => parts[at % parts.length] ?? 'weekday evenings'

async function mentorsAndPairs(tx: Tx, active: readonly string[], today: Day): Promise<void> {
  const mentors = active.slice(0, limits.length)
  const places = mentors.flatMap((id, at) => Array.from({ length: limits[at] ?? 0 }, () => id))
  await addRows(
    tx,
    'mentor',
    mentors.map((coach_id, at) => ({ coach_id, most: limits[at], is_sample: true })),
  )
  const { rows } = await sql<{ key: string; trained_on: Day }>`
    select key, trained_on from coach_trained_fact where org_id = ${tx.org}`.execute(tx.sql)
  const trainedOn = new Map(rows.map((row) => [row.key, row.trained_on]))
  const paired = active.slice(limits.length, limits.length + pairsNow + pairsBefore)
  await addRows(
    tx,
    'mentor_pair',
    paired.map((coach_id, at) => {
      // Most have a mentor within 30 days of their training; every third waits longer.
      const from_on = addDays(trainedOn.get(coach_id) ?? addDays(today, -400), at % 3 === 2 ? 44 : 9 + at)
      const isOver = at >= pairsNow
      return {
        mentor_id: places[at % places.length],
        coach_id,
        from_on,
        to_on: isOver ? addDays(from_on, 180) : null,
        end_reason: isOver ? 'The first six months are over' : '',
        is_sample: true,
      }
    }),
  )
}

async function supervision(tx: Tx, active: readonly string[], today: Day): Promise<void> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from membership where org_id = ${tx.org} and role = 'administrator' order by id limit 1`.execute(
    tx.sql,
  )
  const supervisor = rows[0]?.person_id
  if (supervisor === undefined) return
  const theirs = active.slice(0, supervised)
  await addRows(
    tx,
    'supervisor',
    theirs.map((coach_id) => ({
      coach_id,
      person_id: supervisor,
      from_on: addDays(today, -31 * months),
      is_sample: true,
    })),
  )
  await addRows(
    tx,
    'supervision_session',
    active.flatMap((coach_id, at) =>
      Array.from({ length: months }, (_, month) => month)
        // Every sixth has had none for two months.
        .filter((month) => at % 6 !== 3 || month > 1)
        .map((month) => ({
          coach_id,
          supervisor_id: supervisor,
          held_on: addDays(today, -3 - ((at * 5) % 24) - 29 * month),
          minutes: 45 + (at % 3) * 15,
          is_sample: true,
        })),
    ),
  )
}

async function group(tx: Tx, active: readonly string[], today: Day): Promise<void> {
  const group_id = newId()
  const members = active.slice(2, 8)
  const title = 'Tuesday evening group'
  await addRows(tx, 'peer_group', [{ id: group_id, title, about: 'First Tuesdays at 6 pm, RC3', is_sample: true }])
  await addRows(
    tx,
    'peer_group_member',
    members.map((coach_id) => ({ group_id, coach_id, from_on: addDays(today, -150), is_sample: true })),
  )
  const held = [14, 49, 77].map((days) => ({ id: newId(), held_on: addDays(today, -days) }))
  await addRows(
    tx,
    'peer_meeting',
    held.map((one) => ({ ...one, group_id, minutes: 90, is_sample: true })),
  )
  await addRows(
    tx,
    'peer_attendance',
    held.flatMap(({ id }, at) => members.slice(at).map((coach_id) => ({ meeting_id: id, coach_id }))),
  )
  const coach_id = members[0]
  if (coach_id === undefined) return
  const from_on = addDays(today, -150)
  await addRows(tx, 'leadership_role', [
    { coach_id, title: 'Leads the Tuesday evening group', from_on, is_sample: true },
  ])
  await addRows(tx, 'leadership_step', [
    { coach_id, what: 'Led a first meeting', taken_on: addDays(today, -170), is_sample: true },
  ])
}

/** Writes rows of one shape into one of this room's tables. */
async function addRows(tx: Tx, table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  for (const row of rows) {
    const whole: Record<string, unknown> = { org_id: tx.org, id: newId(), ...row }
    const names = Object.keys(whole)
    const places = names.map((_, at) => `$${at + 1}`).join()
    await tx.client.query(`insert into ${table} (${names.join()}) values (${places})`, Object.values(whole))
  }
}
