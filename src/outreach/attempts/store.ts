import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Mode, Need, Outcome, WhyInPerson } from '../model.ts'

/** What an attempt asks of its referral. */
export type Reach = {
  readonly receivedOn: Day
  readonly hasNumber: boolean
  readonly language: string
  readonly needsInterpreter: boolean
  readonly isSafeToText: boolean | null
  readonly isSafeToLeaveMessage: boolean | null
  readonly attemptsAtMost: number
  readonly asksTwoOnFirstVisit: boolean
  /** Whose it is now, for who sees all. */
  readonly coachId: string | null
}

export const reachOf = async (tx: Tx, referralId: string): Promise<Reach | null> =>
  (await reachesOf(tx, [referralId])).get(referralId) ?? null

/** The same by the referral. */
export async function reachesOf(tx: Tx, referralIds: readonly string[]): Promise<ReadonlyMap<string, Reach>> {
  const { rows } = await sql<Reach & { id: string }>`
    select id, received_on as "receivedOn", has_number as "hasNumber", language, needs_interpreter as "needsInterpreter",
      is_safe_to_text as "isSafeToText", is_safe_to_leave_message as "isSafeToLeaveMessage",
      attempts_at_most as "attemptsAtMost", is_two_on_first_visit as "asksTwoOnFirstVisit",
      (select a.coach_id from referral_assignment a where a.org_id = r.org_id and a.referral_id = r.id and a.until_at is null
        order by a.from_at desc limit 1) as "coachId"
    from referral_reach r where org_id = ${tx.org} and id = any(${referralIds}::uuid[])`.execute(tx.sql)
  return new Map(rows.map(({ id, ...reach }) => [id, reach]))
}

/** What the rules of an attempt ask of those before it. */
export type TryBefore = Pick<Attempt, 'id' | 'referralId' | 'attemptedAt' | 'mode' | 'outcome'>

export async function triesOf(tx: Tx, referralIds: readonly string[]): Promise<readonly TryBefore[]> {
  const { rows } = await sql<TryBefore>`
    select id, referral_id as "referralId", attempted_at as "attemptedAt", mode, outcome from attempt
    where org_id = ${tx.org} and referral_id = any(${referralIds}::uuid[])`.execute(tx.sql)
  return rows
}

/** An attempt as it is kept; its note is opened apart. */
export type Attempt = {
  readonly id: string
  readonly referralId: string
  readonly coachId: string | null
  readonly coach: string | null
  readonly companionId: string | null
  readonly companion: string | null
  readonly hasOtherCompanion: boolean
  readonly attemptedAt: Date
  readonly attemptedOn: Day
  readonly loggedOn: Day | null
  readonly mode: Mode
  readonly whyInPerson: WhyInPerson
  readonly outcome: Outcome
  readonly needs: readonly Need[]
  readonly hasNaloxone: boolean | null
  readonly isTrained: boolean
  readonly isAskedByFamily: boolean
  readonly mayCallAgain: boolean | null
  readonly nextOn: Day | null
  readonly note: Buffer | null
  readonly isSample: boolean
  readonly version: number
  readonly gave: readonly Gave[]
}

/** So many of an item, and of which lot. */
export type Gave = { readonly itemId: string; readonly name: string; readonly lot: string; readonly count: number }

/** The attempts of a referral, newest first. */
export const attemptsOf = (tx: Tx, referralId: string): Promise<readonly Attempt[]> =>
  attemptsWhere(tx, sql`t.referral_id = ${referralId}`)

export const attempt = async (tx: Tx, id: string): Promise<Attempt | null> =>
  (await attemptsWhere(tx, sql`t.id = ${id}`))[0] ?? null

async function attemptsWhere(tx: Tx, are: RawBuilder<unknown>): Promise<readonly Attempt[]> {
  const { rows } = await sql<Attempt>`
    select t.id, t.referral_id as "referralId", t.coach_id as "coachId", c.name as coach, t.companion_id as "companionId",
      w.name as companion, t.has_other_companion as "hasOtherCompanion", t.attempted_at as "attemptedAt",
      t.attempted_on as "attemptedOn", t.logged_on as "loggedOn", t.mode, t.why_in_person as "whyInPerson", t.outcome, t.needs,
      t.has_naloxone as "hasNaloxone", t.is_trained as "isTrained", t.is_asked_by_family as "isAskedByFamily",
      t.may_call_again as "mayCallAgain", t.next_on as "nextOn", t.note, t.is_sample as "isSample", t.version,
      coalesce((
        select json_agg(json_build_object('itemId', i.id, 'name', i.name, 'lot', l.lot, 'count', -m.quantity) order by i.name, l.lot)
        from supply_move m
        join supply_lot l on l.org_id = m.org_id and l.id = m.lot_id
        join supply_item i on i.org_id = l.org_id and i.id = l.item_id
        where m.org_id = t.org_id and m.attempt_id = t.id), '[]') as gave
    from attempt t
    left join coach_named c on c.org_id = t.org_id and c.id = t.coach_id
    left join coach_named w on w.org_id = t.org_id and w.id = t.companion_id
    where t.org_id = ${tx.org} and ${are}
    order by t.attempted_at desc, t.id desc`.execute(tx.sql)
  return rows
}

/** Which attempts were sent before under their id: by the same form, by another, or taken back since. New ones are not among them. */
export async function sentBefore(
  tx: Tx,
  all: readonly { readonly id: string; readonly mark: Buffer | null }[],
): Promise<ReadonlyMap<string, 'same' | 'other' | 'taken back'>> {
  const ids = all.map(({ id }) => id)
  const marks = all.map(({ mark }) => mark)
  const { rows } = await sql<{ id: string; sent: 'same' | 'other' | 'taken back' }>`
    select id, sent from (
      select id, case when exists (select from attempt_taken_back g where g.org_id = ${tx.org} and g.id = s.id) then 'taken back'
        else attempt_sent(id, mark) end as sent
      from unnest(${ids}::uuid[], ${marks}::bytea[]) s (id, mark)) t
    where sent is not null`.execute(tx.sql)
  return new Map(rows.map(({ id, sent }) => [id, sent]))
}

/** Whether there was an attempt with this id, which was taken back. */
export const wasTakenBack = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.sql
    .selectFrom('attempt_taken_back')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

/** The attempts, in all referrals, of whom referrals are about: what one attempt moves, it may move for all of them. */
export async function attemptsOfSamePeople(tx: Tx, referralIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select attempts_of_same_person(id) as ids from unnest(${referralIds}::uuid[]) id`.execute(tx.sql)
  return rows.flatMap(({ ids }) => ids)
}

/** Keeps attempts; answers which are there by that: not one whose id is of another already. */
export async function insertAttempts(tx: Tx, all: readonly AttemptRow[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql
    .insertInto('attempt')
    .values(all.map((row) => ({ org_id: tx.org, ...row })))
    .onConflict((same) => same.doNothing())
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export type AttemptRow = {
  readonly id: string
  readonly referral_id: string
  readonly coach_id: string | null
  readonly companion_id: string | null
  readonly has_other_companion: boolean
  readonly attempted_at: Date
  readonly attempted_on: Day
  readonly logged_on: Day
  readonly mode: Mode
  readonly why_in_person: WhyInPerson
  readonly outcome: Outcome
  readonly needs: string[]
  readonly has_naloxone: boolean | null
  readonly is_trained: boolean
  readonly is_asked_by_family: boolean
  readonly may_call_again: boolean | null
  readonly next_on: Day | null
  readonly note: Buffer | null
  readonly sent_mark: Buffer | null
}

/** What of it a correction changes. */
export type AttemptKept = Omit<AttemptRow, 'id' | 'referral_id' | 'logged_on' | 'sent_mark'>

/** Saves an attempt over the version that was read; false when somebody saved in between. */
export async function saveAttempt(
  tx: Tx,
  { id, version }: { readonly id: string; readonly version: number },
  row: AttemptKept,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('attempt')
    .set({ ...row, version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes an attempt away, and remembers that it is not to come again. */
export async function removeAttempt(tx: Tx, id: string): Promise<void> {
  await tx.sql.deleteFrom('attempt').where('org_id', '=', tx.org).where('id', '=', id).execute()
  await tx.sql
    .insertInto('attempt_taken_back')
    .values({ org_id: tx.org, id })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Coaches of the team by name, to choose from. */
export async function coachesByName(tx: Tx): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from coach_named where org_id = ${tx.org} order by search, id`.execute(tx.sql)
  return rows
}
