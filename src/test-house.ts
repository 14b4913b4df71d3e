import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp, loadSampleCounty } from './app.ts'
import { dayRound } from './measures/day-round.ts'
import { sessionCookie, startSession } from './platform/access/session.ts'
import { addMember, addOrganisation, ensureFirstAdministrator } from './platform/access/set-up.ts'
import { freshDb, type TestDb } from './platform/db/test-db.ts'
import { everythingIn } from './platform/db/test-everything.ts'
import type { Role } from './platform/http/route.ts'
import { whenFileIsOver } from './test-over.ts'

export type Somebody = Role | 'neighbour' | 'stranger'
export type Form = Readonly<Record<string, string>> | FormData
/** Asks for a whole address, such as `/team/wilson/today`; with a form it is sent. No redirect is followed. */
export type Ask = (path: string, form?: Form) => Promise<Response>

/** The whole product behind one address: Wilson County with its sample, Nash County beside it, somebody of every role. */
export type House = {
  readonly db: TestDb
  readonly app: App
  readonly wilson: number
  readonly nash: number
  /** `neighbour` is the administrator of Nash County; the others are of Wilson County. */
  as(who: Somebody): Ask
  /** The one row that a statement finds, run by the owner of the database. */
  row(statement: string, values?: unknown[]): Promise<Readonly<Record<string, string>>>
  /** What every table holds, as one mark a table: two that are equal mean that nothing was written between. */
  everything(): Promise<Readonly<Record<string, string>>>
}

const now = new Date('2025-01-15T17:00:00Z')

export async function houseWithTwoCounties(): Promise<House> {
  const db = await freshDb(whenFileIsOver)
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: ({ error }: { error?: unknown }) => trouble.push(error),
  }
  const trouble: unknown[] = []
  const server = createServer((request, response) => app.handle(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a port was asked for, so it is one
  const dataDir = mkdtempSync(join(tmpdir(), 'better-off-house-'))
  const config = { port: 0, dataDir, databaseUrl: undefined, baseUrl, mail: undefined, trustedProxies: [] }
  const app = await createApp({ config, db, log, clock: () => now })
  whenFileIsOver(async () => {
    await app.close()
    server.closeAllConnections()
    server.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  await loadSampleCounty({ config, db, log, clock: () => now })
  const row: House['row'] = async (statement, values) => {
    const { rows } = await db.owner(statement, values)
    if (rows.length === 0) throw new Error(`nothing is found by: ${statement}`)
    return rows[0]
  }
  const { org_id: wilson } = await row(`select org_id from organisation where slug = 'wilson'`)
  const first = await ensureFirstAdministrator(db)
  const nash = await addOrganisation(db, { slug: 'nash', name: 'Nash County', isSample: false }, first.id)
  if (!nash.ok) throw new Error('Nash County was refused')
  // What the program does by itself with days is done, so that tables move only by who asks.
  await dayRound(db, { clock: () => now })
  const cookies = new Map<Somebody, string>()
  for (const role of ['administrator', 'editor', 'coordinator', 'viewer'] as const)
    cookies.set(role, await sessionOf(db, { org: Number(wilson), name: role, role }, baseUrl))
  const { id: coachId } = await row('select id from coach where org_id = $1 order by id limit 1', [wilson])
  cookies.set('coach', await sessionOf(db, { org: Number(wilson), name: 'coach', role: 'coach', coachId }, baseUrl))
  cookies.set(
    'neighbour',
    await sessionOf(db, { org: nash.value.org, name: 'neighbour', role: 'administrator' }, baseUrl),
  )

  const as =
    (who: Somebody): Ask =>
    async (path, form) => {
      const headers = { 'sec-fetch-site': 'same-origin', cookie: cookies.get(who) ?? '' }
      const body = form === undefined || form instanceof FormData ? form : new URLSearchParams(form)
      const response = await fetch(baseUrl + path, {
        headers,
        redirect: 'manual',
        ...(body && { method: 'POST', body }),
      })
      const error = trouble.pop()
      if (error) throw new Error(`${who} asked for ${path}`, { cause: error })
      return response
    }
  return {
    db,
    app,
    wilson: Number(wilson),
    nash: nash.value.org,
    as,
    row,
    everything: () => everythingIn((statement) => db.owner(statement)),
  }
}

async function sessionOf(
  db: TestDb,
  { org, name, role, coachId = null }: { org: number; name: string; role: Role; coachId?: string | null | undefined },
  baseUrl: string,
): Promise<string> {
  const personId = await addMember(db, org, { email: `${name}@example.org`, name: `The ${name}`, role, coachId })
  const { token } = await db.door('test.signIn', (sql) =>
    startSession(sql, { personId, method: 'link', device: 'a test', now, replaces: null, mark: null }),
  )
  return sessionCookie(token, baseUrl)['set-cookie']?.split(';')[0] ?? ''
}
