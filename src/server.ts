import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Result } from './core/result.ts'
import { type Config, openConfig } from './platform/config.ts'
import { openDatabase } from './platform/db/open.ts'
import { listen } from './platform/listen.ts'
import { openLog } from './platform/log.ts'
import { holdFolder } from './platform/only-one.ts'
import { inTheWay } from './platform/readiness.ts'
import { openSeals } from './platform/sealed/open.ts'
import { startTrouble } from './platform/start-trouble.ts'

const log = openLog()
let config: Config | undefined
/** What is open and must be closed in order, the newest first. */
const open: (() => unknown)[] = []

/** The way in: one process that answers requests, and its PostgreSQL. */
async function start(): Promise<void> {
  const { empty } = parseArgs({ options: { empty: { type: 'boolean', default: false } } }).values
  const settings = settled(openConfig())
  config = settings
  mkdirSync(settings.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const hold = settled(await holdFolder(settings.dataDir, `${settings.baseUrl}/`))
  open.push(() => hold.release())
  const listening = await listen(settings.port)
  const [{ createApp }, { firstStart }, opened] = await Promise.all([
    import('./app.ts'),
    import('./first-start.ts'),
    openDatabase({ config: settings, log, isKept: true }),
  ])
  const database = settled(opened)
  open.push(() => database.close({ isLeft: false }))
  const seals = settled(await openSeals(settings, database.db))
  const isSampleLoaded = !empty && (await firstStart(database.db, settings, console.log))
  const app = await createApp({ config: settings, db: database.db, log, seals, clock: () => new Date() })
  open.push(() => app.close())
  listening.answerWith(
    (request, response) => app.handle(request, response),
    () => inTheWay(settings, database.db),
  )
  open.push(() => listening.close())
  sayReady(settings, database.words, isSampleLoaded, await app.signInLink())
}

async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close()
}

function sayReady({ baseUrl }: Config, words: string, isSampleLoaded: boolean, link: string | null): void {
  console.log(`Better Off is running, with ${words}. Its public address:`)
  console.log(`${baseUrl}/`)
  if (isSampleLoaded)
    console.log('The sample county, Wilson, was loaded. Start on empty data with --empty to leave it out.')
  if (link === null) {
    console.log('Sign in there. For a one-time link of the first administrator: npm run -s better-off -- sign-in-link')
    return
  }
  console.log('To sign in as the first administrator, open this link. It works once, and ends those printed before:')
  console.log(link)
}

function settled<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refusal(result.problems.map((problem) => problem.message).join('\n'))
}

class Refusal extends Error {}

const inWords = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof Refusal || code?.startsWith('ERR_PARSE_ARGS')) return error.message
  return startTrouble(error, config) ?? error.stack ?? error.message
}

const started = start().catch(async (error: unknown) => {
  console.error(`Better Off could not start.\n${inWords(error)}`)
  await closeAll()
  process.exit(1)
})

let stoppingSince = 0
function stop(): void {
  // The terminal and npm both pass on the same interrupt; one that comes later is meant.
  if (stoppingSince > 0 && Date.now() - stoppingSince > 1000) process.exit(1)
  if (stoppingSince > 0) return
  stoppingSince = Date.now()
  const stopped = started.then(closeAll).then(() => process.exit(0))
  stopped.catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
process.stdout.on('error', () => undefined) // whoever read the address may be gone
