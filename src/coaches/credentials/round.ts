import { sql } from 'kysely'
import { clockIn } from '../../core/clock.ts'
import { type Day, dayIn } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { type Language, languageOf } from '../../core/language.ts'
import { ok } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queueMail } from '../../platform/mail.ts'
import { touchedBy } from './actions.ts'
import { hoursOfAll } from './ledger.ts'
import { reminder } from './letters.ts'
import type { Credential } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { missing, type ReminderKind, reminderDue, ruleOn, stateOn } from './rules.ts'
import { credentials, endTerms, ranOut, rulesByKind } from './store.ts'

/** No reminder wakes anybody: none goes out before eight in the morning, by the clocks of the county. */
const earliest = '08:00'

/**
 * What the program does by itself with credentials, in every organisation: writes down what ran out, so that it counts on its
 * day, and reminds coaches of what is due, each kind once a term. Asking again changes nothing.
 */
export async function credentialRound(db: Db, needs: CredentialNeeds): Promise<void> {
  const organisations = await db.door('credentials.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    const due = await db.read(scope, async (tx) => ({
      ended: (await ranOut(tx, await today(tx, needs))).length > 0,
      reminders: (await toRemind(tx, needs)).length > 0,
    }))
    if (due.ended) await db.act(scope, 'credentials.endTerms', async (tx) => ok(await endAll(tx, needs)))
    if (due.reminders) await db.act(scope, 'credentials.remind', async (tx) => ok(await remindAll(tx, needs)))
  }
}

const today = async (tx: Tx, { clock }: CredentialNeeds): Promise<Day> =>
  dayIn((await readOrganisation(tx)).timeZone, clock())

async function endAll(tx: Tx, needs: CredentialNeeds): Promise<number> {
  const over = await ranOut(tx, await today(tx, needs))
  const ids = over.map(({ id }) => id)
  await needs.counted(tx, touchedBy(...over.map(({ coachId }) => coachId)), () => endTerms(tx, ids))
  return ids.length
}

type Due = {
  readonly credential: Credential
  readonly kind: ReminderKind
  readonly email: string
  readonly language: Language
  readonly expiresOn: Day
  readonly lateUntil: Day
}

/** Who is to be reminded now of what. Nobody of the sample, who has no mailbox; nobody who left the team. */
async function toRemind(tx: Tx, needs: CredentialNeeds): Promise<readonly Due[]> {
  const { timeZone } = await readOrganisation(tx)
  const now = needs.clock()
  if (clockIn(timeZone, now) < earliest) return []
  const day = dayIn(timeZone, now)
  const { rows } = await sql<{ id: string; email: string; spoken: string; told: readonly string[] }>`
    select c.id, h.email, h.language as spoken, array(select n.kind || ' ' || n.expires_on from credential_notice n
      where n.org_id = c.org_id and n.credential_id = c.id) as told
    from credential c
    join coach h on h.org_id = c.org_id and h.id = c.coach_id and h.email is not null
    left join coach_standing s on s.org_id = c.org_id and s.coach_id = c.coach_id
    where c.org_id = ${tx.org} and not h.is_sample and coalesce(s.stage, '') not in ('declined', 'withdrawn', 'released')
      and exists (select from credential_term t where t.org_id = c.org_id and t.credential_id = c.id
        and ${day} between t.expires_on - 90 and t.late_until)`.execute(tx.sql)
  if (rows.length === 0) return []
  const known = new Map(rows.map((row) => [row.id, row]))
  return (await credentials(tx)).flatMap((credential) => {
    const person = known.get(credential.id)
    const term = credential.terms.at(-1)
    const kind = term && reminderDue(term, day)
    const isUnderWay = !['valid', 'due', 'late window'].includes(stateOn(credential, day))
    if (!person || !kind || isUnderWay || term.expiresOn === null || term.lateUntil === null) return []
    if (person.told.includes(`${kind} ${term.expiresOn}`)) return []
    const [email, language] = [person.email, languageOf(person.spoken)]
    return [{ credential, kind, email, language, expiresOn: term.expiresOn, lateUntil: term.lateUntil }]
  })
}

async function remindAll(tx: Tx, needs: CredentialNeeds): Promise<number> {
  const { name, slug, timeZone } = await readOrganisation(tx)
  const rules = await rulesByKind(tx)
  const on = dayIn(timeZone, needs.clock())
  const due = await toRemind(tx, needs)
  const coachIds = due.map(({ credential }) => credential.coachId)
  const hours = await hoursOfAll(tx, coachIds, needs)
  for (const { credential, kind, email, language, expiresOn, lateUntil } of due) {
    const id = newId()
    const { rows } = await sql`
      insert into credential_notice (org_id, id, credential_id, kind, expires_on, queued_at)
      values (${tx.org}, ${id}, ${credential.id}, ${kind}, ${expiresOn}, ${needs.clock()})
      on conflict (org_id, credential_id, kind, expires_on) do nothing returning id`.execute(tx.sql)
    const rule = ruleOn(rules.get(credential.kindId) ?? [], on)
    if (rows.length === 0 || !rule) continue
    const lacks = missing(credential, { rule, hours: hours.get(credential.coachId) ?? [], on, language })
    const link = `${needs.baseUrl}/team/${slug}/mine#credentials`
    const about = { county: name, kind: credential.kind, expiresOn, lateUntil, missing: lacks, link }
    const letter = reminder(language, kind, about)
    const mailId = await queueMail(tx.sql, { org: tx.org, to: email, ...letter })
    await sql`update credential_notice set mail_id = ${mailId} where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
  }
  return due.length
}

export type NoticeLine = {
  readonly id: string
  readonly credentialId: string
  readonly kind: ReminderKind
  readonly queuedAt: Date
  readonly state: string | null
}

/** What was mailed about credentials (or one of them), newest first. */
export async function noticesOf(tx: Tx, credentialId: string | null = null): Promise<readonly NoticeLine[]> {
  const { rows } = await sql<NoticeLine>`
    select n.id, n.credential_id as "credentialId", n.kind, n.queued_at as "queuedAt", m.state
    from credential_notice n left join mail m on m.org_id = n.org_id and m.id = n.mail_id
    where n.org_id = ${tx.org} ${credentialId === null ? sql`` : sql`and n.credential_id = ${credentialId}`}
    order by n.queued_at desc, n.id desc limit 500`.execute(tx.sql)
  return rows
}
