import { sql } from 'kysely'
import { addDays, type Day, dayIn } from '../core/day.ts'
import { ok } from '../core/result.ts'
import { readOrganisation } from '../platform/access/store.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { rebuild } from './cells.ts'

/**
 * What the program does by itself with days, in every organisation: puts the counters of those that are over together by month.
 * No reading waits for it, since each counter says from which day on it counts. Asking again changes nothing.
 */
export async function dayRound(db: Db, { clock }: { readonly clock: () => Date }): Promise<void> {
  const organisations = await db.door('measures.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    const due = await db.read(scope, async (tx) => ({
      through: await countedThrough(tx),
      over: await lastOver(tx, clock()),
    }))
    if (due.through !== null && due.through >= due.over) continue
    await db.act(scope, 'measures.passDays', async (tx) => ok(await passDays(tx, await lastOver(tx, clock()))))
  }
}

// Yesterday, not today: a county that corrects its time zone may find itself on the day before.
const lastOver = async (tx: Tx, now: Date): Promise<Day> =>
  addDays(dayIn((await readOrganisation(tx)).timeZone, now), -1)

async function countedThrough(tx: Tx): Promise<Day | null> {
  const row = await tx.sql.selectFrom('counted_through').select('day').where('org_id', '=', tx.org).executeTakeFirst()
  return row?.day ?? null
}

/** Lets the counters of days up to one stand by month. Where none did, all are counted anew. */
async function passDays(tx: Tx, through: Day): Promise<void> {
  const before = await countedThrough(tx)
  if (before !== null && before >= through) return
  await tx.sql
    .insertInto('counted_through')
    .values({ org_id: tx.org, day: through })
    .onConflict((conflict) => conflict.column('org_id').doUpdateSet({ day: through }))
    .execute()
  if (before === null) {
    await rebuild(tx)
    return
  }
  await sql`
    with over as (
      delete from cell where org_id = ${tx.org} and counts_from <= ${through} and counts_from <> month
      returning measure_id, dimension, category, month, numerator, denominator
    )
    insert into cell as c (org_id, measure_id, dimension, category, month, counts_from, numerator, denominator)
    select ${tx.org}, measure_id, dimension, category, month, month, sum(numerator), sum(denominator) from over group by 2, 3, 4, 5
    on conflict (org_id, measure_id, dimension, category, month, counts_from)
    do update set numerator = c.numerator + excluded.numerator, denominator = c.denominator + excluded.denominator`.execute(
    tx.sql,
  )
  await sql`
    with over as (
      delete from cell_value where org_id = ${tx.org} and counts_from <= ${through} and counts_from <> month
      returning measure_id, dimension, category, month, value, times
    )
    insert into cell_value as c (org_id, measure_id, dimension, category, month, counts_from, value, times)
    select ${tx.org}, measure_id, dimension, category, month, month, value, sum(times)::int from over group by 2, 3, 4, 5, 7
    on conflict (org_id, measure_id, dimension, category, month, counts_from, value)
    do update set times = c.times + excluded.times`.execute(tx.sql)
}
