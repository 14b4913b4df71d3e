import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request as send } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** The built product in a process of its own, with a connection to its PostgreSQL beside it. */
export type Running = {
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  readonly owner: pg.Client
  /** A request over a kept connection; `cookie` signs in. */
  readonly ask: (method: 'GET' | 'POST', path: string, form?: Readonly<Record<string, string>>) => Promise<Answered>
  /** What signs a browser in as the first administrator: `name=value`. */
  readonly cookie: string
  readonly stop: () => Promise<void>
}
export type Answered = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

/** Starts it on new data in a temporary folder, signed in as the first administrator. */
export async function startRunning(dataDir = newFolder()): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, ['dist/server.js'], {
    // Whoever measures stands for many people, each from a network of their own.
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, TRUSTED_PROXIES: '127.0.0.1, ::1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.on('exit', () => child.kill()) // a measurement that fails leaves nothing running
  const link = await new Promise<string>((found, failed) => {
    let printed = ''
    child.once('exit', () => failed(new Error(printed)))
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
      const [address] = /http:\S+sign-in\/link\/\S+/.exec(printed) ?? []
      if (address) found(address)
    })
  })
  const owner = new pg.Client({ host: join(dataDir, 'postgres/run'), user: 'better_off_owner', database: 'postgres' })
  await owner.connect()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let cookie = ''
  const ask: Running['ask'] = (method, path, form) =>
    new Promise((answered, failed) => {
      const body = form ? new URLSearchParams(form).toString() : ''
      const headers = {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(form
          ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
          : {}),
      }
      const request = send({ host: '127.0.0.1', port, method, path, agent, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          answered({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString(),
          }),
        )
      })
      request.on('error', failed)
      request.end(body)
    })
  const entered = await ask('POST', new URL(link).pathname, { returnTo: '/' })
  cookie = (entered.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
  const stop = async (): Promise<void> => {
    await owner.end()
    agent.destroy()
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
  }
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, dataDir, owner, ask, cookie, stop }
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-bench-'))
  chmodSync(folder, 0o711) // PostgreSQL may run as another user, who passes through here
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => found(port))
    })
  })
}
