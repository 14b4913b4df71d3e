import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { ok, type Result, refuse } from '../core/result.ts'

/** Who holds a data folder: a process, and what it is or where it answers. */
export type Holder = { readonly pid: number; readonly what: string }

/**
 * Takes a data folder for this process alone, until it ends however it ends: the lock is a name that this process
 * listens on, and the system frees it. Whoever asks there is told who holds the folder. Refuses with `start.taken`.
 */
export async function holdFolder(folder: string, what: string): Promise<Result<{ release(): void }>> {
  const name = lockName(folder)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(JSON.stringify({ pid: process.pid, what } satisfies Holder))
  })
  server.unref()
  if (await listensOn(server, name)) return ok({ release: () => void server.close() })
  const holder = await askHolder(name)
  if (holder)
    return refuse(
      'start.taken',
      `The data in ${folder} is in use by ${holder.what} (process ${holder.pid}). Stop it first.`,
    )
  // A name in a folder outlives a killed process, and nobody answers there.
  if (name.startsWith('/')) rmSync(name, { force: true })
  if (await listensOn(server, name)) return ok({ release: () => void server.close() })
  return refuse('start.taken', `The data in ${folder} is in use by another process. Stop it first.`)
}

/** Who holds the folder at this moment; undefined if nobody does. */
export const holderOf = (folder: string): Promise<Holder | undefined> => askHolder(lockName(folder))

/** A folder is the same one under every path that leads to it, so its number on its disk names the lock. */
function lockName(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true })
  const name = `better-off-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `/tmp/${name}`
}

function listensOn(server: Server, path: string): Promise<boolean> {
  return new Promise((done, fail) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening)
      if (error.code === 'EADDRINUSE') done(false)
      else fail(error)
    }
    const listening = (): void => {
      server.off('error', failed)
      done(true)
    }
    server.once('error', failed).once('listening', listening).listen(path)
  })
}

function askHolder(name: string): Promise<Holder | undefined> {
  return new Promise((done) => {
    let said = ''
    const socket = connect(name)
      .setTimeout(2000, () => socket.destroy())
      .on('data', (part) => {
        said += part.toString()
      })
      .on('error', () => undefined)
      .on('close', () => done(holderIn(said)))
  })
}

function holderIn(said: string): Holder | undefined {
  try {
    return JSON.parse(said) as Holder // written by the same program
  } catch {
    return undefined
  }
}
