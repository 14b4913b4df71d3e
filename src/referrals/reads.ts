import { sql } from 'kysely'
import type { Visit } from '../platform/http/route.ts'

/**
 * Writes down who reads which people, on what page (`referral`, `list`, `search`) and by what right, before anything is shown. By
 * what right is asked of the database: who sees everybody, by the team; else as it is assigned, or opened in an emergency.
 */
export async function recordRead(
  { db, scope }: Pick<Visit, 'db' | 'scope'>,
  personIds: readonly string[],
  what: string,
): Promise<void> {
  if (personIds.length === 0) return
  await db.note(scope, ({ sql: on, org }) =>
    sql`
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
      from unnest(${personIds}::uuid[]) p (id)`.execute(on),
  )
}
