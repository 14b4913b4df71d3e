import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { Trip } from './model.ts'

export const pageSize = 50

async function tripsWhere(tx: Tx, where: RawBuilder<unknown>, page: number): Promise<readonly Trip[]> {
  const { rows } = await sql<Trip>`
    select t.id, t.coach_id as "coachId", coalesce(c.name, '') as coach, t.driven_on as "drivenOn", t.miles::float8 as miles,
      t.odometer_start::float8 as "odometerStart", t.odometer_end::float8 as "odometerEnd", t.referral_id as "referralId",
      t.is_sample as "isSample", t.version
    from trip t left join coach_named c on c.org_id = t.org_id and c.id = t.coach_id
    where t.org_id = ${tx.org} and ${where}
    order by t.driven_on desc, t.id desc limit ${pageSize + 1} offset ${(page - 1) * pageSize}`.execute(tx.sql)
  return rows
}

/** Trips of whoever asks, or of everybody where they see everybody: the newest first, one more than fits a page. */
export const trips = (tx: Tx, page: number): Promise<readonly Trip[]> => tripsWhere(tx, sql`true`, page)

export const trip = async (tx: Tx, id: string): Promise<Trip | null> =>
  (await tripsWhere(tx, sql`t.id = ${id}`, 1))[0] ?? null

export const deleteTrip = (tx: Tx, id: string): Promise<unknown> =>
  tx.sql.deleteFrom('trip').where('org_id', '=', tx.org).where('id', '=', id).execute()
