import type { Day } from '../core/day.ts'
import { type Result, refuse } from '../core/result.ts'
import type { Db, Scope } from '../platform/db/db.ts'

/** A county in which people act at random. */
export type World = {
  readonly db: Db
  readonly scope: Scope
  readonly today: Day
  readonly computed: string
  readonly entered: string
  turn: number
}

/** What decides an act: numbers that pick records, days and amounts. */
export type Random = { readonly a: number; readonly b: number; readonly c: number; readonly d: number }

export const of = <T>(list: readonly T[], at: number): T => {
  const found = list[at % Math.max(1, list.length)]
  if (found === undefined) throw new Error('an empty list')
  return found
}

type Row = { readonly id: string; readonly version: number }
type Kept =
  | 'coach'
  | 'course'
  | 'training_session'
  | 'class_day'
  | 'enrolment'
  | 'measure'
  | 'credential_kind'
  | 'credential'
  | 'shift'
  | 'shift_place'
  | 'virtual_session'

export const rowsOf = ({ db, scope }: World, table: Kept): Promise<readonly Row[]> =>
  db.read(scope, (tx) =>
    tx.sql.selectFrom(table).select(['id', 'version']).where('org_id', '=', tx.org).orderBy('id').execute(),
  )

/** Picks a record, or leaves the act out when there is none. */
export async function picked(
  world: World,
  table: Kept,
  at: number,
  act: (row: Row) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  return pickedOf(await rowsOf(world, table), at, act)
}

export const pickedOf = async <T>(
  rows: readonly T[],
  at: number,
  act: (row: T) => Promise<Result<unknown>>,
): Promise<Result<unknown>> => (rows.length === 0 ? refuse('test.none', 'There is none.') : act(of(rows, at)))
