import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { boundLog, type Tell, untilReady } from './ready.ts'
import { serverOf } from './server-process.ts'

/** Starts the server again when it dies, and again until it lives: a full disk may take a while to be emptied. */
export function watchOver(cluster: Cluster, flags: readonly string[], tell: Tell): { end(): Promise<void> } {
  const over = new AbortController()
  const watching = watch(cluster, flags, tell, over.signal).catch((error: unknown) => {
    if (!over.signal.aborted) throw error
  })
  return {
    end() {
      over.abort()
      return watching
    },
  }
}

async function watch(cluster: Cluster, flags: readonly string[], tell: Tell, signal: AbortSignal): Promise<void> {
  for (let wait = 100; !signal.aborted; ) {
    const isThere = serverOf(cluster.data) !== undefined
    await pause(isThere ? 200 : wait, undefined, { ref: false, signal })
    try {
      boundLog(cluster)
      if (serverOf(cluster.data)) continue
      tell('PostgreSQL is gone; it is started again.')
      await untilReady(cluster, flags, tell)
      tell('PostgreSQL runs again.')
      wait = 100
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error))
      wait = Math.min(wait * 2, 5000)
    }
  }
}
