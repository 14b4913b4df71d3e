import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The server process of a cluster, as its own file `postmaster.pid` tells. */
export type ServerProcess = {
  readonly pid: number
  readonly port: number
  readonly socketFolder: string
  readonly isReady: boolean
}

/** The live server of a data folder; undefined if there is none. */
export function serverOf(data: string): ServerProcess | undefined {
  const lines = pidFile(data)
  const pid = Number(lines[0])
  if (!pid || !isServerOf(pid, data)) return undefined
  const [, , , port, socketFolder = '', , , status] = lines
  return { pid, port: Number(port), socketFolder, isReady: status?.trim() === 'ready' }
}

/**
 * Removes the file of a server that is gone. PostgreSQL does so itself unless another process has that number by now,
 * which after a restart of a container is likely.
 */
export function clearStale(data: string): void {
  const pid = Number(pidFile(data)[0])
  if (pid && !isServerOf(pid, data)) rmSync(join(data, 'postmaster.pid'), { force: true })
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function pidFile(data: string): readonly string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Whether this process runs and is the server of the folder. */
export function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') return folderOf(pid) === data
  if (process.platform === 'win32') return true
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.includes('postgres')
}

/** A server stands in its data folder. A process that has ended but was not yet waited for stands nowhere. */
function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
