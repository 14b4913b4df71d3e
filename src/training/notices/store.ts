import { sql } from 'kysely'
import { newId } from '../../core/id.ts'
import { type Tx, withoutWaiting } from '../../platform/db/db.ts'
import { queueMail } from '../../platform/mail.ts'
import { newLink } from '../places/links.ts'
import type { Place } from '../places/model.ts'
import type { Letter, NoticeKind } from './letters.ts'

export type Notice = {
  readonly place: Pick<Place, 'id' | 'email' | 'isSample'>
  readonly kind: NoticeKind
  /** What sets one notice of a kind apart from the next: a day, an hour. The same is never sent twice. */
  readonly occasion: string
  readonly now: Date
  readonly linkEndsAt: Date
}

/** Puts a mail into the queue once a kind and occasion, with a key of its own. Answers whether this was the first time. */
export async function notify(tx: Tx, notice: Notice, letter: (secret: string) => Letter): Promise<boolean> {
  const { place, kind, occasion, now } = notice
  const id = newId()
  const { rows } = await sql<{ id: string }>`
    insert into class_notice (org_id, id, place_id, kind, occasion, queued_at)
    values (${tx.org}, ${id}, ${place.id}, ${kind}, ${occasion}, ${now})
    on conflict (org_id, place_id, kind, occasion) do nothing returning id`.execute(tx.sql)
  if (rows.length === 0) return false
  // People of the sample have no mailbox.
  if (place.isSample) return true
  const { subject, text } = letter(newLink(tx, place.id, notice.linkEndsAt))
  const mailId = newId()
  withoutWaiting(tx, queueMail(tx.sql, { org: tx.org, to: place.email, subject, text }, mailId))
  withoutWaiting(
    tx,
    sql`update class_notice set mail_id = ${mailId} where org_id = ${tx.org} and id = ${id}`.execute(tx.sql),
  )
  return true
}

export type NoticeLine = {
  readonly id: string
  readonly kind: NoticeKind
  readonly name: string
  readonly queuedAt: Date
  readonly state: 'waiting' | 'sending' | 'sent' | 'kept' | 'failed' | 'unsure' | null
  /** The address of their own place in a letter that no mail server carried, for whoever hands it over. */
  readonly link: string | null
}

/** What was mailed about a session, newest first. */
export async function noticesOf(tx: Tx, sessionId: string, most = 200): Promise<readonly NoticeLine[]> {
  const { rows } = await sql<NoticeLine>`
    select n.id, n.kind, w.name, n.queued_at as "queuedAt", m.state,
      case when m.state = 'kept' then substring(m.body from 'https?://[^[:space:]]+/classes/mine/[A-Za-z0-9_-]+') end as link
    from class_notice n
    join class_place w on w.org_id = n.org_id and w.id = n.place_id
    left join mail m on m.org_id = n.org_id and m.id = n.mail_id
    where n.org_id = ${tx.org} and w.session_id = ${sessionId}
    order by n.queued_at desc, n.id desc limit ${most}`.execute(tx.sql)
  return rows
}
