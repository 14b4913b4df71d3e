import type { Kysely } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Db } from '../db/db.ts'
import type { DB } from '../db/tables.ts'
import type { Actor } from '../http/route.ts'
import { cookieIn, cookieOf } from './cookie.ts'
import { knowBrowser } from './known-browser.ts'
import type { SignInMethod } from './model.ts'
import { lasts } from './rules.ts'
import { hashOf, newSecret } from './secret.ts'

/** The person behind a request's session, or null. Ended, idle and expired sessions are nobody. One query. */
export async function actorOf(db: Db, request: Request, now: Date, baseUrl: string): Promise<Actor | null> {
  const token = cookieIn(request, cookie, baseUrl)
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

/** What a browser is given when somebody signs in: the token of the session, and the mark by which it is known again. */
export type Started = { readonly token: string; readonly mark: string }

/** Begins a session and notes it for the person. The session it replaces is over. `mark` is that of the browser, if it has one. */
export async function startSession(
  sql: Kysely<DB>,
  start: {
    readonly personId: string
    readonly method: SignInMethod
    readonly device: string
    readonly now: Date
    readonly replaces: string | null
    readonly mark: string | null
  },
): Promise<Started> {
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
  return { token, mark: await knowBrowser(sql, start) }
}

export const endSession = (sql: Kysely<DB>, sessionId: string, now: Date): Promise<unknown> =>
  sql.updateTable('session').set({ ended_at: now }).where('id', '=', sessionId).where('ended_at', 'is', null).execute()

const cookie = 'better_off'

/** The header that gives a browser its session. */
export const sessionCookie = (token: string, baseUrl: string): Readonly<Record<string, string>> => ({
  'set-cookie': cookieOf(cookie, token, lasts.session / 1_000, baseUrl),
})

export const noSessionCookie = (baseUrl: string): Readonly<Record<string, string>> => ({
  'set-cookie': cookieOf(cookie, '', 0, baseUrl),
})
