// The unchanged measure page over HTTP, beside a bare Node server that sends the very same compressed bytes from memory: in turns
// in one run, each loaded by the same client in a process of its own.
import { execFile, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { freePort, newFolder, startRunning } from './running.ts'

const path = '/wilson/m/new-recovery-coaches-trained'
const rounds = 5
const seconds = 3
type Seen = { readonly perSecond: number; readonly median: number; readonly p99: number }
type Server = { readonly port: number; readonly etag: string }

const product = await startRunning()
const page = await read(Number(new URL(product.url).port))
const file = join(newFolder(), 'page.br')
writeFileSync(file, page.body)
const barePort = await freePort()
const bare = spawn(process.execPath, ['bench/bare-server.mjs', file, String(barePort)], { stdio: 'inherit' })
while (!(await read(barePort).catch(() => undefined))) await pause(20)
const servers: Record<'product' | 'bare', Server> = {
  product: { port: Number(new URL(product.url).port), etag: page.etag },
  bare: { port: barePort, etag: '"bare"' },
}

console.log(await machine(product.owner))
console.log(`${path}: ${page.body.length.toLocaleString('en-US')} bytes in brotli`)
await compared(16, 'page')
await compared(64, 'page')
await compared(64, 'not changed')
bare.kill()
await product.stop()

async function compared(connections: number, what: 'page' | 'not changed'): Promise<void> {
  const seen: Record<keyof typeof servers, Seen[]> = { product: [], bare: [] }
  for (let round = 0; round < rounds; round++)
    for (const name of ['bare', 'product'] as const) seen[name].push(await loaded(servers[name], connections, what))
  const middle = (name: keyof typeof servers, of: keyof Seen): number =>
    spread(seen[name].map((each) => each[of])).median
  const words = `${what === 'page' ? 'page' : '304'} at ${connections} connections`
  for (const name of ['bare', 'product'] as const) {
    const all = seen[name].map(({ perSecond }) => Math.round(perSecond))
    console.log(
      `${words}, ${name}: ${middle(name, 'perSecond').toFixed(0)}/s (${Math.min(...all)} to ${Math.max(...all)}), median ${ms(middle(name, 'median'))}, p99 ${ms(middle(name, 'p99'))}`,
    )
  }
  const share = (of: keyof Seen): number => middle('product', of) / middle('bare', of)
  goal(`${words}: throughput against the bare server`, share('perSecond') * 100, ' %', { atLeast: 60 })
  goal(`${words}: p99 against the bare server`, share('p99'), ' x', { atMost: 3 })
}

async function loaded({ port, etag }: Server, connections: number, what: 'page' | 'not changed'): Promise<Seen> {
  const wanted = [port, path, connections, seconds, ...(what === 'page' ? [] : [etag])].map(String)
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/load.mjs', ...wanted])
  return JSON.parse(stdout) as Seen
}

function read(port: number): Promise<{ readonly body: Buffer; readonly etag: string }> {
  return new Promise((done, fail) => {
    const request = get({ host: '127.0.0.1', port, path, headers: { 'accept-encoding': 'br' } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => done({ body: Buffer.concat(parts), etag: response.headers.etag ?? '' }))
    })
    request.on('error', fail)
  })
}
