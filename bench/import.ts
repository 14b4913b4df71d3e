// 100,000 checked completions from a CSV file, as a person decides on them after the preview (which has read and checked
// every row): with their coaches, their history and every reading moved, until all of it is durable. Beside it, in the same
// run and the same PostgreSQL, a bare COPY of the same rows into tables with a key and one index. Once with coaches who are
// all new, once with coaches who are on the roster already. The sample county's measures count them.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { coachesForTraining } from '../src/coaches/for-training.ts'
import { loadSample as loadCoaches } from '../src/coaches/sample.ts'
import { newIds } from '../src/core/id.ts'
import { ok } from '../src/core/result.ts'
import { countFacts, rebuild } from '../src/measures/cells.ts'
import { dayRound } from '../src/measures/day-round.ts'
import { loadSample as loadMeasures } from '../src/measures/sample.ts'
import { loadSample as loadPartners } from '../src/partners/sample.ts'
import { openDb } from '../src/platform/db/db.ts'
import { startPostgres } from '../src/platform/db/launcher.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { importSheet, previewOf, sendSheet } from '../src/training/import/actions.ts'
import { undoImport } from '../src/training/import/undo/actions.ts'
import { loadSample } from '../src/training/sample.ts'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { newFolder } from './running.ts'

const rows = 100_000
const coaches = 25_000
const rounds = 5
const today = '2025-01-15'
const zone = 'America/New_York'

const server = await startPostgres({ folder: newFolder() })
const connection = { host: server.host, port: server.port, user: server.user, database: 'postgres' }
const owner = new pg.Pool({ ...connection, max: 1 })
owner.on('error', () => undefined) // a connection that ends with the server is no fault
await migrate(owner)
const db = openDb(connection, () => undefined)
const org = await db.door('bench.setUp', async (sql) => {
  const made = await sql
    .insertInto('organisation')
    .values({ id: crypto.randomUUID(), slug: 'wilson', name: 'Wilson' })
    .returning('org_id')
    .executeTakeFirstOrThrow()
  return made.org_id
})
const scope = { org, person: null }
const hand = { db, scope, today }
await db.act(scope, 'bench.setUp', async (tx) => {
  await loadSample(tx, { partners: await loadPartners(tx), coaches: await loadCoaches(tx) })
  await loadMeasures(tx, { today })
  return ok(await rebuild(tx))
})

// The days of the records are over, as the daily round finds them.
await dayRound(db, { clock: () => new Date(`${today}T17:00:00Z`) })
const needs = {
  counted: countFacts,
  clock: () => new Date(),
  baseUrl: 'http://localhost',
  coaches: coachesForTraining,
}
const file = { name: 'completions.csv', bytes: new TextEncoder().encode(csv()) }
console.log(await machine(owner))
console.log(
  `${rows.toLocaleString('en-US')} rows of ${coaches.toLocaleString('en-US')} coaches, ${(file.bytes.length / 1e6).toFixed(1)} MB of CSV`,
)

const all = await measured('with 25,000 new coaches', async () => undefined)
const known = await measured('of coaches on the roster', rosterThere)
goal('100,000 completions and their 25,000 new coaches imported, against a bare COPY of both', all, ' x', { atMost: 5 })
goal('100,000 completions of known coaches imported, against a bare COPY', known, ' x', { atMost: 5 })
await db.close()
await owner.end()
await server.stop()

/** Imports and undoes the file round after round, `first` being done before; answers the middle ratio of an import to a COPY. */
async function measured(words: string, first: () => Promise<void>): Promise<number> {
  await first()
  const isRosterThere = first === rosterThere
  const times = { copy: [] as number[], preview: [] as number[], imported: [] as number[], undone: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const before = await timed(() => bareCopy(!isRosterThere))
    const id = value(await sendSheet(hand, file))
    const preview = await timed(() => previewOf(hand, { id, zone }))
    const wish = { id, expected: rows, withoutFaults: false, needs, zone }
    const imported = await timed(async () => value(await importSheet(hand, wish)))
    if (round === rounds) await sameAsRebuilt()
    const copy = (before + (await timed(() => bareCopy(!isRosterThere)))) / 2
    const undone = await timed(async () =>
      value(await undoImport(hand, { id, form: { hanging: 0, choice: null, reason: '' }, needs })),
    )
    await owner.query('vacuum analyze')
    if (round === 0) continue // the first round warms everything
    times.copy.push(copy)
    times.preview.push(preview)
    times.imported.push(imported)
    times.undone.push(undone)
  }
  // Each round against the COPY before and after it, so that a machine that slows down slows both.
  const ratio = (of: keyof typeof times): number =>
    spread(times[of].map((time, round) => time / (times.copy[round] ?? Number.NaN))).median
  console.log(`${words}: bare COPY median ${ms(spread(times.copy).median)}`)
  for (const of of ['preview', 'imported', 'undone'] as const)
    console.log(`  ${of}: median ${ms(spread(times[of]).median)}, ${ratio(of).toFixed(2)} x COPY`)
  return ratio('imported')
}

async function rosterThere(): Promise<void> {
  await db.act(scope, 'bench.roster', async (tx) => {
    const ids = newIds(coaches)
    await coachesForTraining.add(
      tx,
      null,
      ids.map((id, at) => ({ id, name: nameOf(at), email: emailOf(at) || null })),
    )
    return ok(null)
  })
  await owner.query('vacuum analyze')
}

/** Four courses a coach over ten years, each row checked, half the coaches with a mail address. */
function csv(): string {
  const lines = ['Name,Email,Course,Hours,Outcome,Completed on']
  for (let at = 0; at < rows; at++) {
    const coach = at % coaches
    const day = new Date(Date.UTC(2015, 0, 1) + ((coach * 7_919 + Math.floor(at / coaches) * 913) % 3_600) * 86_400_000)
    lines.push(
      `${nameOf(coach)},${emailOf(coach)},Recovery Coach Academy,${30 + (at % 3)},completed,${day.toISOString().slice(0, 10)}`,
    )
  }
  return `${lines.join('\n')}\n`
}

function nameOf(coach: number): string {
  return `Coach Number ${coach}`
}
function emailOf(coach: number): string {
  return coach % 2 === 0 ? `coach.${coach}@example.org` : ''
}

async function bareCopy(hasCoaches: boolean): Promise<void> {
  const client = await owner.connect()
  await client.query('drop table if exists bare')
  await client.query(
    `create table bare (org_id int, id uuid, name text, email text, course text, hours numeric(6, 2), outcome text, outcome_on date, primary key (org_id, id))`,
  )
  await client.query('create index on bare (org_id, outcome_on)')
  await pipeline(Readable.from(copyLines()), client.query(copyFrom('copy bare from stdin')))
  if (hasCoaches) {
    await client.query('drop table if exists bare_coach')
    await client.query('create table bare_coach (org_id int, id uuid, name text, email text, primary key (org_id, id))')
    await client.query('create index on bare_coach (org_id, name)')
    await pipeline(Readable.from(coachLines()), client.query(copyFrom('copy bare_coach from stdin')))
  }
  client.release()
}

function* coachLines(): Generator<string> {
  for (let at = 0; at < coaches; at++)
    yield `1\t${String(at).padStart(8, '0')}-0000-7000-8000-000000000000\t${nameOf(at)}\t${emailOf(at)}\n`
}

function* copyLines(): Generator<string> {
  const lines = new TextDecoder().decode(file.bytes).split('\n').slice(1, -1)
  for (let from = 0; from < lines.length; from += 500)
    yield lines
      .slice(from, from + 500)
      .map(
        (line, at) =>
          `1\t${String(from + at).padStart(8, '0')}-0000-7000-8000-000000000000\t${line.replaceAll(',', '\t')}\n`,
      )
      .join('')
}

/** The readings after the last import are those that a rebuild from the records gives. */
async function sameAsRebuilt(): Promise<void> {
  const cells = async () =>
    (
      await owner.query(
        `select measure_id, dimension, category, month, numerator, denominator from cell where numerator <> 0 or denominator <> 0 order by 1, 2, 3, 4`,
      )
    ).rows
  const moved = await cells()
  await db.act(scope, 'bench.rebuild', async (tx) => ok(await rebuild(tx)))
  if (JSON.stringify(moved) !== JSON.stringify(await cells()))
    throw new Error('the readings after the import differ from a rebuild')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function value<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly problems: readonly { message: string }[] },
): T {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '))
  return result.value
}
