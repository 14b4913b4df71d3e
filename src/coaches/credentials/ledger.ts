import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Hours } from './model.ts'
import { type CredentialNeeds, ethicsCourse } from './needs.ts'

/** All hours of a coach, newest first: those in classes, as the training records say them, and those that were entered. */
export const hoursOf = async (
  tx: Tx,
  coachId: string,
  needs: Pick<CredentialNeeds, 'classes'>,
): Promise<readonly Hours[]> => (await hoursOfAll(tx, [coachId], needs)).get(coachId) ?? []

/** The same of many coaches, in one look at the classes and one at the entries; who has none is not there. */
export async function hoursOfAll(
  tx: Tx,
  coachIds: readonly string[],
  { classes }: Pick<CredentialNeeds, 'classes'>,
): Promise<ReadonlyMap<string, readonly Hours[]>> {
  const ids = [...new Set(coachIds)]
  if (ids.length === 0) return new Map()
  const attended = (await classes(tx, ids)).map(
    ({ coachId, key, on, hours, courseKind, title }): OwnHours => ({
      coachId,
      key,
      on,
      hours,
      ethicsHours: courseKind === ethicsCourse ? hours : 0,
      title,
      source: 'class',
      courseKind,
      fileId: null,
      reversesId: null,
    }),
  )
  const byCoach = new Map<string, Hours[]>()
  for (const { coachId, ...one } of [...attended, ...(await entriesOf(tx, ids))].sort(newestFirst)) {
    const own = byCoach.get(coachId)
    if (own) own.push(one)
    else byCoach.set(coachId, [one])
  }
  return byCoach
}

type OwnHours = Hours & { readonly coachId: string }

const newestFirst = (a: Hours, b: Hours): number => (a.on === b.on ? (a.key < b.key ? 1 : -1) : a.on < b.on ? 1 : -1)

/** The entries of a coach. What takes one back stands on the day of what it takes back. */
export const entries = (tx: Tx, coachId: string): Promise<readonly Hours[]> => entriesOf(tx, [coachId])

async function entriesOf(tx: Tx, coachIds: readonly string[]): Promise<readonly OwnHours[]> {
  const { rows } = await sql<Omit<OwnHours, 'source' | 'courseKind'>>`
    select coach_id as "coachId", id as key, earned_on as on, hours, ethics_hours as "ethicsHours", title,
      file_id as "fileId", reverses_id as "reversesId"
    from hours_entry where org_id = ${tx.org} and coach_id = any(${coachIds}::uuid[])`.execute(tx.sql)
  return rows.map((row) => ({ ...row, courseKind: '', source: row.reversesId === null ? 'entered' : 'taken back' }))
}

export type NewEntry = Pick<Hours, 'on' | 'hours' | 'ethicsHours' | 'title' | 'fileId' | 'reversesId'> & {
  readonly coachId: string
  readonly recordedOn: Day
  readonly isSample?: boolean
}
export const insertEntry = (tx: Tx, { on, isSample = false, ...one }: NewEntry): Promise<string> =>
  put(tx, 'hours_entry', { ...one, earnedOn: on, isSample })
