import { sql } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Entry, EntryKind, Line } from './model.ts'

type NewEntry = {
  readonly kind: EntryKind
  readonly happenedOn: string
  readonly amountCents: number
  readonly what: string
  readonly whom: string
  readonly carriedId?: string | null
  readonly reversesId?: string | null
  readonly isSample?: boolean
}
type NewLine = Pick<Line, 'fundId' | 'amountCents'> &
  Partial<Pick<Line, 'authorizationId' | 'encumbranceId' | 'share'>> & { readonly reversesId?: string }

/** Adds an entry with its lines, all at once: the database looks at them together. Answers its id. */
export async function addEntry(tx: Tx, entry: NewEntry, lines: readonly NewLine[]): Promise<string> {
  const id = await put(tx, 'money_entry', entry)
  await tx.sql
    .insertInto('money_line')
    .values(
      lines.map((line) => ({
        org_id: tx.org,
        id: newId(),
        entry_id: id,
        kind: entry.kind,
        happened_on: entry.happenedOn,
        fund_id: line.fundId,
        authorization_id: line.authorizationId ?? null,
        encumbrance_id: line.encumbranceId ?? null,
        amount_cents: line.amountCents,
        share: line.share ?? 10_000,
        reverses_id: line.reversesId ?? null,
      })),
    )
    .execute()
  return id
}

type Which = {
  readonly id?: string
  readonly fundId?: string
  readonly authorizationId?: string
  readonly carriedId?: string
}

/** Entries with their lines, the newest first. */
export async function entries(
  tx: Tx,
  { id, fundId, authorizationId, carriedId }: Which,
  { offset = 0, limit = 200 }: { readonly offset?: number; readonly limit?: number } = {},
): Promise<readonly Entry[]> {
  const { rows } = await sql<Entry>`
    select e.id, e.kind, e.happened_on as "happenedOn", e.amount_cents as "amountCents", e.what, e.whom,
      e.carried_id as "carriedId", e.reverses_id as "reversesId", e.is_sample as "isSample",
      (select r.id from money_entry r where r.org_id = e.org_id and r.reverses_id = e.id) as "reversedById",
      (select json_agg(json_build_object('id', l.id, 'fundId', l.fund_id, 'fund', f.name, 'fundClosedOn', f.closed_on,
          'authorizationId', l.authorization_id, 'encumbranceId', l.encumbrance_id, 'amountCents', l.amount_cents, 'share', l.share,
          'left', o.left_cents, 'exhibit', coalesce(a.exhibit, 'none'), 'item', coalesce(a.item, ''), 'strategy', coalesce(a.strategy, ''))
          order by l.id)
        from money_line l join fund f on f.org_id = l.org_id and f.id = l.fund_id
        left join spending_authorization a on a.org_id = l.org_id and a.id = l.authorization_id
        left join encumbrance_open o on o.org_id = l.org_id and o.id = l.id
        where l.org_id = e.org_id and l.entry_id = e.id) as lines
    from money_entry e
    where e.org_id = ${tx.org}
      ${id === undefined ? sql`` : sql`and e.id = ${id}`} ${carriedId === undefined ? sql`` : sql`and e.carried_id = ${carriedId}`}
      ${fundId === undefined ? sql`` : sql`and e.id in (select entry_id from money_line l where l.org_id = ${tx.org} and l.fund_id = ${fundId})`}
      ${authorizationId === undefined ? sql`` : sql`and e.id in (select entry_id from money_line l where l.org_id = ${tx.org} and l.authorization_id = ${authorizationId})`}
    order by e.happened_on desc, e.id desc limit ${limit} offset ${offset}`.execute(tx.sql)
  return rows
}

/** Whether the same was written already, and still stands: of that kind, day, amount and words. */
export async function isWritten(
  tx: Tx,
  { kind, happenedOn, amountCents, what }: Pick<Entry, 'kind' | 'happenedOn' | 'amountCents' | 'what'>,
): Promise<boolean> {
  const { rows } = await sql`
    select from money_entry e where e.org_id = ${tx.org} and e.kind = ${kind} and e.happened_on = ${happenedOn}
      and e.amount_cents = ${amountCents} and lower(e.what) = lower(${what})
      and not exists (select from money_entry r where r.org_id = e.org_id and r.reverses_id = e.id) limit 1`.execute(
    tx.sql,
  )
  return rows.length > 0
}

export const entry = async (tx: Tx, id: string): Promise<Entry | null> => (await entries(tx, { id }))[0] ?? null
