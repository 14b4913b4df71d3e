import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { put } from '../platform/db/verbs.ts'
import type { Claim, Claimable, ClaimState, Engaged, StepTaken } from './model.ts'

/** Claims with their steps and receipts, the newest day first. */
export async function claimsThat(tx: Tx, which: RawBuilder<unknown>, most = 500): Promise<readonly Claim[]> {
  const { rows } = await sql<Claim>`
    select c.id, c.version, c.coach_id as "coachId", n.name as coach, c.kind, c.state, c.happened_on as "happenedOn",
      c.amount_cents as "amountCents", c.what, c.miles, c.odometer_start as "odometerStart", c.odometer_end as "odometerEnd",
      c.from_place as "fromPlace", c.to_place as "toPlace", c.tenths_a_mile as "tenthsAMile", c.trip_id as "tripId",
      c.shift_place_id as "shiftPlaceId", c.enrolment_id as "enrolmentId", c.is_sample as "isSample",
      coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.id)
        from claim_receipt r where r.org_id = c.org_id and r.claim_id = c.id), '[]') as receipts,
      coalesce((select json_agg(json_build_object('step', t.step, 'takenOn', t.taken_on, 'by', coalesce(p.name, ''), 'why', t.why) order by t.id)
        from claim_step t left join person p on p.id = t.by_id where t.org_id = c.org_id and t.claim_id = c.id), '[]') as steps
    from claim c join coach_named n on n.org_id = c.org_id and n.id = c.coach_id
    where c.org_id = ${tx.org} and ${which} order by c.happened_on desc, c.id desc limit ${most}`.execute(tx.sql)
  return rows
}

export const claim = async (tx: Tx, id: string): Promise<Claim | null> =>
  (await claimsThat(tx, sql`c.id = ${id}`))[0] ?? null

export const claimsOfCoach = (tx: Tx, coachId: string): Promise<readonly Claim[]> =>
  claimsThat(tx, sql`c.coach_id = ${coachId}`, 100)

/** Those that stand in a state; all that were ever sent for none. */
export const claimsIn = (tx: Tx, state: ClaimState | null): Promise<readonly Claim[]> =>
  claimsThat(tx, state === null ? sql`c.state <> 'draft'` : sql`c.state = ${state}`)

/** How many stand in a state. */
export async function countIn(tx: Tx, state: ClaimState): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from claim where org_id = ${tx.org} and state = ${state}`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

/** What a coach did and has not claimed, from a day on, the newest first. */
export async function claimableOf(tx: Tx, coachId: string, from: Day): Promise<readonly Claimable[]> {
  const { rows } = await sql<Claimable>`
    select h.source, h.id, h.happened_on as "happenedOn", h.miles, h.title from claimable h
    where h.org_id = ${tx.org} and h.coach_id = ${coachId} and (h.happened_on >= ${from} or h.source = 'course')
      and not exists (select from claim c where c.org_id = h.org_id and case h.source
        when 'trip' then c.trip_id = h.id when 'shift' then c.shift_place_id = h.id
        when 'class' then c.kind = 'stipend' and c.enrolment_id = h.id else c.kind = 'tuition' and c.enrolment_id = h.id end)
    order by h.happened_on desc, h.id`.execute(tx.sql)
  return rows
}

/** What a coach did, claimed or not; null when it is nothing of theirs. */
export async function happened(
  tx: Tx,
  coachId: string,
  { source, id }: Pick<Claimable, 'source' | 'id'>,
): Promise<(Claimable & { readonly isClaimed: boolean }) | null> {
  const { rows } = await sql<Claimable>`
    select h.source, h.id, h.happened_on as "happenedOn", h.miles, h.title from claimable h
    where h.org_id = ${tx.org} and h.coach_id = ${coachId} and h.source = ${source} and h.id = ${id}`.execute(tx.sql)
  const found = rows[0]
  if (!found) return null
  const open = await claimableOf(tx, coachId, found.happenedOn)
  return { ...found, isClaimed: !open.some((one) => one.source === source && one.id === id) }
}

/** How a coach was engaged, from when on, the latest first. */
export async function engagementsOf(tx: Tx, coachId: string): Promise<readonly Engaged[]> {
  const { rows } = await sql<Engaged>`
    select kind, from_on as "fromOn" from coach_engagement where org_id = ${tx.org} and coach_id = ${coachId}
    order by from_on desc`.execute(tx.sql)
  return rows
}

type NewStep = {
  readonly step: StepTaken['step']
  readonly takenOn: Day
  readonly why?: string
  /** What it is paid with. */
  readonly batchId?: string
}

/** Writes down that claims are at their next step, by whom and when: thousands take as many statements as one. */
export async function takeStepOn(
  tx: Tx,
  claims: readonly Pick<Claim, 'id'>[],
  { step, takenOn, why = '', batchId }: NewStep,
): Promise<void> {
  const ids = claims.map(({ id }) => id)
  await sql`
    update claim set state = ${step}, batch_id = coalesce(${batchId ?? null}::uuid, batch_id), version = version + 1
    where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(tx.sql)
  await sql`
    insert into claim_step (org_id, id, claim_id, step, taken_on, by_id, why)
    select ${tx.org}, id, claim_id, ${step}, ${takenOn}::date, ${tx.person}::uuid, ${why}
    from unnest(${ids.map(() => newId())}::uuid[], ${ids}::uuid[]) as s (id, claim_id)`.execute(tx.sql)
}

export async function deleteClaim(tx: Tx, id: string): Promise<void> {
  await tx.sql.deleteFrom('claim').where('org_id', '=', tx.org).where('id', '=', id).execute()
}

export type NewReceipt = {
  readonly name: string
  readonly type: string
  readonly content: Buffer
  readonly addedOn: Day
}
export async function addReceipt(tx: Tx, claimId: string, { content, ...file }: NewReceipt): Promise<void> {
  const id = await put(tx, 'claim_receipt', { claimId, ...file, bytes: content.length }, newId())
  await sql`insert into claim_receipt_content (org_id, receipt_id, content) values (${tx.org}, ${id}, ${content})`.execute(
    tx.sql,
  )
}

/** A receipt of a claim, to keep; null when there is none that whoever asks may see. */
export async function receiptOf(
  tx: Tx,
  claimId: string,
  id: string,
): Promise<{ readonly type: 'application/pdf' | 'image/png' | 'image/jpeg'; readonly content: Buffer } | null> {
  const { rows } = await sql<{ type: 'application/pdf' | 'image/png' | 'image/jpeg'; content: Buffer }>`
    select r.type, b.content from claim_receipt r
    join claim_receipt_content b on b.org_id = r.org_id and b.receipt_id = r.id
    where r.org_id = ${tx.org} and r.claim_id = ${claimId} and r.id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}
