import type { ComponentChildren, JSX } from 'preact'
import type { Tx } from '../db/db.ts'
import { badAddress, page } from '../http/answer.tsx'
import type { Role, TeamRoute, Visit } from '../http/route.ts'
import { Act } from '../ui/acts.tsx'
import { Pager, RecordTable } from '../ui/records.tsx'
import { type Tabs, TeamPage, type Trail } from '../ui/shell.tsx'
import { type Of, told } from './part.tsx'

/** A column: its name, what stands in it, and whether that is a number. */
export type Column<Row> = readonly [name: string, cell: (row: Row, visit: Visit) => ComponentChildren, is?: 'number']

/** A list of records, described once: a name and its cell stand together. */
export type List<Row> = {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  /** The record's own page, below the organisation; null for one that has none. */
  readonly to?: (row: Row) => string | null
  readonly empty: ComponentChildren
  readonly isTight?: boolean
  /** By which a picture refers to it. */
  readonly id?: string
}

export const Records = <Row extends { readonly id: string }>({
  list: { columns, to, ...list },
  rows,
  visit,
}: {
  list: List<Row>
  rows: readonly Row[]
  visit: Visit
}): JSX.Element => (
  <RecordTable
    {...list}
    columns={columns.map(([name, , is]) => ({ name, isNumber: is === 'number' }))}
    rows={rows.map((row) => {
      const path = to?.(row) ?? null
      return {
        key: row.id,
        ...(path !== null && { href: visit.to(path) }),
        cells: columns.map(([, cell]) => cell(row, visit)),
      }
    })}
  />
)

export type ListDoor<Shown, Row> = {
  readonly path: string
  readonly may: readonly Role[]
  readonly title: string
  readonly trail?: Trail
  readonly tabs?: Tabs
  /** The one next act beside the heading. */
  readonly act?: { readonly to: string; readonly name: string; readonly may: readonly Role[] }
  /** Beside what the page says: the rows; of a long list those of a page (from 1), and one more where there is a page after. */
  readonly read: (tx: Tx, visit: Visit, page: number) => Promise<Shown & { readonly rows: readonly Row[] }>
  readonly pageSize?: number
  readonly above?: (shown: Shown, visit: Visit) => ComponentChildren
  readonly list: Of<Shown & { readonly rows: readonly Row[] }, List<Row>>
}

/** The page of a list. */
export const listDoor = <Shown, Row extends { readonly id: string }>(door: ListDoor<Shown, Row>): TeamRoute => ({
  method: 'GET',
  path: door.path,
  may: door.may,
  async answer(visit) {
    const number = door.pageSize === undefined ? 1 : pageIn(visit.url)
    if (number === null) return badAddress()
    const found = await visit.db.read(visit.scope, (tx) => door.read(tx, visit, number))
    const rows = found.rows.slice(0, door.pageSize)
    const { act } = door
    return page(
      <TeamPage
        visit={visit}
        title={door.title}
        trail={door.trail ?? []}
        tabs={door.tabs}
        act={act && <Act visit={visit} {...act} />}
      >
        {door.above?.(found, visit)}
        <Records list={told(door.list, found, visit)} rows={rows} visit={visit} />
        {door.pageSize !== undefined && (
          <Pager url={visit.url} page={number} hasMore={found.rows.length > rows.length} />
        )}
      </TeamPage>,
    )
  },
})

/** The page of a list that an address asks for, from 1; null where it is none. */
export function pageIn(url: URL): number | null {
  const number = Number(url.searchParams.get('page') ?? 1)
  return Number.isSafeInteger(number) && number >= 1 && number <= 100_000 ? number : null
}
