import { accessRoutes, openAccessRoutes } from '../src/platform/access/routes.tsx'
import { quietPool } from '../src/platform/db/test-pool.ts'
import { testSeals } from '../src/platform/sealed/test-seals.ts'
import { rooms } from '../src/rooms.ts'
import { whenFileIsOver } from '../src/test-over.ts'
import type { County } from '../src/test-standing.ts'
import type { Product } from './product.ts'

// What stands behind the screens: the doors that the program has, and the rows of its database, read by their owner.

const clock = (): Date => new Date()
const config = { baseUrl: 'http://localhost', mail: undefined }
const { all } = rooms({ pages: async () => [], published: () => undefined, clock, config, seals: testSeals })

export const doors = {
  team: [...all.flatMap((room) => room.doors), ...accessRoutes({ config, clock })],
  open: [...openAccessRoutes({ config }), ...all.flatMap(({ open = [] }) => open)],
}

type Rows = (statement: string, values?: unknown[]) => Promise<readonly Readonly<Record<string, string>>[]>

/** Asks the product's database until the tests of the file are over. */
export function rowsOf({ data }: Product): Rows {
  const database = quietPool(
    data.databaseUrl
      ? { connectionString: data.databaseUrl, max: 1 }
      : { host: `${data.dataDir}/postgres/run`, user: 'better_off_owner', database: 'postgres', max: 1 },
  )
  whenFileIsOver(() => database.end())
  return async (statement, values) => (await database.query(statement, values)).rows
}

/** The one row that a statement finds. */
export const rowOf =
  (rows: Rows): County['row'] =>
  async (statement, values) => {
    const [found] = await rows(statement, values)
    if (!found) throw new Error(`nothing is found by: ${statement}`)
    return found
  }
