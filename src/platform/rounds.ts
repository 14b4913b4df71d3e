import type { Db } from './db/db.ts'
import type { Log } from './log.ts'

/**
 * Does what the program does by itself (offers that pass, reminders), one round after the other, then rests for `rest` ms. A
 * round that fails is logged and tried again; it changes nothing twice, so two instances may run. `stop` waits for the one under
 * way.
 */
export function startRounds({
  db,
  log,
  rounds,
  rest = 30_000,
}: {
  readonly db: Db
  readonly log: Log
  readonly rounds: readonly ((db: Db) => Promise<unknown>)[]
  readonly rest?: number | undefined
}): { stop(): Promise<void> } {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let under = Promise.resolve()
  const wait = (): void => {
    if (!isStopped) timer = setTimeout(go, rest).unref()
  }
  const go = (): void => {
    under = all(db, log, rounds, () => isStopped).then(wait)
  }
  wait()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await under
    },
  }
}

async function all(
  db: Db,
  log: Log,
  rounds: readonly ((db: Db) => Promise<unknown>)[],
  isStopped: () => boolean,
): Promise<void> {
  for (const round of rounds) {
    if (isStopped()) return
    await round(db).catch((error: unknown) => log.warn({ error }, 'a round was not finished and is tried again'))
  }
}
