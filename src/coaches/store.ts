import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { put, saveOver } from '../platform/db/verbs.ts'
import { searchKey } from './facts.ts'
import type { Coach, CoachForm } from './model.ts'
import { type RosterChoice, type Sort, type Stands, searchWords } from './rules.ts'
import { wordsToFind } from './same/rules.ts'

/** A query of the coaches who have passed an approved course, with the day they first did. */
export type TrainedQuery = (tx: Tx) => RawBuilder<{ key: string; trained_on: Day }>

export type RosterRow = {
  readonly id: string
  readonly name: string
  readonly zone: string | null
  readonly language: string
  readonly is_sample: boolean
  readonly trained_on: Day | null
}
export type Roster = { readonly rows: readonly RosterRow[]; readonly hasMore: boolean; readonly total: number }

export const pageSize = 50

const orders: Readonly<Record<Sort, RawBuilder<unknown>>> = {
  name: sql`c.search, c.id`,
  zone: sql`c.zone nulls last, c.search, c.id`,
  language: sql`c.language, c.search, c.id`,
  trained: sql`t.trained_on desc nulls last, c.search, c.id`,
}

/** One page of the coaches that fit a choice, in its order, and how many fit in all. */
export async function roster(tx: Tx, choice: RosterChoice, trained: TrainedQuery): Promise<Roster> {
  // Whoever chooses or sorts by training needs everybody's; else it is asked of the fifty on the page alone (`offset 0` keeps
  // PostgreSQL from working it out for all first: 60 ms against 3 with 100,000 enrolments).
  const isChosenBy = choice.trained !== null || choice.sort === 'trained'
  const asked = sql`
    left join lateral (select q.trained_on from (${trained(tx)}) q where q.key = c.id ${isChosenBy ? sql`` : sql`offset 0`}) t on true`
  const fitting = (withTrained: boolean) => sql`
    from coach c ${withTrained ? asked : sql``}
    where c.org_id = ${tx.org} and ${sql.join(conditions(choice), sql` and `)}`
  const { rows } = await sql<RosterRow>`
    select c.id, c.name, c.zone, c.language, c.is_sample, t.trained_on ${fitting(true)}
    order by ${orders[choice.sort]} limit ${pageSize + 1} offset ${(choice.page - 1) * pageSize}`.execute(tx.sql)
  const counted = await sql<{ total: number }>`select count(*) as total ${fitting(isChosenBy)}`.execute(tx.sql)
  return { rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize, total: counted.rows[0]?.total ?? 0 }
}

function conditions({ search, zone, language, trained, stands }: RosterChoice): RawBuilder<unknown>[] {
  const words = searchWords(search)
  return [
    // A search of signs alone, such as "??", is looked for as it is, and finds nobody.
    ...(search !== '' && words.length === 0 ? [sql`false`] : []),
    ...(words.length === 0
      ? []
      : [
          sql`(${fits(words, sql`c.search`)} or exists (select from coach_merge m
            where m.org_id = c.org_id and m.kept_id = c.id and ${fits(words, sql`m.gone_search`)}))`,
        ]),
    ...(zone === null ? [] : [sql`c.zone = ${zone}`]),
    ...(language === null ? [] : [sql`c.language = ${language}`]),
    ...(trained === null ? [] : [trained === 'yes' ? sql`t.trained_on is not null` : sql`t.trained_on is null`]),
    ...(stands === null ? [] : [standing(stands)]),
    sql`true`,
  ]
}

/** Whether a name has all words in it. Who was merged into a coach is found by the name they had. */
const fits = (words: readonly string[], name: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql.join(
    words.map((word) => sql`${name} like ${`%${word}%`}`),
    sql` and `,
  )

/** Whether a coach stands there today, as the pipeline counts them. */
const standing = (stands: Stands): RawBuilder<unknown> =>
  sql`exists (select from coach_standing s where s.org_id = c.org_id and s.coach_id = c.id
    and s.stage is not distinct from ${stands === 'no step yet' ? null : stands})`

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
