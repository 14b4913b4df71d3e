import { join } from 'node:path'
import { type Kysely, sql as raw } from 'kysely'
import { newId } from '../core/id.ts'
import { mailAddress } from '../core/text.ts'
import type { Config } from './config.ts'
import type { Db } from './db/db.ts'
import type { DB } from './db/tables.ts'
import type { Log } from './log.ts'
import { bySmtp, type Carried, type Carrier, toFolder, type Waiting } from './mail-carriers.ts'

export type Mail = {
  /** Whose administrators may see it while no mail server is set up; null for what concerns one person alone. */
  readonly org: number | null
  readonly to: string
  readonly subject: string
  readonly text: string
}

/**
 * Puts a mail into the queue, in the transaction that causes it: if that is taken back, nothing is sent. `to` is one
 * address, and no text can add a header or a recipient. Answers the id of the mail.
 */
export async function queueMail(sql: Kysely<DB>, mail: Mail, id = newId()): Promise<string> {
  await sql
    .insertInto('mail')
    .values({
      id,
      org_id: mail.org,
      to_address: mailAddress('Recipient').parse(mail.to),
      subject: mail.subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 300),
      body: mail.text,
    })
    .execute()
  return id
}

const lookEvery = 400
/** Minutes to wait after the first, second, ... failure; after the last the mail is given up. */
const waits = [0.25, 1, 5, 15, 60, 180, 720]

/**
 * Delivers what waits in the queue, within a second: to the mail server of the config, else as one file a mail in
 * `dataDir/mail`. A mail goes out at most once: each is claimed by one sender, and one that was lost on the way is
 * marked, not sent again. `stop` waits for the mail under way.
 */
export function startMail({ db, config, log }: { db: Db; config: Pick<Config, 'mail' | 'dataDir'>; log: Log }): {
  stop(): Promise<void>
} {
  const carry = config.mail ? bySmtp(config.mail) : toFolder(join(config.dataDir, 'mail'))
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const rest = (): void => {
    if (!isStopped) timer = setTimeout(look, lookEvery).unref()
  }
  const look = (): void => {
    round = deliverAll(db, carry, log, () => isStopped)
      .catch((error: unknown) => log.warn({ error }, 'mail waits: the database did not answer'))
      .then(rest)
  }
  rest()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await round
    },
  }
}

async function deliverAll(db: Db, carry: Carrier, log: Log, isStopped: () => boolean): Promise<void> {
  while (!isStopped()) {
    const mail = await claim(db)
    if (!mail) return
    const answer = await carry(mail).catch((error: Error): Carried => ({ is: 'not yet', trouble: error.message }))
    await settle(db, mail, answer)
    if ('trouble' in answer) log.warn({ mail: mail.id, tries: mail.tries, is: answer.is }, 'a mail was not delivered')
  }
}

/** Takes one mail for this sender alone. What a sender took and never settled within ten minutes is marked as unsure. */
const claim = (db: Db): Promise<Waiting | undefined> =>
  db.door('mail.claim', async (sql) => {
    const { rows } = await raw<Waiting>`
      with lost as (update mail set state = 'unsure' where state = 'sending' and next_try_at <= now())
      update mail set state = 'sending', tries = tries + 1, next_try_at = now() + interval '10 minutes'
      where id = (
        select id from mail where state = 'waiting' and next_try_at <= now()
        order by next_try_at for update skip locked limit 1)
      returning id, to_address as "to", subject, body as text, tries`.execute(sql)
    return rows[0]
  })

// The text of a mail that has reached its reader is nobody else's: it may hold a key to their account.
const settle = (db: Db, mail: Waiting, answer: Carried): Promise<unknown> =>
  db.door('mail.settle', async (sql) => {
    const wait = waits[mail.tries - 1]
    const values = {
      sent: { state: 'sent', sent_at: raw<Date>`now()`, body: '', trouble: '' },
      kept: {
        state: 'kept',
        sent_at: raw<Date>`now()`,
        trouble: '',
        body: raw<string>`case when org_id is null then '' else body end`,
      },
      unsure: { state: 'unsure', body: '' },
      refused: { state: 'failed', body: '' },
      'not yet':
        wait === undefined
          ? { state: 'failed', body: '' }
          : { state: 'waiting', next_try_at: raw<Date>`now() + ${wait} * interval '1 minute'` },
    }[answer.is]
    const trouble = 'trouble' in answer ? { trouble: answer.trouble.slice(0, 300) } : {}
    await sql
      .updateTable('mail')
      .set({ ...values, ...trouble })
      .where('id', '=', mail.id)
      .execute()
  })
