// What a person changes of their own: name, address, password, sessions. Each change of how one signs in is noted.
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db } from '../db/db.ts'
import { queueMail } from '../mail.ts'
import {
  endSessionsOf,
  namesAround,
  noteEvent,
  type Person,
  personByEmail,
  personById,
  readEvents,
  readPasskeys,
  readSessions,
  writePerson,
} from './account-store.ts'
import { noticeMail } from './letters.ts'
import type { AccountEvent, Passkey, Session } from './model.ts'
import { hashPassword, isPassword } from './password.ts'
import { mayPassword } from './password-rule.ts'
import { isFresh, lasts, placeholderHost } from './rules.ts'

/** Who changes their account, from which session, when. */
export type Oneself = {
  readonly id: string
  readonly sessionId: string
  readonly device: string
  readonly now: Date
  readonly baseUrl: string
}

export type Account = {
  readonly hasPassword: boolean
  readonly hasPlaceholder: boolean
  readonly isFresh: boolean
  readonly sessions: readonly Session[]
  readonly passkeys: readonly Passkey[]
  readonly events: readonly AccountEvent[]
}

export const readAccount = (db: Db, { id, sessionId, now }: Oneself): Promise<Account> =>
  db.door('access.seeAccount', async (door) => {
    const sessions = await readSessions(door, id, now, new Date(now.getTime() - lasts.idle))
    const person = await personById(door, id)
    return {
      hasPassword: Boolean(person?.passwordHash),
      hasPlaceholder: person?.email.endsWith(placeholderHost) ?? false,
      isFresh: isFreshIn(sessions, sessionId, now),
      sessions,
      passkeys: await readPasskeys(door, id),
      events: await readEvents(door, id),
    }
  })

export const renameSelf = (db: Db, oneself: Oneself, name: string): Promise<Result<null>> =>
  db.door('access.renameSelf', async (door) => {
    await writePerson(door, oneself.id, { name })
    return ok(null)
  })

/** Gives the first administrator a real address. Anybody else's address was proven by an invitation and stays. */
export const replacePlaceholder = (db: Db, oneself: Oneself, email: string): Promise<Result<null>> =>
  db.door('access.changeAddress', async (door) => {
    const person = await personById(door, oneself.id)
    if (!person?.email.endsWith(placeholderHost))
      return refuse('access.address-stays', 'Your address cannot be changed here.', 'email')
    if (await personByEmail(door, email))
      return refuse('access.address-taken', 'Someone else signs in with this address.', 'email')
    await writePerson(door, oneself.id, { email })
    await noteEvent(door, { person_id: oneself.id, what: 'address-changed', device: oneself.device, at: oneself.now })
    return ok(null)
  })

/** Sets or changes the password, and ends every other session. The first one needs a fresh sign-in, a new one the old one. */
export async function setPassword(
  db: Db,
  oneself: Oneself,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<Result<null>> {
  const person = await db.door('access.findPerson', (door) => personById(door, oneself.id))
  if (!person) return refuse('access.no-person', 'Your account is not there any more.')
  const may = await maySetPassword(db, oneself, person, current)
  if (!may.ok) return may
  const around = await db.door('access.findPerson', (door) => namesAround(door, person.id))
  const rule = mayPassword(password, { email: person.email, names: [person.name, ...around] })
  if (!rule.ok) return rule
  const password_hash = await hashPassword(rule.value)
  return db.door('access.setPassword', async (door) => {
    await writePerson(door, person.id, { password_hash })
    await endSessionsOf(door, person.id, { butNot: oneself.sessionId }, oneself.now)
    await noteEvent(door, { person_id: person.id, what: 'password-set', device: oneself.device, at: oneself.now })
    await queueNotice(door, person, 'Your password was changed', oneself.baseUrl)
    return ok(null)
  })
}

async function maySetPassword(db: Db, oneself: Oneself, person: Person, current: string): Promise<Result<null>> {
  if (person.passwordHash === null) return maySignInDifferently(db, oneself)
  if (await isPassword(current, person.passwordHash)) return ok(null)
  return refuse('access.wrong', 'Current password is not right.', 'current')
}

/** Whether the session is young enough to change how the person signs in: a borrowed laptop is not. */
export const maySignInDifferently = (db: Db, { id, sessionId, now }: Oneself): Promise<Result<null>> =>
  db.door('access.findSession', async (door) => {
    const sessions = await readSessions(door, id, now, new Date(now.getTime() - lasts.idle))
    return isFreshIn(sessions, sessionId, now) ? ok(null) : notFresh
  })

const isFreshIn = (sessions: readonly Session[], sessionId: string, now: Date): boolean =>
  sessions.some((session) => session.id === sessionId && isFresh(session.createdAt, now))

const notFresh = refuse(
  'access.not-fresh',
  'You signed in more than an hour ago. Sign in again, then change how you sign in.',
)

/** Ends one session of one's own, or all but this one. */
export const endSessions = (db: Db, oneself: Oneself, only: string | null): Promise<Result<number>> =>
  db.door('access.endSessions', async (door) => {
    const which = only === null ? { butNot: oneself.sessionId } : { only }
    const count = await endSessionsOf(door, oneself.id, which, oneself.now)
    if (count > 0)
      await noteEvent(door, { person_id: oneself.id, what: 'sessions-ended', device: oneself.device, at: oneself.now })
    return ok(count)
  })

/** Tells a person by mail that how they sign in has changed; who starts with no address is told on the account page only. */
export const queueNotice = async (
  door: Parameters<typeof queueMail>[0],
  person: Pick<Person, 'email'>,
  what: string,
  baseUrl: string,
): Promise<void> => {
  if (person.email.endsWith(placeholderHost)) return
  await queueMail(door, { org: null, to: person.email, ...noticeMail(what, baseUrl) })
}
