import { type Kysely, sql as raw } from 'kysely'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Reading } from '../measures/model.ts'
import type { Tx } from '../platform/db/db.ts'
import type { DB } from '../platform/db/tables.ts'
import type { EditionContent, EditionNamed } from './model.ts'
import type { PackedPage } from './pack.ts'
import type { PageListed } from './pages/sitemap.ts'

/** The newest edition of the organisation, whole; null before the first. */
export async function newestEdition(tx: Tx): Promise<EditionContent | null> {
  const row = await tx.sql
    .selectFrom('edition')
    .select('content')
    .where('org_id', '=', tx.org)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? (row.content as unknown as EditionContent) : null // written by insertEdition from this very type
}

/** The readings of one measure in the newest edition; undefined where it is not in it. */
export async function readingsPublished(tx: Tx, slug: string): Promise<readonly Reading[] | undefined> {
  const row = await tx.sql
    .selectFrom('edition')
    .select(
      raw<readonly Reading[] | null>`jsonb_path_query_first(content, '$.measures[*] ? (@.slug == $slug).readings',
        jsonb_build_object('slug', ${slug}::text))`.as('readings'),
    )
    .where('org_id', '=', tx.org)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.readings ?? undefined
}

/** All editions by name, newest first. */
export async function editionsNamed(tx: Tx): Promise<readonly (EditionNamed & { readonly publishedAt: Date })[]> {
  const rows = await tx.sql
    .selectFrom('edition')
    .select(['number', 'published_at', 'as_of', 'note', raw<Day>`content ->> 'publishedOn'`.as('published_on')])
    .where('org_id', '=', tx.org)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    publishedOn: row.published_on,
    publishedAt: row.published_at,
    asOf: row.as_of,
    note: row.note,
  }))
}

/** Keeps an edition for ever. `accepted` names the warnings that the publisher chose to publish with. */
export async function insertEdition(
  tx: Tx,
  content: EditionContent,
  publishedAt: Date,
  accepted: readonly object[],
): Promise<void> {
  await tx.sql
    .insertInto('edition')
    .values({
      org_id: tx.org,
      id: newId(),
      number: content.number,
      slug: content.organisation.slug,
      name: content.organisation.name,
      published_at: publishedAt,
      published_by: tx.person,
      accepted: JSON.stringify(accepted),
      as_of: content.asOf,
      note: content.note,
      content: JSON.stringify(content),
    })
    .execute()
}

/** Puts the pages of an edition in place: those of the newest edition replace the ones before, permanent ones are added. */
export async function insertPages(tx: Tx, number: number, pages: readonly PackedPage[]): Promise<void> {
  await tx.sql.deleteFrom('page').where('org_id', '=', tx.org).where('is_newest', '=', true).execute()
  for (const page of pages)
    await tx.sql
      .insertInto('page')
      .values({
        org_id: tx.org,
        number,
        path: page.path,
        is_newest: page.isNewest,
        content_type: page.contentType,
        policy: page.policy,
        etag: page.etag,
        plain: page.plain,
        gzip: page.gzip,
        brotli: page.brotli,
      })
      .execute()
}

/** A published page by its address; the only reading that the public does. */
export async function findPage(sql: Kysely<DB>, path: string): Promise<Omit<PackedPage, 'isNewest'> | undefined> {
  const row = await sql
    .selectFrom('page')
    .select(['path', 'content_type', 'policy', 'etag', 'plain', 'gzip', 'brotli'])
    .where('path', '=', path)
    .executeTakeFirst()
  return (
    row && {
      path: row.path,
      contentType: row.content_type,
      policy: row.policy,
      etag: row.etag,
      plain: row.plain,
      gzip: row.gzip,
      brotli: row.brotli,
    }
  )
}

/** Some pages in the order of their addresses, those after one; none after the last. */
export const pagesFrom = (sql: Kysely<DB>, after: string): Promise<readonly Pick<PackedPage, 'path' | 'plain'>[]> =>
  sql.selectFrom('page').select(['path', 'plain']).where('path', '>', after).orderBy('path').limit(100).execute()

/** The pages of newest editions that people read whole, with the day of their edition. */
export const pagesListed = (sql: Kysely<DB>): Promise<readonly PageListed[]> =>
  sql
    .selectFrom('page')
    .innerJoin('edition', (on) =>
      on.onRef('edition.org_id', '=', 'page.org_id').onRef('edition.number', '=', 'page.number'),
    )
    .select(['page.path', raw<Day>`edition.content ->> 'publishedOn'`.as('publishedOn')])
    .where('page.is_newest', '=', true)
    .where('page.content_type', 'like', 'text/html%')
    .where('page.path', 'not like', '/embed/%')
    .orderBy('page.path')
    .execute()

/** A mark that differs whenever anything was published since. */
export async function publishedMark(sql: Kysely<DB>): Promise<string> {
  const row = await sql
    .selectFrom('edition')
    .select((select) => [select.fn.countAll<number>().as('count'), select.fn.max('published_at').as('latest')])
    .executeTakeFirst()
  return `${row?.count} ${row?.latest?.toISOString()}`
}

/** The organisations that have published, by name, as the front page lists them. */
export async function publicOrganisations(sql: Kysely<DB>): Promise<
  readonly {
    readonly organisation: EditionContent['organisation']
    readonly publishedOn: Day
    readonly measures: number
  }[]
> {
  const rows = await sql
    .selectFrom('edition')
    .distinctOn('org_id')
    .select('content')
    .orderBy('org_id')
    .orderBy('number', 'desc')
    .execute()
  const contents = rows.map((row) => row.content as unknown as EditionContent) // written by insertEdition
  return contents
    .map(({ organisation, publishedOn, measures }) => ({ organisation, publishedOn, measures: measures.length }))
    .sort((a, b) => a.organisation.name.localeCompare(b.organisation.name))
}
