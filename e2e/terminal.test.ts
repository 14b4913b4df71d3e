import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emsDocument, record } from '../src/referrals/ems/test-documents.ts'
import { atTerminal, freshData, postgresPid, startProduct } from './product.ts'

test('at the terminal an organization is added, its administrator gets a link, and all measures are computed anew', async () => {
  const product = await startProduct()
  const postgres = postgresPid(product.data)
  const added = await atTerminal(product.data, [
    'organisation',
    'add',
    'nash',
    'Nash County',
    '--administrator',
    'Ana@Example.org',
  ])
  expect(added).toEqual({ code: 0, output: 'Nash County is at /nash.\n' })
  const link = await atTerminal(product.data, ['sign-in-link', 'ana@example.org'])
  expect(link.output).toMatch(/^http:\/\/localhost:8080\/sign-in\/link\/\S+\n$/)
  const here = new URL(new URL(link.output.trim()).pathname, product.url)
  const headers = { origin: new URL(product.url).origin, 'sec-fetch-site': 'same-origin' }
  expect((await fetch(here, { method: 'POST', headers, redirect: 'manual' })).status).toBe(303)
  const before = await (await fetch(`${product.url}wilson.json`)).text()
  const rebuilt = await atTerminal(product.data, ['rebuild'])
  expect(rebuilt.output).toMatch(/^nash: 0 counters computed anew\nwilson: [\d,]+ counters computed anew\n$/)
  expect(await (await fetch(`${product.url}wilson.json`)).text()).toBe(before)
  expect(postgresPid(product.data), 'the running product keeps its PostgreSQL').toBe(postgres)
})

test('at the terminal the product need not run, and nothing runs on afterwards', async () => {
  const product = await startProduct({ args: ['--empty'] })
  await product.stop()
  expect(await atTerminal(product.data, ['rebuild'])).toEqual({ code: 0, output: 'There is no organization yet.\n' })
  expect(postgresPid(product.data)).toBeUndefined()
})

test('at the terminal the sample county is loaded where it was left out, once', async () => {
  const product = await startProduct({ args: ['--empty'] })
  expect((await fetch(`${product.url}wilson`)).status).toBe(404)
  const loaded = await atTerminal(product.data, ['sample'])
  expect(loaded).toEqual({ code: 0, output: 'The sample county, Wilson, was loaded.\n' })
  const page = await fetch(`${product.url}wilson.json`)
  expect(await page.json()).toMatchObject({ organisation: { slug: 'wilson', isSample: true }, edition: 1 })
  const again = await atTerminal(product.data, ['sample'])
  expect(again).toEqual({ code: 0, output: 'An organization is at work here already. Nothing was changed.\n' })
})

test('a county backed up while it works is restored on another machine, where its people sign in', async () => {
  const product = await startProduct()
  const page = await (await fetch(`${product.url}wilson.json`)).text()
  const file = join(product.data.dataDir, 'county.backup')
  const made = await atTerminal(product.data, ['backup', file])
  expect(made.output).toMatch(/ holds [\d,]+ lines of \d+ tables\.\nIt opens only with this key.*\n[0-9a-f]{64}\n$/)
  const key = { BACKUP_KEY: made.output.trim().split('\n').at(-1) ?? '' }
  expect((await atTerminal(product.data, ['verify', file], key)).output).toContain('is whole: ')
  expect((await atTerminal(product.data, ['verify', file])).output).toContain('Set BACKUP_KEY')
  expect((await atTerminal(product.data, ['restore', file, '--replace'], key)).output).toContain('Stop it first.')
  const elsewhere = await freshData()
  const restored = await atTerminal(elsewhere, ['restore', file], key)
  expect(restored.output).toContain('were restored. Everybody signs in again.')
  const again = await startProduct({ data: elsewhere })
  expect(await (await fetch(`${again.url}wilson.json`)).text()).toBe(page)
  const headers = { origin: new URL(again.url).origin, 'sec-fetch-site': 'same-origin' }
  const link = new URL(new URL(again.signInLink).pathname, again.url)
  expect((await fetch(link, { method: 'POST', headers, redirect: 'manual' })).status).toBe(303)
  await again.stop()
  expect((await atTerminal(elsewhere, ['restore', file], key)).output).toContain('add --replace')
  const replaced = await atTerminal(elsewhere, ['restore', file, '--replace'], key)
  expect(replaced).toMatchObject({ code: 0 })
})

test('what cannot be done at the terminal is said in plain words', async () => {
  const { data } = await startProduct({ args: ['--empty'] })
  expect(await atTerminal(data, ['rebuild', 'nowhere'])).toEqual({
    code: 1,
    output: 'There is no organization nowhere.\n',
  })
  expect((await atTerminal(data, ['organisation', 'add', 'nash'])).output).toContain('Write: organisation add SLUG')
  expect((await atTerminal(data, ['sign-in-link', 'nobody@example.org'])).code).toBe(1)
  expect((await atTerminal(data, ['fly'])).output).toContain('There is no verb fly.')
})

test('at the terminal an export of an ambulance service is read anywhere, without settings and without a database', async () => {
  const data = await freshData()
  const file = join(data.dataDir, 'export.xml')
  const whole = emsDocument([record({ uuid: 'a', id: '007' }), record({ uuid: 'b', id: '8' })])
  writeFileSync(file, whole)
  const nowhere = { ...data, dataDir: join(data.dataDir, 'none') }
  const read = await atTerminal(nowhere, ['read-ems', file])
  const lines = read.output.trim().split('\n')
  expect([read.code, ...lines.map((line) => JSON.parse(line).recordId)]).toEqual([0, '007', '8'])
  writeFileSync(file, whole.slice(0, -200))
  const cut = await atTerminal(nowhere, ['read-ems', file])
  expect(cut.code).toBe(1)
  expect(cut.output).toContain('"recordId":"007"')
  expect(cut.output).toContain('It ends too early, after 1 whole record.')
  expect((await atTerminal(nowhere, ['read-ems'])).output).toContain('Write: read-ems FILE')
  expect(existsSync(nowhere.dataDir)).toBe(false)
})
