import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Engagement, EngagementForm, EngagementKind, Stage, Step, StepForm } from './model.ts'

/** The recorded steps of a coach, in their order. */
export async function recordedSteps(tx: Tx, coachId: string): Promise<readonly Step[]> {
  const rows = await tx.sql
    .selectFrom('coach_stage')
    .select(['id', 'stage', 'from_on as fromOn', 'reason'])
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, stage: row.stage as Stage })) // the table's check allows no other
}

export async function insertStep(tx: Tx, coachId: string, id: string, { stage, on, reason }: StepForm): Promise<void> {
  const { last } = await tx.sql
    .selectFrom('coach_stage')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .executeTakeFirstOrThrow()
  await tx.sql
    .insertInto('coach_stage')
    .values({ org_id: tx.org, id, coach_id: coachId, stage, from_on: on, reason, position: Number(last ?? 0) + 1 })
    .execute()
}

export const deleteStep = (tx: Tx, id: string): Promise<unknown> =>
  tx.sql.deleteFrom('coach_stage').where('org_id', '=', tx.org).where('id', '=', id).execute()

export async function engagementsOf(tx: Tx, coachId: string): Promise<readonly Engagement[]> {
  const rows = await tx.sql
    .selectFrom('coach_engagement')
    .select(['id', 'kind', 'from_on as fromOn'])
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .orderBy('from_on')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as EngagementKind })) // the table's check allows no other
}

/** Keeps a way of coaching from a day on; one that began on the same day gives way to it. */
export const writeEngagement = (tx: Tx, coachId: string, { kind, on }: EngagementForm): Promise<unknown> =>
  tx.sql
    .insertInto('coach_engagement')
    .values({ org_id: tx.org, id: newId(), coach_id: coachId, kind, from_on: on })
    .onConflict((same) => same.columns(['org_id', 'coach_id', 'from_on']).doUpdateSet({ kind }))
    .execute()

/** Takes an entry away; false when there is none of that coach. */
export async function deleteEngagement(tx: Tx, coachId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('coach_engagement')
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Every record of a coach's path that ever was, for its history. */
export async function pathRecords(tx: Tx, coachId: string): Promise<readonly string[]> {
  const { rows } = await tx.client.query<{ object_id: string }>(
    `select distinct object_id from history where org_id = $1 and kind in ('coach_stage', 'coach_engagement')
       and coalesce(after, before) ->> 'coach_id' = $2`,
    [tx.org, coachId],
  )
  return rows.map(({ object_id }) => object_id)
}

/** The day on which a coach was first trained. */
export type TrainedOn = (tx: Tx, coachId: string) => Promise<Day | null>
