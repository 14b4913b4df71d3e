import { sql } from 'kysely'
import { languageOf } from '../../core/language.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { queueMail } from '../../platform/mail.ts'
import { type Told, toldNobody } from '../../platform/told.ts'
import type { Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { type ShiftNews, shiftLetter } from './letters.ts'

/** Writes to coaches about a shift of theirs that somebody else changed; nobody about one that is over. Answers who was told. */
export async function tellCoaches(
  tx: Tx,
  { coachIds, news, shift }: { coachIds: readonly string[]; news: ShiftNews; shift: Shift },
  needs: Pick<ShiftsNeeds, 'baseUrl' | 'clock'>,
): Promise<Told> {
  if (coachIds.length === 0 || shift.endsAt <= needs.clock()) return toldNobody
  const { name: county, slug, timeZone: zone } = await readOrganisation(tx)
  const link = `${needs.baseUrl}/team/${slug}/mine/shifts`
  // People of the sample have no mailbox.
  const { rows } = await sql<{ email: string | null; language: string }>`
    select email, language from coach_named
    where org_id = ${tx.org} and id = any(${coachIds}::uuid[]) and not is_sample order by search, id`.execute(tx.sql)
  const reached = rows.flatMap(({ email, language }) => (email === null ? [] : [{ email, language }]))
  for (const { email, language } of reached)
    await queueMail(tx.sql, {
      org: tx.org,
      to: email,
      ...shiftLetter(languageOf(language), news, { shift, zone, county, link }),
    })
  return { told: reached.length, untold: rows.length - reached.length }
}
