import { type RawBuilder, sql } from 'kysely'
import { isId } from '../core/id.ts'
import { together } from '../core/together.ts'
import type { Tx } from '../platform/db/db.ts'
import { notFound } from '../platform/http/answer.tsx'
import type { Visit } from '../platform/http/route.ts'

type Reader = Pick<Visit, 'db' | 'scope'>

/**
 * Writes down who reads which people, on what page (`referral`, `list`, `search`) and by what right, before anything is shown. By
 * what right is asked of the database: who sees everybody, by the team; else as it is assigned, or opened in an emergency.
 */
export async function recordRead({ db, scope }: Reader, personIds: readonly string[], what: string): Promise<void> {
  if (personIds.length === 0) return
  await db.note(scope, (tx) => writeReads(tx, sql`select unnest(${personIds}::uuid[]) as id`, what))
}

/**
 * Answers a door that shows whom some referrals are about. That they are read is written down beside what the door asks, on another
 * connection, and neither what it reads nor what it does goes on before that is kept. Where one of them is not in hand, nothing is
 * written, done or found.
 */
export async function readingOf(
  visit: Visit,
  referralIds: readonly string[],
  what: string,
  answer: (visit: Visit) => Promise<Response>,
): Promise<Response> {
  const noted = recordReadOf(visit, referralIds, what)
  const db: Visit['db'] = {
    ...visit.db,
    async read(scope, work) {
      const [found, isInHand] = await together(visit.db.read(scope, work), noted)
      if (!isInHand) throw new NotInHand()
      return found
    },
    async act(scope, name, work) {
      if (!(await noted)) throw new NotInHand()
      return visit.db.act(scope, name, work)
    },
  }
  try {
    const [answered, isInHand] = await together(answer({ ...visit, db }), noted)
    return isInHand ? answered : notFound()
  } catch (error) {
    if (error instanceof NotInHand) return notFound()
    throw error
  }
}

class NotInHand extends Error {}

/** The same of whom some referrals are about, in one statement; false, and nothing written, where one of them is not in hand. */
async function recordReadOf({ db, scope }: Reader, referralIds: readonly string[], what: string): Promise<boolean> {
  if (!referralIds.every(isId)) return false
  let isInHand = false
  await db.note(scope, async (tx) => {
    const theirs = sql`
      select person_id as id from referral where org_id = ${tx.org} and id = any(${referralIds}::uuid[]) group by person_id
      having (select count(*) from referral where org_id = ${tx.org} and id = any(${referralIds}::uuid[])) = ${new Set(referralIds).size}`
    isInHand = (await writeReads(tx, theirs, what)) > 0
  })
  return isInHand
}

/** How many were written. */
async function writeReads({ sql: on, org }: Tx, people: RawBuilder<unknown>, what: string): Promise<number> {
  const { numAffectedRows } = await sql`
      insert into person_read (org_id, reader_id, person_id, what, by_right)
      select ${org}, current_person(), p.id, ${what}, case
        when (select response_part()) = 'everybody' then 'team'
        when (select response_part()) = 'privacy officer' then 'privacy'
        when exists (
          select from referral r
          join referral_assignment a on a.org_id = r.org_id and a.referral_id = r.id and a.until_at is null
          join membership m on m.org_id = a.org_id and m.coach_id = a.coach_id and m.person_id = current_person()
          where r.org_id = ${org} and r.person_id = p.id) then 'assigned'
        else 'emergency' end
      from (${people}) p`.execute(on)
  return Number(numAffectedRows ?? 0)
}
