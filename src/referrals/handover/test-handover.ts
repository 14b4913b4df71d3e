import { newId } from '../../core/id.ts'
import type { Sector } from '../../partners/model.ts'
import { freshDb, type TestDb } from '../../platform/db/test-db.ts'
import { doors } from '../../platform/http/doors.tsx'
import { type TestTeam, teamOn } from '../../platform/http/test-team.ts'
import { testSeals } from '../../platform/sealed/test-seals.ts'
import { makeReferralKey } from './keys/actions.ts'
import type { KeyKind } from './keys/model.ts'
import type { HandoverNeeds } from './needs.ts'
import { handoverRoutes, openHandoverRoutes } from './routes.tsx'

export const testNow = new Date('2025-01-15T17:00:00Z')

export const handoverNeeds: HandoverNeeds = {
  clock: () => testNow,
  baseUrl: 'http://localhost',
  counted: (_tx, _touched, write) => write(),
  seals: testSeals,
  inviting: (inviter) => ({ inviter, now: testNow, baseUrl: 'http://localhost', isMailed: true }),
}

/** A partner as the partners' room keeps it; answers its id. */
export async function addPartner(db: TestDb, org: number, name: string, sector: Sector): Promise<string> {
  const id = newId()
  await db.owner(
    `with act as (select set_config('app.act', 'test.addPartner', true))
     insert into partner (org_id, id, name, sector) select $1, $2, $3, $4 from act`,
    [org, id, name, sector],
  )
  return id
}

/** Wilson County with the doors of partners, and three partners that hand over. The clock stands where it is set. */
export type Handover = {
  readonly db: TestDb
  readonly team: TestTeam
  readonly needs: HandoverNeeds & { now: Date }
  readonly ems: string
  readonly hospital: string
  readonly sheriff: string
  /** Asks at a door that needs no sign-in. */
  readonly open: (path: string, init?: RequestInit) => Promise<Response>
  /** Makes a key of a partner; answers the secret. */
  readonly key: (kind: KeyKind, partnerId: string, org?: number) => Promise<string>
  /** What the log was told. */
  readonly log: unknown[]
  readonly count: (table: string) => Promise<number>
}

export async function handoverCounty(): Promise<Handover> {
  const db = await freshDb()
  const needs: HandoverNeeds & { now: Date } = { ...handoverNeeds, now: testNow, clock: () => needs.now }
  const team = await teamOn(db, handoverRoutes(needs), testNow)
  const log: unknown[] = []
  const door = doors({
    team: [],
    open: openHandoverRoutes(needs),
    db,
    log: { info: (...said) => log.push(said), warn: (...said) => log.push(said), error: (...said) => log.push(said) },
    clock: () => needs.now,
    baseUrl: 'http://localhost',
    actorOf: async () => null,
    calm: ({ status, message }) => new Response(message, { status }),
  })
  return {
    db,
    team,
    needs,
    ems: await addPartner(db, team.org, 'Wilson County EMS', 'emergency'),
    hospital: await addPartner(db, team.org, 'Wilson Hospital', 'health'),
    sheriff: await addPartner(db, team.org, 'Wilson County Sheriff', 'justice'),
    open: (path, init) => door(new Request(`http://localhost${path}`, init), '203.0.113.9'),
    async key(kind, partnerId, org = team.org) {
      const made = await makeReferralKey(
        { db, scope: { org, person: null }, today: '2025-01-15' },
        { partnerId, kind, now: needs.now },
      )
      if (!made.ok) throw new Error('the partner is there')
      return made.value
    },
    log,
    count: async (table) => (await db.owner(`select count(*)::int as rows from ${table}`)).rows[0].rows,
  }
}

/** What a partner knows of somebody. */
export const casey = {
  source: 'ems',
  name: 'Casey Rivers',
  phone: '(252) 555-0142',
  occurredOn: '2025-01-14',
  occurredTime: '18:30',
  place: '12 Main Street',
}

/** How a referral goes on, without the room that does it. */
export const setState = (db: TestDb, state: string): Promise<unknown> =>
  db.owner(
    `with act as (select set_config('app.act', 'test.setState', true))
     update referral set state = $1, closed_reason = case when $1 = 'closed' then 'path completed' end,
       closed_on = case when $1 = 'closed' then date '2025-01-20' end from act`,
    [state],
  )
