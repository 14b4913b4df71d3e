import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'

export type Offer = {
  readonly id: string
  readonly placeId: string
  readonly fromCoachId: string
  readonly from: string
  readonly toCoachId: string | null
  readonly to: string | null
  readonly returnPlaceId: string | null
  readonly note: string
  readonly madeAt: Date
}

const offersThat = (tx: Tx) =>
  tx.sql
    .selectFrom('shift_offer as o')
    .innerJoin('coach_named as f', (join) =>
      join.onRef('f.org_id', '=', 'o.org_id').onRef('f.id', '=', 'o.from_coach_id'),
    )
    .leftJoin('coach_named as t', (join) => join.onRef('t.org_id', '=', 'o.org_id').onRef('t.id', '=', 'o.to_coach_id'))
    .select([
      'o.id',
      'o.place_id as placeId',
      'o.from_coach_id as fromCoachId',
      'f.name as from',
      'o.to_coach_id as toCoachId',
      't.name as to',
      'o.return_place_id as returnPlaceId',
      'o.note',
      'o.made_at as madeAt',
    ])
    .where('o.org_id', '=', tx.org)
    .where('o.state', '=', 'open')

type OfferRow = { [K in keyof Offer]: Offer[K] | null }
// A view's columns may be null for all the database says; those of a name never are.
const asOffer = (row: OfferRow): Offer => row as Offer

/** An offer that is still open. */
export async function openOffer(tx: Tx, id: string): Promise<Offer | null> {
  const row = await offersThat(tx).where('o.id', '=', id).executeTakeFirst()
  return row ? asOffer(row) : null
}

/** The open offers that a coach made, or may take: those to them, and those to everybody. */
export const offersFor = async (tx: Tx, coachId: string): Promise<readonly Offer[]> =>
  (
    await offersThat(tx)
      .where((each) =>
        each.or([
          each('o.from_coach_id', '=', coachId),
          each('o.to_coach_id', '=', coachId),
          each('o.to_coach_id', 'is', null),
        ]),
      )
      .orderBy('o.made_at')
      .execute()
  ).map(asOffer)

/** The open offers of some places. */
export const offersOf = async (tx: Tx, placeIds: readonly string[]): Promise<readonly Offer[]> =>
  placeIds.length === 0 ? [] : (await offersThat(tx).where('o.place_id', 'in', placeIds).execute()).map(asOffer)

export const insertOffer = (
  tx: Tx,
  { madeAt, ...offer }: Pick<Offer, 'placeId' | 'fromCoachId' | 'toCoachId' | 'returnPlaceId' | 'note' | 'madeAt'>,
): Promise<string> => put(tx, 'shift_offer', { ...offer, madeAt: madeAt.toISOString() })

/**
 * Whom to write to about an offer, and from whom it is: none of the sample, who has no mailbox, and nobody who was asked for
 * this place by this coach before.
 */
export async function toAsk(
  tx: Tx,
  { placeId, fromCoachId, toCoachId }: { placeId: string; fromCoachId: string; toCoachId: string },
): Promise<{ readonly email: string; readonly language: string; readonly from: string } | null> {
  const { rows } = await sql<{ email: string; language: string; from: string }>`
    select t.email, t.language, f.name as "from"
    from coach_named t join coach_named f on f.org_id = t.org_id and f.id = ${fromCoachId}
    where t.org_id = ${tx.org} and t.id = ${toCoachId} and t.email is not null and not t.is_sample
      and not exists (select from shift_offer o where o.org_id = t.org_id and o.place_id = ${placeId}
        and o.from_coach_id = f.id and o.to_coach_id = t.id)`.execute(tx.sql)
  return rows[0] ?? null
}

export async function settleOffer(
  tx: Tx,
  id: string,
  state: 'taken' | 'declined' | 'withdrawn',
  at: Date,
  takenBy: string | null = null,
): Promise<void> {
  await tx.sql
    .updateTable('shift_offer')
    .set({ state, settled_at: at.toISOString(), taken_by: takenBy })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
}

/** Offers that rest on places which went elsewhere are overtaken. */
export async function overtakeOffers(tx: Tx, placeIds: readonly string[], at: Date): Promise<void> {
  await sql`
    update shift_offer set state = 'overtaken', settled_at = ${at}
    where org_id = ${tx.org} and state = 'open'
      and (place_id = any(${placeIds}::uuid[]) or return_place_id = any(${placeIds}::uuid[]))`.execute(tx.sql)
}

export type Release = {
  readonly placeId: string
  readonly coachId: string
  readonly coach: string
  readonly releasedAt: Date
  readonly isLate: boolean
  readonly note: string
}

/** Who gave up places of a shift, newest first. */
export async function releasesOf(tx: Tx, shiftId: string): Promise<readonly Release[]> {
  const { rows } = await sql<Release>`
    select r.place_id as "placeId", r.coach_id as "coachId", c.name as coach, r.released_at as "releasedAt", r.is_late as "isLate", r.note
    from shift_release r
    join shift_place p on p.org_id = r.org_id and p.id = r.place_id
    join coach_named c on c.org_id = r.org_id and c.id = r.coach_id
    where r.org_id = ${tx.org} and p.shift_id = ${shiftId} order by r.released_at desc`.execute(tx.sql)
  return rows
}
