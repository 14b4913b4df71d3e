import type { TestDb } from '../db/test-db.ts'
import { doors } from './doors.tsx'
import type { Actor, Membership, Role, TeamRoute } from './route.ts'

export type Someone = Role | 'neighbour' | 'stranger'
export type Ask = (path: string, form?: Readonly<Record<string, string>> | FormData) => Promise<Response>

/** Two counties and their people on a fresh database, in front of some routes: `as('viewer')('/training')`. */
export type TestTeam = {
  readonly org: number
  readonly neighbourOrg: number
  readonly scope: { readonly org: number; readonly person: string }
  /** Makes the signed-in coach this coach; until then they are nobody of the roster. */
  isCoach(coachId: string): Promise<void>
  /** Lets somebody of this partner sign in; until then nobody does. */
  isPartner(partnerId: string): Promise<void>
  /** Asks as somebody of Wilson County; `neighbour` is a coordinator of Nash County asking for Wilson's address, `stranger` is not signed in. */
  as(who: Someone): Ask
}

/** Puts Wilson County and Nash County into the database and these routes in front of it; today is 15 January 2025 there. */
export async function teamOn(
  db: TestDb,
  routes: readonly TeamRoute[],
  now = new Date('2025-01-15T17:00:00Z'),
): Promise<TestTeam> {
  const org = await county(db, 'wilson', 'Wilson County')
  const neighbourOrg = await county(db, 'nash', 'Nash County')
  const people = new Map<Someone, Actor>()
  for (const role of [
    'administrator',
    'editor',
    'coordinator',
    'viewer',
    'privacy officer',
    'finance officer',
    'coach',
  ] as const)
    people.set(role, await person(db, role, membershipIn(org, 'wilson', 'Wilson County', role)))
  people.set(
    'neighbour',
    await person(db, 'neighbour', membershipIn(neighbourOrg, 'nash', 'Nash County', 'coordinator')),
  )
  const door = doors({
    team: routes,
    open: [],
    db,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: ({ error }: { error?: unknown }) => trouble.push(error),
    },
    clock: () => now,
    baseUrl: 'http://localhost',
    actorOf: async (request) => people.get((request.headers.get('x-test-person') ?? 'stranger') as Someone) ?? null,
    calm: ({ status, message }) => new Response(message, { status }),
  })
  const trouble: unknown[] = []
  const as =
    (who: Someone): Ask =>
    async (path, form) => {
      const response = await door(
        new Request(`http://localhost/team/wilson${path}`, {
          headers: { 'x-test-person': who },
          ...(form && { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }),
        }),
        '127.0.0.1',
      )
      const error = trouble.pop()
      if (error) throw error
      return response
    }
  const isCoach = async (coachId: string): Promise<void> => {
    const actor = people.get('coach')
    if (!actor) throw new Error('the cast has a coach')
    await db.door('test.linkCoach', (sql) =>
      sql.updateTable('membership').set({ coach_id: coachId }).where('person_id', '=', actor.id).execute(),
    )
    people.set('coach', { ...actor, memberships: actor.memberships.map((one) => ({ ...one, coachId })) })
  }
  const isPartner = async (partnerId: string): Promise<void> => {
    const membership = { ...membershipIn(org, 'wilson', 'Wilson County', 'partner'), partnerId }
    people.set('partner', await person(db, 'partner', membership))
  }
  return { org, neighbourOrg, scope: { org, person: people.get('coordinator')?.id ?? '' }, isCoach, isPartner, as }
}

async function county(db: TestDb, slug: string, name: string): Promise<number> {
  const made = await db.door('test.foundCounty', (sql) =>
    sql
      .insertInto('organisation')
      .values({ id: idOf(slug), slug, name })
      .returning('org_id')
      .executeTakeFirstOrThrow(),
  )
  return made.org_id
}

async function person(db: TestDb, name: string, membership: Membership): Promise<Actor> {
  const actor = {
    id: idOf(name),
    name: `The ${name}`,
    email: `${name.replace(' ', '-')}@example.org`,
    isOperator: false,
    sessionId: idOf('session'),
    memberships: [membership],
  }
  await db.door('test.addPerson', async (sql) => {
    await sql.insertInto('person').values({ id: actor.id, email: actor.email, name: actor.name }).execute()
    await sql
      .insertInto('membership')
      .values({
        org_id: membership.org,
        id: actor.id,
        person_id: actor.id,
        role: membership.role,
        partner_id: membership.partnerId,
      })
      .execute()
  })
  return actor
}

const membershipIn = (org: number, slug: string, name: string, role: Role): Membership => ({
  org,
  id: idOf(slug),
  slug,
  name,
  role,
  coachId: null,
  partnerId: null,
  timeZone: 'America/New_York',
  brand: '#1f4e5f',
  isSample: false,
})

const idOf = (name: string): string =>
  `00000000-0000-7000-8000-${Buffer.from(name.slice(0, 6).padEnd(6)).toString('hex')}`
