import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import { type Cluster, prepareCluster, superuser } from './cluster.ts'
import { type Tell, untilReady } from './ready.ts'
import { isServerOf, serverOf } from './server-process.ts'
import { watchOver } from './watch.ts'

/** A PostgreSQL of our own that takes connections. */
export type Postgres = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  /** Whether it ran already: an earlier start of the product left it behind, or one is under way. */
  readonly isAdopted: boolean
  /** Ends connections, writes everything down and stops. */
  stop(): Promise<void>
  /** Leaves it running, without watching over it. */
  leave(): Promise<void>
}

type Options = {
  readonly folder: string
  readonly settings?: Readonly<Record<string, string>>
  /** Start it again whenever it dies, for as long as this process lives. */
  readonly isKept?: boolean
  /** Reach it over loopback with a password, where the system has no sockets in folders. */
  readonly isOverTcp?: boolean
  readonly tell?: Tell
}

/** Starts the PostgreSQL that comes with the product in `folder`, or adopts the one already running there. */
export async function startPostgres(options: Options): Promise<Postgres> {
  const { folder, isKept = false, isOverTcp = process.platform === 'win32', tell = () => undefined } = options
  const cluster = await prepareCluster({ folder, isOverTcp, tell })
  const isAdopted = serverOf(cluster.data) !== undefined
  const flags = flagsOf(cluster, options.settings ?? {}, isOverTcp ? await freePort() : 5432)
  const server = await untilReady(cluster, flags, tell)
  const watch = isKept ? watchOver(cluster, flags, tell) : undefined
  return {
    host: isOverTcp ? '127.0.0.1' : server.socketFolder,
    port: server.port,
    user: superuser,
    ...(cluster.password === undefined ? {} : { password: cluster.password }),
    isAdopted,
    leave: () => watch?.end() ?? Promise.resolve(),
    async stop() {
      await watch?.end()
      await stopServer(cluster)
    },
  }
}

// Small enough for the smallest machine: the memory of one process and its PostgreSQL is a promise (bench/).
const ownSettings = {
  max_connections: '40',
  // A restore puts everything in the place of everything in one transaction, which locks each table, index and function twice.
  max_locks_per_transaction: '256',
  shared_buffers: '128MB',
  wal_buffers: '8MB',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '2',
  io_method: 'sync',
  jit: 'off',
  // The log says what failed, never the words of a record.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

function flagsOf({ socketFolder }: Cluster, settings: Readonly<Record<string, string>>, port: number): string[] {
  const place = socketFolder
    ? { listen_addresses: '', unix_socket_directories: socketFolder }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  return Object.entries({ ...ownSettings, ...settings, ...place, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
}

async function stopServer({ bin, data }: Cluster): Promise<void> {
  const server = serverOf(data)
  if (!server) return
  if (process.platform === 'win32') spawn(join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-W'])
  else process.kill(server.pid, 'SIGINT')
  const since = Date.now()
  while (isServerOf(server.pid, data)) {
    if (Date.now() - since > 60_000) throw new Error(`PostgreSQL (process ${server.pid}) does not stop.`)
    await pause(5)
  }
}
