import { type Kysely, sql as raw } from 'kysely'
import type { Db } from '../db/db.ts'
import type { DB } from '../db/tables.ts'
import { cookieIn, cookieOf } from './cookie.ts'
import { hashOf, newSecret } from './secret.ts'

/** A browser is known for a year after somebody signed in with it. */
const yearInSeconds = 365 * 86_400

/**
 * Notes that somebody has signed in with a browser; answers the new mark for its cookie. The mark it had is good for nothing from
 * then on, so that nobody gains by planting one; who else is known there stays known.
 */
export async function knowBrowser(
  door: Kysely<DB>,
  { personId, mark, now }: { readonly personId: string; readonly mark: string | null; readonly now: Date },
): Promise<string> {
  const next = newSecret()
  const values = {
    token_hash: hashOf(next),
    person_id: personId,
    expires_at: new Date(now.getTime() + yearInSeconds * 1_000),
  }
  await door
    .deleteFrom('known_browser')
    .where('person_id', '=', personId)
    .where((is) => is.or([is('expires_at', '<', now), ...(mark === null ? [] : [is('token_hash', '=', hashOf(mark))])]))
    .execute()
  if (mark !== null)
    await door
      .updateTable('known_browser')
      .set({ token_hash: values.token_hash })
      .where('token_hash', '=', hashOf(mark))
      .execute()
  await door.insertInto('known_browser').values(values).execute()
  return next
}

/** Whether the person with this address has signed in with the browser that has this mark. */
export const isKnownTo = async (db: Db, mark: string, email: string): Promise<boolean> =>
  (await db.door('access.knowBrowser', (door) =>
    door
      .selectFrom('known_browser')
      .innerJoin('person', 'person.id', 'known_browser.person_id')
      .select('person.id')
      .where('token_hash', '=', hashOf(mark))
      .where('email', '=', email)
      .where('expires_at', '>', raw<Date>`now()`)
      .executeTakeFirst(),
  )) !== undefined

/** Takes every browser of a person from what is known. */
export const forgetBrowsers = (door: Kysely<DB>, personId: string): Promise<unknown> =>
  door.deleteFrom('known_browser').where('person_id', '=', personId).execute()

const cookie = 'better_off_known'

export const markOf = (request: Request, baseUrl: string): string | null => cookieIn(request, cookie, baseUrl)

export const markCookie = (mark: string, baseUrl: string): string => cookieOf(cookie, mark, yearInSeconds, baseUrl)
