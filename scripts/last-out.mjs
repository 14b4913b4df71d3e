// node scripts/last-out.mjs FOLDER PREFIX: waits until whoever started it is gone, killed or not (its input ends then), ends every
// process that was started for the folder, and removes the folder, and on the server of DATABASE_URL the databases of that run.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const [folder = '', prefix = ''] = process.argv.slice(2)
if (!/better-off-tests-\w{6}$/.test(folder)) throw new Error(`${folder} is no folder of a test run.`)
for (const over of ['end', 'error']) process.stdin.once(over, () => void leave())
process.stdin.resume()

async function leave() {
  // Asked first: a PostgreSQL that is killed leaves its shared memory to the system.
  for (let tries = 0; tries < 400 && startedFor(folder).length > 0; tries++) {
    if (tries % 100 === 0) for (const pid of startedFor(folder)) end(pid, tries === 0 ? 'SIGINT' : 'SIGKILL')
    await pause(50)
  }
  unmountBelow(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  if (process.env.DATABASE_URL) await dropDatabases(process.env.DATABASE_URL)
  process.exit(0)
}

/** Workers, products, browsers and every PostgreSQL: they stand in the folder, or know it from what surrounds them. */
function startedFor(named) {
  if (existsSync('/proc/self/environ'))
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && surroundingsOf(pid).includes(named))
  return execFileSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 1e8 })
    .split('\n')
    .flatMap((line) => (line.includes(named) ? [line.trim().split(' ')[0] ?? ''] : []))
    .filter((pid) => Number(pid) !== process.pid)
}

function surroundingsOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) + readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    return '' // it has ended, or belongs to somebody else
  }
}

function end(pid, signal) {
  try {
    process.kill(Number(pid), signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** The small disk that a test fills. */
function unmountBelow(named) {
  if (!existsSync('/proc/mounts')) return
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n'))
    if (line.split(' ')[1]?.startsWith(named)) spawnSync('umount', ['-l', line.split(' ')[1]])
}

async function dropDatabases(server) {
  const client = new pg.Client(server)
  try {
    await client.connect()
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix])
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
    await dropLogins(client)
    await client.end()
  } catch {
    // The server is gone, and its databases with it.
  }
}

/** A login of a database that is gone opens nothing. */
async function dropLogins(client) {
  const { rows } = await client.query(
    `select rolname from pg_roles where rolname ~ '^better_off_login_\\d+$'
     and not exists (select from pg_database where oid::text = substr(rolname, 18))`,
  )
  for (const { rolname } of rows) await client.query(`drop role if exists ${rolname}`)
}
