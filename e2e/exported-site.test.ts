import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { atTerminal } from './product.ts'
import { bytesAt, changesToPublish, enterTeam, measurePath, newcomer, publish, recordCompletion } from './steps.ts'

// The promise: the public site is a folder that any file server answers from as the product does.

/** A file server as plain as they come: a file, or the index of a folder, which it sends readers on to. */
async function plainServer(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = join(folder, path)
    if (!existsSync(file)) return response.writeHead(404).end()
    if (statSync(file).isFile()) return response.end(readFileSync(file))
    if (!path.endsWith('/')) return response.writeHead(301, { location: `${path}/` }).end()
    return response.end(readFileSync(join(file, 'index.html')))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a port was asked for, so it is one
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'site-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Every address of an exported folder. */
const addressesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && !name.startsWith('.'))
    .map((name) => `/${name.replace(/\/?index\.html$/, '')}`)

test('a plain file server answers every public address with the bytes of the product, also after the next edition', async () => {
  const { page, product } = await newcomer()
  const folder = join(newFolder(), 'site')
  const exported = () => atTerminal(product.data, ['export-site', folder])
  const seen = async (address: string): Promise<Buffer> => {
    const response = await fetch(`${site}${address}`)
    expect(response.status, address).toBe(200)
    return Buffer.from(await response.arrayBuffer())
  }
  expect(await exported()).toMatchObject({ code: 0 })
  const site = await plainServer(folder)
  const first = addressesIn(folder)
  for (const address of [
    '/',
    '/wilson',
    '/wilson.json',
    '/wilson/money.json',
    '/wilson/feed.atom',
    '/sitemap.xml',
    '/robots.txt',
  ])
    expect(first).toContain(address)
  for (const end of ['', '.json', '.csv', '.svg', '.png']) expect(first).toContain(`${measurePath}${end}`)
  // Whoever exports says the public address; here the product's own was made up at its start.
  const own = (body: Buffer): string => body.toString('latin1').replaceAll('http://localhost:8080/', product.url)
  for (const address of first)
    expect(own(await seen(address)) === own((await bytesAt(product, address)).body), address).toBe(true)
  for (const [asset] of (await seen(measurePath)).toString().matchAll(/\/assets\/[\w.-]+/g))
    expect(first).toContain(asset)

  await enterTeam(page, product)
  await recordCompletion(page, 'Thelma Barnes', '2024-11-22')
  await changesToPublish(page)
  await publish(page, 2)
  const lasting = join(folder, 'wilson/editions/1/index.html')
  const writtenAt = statSync(lasting).mtimeMs
  // A page that an earlier export wrote and that is not public any more.
  const list = join(folder, '.better-off-site.json')
  mkdirSync(join(folder, 'nash/m'), { recursive: true })
  writeFileSync(join(folder, 'nash/m/index.html'), 'withdrawn')
  writeFileSync(list, JSON.stringify({ ...JSON.parse(readFileSync(list, 'utf8')), 'nash/m/index.html': 'hash' }))
  expect(await exported()).toMatchObject({ code: 0 })
  expect(statSync(lasting).mtimeMs).toBe(writtenAt)
  expect(existsSync(join(folder, 'nash'))).toBe(false)
  const second = addressesIn(folder)
  for (const address of first) expect(second).toContain(address)
  expect(second).toContain('/wilson/editions/2')
  for (const address of second)
    expect(own(await seen(address)) === own((await bytesAt(product, address)).body), address).toBe(true)
})

test('a folder of somebody else, a file, and a list that names what is outside are left as they are', async () => {
  const { product } = await newcomer()
  const folder = newFolder()
  const refused = async (path: string): Promise<void> => {
    const { code, output } = await atTerminal(product.data, ['export-site', path])
    expect(code).toBe(1)
    expect(output).toContain('has files that are not of an exported site')
  }
  writeFileSync(join(folder, 'thesis.txt'), 'years of work')
  await refused(folder)
  await refused(join(folder, 'thesis.txt'))
  const inside = join(folder, 'site')
  mkdirSync(inside)
  writeFileSync(join(inside, '.better-off-site.json'), JSON.stringify({ '../thesis.txt': 'hash' }))
  await refused(inside)
  expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work')
  // One that was cut short has its list and nothing else yet.
  writeFileSync(join(inside, '.better-off-site.json'), '{}')
  expect((await atTerminal(product.data, ['export-site', inside])).code).toBe(0)
})
