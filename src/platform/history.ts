import { isId } from '../core/id.ts'
import { inDollars } from '../core/money.ts'
import type { Tx } from './db/db.ts'

export type HistoryLine = {
  readonly id: number
  readonly objectId: string
  readonly at: Date
  readonly who: string
  readonly act: string
  readonly kind: string
  readonly changes: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
}

/** The lines of history of some objects of this organisation, newest first, at most `most`. */
export async function historyOf(tx: Tx, objects: readonly string[], most = 50): Promise<readonly HistoryLine[]> {
  if (objects.length === 0) return []
  const rows = await tx.sql
    .selectFrom('history')
    .leftJoin('person', 'person.id', 'history.person_id')
    .select([
      'history.id',
      'history.object_id',
      'history.at',
      'person.name',
      'history.act',
      'history.kind',
      'history.before',
      'history.after',
    ])
    .where('history.org_id', '=', tx.org)
    .where('history.object_id', 'in', objects)
    .orderBy('history.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    objectId: row.object_id,
    at: row.at,
    who: row.name ?? 'Better Off',
    act: row.act,
    kind: row.kind,
    changes: changesOf(row.kind, asFields(row.before), asFields(row.after)),
  }))
}

/** Whether this organisation has, or had, a record of an id. */
export const wasThere = async (tx: Tx, id: string): Promise<boolean> =>
  isId(id) && (await historyOf(tx, [id], 1)).length > 0

/** How a record went: by whom, when and under what act. `coachId` is of the coach whom it was about, if it said so. */
export type Gone = {
  readonly personId: string | null
  readonly who: string
  readonly act: string
  readonly at: Date
  readonly coachId: string | null
}

/** The last act on a record that this organisation had and has no more; null for one that is there, or never was. */
export async function howItWent(tx: Tx, id: string): Promise<Gone | null> {
  const last = await tx.sql
    .selectFrom('history')
    .leftJoin('person', 'person.id', 'history.person_id')
    .select(['history.person_id', 'person.name', 'history.act', 'history.at', 'history.before', 'history.after'])
    .where('history.org_id', '=', tx.org)
    .where('history.object_id', '=', id)
    .orderBy('history.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return null
  const [before, after] = [asFields(last.before), asFields(last.after)]
  // What can be put back is marked as removed, not taken out.
  if (after !== null && typeof after.removed_at !== 'string') return null
  const { person_id: personId, name, act, at } = last
  const coachId = typeof before?.coach_id === 'string' ? before.coach_id : null
  return { personId, who: name ?? 'Better Off', act, at, coachId }
}

type Fields = Readonly<Record<string, unknown>>
const asFields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? (value as Fields) : null

// Ids, search keys and counters of versions say nothing to a person; that a record is of the sample stands beside it.
const isForPeople = (field: string): boolean =>
  !/(^id$|_id$|^search$|^version$|^sequence$|^position$|^removed_at$|^sent_as$|^is_sample$|^reopened$|^is_settled$|_hash$)/.test(
    field,
  )

/** Records whose number only tells the first from the second; of a credential, the number is on the certificate. */
const isCountedOff: ReadonlySet<string> = new Set(['course_version', 'shift_place'])

// A new record says what it is, and not what it is not.
function changesOf(kind: string, before: Fields | null, after: Fields | null): HistoryLine['changes'] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (field) => isForPeople(field) && !(field === 'number' && isCountedOff.has(kind)),
  )
  return fields
    .map((field) => ({ field, before: said(field, before?.[field]), after: said(field, after?.[field]) }))
    .filter((change) => change.before !== change.after && !(before === null && change.after === 'no'))
}

function said(field: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'number' && field.endsWith('_cents')) return inDollars(value)
  if (field === 'page_language') return value === 'es' ? 'Spanish' : 'English'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
