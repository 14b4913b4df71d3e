import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp, loadSampleCounty } from './app.ts'
import type { LinkageNeeds } from './linkage/needs.ts'
import { linkageRound } from './linkage/round.ts'
import { dayRound } from './measures/day-round.ts'
import { measuresRoom } from './measures/room.ts'
import { sessionCookie, startSession } from './platform/access/session.ts'
import { addMember, addOrganisation, ensureFirstAdministrator } from './platform/access/set-up.ts'
import { readyDb, type TestDb } from './platform/db/test-db.ts'
import { everythingIn } from './platform/db/test-everything.ts'
import type { Role } from './platform/http/route.ts'
import { testSeals } from './platform/sealed/test-seals.ts'
import { referralRound } from './referrals/rounds.ts'
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
  /** Where it answers, for who is no browser. */
  readonly baseUrl: string
  /** `neighbour` is the administrator of Nash County; the others are of Wilson County. */
  as(who: Somebody): Ask
  /** The one row that a statement finds, run by the owner of the database. */
  row(statement: string, values?: unknown[]): Promise<Readonly<Record<string, string>>>
  /** What every table holds, as one mark a table: two that are equal mean that nothing was written between. */
  everything(): Promise<Readonly<Record<string, string>>>
}

const now = new Date('2025-01-15T17:00:00Z')

/** A house as a first start leaves it, with the people who work there. */
export const houseWithTwoCounties = async (): Promise<House> =>
  openHouse(await readyDb('house', settle, whenFileIsOver), whenFileIsOver)

/** The same, with what else is put into it once a run. */
export const houseWith = async (name: string, furnish: (house: House) => Promise<void>): Promise<House> =>
  openHouse(await readyDb(`house_${name}`, (db) => furnished(db, furnish), whenFileIsOver), whenFileIsOver)

const people: readonly Exclude<Somebody, 'stranger'>[] = [
  'administrator',
  'editor',
  'coordinator',
  'viewer',
  'privacy officer',
  'finance officer',
  'coach',
  'partner',
  'neighbour',
]
const addressOf = (who: Somebody): string => `${who.replace(' ', '-')}@example.org`

/** Loads the sample county, founds another beside it, and lets people in. */
async function settle(db: TestDb): Promise<void> {
  const { config, end } = settingsFor('http://127.0.0.1')
  await loadSampleCounty({ config, db, log: silent, seals: testSeals, clock: () => now })
  end()
  const { org_id: wilson } = await firstOf(db, `select org_id from organisation where slug = 'wilson'`)
  const first = await ensureFirstAdministrator(db)
  const nash = await addOrganisation(db, { slug: 'nash', name: 'Nash County', isSample: false }, first.id)
  if (!nash.ok) throw new Error('Nash County was refused')
  // What the program does by itself with days, and with what led to nobody, is done, so that tables move only by who asks.
  await dayRound(db, { clock: () => now })
  await linkageRound(db, { clock: () => now, counted: measuresRoom.counted } as LinkageNeeds) // all that a round asks for
  await referralRound(db, { clock: () => now, counted: measuresRoom.counted })
  // By name, since ids of one millisecond come in any order: the first on the roster has a credential in the sample.
  const { id } = await firstOf(db, 'select id from coach where org_id = $1 order by name limit 1', [wilson])
  const partner = await firstOf(db, 'select id from partner where org_id = $1 order by id limit 1', [wilson])
  for (const who of people)
    await addMember(db, who === 'neighbour' ? nash.value.org : Number(wilson), {
      email: addressOf(who),
      name: `The ${who}`,
      role: who === 'neighbour' ? 'administrator' : who,
      coachId: who === 'coach' ? (id ?? null) : null,
      partnerId: who === 'partner' ? (partner.id ?? null) : null,
    })
}

async function furnished(db: TestDb, furnish: (house: House) => Promise<void>): Promise<void> {
  const over: (() => Promise<void>)[] = []
  await settle(db)
  try {
    await furnish(await openHouse(db, (work) => void over.push(work)))
  } finally {
    for (const work of over.reverse()) await work()
  }
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

function settingsFor(baseUrl: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'better-off-house-'))
  return {
    config: {
      port: 0,
      dataDir,
      keyFile: '',
      databaseUrl: undefined,
      backupKey: undefined,
      baseUrl,
      mail: undefined,
      trustedProxies: [],
    },
    end: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

async function openHouse(db: TestDb, whenOver: (work: () => Promise<void>) => void): Promise<House> {
  const trouble: unknown[] = []
  const log = { ...silent, error: ({ error }: { error?: unknown }) => trouble.push(error) }
  const server = createServer((request, response) => app.handle(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a port was asked for, so it is one
  const { config, end } = settingsFor(baseUrl)
  // Tables move only by who asks, however long a walk takes.
  const app = await createApp({ config, db, log, seals: testSeals, clock: () => now, rest: 2 ** 31 - 1 })
  whenOver(async () => {
    await app.close()
    server.closeAllConnections()
    server.close()
    end()
  })
  const row: House['row'] = (statement, values) => firstOf(db, statement, values)
  const orgOf = async (slug: string): Promise<number> =>
    Number((await row('select org_id from organisation where slug = $1', [slug])).org_id)
  const cookies = new Map<Somebody, string>()
  for (const who of people) cookies.set(who, await sessionOf(db, who, baseUrl))

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
    baseUrl,
    wilson: await orgOf('wilson'),
    nash: await orgOf('nash'),
    as,
    row,
    everything: () => everythingIn((statement) => db.owner(statement)),
  }
}

async function firstOf(db: TestDb, statement: string, values?: unknown[]): Promise<Readonly<Record<string, string>>> {
  const { rows } = await db.owner(statement, values)
  if (rows.length === 0) throw new Error(`nothing is found by: ${statement}`)
  return rows[0]
}

async function sessionOf(db: TestDb, who: Somebody, baseUrl: string): Promise<string> {
  const { id } = await firstOf(db, 'select id from person where email = $1', [addressOf(who)])
  const { token } = await db.door('test.signIn', (sql) =>
    startSession(sql, { personId: id ?? '', method: 'link', device: 'a test', now, replaces: null, mark: null }),
  )
  return sessionCookie(token, baseUrl)['set-cookie']?.split(';')[0] ?? ''
}
