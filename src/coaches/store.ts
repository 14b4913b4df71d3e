import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { put, saveOver } from '../platform/db/verbs.ts'
import { searchKey } from './facts.ts'
import type { Coach, CoachForm } from './model.ts'
import { wordsToFind } from './same/rules.ts'

/** A query of the coaches who have passed an approved course, with the day they first did. */
export type TrainedQuery = (tx: Tx) => RawBuilder<{ key: string; trained_on: Day }>

/** The zones and languages in use, for filters and suggestions. */
export async function inUse(
  tx: Tx,
): Promise<{ readonly zones: readonly string[]; readonly languages: readonly string[] }> {
  const { rows } = await sql<{ zone: string | null; language: string }>`
    select distinct zone, language from coach where org_id = ${tx.org}`.execute(tx.sql)
  const sorted = (texts: readonly (string | null)[]): string[] =>
    [...new Set(texts.filter((text) => text !== null))].sort((one, other) => one.localeCompare(other))
  return { zones: sorted(rows.map((row) => row.zone)), languages: sorted(rows.map((row) => row.language)) }
}

/** The day on which one coach first passed an approved course. */
export async function trainedOn(tx: Tx, trained: TrainedQuery, id: string): Promise<Day | null> {
  const { rows } = await sql<{
    trained_on: Day
  }>`select q.trained_on from (${trained(tx)}) q where q.key = ${id}`.execute(tx.sql)
  return rows[0]?.trained_on ?? null
}

export async function coach(tx: Tx, id: string): Promise<Coach | null> {
  const row = await tx.sql
    .selectFrom('coach')
    .select(['id', 'name', 'email', 'phone', 'zone', 'language', 'is_sample as isSample', 'version'])
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Coaches who may be meant by a name, or who have the mail address: those to decide about by `PeopleIndex`. */
export const coachesLike = (
  tx: Tx,
  name: string,
  email: string,
): Promise<readonly Pick<Coach, 'id' | 'name' | 'email'>[]> =>
  tx.sql
    .selectFrom('coach')
    .select(['id', 'name', 'email'])
    .where('org_id', '=', tx.org)
    .where((row) =>
      row.or([
        ...wordsToFind(name).map((word) => row('search', 'like', `%${word}%`)),
        row(row.fn('lower', ['email']), '=', email.toLowerCase()),
      ]),
    )
    .orderBy('id')
    .execute()

export type Named = Pick<Coach, 'id' | 'name' | 'email'>

/** Whether a name has all words in it. Who was merged into a coach is found by the name they had. */
export const fits = (words: readonly string[], name: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql.join(
    words.map((word) => sql`${name} like ${`%${word}%`}`),
    sql` and `,
  )

/** The first coaches with all words in their name. */
export async function namedLike(tx: Tx, words: readonly string[]): Promise<readonly Named[]> {
  if (words.length === 0) return []
  const { rows } = await sql<Named>`
    select c.id, c.name, c.email from coach c where c.org_id = ${tx.org} and ${fits(words, sql`c.search`)}
    order by c.search, c.id limit 50`.execute(tx.sql)
  return rows
}

const rowOf = (form: CoachForm) => ({
  name: form.name,
  search: searchKey(form.name),
  email: form.email || null,
  phone: form.phone || null,
  zone: form.zone || null,
  language: form.language,
})

export const insertCoach = (tx: Tx, form: CoachForm): Promise<string> => put(tx, 'coach', rowOf(form))

/** Saves over the version that was read; false when somebody saved in between. */
export const updateCoach = (tx: Tx, read: { id: string; version: number }, form: CoachForm): Promise<boolean> =>
  saveOver(tx, 'coach', read, rowOf(form))

/** The readings that a coach's zone and language split: their training, start, first shift, and every step of theirs. */
export const splitBy = (tx: Tx, id: string): Touched => ({
  coach_trained: [id],
  coach_start: [id],
  coach_first_shift: [id],
  coach_move: sql<{ key: string }>`select id as key from coach_stage where org_id = ${tx.org} and coach_id = ${id}`,
})

/** A coach whom an import brings along: their name and mail address are all that is known. */
export type CoachFromSheet = { readonly id: string; readonly name: string; readonly email: string | null }

/** Adds coaches of a sheet under the import that brings them, in one statement. */
export async function insertCoachesOfImport(
  tx: Tx,
  importId: string | null,
  coaches: readonly CoachFromSheet[],
): Promise<void> {
  await sql`
    insert into coach (org_id, id, name, search, email, import_id)
    select ${tx.org}, id, name, search, nullif(email, ''), ${importId}
    from unnest(${coaches.map(({ id }) => id)}::uuid[], ${coaches.map(({ name }) => name)}::text[],
      ${coaches.map(({ name }) => searchKey(name))}::text[], ${coaches.map(({ email }) => email ?? '')}::text[]) as c (id, name, search, email)`.execute(
    tx.sql,
  )
}

/** Takes away the coaches an import brought and nobody has edited since, except those in use; answers how many went. */
export async function removeCoachesOfImport(
  tx: Tx,
  importId: string,
  except: RawBuilder<{ key: string }>,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from coach where org_id = ${tx.org} and id = any(coaches_without_records(array(
      select id from coach where org_id = ${tx.org} and import_id = ${importId} and version = 1 and id not in (${except}))))`.execute(
    tx.sql,
  )
  return Number(numAffectedRows ?? 0)
}

/** The coaches an import brought who are still there, by name. */
export async function coachesOfImport(
  tx: Tx,
  importId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from coach where org_id = ${tx.org} and import_id = ${importId} order by search, id`.execute(tx.sql)
  return rows
}
