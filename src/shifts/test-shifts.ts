import { instantAt } from '../core/clock.ts'
import { addDays, type Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import type { Hand } from '../platform/db/verbs.ts'
import type { TeamRoute } from '../platform/http/route.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import type { ShiftKind } from './model.ts'
import type { ShiftsNeeds } from './needs.ts'
import { insertShifts } from './store.ts'

export const zone = 'America/New_York'

/** Wilson County with coaches and shifts; the clock stands where it is set. */
export type Shop = {
  readonly db: TestDb
  readonly team: TestTeam
  readonly needs: ShiftsNeeds & { now: Date }
  /** The program itself does something, on the day it is at first. */
  readonly hand: Hand
  /** Adds a coach, active unless another stage is named. Answers the id. */
  readonly coach: (name: string, stage?: string) => Promise<string>
  /** Says that a coach holds a credential. */
  readonly certify: (coachId: string, name: string) => void
  /** Adds a shift of one place, open, unless said otherwise. Answers its id. */
  readonly shift: (day: Day, starts: string, ends: string, more?: Partial<ShiftKind>) => Promise<string>
}

const kind: ShiftKind = {
  mode: 'on call',
  coaches: 1,
  isFirstVisit: false,
  credential: '',
  place: '',
  link: '',
}

/** The clock stands at noon on 15 January 2025 in Wilson. */
export async function shop(doors: (needs: ShiftsNeeds) => readonly TeamRoute[] = () => []): Promise<Shop> {
  const db = await freshDb()
  const holders = new Map<string, readonly string[]>()
  const needs: ShiftsNeeds & { now: Date } = {
    now: new Date('2025-01-15T17:00:00Z'),
    counted: (_tx, _touched, write) => write(),
    clock: () => needs.now,
    baseUrl: 'http://localhost',
    credentials: async () => new Map([...holders].map(([coachId, names]) => [coachId, new Set(names)])),
  }
  const team = await teamOn(db, doors(needs))
  return {
    db,
    team,
    needs,
    hand: { db, scope: team.scope, today: '2025-01-15' },
    certify: (coachId, name) => void holders.set(coachId, [...(holders.get(coachId) ?? []), name]),
    coach: (name, stage = 'active') => addCoach(db, team.org, name, stage),
    shift: async (day, starts, ends, more = {}) => {
      const done = await db.act(team.scope, 'test.addShift', async (tx) => {
        const startsAt = instantAt(zone, day, starts)
        const endsAt = instantAt(zone, ends <= starts ? addDays(day, 1) : day, ends)
        return ok(
          await insertShifts(tx, [
            { ...kind, ...more, day, startsAt, endsAt, needId: null, state: 'open', isSample: false },
          ]),
        )
      })
      return (done.ok && done.value.shifts[0]) || 'no shift'
    },
  }
}

async function addCoach(db: TestDb, org: number, name: string, stage: string): Promise<string> {
  const id = newId()
  await db.act({ org, person: null }, 'test.addCoach', async (tx) => {
    await tx.sql.insertInto('coach').values({ org_id: org, id, name, search: name.toLowerCase() }).execute()
    await tx.sql
      .insertInto('coach_stage')
      .values({ org_id: org, id: newId(), coach_id: id, stage, from_on: '2024-01-01', position: 1 })
      .execute()
    return ok(null)
  })
  return id
}
