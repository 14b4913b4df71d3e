import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Item, Kind, Place, Stock } from './model.ts'

export async function items(tx: Tx): Promise<readonly Item[]> {
  const rows = await itemsQuery(tx).execute()
  return rows.map(asItem)
}

export async function item(tx: Tx, id: string): Promise<Item | null> {
  const row = await itemsQuery(tx).where('id', '=', id).executeTakeFirst()
  return row ? asItem(row) : null
}

/** The id of the item of that name, whatever its capitals; null if there is none. */
export async function itemNamed(tx: Tx, name: string): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('supply_item')
    .select('id')
    .where('org_id', '=', tx.org)
    .where((one) => one(one.fn('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst()
  return row?.id ?? null
}

const itemsQuery = (tx: Tx) =>
  tx.sql
    .selectFrom('supply_item')
    .select(['id', 'name', 'kind', 'low_at as lowAt', 'is_sample as isSample', 'version'])
    .where('org_id', '=', tx.org)
    .orderBy('name')
    .orderBy('id')

// The check of the table allows no other kind.
const asItem = (row: Omit<Item, 'kind'> & { readonly kind: string }): Item => ({ ...row, kind: row.kind as Kind })

/** Every lot of the organization, with how many of it lie at a place; none of it may be there. */
export async function stockAt(tx: Tx, place: Place): Promise<readonly Stock[]> {
  const here =
    'coachId' in place ? sql`m.coach_id = ${place.coachId}` : sql`m.coach_id is null and m.place = ${place.place}`
  const { rows } = await sql<Stock>`
    select l.item_id as "itemId", l.id as "lotId", l.lot, l.expires_on as "expiresOn", l.recalled_on as "recalledOn",
      coalesce(sum(m.quantity) filter (where ${here}), 0)::int as count
    from supply_lot l
    left join supply_move m on m.org_id = l.org_id and m.lot_id = l.id
    where l.org_id = ${tx.org}
    group by l.org_id, l.id`.execute(tx.sql)
  return rows
}

/** What of a lot lies where; nothing of places that are empty. */
export type LotAt = {
  readonly id: string
  readonly lotId: string
  readonly lot: string
  readonly itemId: string
  readonly item: string
  readonly kind: Kind
  readonly expiresOn: Day | null
  readonly recalledOn: Day | null
  readonly coachId: string | null
  readonly place: string
  readonly count: number
  readonly isSample: boolean
}

/** Everything in stock, by item, lot and place; of one lot alone where it is named. */
export async function stock(tx: Tx, lotId: string | null = null): Promise<readonly LotAt[]> {
  const ofLot = lotId === null ? sql`` : sql`and l.id = ${lotId}`
  const { rows } = await sql<LotAt>`
    select l.id || '.' || coalesce(m.coach_id::text, m.place) as id, l.id as "lotId", l.lot, i.id as "itemId", i.name as item, i.kind,
      l.expires_on as "expiresOn", l.recalled_on as "recalledOn", m.coach_id as "coachId",
      case when m.coach_id is null then m.place else 'Bag of ' || coalesce(c.name, 'a coach') end as place, m.count, l.is_sample as "isSample"
    from supply_lot l
    join supply_item i on i.org_id = l.org_id and i.id = l.item_id
    join (
      select org_id, lot_id, coach_id, case when coach_id is null then place else '' end as place, sum(quantity)::int as count
      from supply_move where org_id = ${tx.org} group by 1, 2, 3, 4 having sum(quantity) <> 0) m on m.org_id = l.org_id and m.lot_id = l.id
    left join coach_named c on c.org_id = m.org_id and c.id = m.coach_id
    where l.org_id = ${tx.org} ${ofLot}
    order by i.name, i.id, l.expires_on nulls last, l.lot, l.id, m.coach_id is not null, 10`.execute(tx.sql)
  return rows
}

export type Lot = {
  readonly id: string
  readonly itemId: string
  readonly item: string
  readonly kind: Kind
  readonly lot: string
  readonly expiresOn: Day | null
  readonly recalledOn: Day | null
  readonly version: number
}

export async function lot(tx: Tx, id: string): Promise<Lot | null> {
  const { rows } = await sql<Lot>`
    select l.id, i.id as "itemId", i.name as item, i.kind, l.lot, l.expires_on as "expiresOn", l.recalled_on as "recalledOn", l.version
    from supply_lot l join supply_item i on i.org_id = l.org_id and i.id = l.item_id
    where l.org_id = ${tx.org} and l.id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}

/** The lot of an item with a number; made where there is none yet. */
export async function lotNumbered(
  tx: Tx,
  { itemId, lot: number, expiresOn }: { readonly itemId: string; readonly lot: string; readonly expiresOn: Day | null },
): Promise<{ readonly id: string; readonly expiresOn: Day | null }> {
  const at = { org_id: tx.org, item_id: itemId, lot: number }
  await tx.sql
    .insertInto('supply_lot')
    .values({ ...at, id: newId(), expires_on: expiresOn })
    .onConflict((same) => same.columns(['org_id', 'item_id', 'lot']).doNothing())
    .execute()
  return tx.sql
    .selectFrom('supply_lot')
    .select(['id', 'expires_on as expiresOn'])
    .where((row) => row.and(at))
    .executeTakeFirstOrThrow()
}

export type Move = {
  readonly id: string
  readonly lotId: string
  readonly place: Place
  readonly quantity: number
  readonly why: 'received' | 'moved' | 'given' | 'discarded' | 'counted'
  readonly on: Day
  readonly attemptId?: string
}

export async function insertMoves(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  await tx.sql
    .insertInto('supply_move')
    .values(
      moves.map(({ id, lotId, place, quantity, why, on, attemptId }) => ({
        org_id: tx.org,
        id,
        lot_id: lotId,
        place: 'coachId' in place ? 'bag' : place.place,
        coach_id: 'coachId' in place ? place.coachId : null,
        quantity,
        why,
        moved_on: on,
        attempt_id: attemptId ?? null,
      })),
    )
    .execute()
}

/** The lines of what attempts gave, by id. */
export async function movesOfAttempts(tx: Tx, attemptIds: readonly string[]): Promise<readonly string[]> {
  if (attemptIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from supply_move where org_id = ${tx.org} and attempt_id = any(${attemptIds}::uuid[])`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** What an attempt gave, of which lot and from where. */
export type GiftOf = { readonly itemId: string; readonly lotId: string; readonly place: Place; readonly count: number }
export async function giftsOfAttempt(tx: Tx, attemptId: string): Promise<readonly GiftOf[]> {
  const { rows } = await sql<{ itemId: string; lotId: string; coachId: string | null; place: string; count: number }>`
    select l.item_id as "itemId", m.lot_id as "lotId", m.coach_id as "coachId", m.place, -m.quantity as count
    from supply_move m join supply_lot l on l.org_id = m.org_id and l.id = m.lot_id
    where m.org_id = ${tx.org} and m.attempt_id = ${attemptId}`.execute(tx.sql)
  return rows.map(({ itemId, lotId, coachId, place, count }) => ({
    itemId,
    lotId,
    count,
    place: coachId === null ? { place } : { coachId },
  }))
}

export const deleteMovesOfAttempt = async (tx: Tx, attemptId: string): Promise<void> => {
  await tx.sql.deleteFrom('supply_move').where('org_id', '=', tx.org).where('attempt_id', '=', attemptId).execute()
}

/** Which attempts gave something of a lot: those behind the wall are counted, and not named. */
export type Gift = { readonly id: string; readonly referralId: string; readonly on: Day; readonly count: number }
export async function giftsOf(
  tx: Tx,
  lotId: string,
): Promise<{ readonly count: number; readonly seen: readonly Gift[] }> {
  const { rows } = await sql<{ count: number; seen: readonly Gift[] | null }>`
    select coalesce(sum(-m.quantity), 0)::int as count,
      json_agg(json_build_object('id', t.id, 'referralId', t.referral_id, 'on', t.attempted_on, 'count', -m.quantity)
        order by t.attempted_on desc, t.id) filter (where t.id is not null) as seen
    from supply_move m
    left join attempt t on t.org_id = m.org_id and t.id = m.attempt_id
    where m.org_id = ${tx.org} and m.lot_id = ${lotId} and m.why = 'given'`.execute(tx.sql)
  return { count: rows[0]?.count ?? 0, seen: rows[0]?.seen ?? [] }
}

/**
 * The first gifts, beside those of attempts, of the kinds of some items in the years of some days: each may become the first of its
 * year, or stop to be, by what the attempts give.
 */
export async function firstGiftsBeside(
  tx: Tx,
  attemptIds: readonly string[],
  { itemIds, days }: { readonly itemIds: readonly string[]; readonly days: readonly Day[] },
): Promise<readonly string[]> {
  if (itemIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select distinct on (i.kind, date_trunc('year', m.moved_on)) m.id
    from supply_move m
    join supply_lot l on l.org_id = m.org_id and l.id = m.lot_id
    join supply_item i on i.org_id = l.org_id and i.id = l.item_id
    where m.org_id = ${tx.org} and m.why = 'given' and m.attempt_id <> all(${attemptIds}::uuid[])
      and i.kind in (select kind from supply_item where org_id = ${tx.org} and id = any(${itemIds}::uuid[]))
      and date_trunc('year', m.moved_on) in (select date_trunc('year', day) from unnest(${days}::date[]) day)
    order by i.kind, date_trunc('year', m.moved_on), m.moved_on, m.id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** The places where something lies or lay, but for bags. */
export async function placeNames(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ place: string }>`
    select distinct place from supply_move where org_id = ${tx.org} and coach_id is null order by 1`.execute(tx.sql)
  return rows.map(({ place }) => place)
}
