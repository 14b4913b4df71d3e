import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Credential, Kind, Rule, RuleForm, Term } from './model.ts'

export async function kinds(tx: Tx): Promise<readonly Kind[]> {
  const { rows } = await sql<Kind>`
    select id, name, about, required_from as "requiredFrom", version from credential_kind
    where org_id = ${tx.org} order by lower(name)`.execute(tx.sql)
  return rows
}

export const kindOf = async (tx: Tx, id: string): Promise<Kind | null> =>
  (await kinds(tx)).find((one) => one.id === id) ?? null

type NewKind = { id: string; name: string; about: string; isSample?: boolean }
export const insertKind = (tx: Tx, { id, isSample = false, ...one }: NewKind): Promise<string> =>
  put(tx, 'credential_kind', { ...one, isSample }, id)

export const requireKind = (tx: Tx, id: string, from: Day | null): Promise<unknown> =>
  sql`update credential_kind set required_from = ${from}, version = version + 1
    where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)

/** The rules of every kind, by kind, oldest first. */
export async function rulesByKind(tx: Tx): Promise<ReadonlyMap<string, readonly Rule[]>> {
  const { rows } = await sql<Rule & { kindId: string }>`
    select kind_id as "kindId", effective_on as "effectiveOn", course_hours as "courseHours", course_kind as "courseKind",
      course_months as "courseMonths", further_hours as "furtherHours", reference_count as "referenceCount",
      renewal_months as "renewalMonths", continuing_hours as "continuingHours", ethics_hours as "ethicsHours",
      notice_days as "noticeDays", late_days as "lateDays"
    from credential_rule where org_id = ${tx.org} order by effective_on`.execute(tx.sql)
  const byKind = new Map<string, Rule[]>()
  for (const { kindId, ...rule } of rows) byKind.set(kindId, [...(byKind.get(kindId) ?? []), rule])
  return byKind
}

export const insertRule = (tx: Tx, kindId: string, rule: RuleForm): Promise<string> =>
  put(tx, 'credential_rule', { kindId, ...rule })

type Chosen = { readonly id?: string; readonly coachId?: string; readonly coachIds?: readonly string[] }

/** Credentials with their terms, by coach and kind: all, those of some coaches or of one, or one of them. */
export async function credentials(tx: Tx, { id, coachId, coachIds }: Chosen = {}): Promise<readonly Credential[]> {
  const { rows } = await sql<Credential>`
    select c.id, c.coach_id as "coachId", h.name as coach, c.kind_id as "kindId", k.name as kind, c.begun_on as "begunOn",
      c.submitted_on as "submittedOn", c.reference_count as "referenceCount", c.number, c.verified_on as "verifiedOn",
      c.verified_by as "verifiedBy", c.is_sample as "isSample", c.version,
      coalesce((select json_agg(json_build_object('fromOn', t.from_on, 'noticeFrom', t.notice_from, 'expiresOn', t.expires_on,
        'lateUntil', t.late_until) order by t.position)
        from credential_term t where t.org_id = c.org_id and t.credential_id = c.id), '[]') as terms
    from credential c
    join coach h on h.org_id = c.org_id and h.id = c.coach_id
    join credential_kind k on k.org_id = c.org_id and k.id = c.kind_id
    where c.org_id = ${tx.org}
      ${id === undefined ? sql`` : sql`and c.id = ${id}`} ${coachId === undefined ? sql`` : sql`and c.coach_id = ${coachId}`}
      ${coachIds === undefined ? sql`` : sql`and c.coach_id = any(${coachIds}::uuid[])`}
    order by h.search, lower(k.name), c.id`.execute(tx.sql)
  return rows
}

export const credential = async (tx: Tx, id: string): Promise<Credential | null> =>
  (await credentials(tx, { id }))[0] ?? null

/** Who has this number of a kind already. */
export async function holderOf(tx: Tx, kindId: string, number: string): Promise<{ id: string; coach: string } | null> {
  if (number === '') return null
  const { rows } = await sql<{ id: string; coach: string }>`
    select c.id, h.name as coach from credential c join coach h on h.org_id = c.org_id and h.id = c.coach_id
    where c.org_id = ${tx.org} and c.kind_id = ${kindId} and lower(c.number) = lower(${number}) and c.number <> ''`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

export const updateSteps = (
  tx: Tx,
  id: string,
  { begunOn, submittedOn, number }: { begunOn: Day; submittedOn: Day | null; number: string },
): Promise<unknown> =>
  sql`update credential set begun_on = ${begunOn}, submitted_on = ${submittedOn}, number = ${number}, version = version + 1
    where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)

type Counted = { readonly hours: number; readonly ethicsHours: number }
export const insertTerm = (
  tx: Tx,
  credentialId: string,
  term: Term,
  { hours, ethicsHours, isSample = false }: Counted & { readonly isSample?: boolean },
): Promise<unknown> =>
  sql`insert into credential_term (org_id, id, credential_id, position, from_on, notice_from, expires_on, late_until, hours,
      ethics_hours, is_sample)
    select ${tx.org}, ${newId()}, ${credentialId}, coalesce(max(position), 0) + 1, ${term.fromOn}::date,
      ${term.noticeFrom}::date, ${term.expiresOn}::date, ${term.lateUntil}::date, ${hours}, ${ethicsHours}, ${isSample}
    from credential_term where org_id = ${tx.org} and credential_id = ${credentialId}`.execute(tx.sql)

/** Terms that have run out and are not yet written down as ended. */
export async function ranOut(
  tx: Tx,
  today: Day,
): Promise<readonly { readonly id: string; readonly coachId: string }[]> {
  const { rows } = await sql<{ id: string; coachId: string }>`
    select t.id, c.coach_id as "coachId" from credential_term t
    join credential c on c.org_id = t.org_id and c.id = t.credential_id
    where t.org_id = ${tx.org} and t.expires_on < ${today} and t.ended_on is null`.execute(tx.sql)
  return rows
}

export const endTerms = (tx: Tx, ids: readonly string[]): Promise<unknown> =>
  sql`update credential_term set ended_on = expires_on + 1 where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(
    tx.sql,
  )

/** The names of the kinds that each of these coaches holds on a day; who holds none is not there. */
export async function heldOn(
  tx: Tx,
  coachIds: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ coachId: string; kind: string }>`
    select distinct c.coach_id as "coachId", k.name as kind from credential c
    join credential_kind k on k.org_id = c.org_id and k.id = c.kind_id
    join credential_term t on t.org_id = c.org_id and t.credential_id = c.id
    where c.org_id = ${tx.org} and c.coach_id = any(${coachIds}::uuid[])
      and t.from_on <= ${day} and (t.expires_on is null or t.expires_on >= ${day})`.execute(tx.sql)
  const held = new Map<string, Set<string>>()
  for (const { coachId, kind } of rows) held.set(coachId, (held.get(coachId) ?? new Set()).add(kind))
  return held
}

/** Active coaches without a credential that they have to hold: who, and which. */
export async function lacking(
  tx: Tx,
  today: Day,
): Promise<readonly { coachId: string; coach: string; kind: string }[]> {
  const { rows } = await sql<{ coachId: string; coach: string; kind: string }>`
    select s.coach_id as "coachId", h.name as coach, k.name as kind
    from coach_standing s
    join coach h on h.org_id = s.org_id and h.id = s.coach_id
    join credential_kind k on k.org_id = s.org_id and k.required_from <= ${today}
    where s.org_id = ${tx.org} and s.is_active and not exists (
      select from credential c where c.org_id = s.org_id and c.coach_id = s.coach_id and c.kind_id = k.id)
    order by h.search, lower(k.name)`.execute(tx.sql)
  return rows
}

/** The kinds of credentials that each of some coaches holds, held or has sent papers for, in words. */
export async function credentialsOfCoaches(
  tx: Tx,
  of: RawBuilder<{ key: string }>,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ coachId: string; kinds: string }>`
    select c.coach_id as "coachId", string_agg(k.name, ', ' order by k.name) as kinds
    from credential c
    join credential_kind k on k.org_id = c.org_id and k.id = c.kind_id
    where c.org_id = ${tx.org} and c.coach_id in (${of}) and (c.submitted_on is not null or exists (
      select from credential_term t where t.org_id = c.org_id and t.credential_id = c.id))
    group by c.coach_id`.execute(tx.sql)
  return new Map(rows.map(({ coachId, kinds }) => [coachId, kinds]))
}
