import { createRequire } from 'node:module'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import { loadSolver } from '../core/stats/withheld/solver.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import type { Role } from '../platform/http/route.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { whenFileIsOver } from '../test-over.ts'
import { matchMentors } from './matching/rules.ts'
import type { SupportNeeds } from './needs.ts'
import { supportRoutes } from './routes.tsx'

const solving = loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))

export const testNeeds: SupportNeeds = {
  counted: (_tx, _touched, write) => write(),
  clock: () => new Date('2025-01-15T17:00:00Z'),
  matched: async (candidates) => matchMentors(candidates, await solving),
}

/** Wilson County on 15 January 2025, for a whole file. */
export type SupportCounty = {
  readonly db: TestDb
  readonly team: TestTeam
  /** Adds a coach, in a stage from a day on. Answers the id. */
  coach(name: string, more?: { stage?: string; from?: string; zone?: string; language?: string }): Promise<string>
  /** The id of somebody of the team. */
  person(role: Role): Promise<string>
  /** Somebody more joins the team. Answers their id. */
  join(name: string, as: { role: Role; coachId: string | null }): Promise<string>
}

export async function county(): Promise<SupportCounty> {
  const db = await freshDb(whenFileIsOver)
  const team = await teamOn(db, supportRoutes(testNeeds))
  return {
    db,
    team,
    coach: async (name, { stage = 'active', from = '2024-12-01', zone = 'Wilson', language = 'English' } = {}) => {
      const id = newId()
      await db.act({ org: team.org, person: null }, 'test.addCoach', async (tx) => {
        await tx.sql
          .insertInto('coach')
          .values({ org_id: team.org, id, name, search: name.toLowerCase(), zone, language })
          .execute()
        await tx.sql
          .insertInto('coach_stage')
          .values({ org_id: team.org, id: newId(), coach_id: id, stage, from_on: from, position: 1 })
          .execute()
        return ok(null)
      })
      return id
    },
    person: async (role) =>
      (await db.owner('select person_id from membership where org_id = $1 and role = $2', [team.org, role])).rows[0]
        .person_id,
    join: async (name, { role, coachId }) => {
      const id = newId()
      await db.door('test.addPerson', async (sql) => {
        await sql
          .insertInto('person')
          .values({ id, email: `${id}@example.org`, name })
          .execute()
        await sql
          .insertInto('membership')
          .values({ org_id: team.org, id: newId(), person_id: id, role, coach_id: coachId })
          .execute()
      })
      return id
    },
  }
}
