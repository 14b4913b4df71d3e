import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cannotRun } from './binaries.ts'
import { type Cluster, plainEnvironment } from './cluster.ts'
import { giveTo } from './reach.ts'
import { clearStale, type ServerProcess, serverOf } from './server-process.ts'

export type Tell = (words: string) => void

/** Waits for the server to take connections: the one that runs, however long it recovers, or a new one. */
export async function untilReady(cluster: Cluster, flags: readonly string[], tell: Tell): Promise<ServerProcess> {
  const since = Date.now()
  let told = since
  let child: ChildProcess | undefined
  for (;;) {
    const server = serverOf(cluster.data)
    if (server?.isReady) return server
    if (!server && !child) child = launch(cluster, flags)
    if (child && hasEnded(child)) {
      if (!(await isInTheWay(cluster, since))) throw failure(cluster, child)
      child = undefined
    }
    if (Date.now() - told > 10_000) {
      tell('PostgreSQL is not ready yet: it is putting the database in order after it was cut off.')
      told = Date.now()
    }
    await pause(3)
  }
}

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null || pid === undefined

/** Whether our own attempt ended only since another server, or what a killed one left, still holds the data folder. */
async function isInTheWay(cluster: Cluster, since: number): Promise<boolean> {
  await pause(100)
  if (serverOf(cluster.data)) return true
  return Date.now() - since < 15_000 && /lock file|shared memory block/.test(lastWords(cluster))
}

function launch(cluster: Cluster, flags: readonly string[]): ChildProcess {
  const { bin, data, logFile, runAs } = cluster
  clearStale(data)
  boundLog(cluster)
  const log = openSync(logFile, 'a', 0o600)
  giveTo(logFile, runAs)
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
    ...runAs,
    cwd: data,
    env: plainEnvironment(dirname(data)),
    stdio: ['ignore', log, log],
    detached: true, // an interrupt typed at the terminal reaches us alone, and we stop it in order
  })
  child.on('error', () => undefined)
  child.unref()
  closeSync(log)
  return child
}

function failure(cluster: Cluster, child: ChildProcess): Error {
  if (child.pid === undefined) return cannotRun(child.spawnfile, 'it could not be started')
  return new Error(`PostgreSQL could not start: ${lastWords(cluster) || `it ended with code ${child.exitCode}`}`)
}

const lastWords = ({ logFile }: Cluster): string =>
  existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-4).join(' ') : ''

const largestLog = 1_000_000

/** Keeps the log of the server small: what is over goes to one older file, or nowhere if the disk is full. */
export function boundLog({ logFile, runAs }: Cluster): void {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) < largestLog) return
  try {
    copyFileSync(logFile, `${logFile}.old`)
    giveTo(`${logFile}.old`, runAs)
  } finally {
    truncateSync(logFile)
  }
}
