import type { Kysely } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Db } from '../db/db.ts'
import type { DB } from '../db/tables.ts'
import type { Actor } from '../http/route.ts'
import type { SignInMethod } from './model.ts'
import { lasts } from './rules.ts'
import { hashOf, newSecret } from './secret.ts'

/** The person behind a request's session, or null. Ended, idle and expired sessions are nobody. One query. */
export async function actorOf(db: Db, request: Request, now: Date, baseUrl: string): Promise<Actor | null> {
  const token = tokenOf(request, baseUrl)
  if (token === null) return null
  const [found] = await db.askDoor<Found>('actor_behind', [hashOf(token), now, new Date(now.getTime() - lasts.idle)])
  if (!found) return null
  const { last_seen_at: lastSeenAt, is_operator: isOperator, session_id: sessionId, ...actor } = found
  if (now.getTime() - lastSeenAt.getTime() >= seenAtMostEvery)
    await db.door('access.visit', (sql) =>
      sql.updateTable('session').set({ last_seen_at: now }).where('id', '=', sessionId).execute(),
    )
  return { ...actor, isOperator, sessionId }
}

type Found = Omit<Actor, 'isOperator' | 'sessionId'> & {
  readonly is_operator: boolean
  readonly session_id: string
  readonly last_seen_at: Date
}

/** Noting each visit would write to the disk on each page. */
const seenAtMostEvery = 60_000

/** Begins a session and notes it for the person; answers the token for the cookie. The session it replaces is over. */
export async function startSession(
  sql: Kysely<DB>,
  start: {
    readonly personId: string
    readonly method: SignInMethod
    readonly device: string
    readonly now: Date
    readonly replaces: string | null
  },
): Promise<string> {
  const token = newSecret()
  if (start.replaces) await endSession(sql, start.replaces, start.now)
  await sql
    .insertInto('session')
    .values({
      id: newId(),
      token_hash: hashOf(token),
      person_id: start.personId,
      method: start.method,
      device: start.device,
      created_at: start.now,
      last_seen_at: start.now,
      expires_at: new Date(start.now.getTime() + lasts.session),
    })
    .execute()
  await sql
    .insertInto('account_event')
    .values({ person_id: start.personId, at: start.now, what: `signed-in-${start.method}`, device: start.device })
    .execute()
  return token
}

export const endSession = (sql: Kysely<DB>, sessionId: string, now: Date): Promise<unknown> =>
  sql.updateTable('session').set({ ended_at: now }).where('id', '=', sessionId).where('ended_at', 'is', null).execute()

/** The header that gives a browser its session. A script cannot read it, and another site's forms do not carry it. */
export const sessionCookie = (token: string, baseUrl: string): Readonly<Record<string, string>> => ({
  'set-cookie': cookie(token, lasts.session / 1_000, baseUrl),
})

export const noSessionCookie = (baseUrl: string): Readonly<Record<string, string>> => ({
  'set-cookie': cookie('', 0, baseUrl),
})

const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:')
// A browser takes a __Host- cookie from this very host over https only, so that a sister site cannot plant one.
const cookieName = (baseUrl: string): string => (isSecure(baseUrl) ? '__Host-better_off' : 'better_off')
const cookie = (value: string, seconds: number, baseUrl: string): string =>
  `${cookieName(baseUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure(baseUrl) ? '; Secure' : ''}`

function tokenOf(request: Request, baseUrl: string): string | null {
  const start = `${cookieName(baseUrl)}=`
  const found = (request.headers.get('cookie') ?? '').split(/;\s*/).find((each) => each.startsWith(start))
  const token = found?.slice(start.length) ?? ''
  return /^[\w-]{43}$/.test(token) ? token : null
}
