import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { root } from '../platform/root.ts'
import { patience } from '../test-effort.ts'
import { pack } from './pack.ts'
import { type PublicPages, publicPages } from './serve.ts'

/** A county with one public page that says so many. */
async function countyThatSays(words: string): Promise<TestDb> {
  const db = await freshDb()
  await db.owner(`select set_config('app.act', 'test.publish', false)`)
  await db.owner(
    `insert into organisation (id, slug, name) values ('00000000-0000-7000-8000-000000000001', 'wilson', 'Wilson County')`,
  )
  await db.owner(
    `insert into page (org_id, path, number, is_newest, content_type, etag, plain)
     select org_id, '/wilson', 1, true, 'text/html', '"1"', convert_to($1, 'UTF8') from organisation`,
    [words],
  )
  return db
}

const publish = (db: TestDb, words: string): Promise<unknown> =>
  db.owner(`update page set plain = convert_to($1, 'UTF8'), etag = '"2"'`, [words])

/** The pages behind a real server; `ask` reads one. */
async function served(
  pages: PublicPages,
): Promise<((path: string) => Promise<string>) & { answer(path: string): Promise<Response> }> {
  const server = createServer((request, response) => {
    if (pages.answerFromMemory(request, response)) return
    void pages.answerFromDatabase(request, response).then((found) => {
      if (!found) response.writeHead(404).end('not there')
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // a port was asked for, so it is one
  const answer = (path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': 'br' } })
  return Object.assign(async (path: string) => (await answer(path)).text(), { answer })
}

const needs = {
  above: {},
  now: () => 0,
  onTrouble: () => undefined,
}

test('a page is kept once read, and read anew once something was published', async () => {
  const db = await countyThatSays('12')
  const pages = publicPages({ ...needs, db })
  const ask = await served(pages)
  expect(await ask('/wilson')).toBe('12')
  await publish(db, '13')
  pages.forget()
  expect(await ask('/wilson')).toBe('13')
})

test('what another instance published is seen, though nobody says so here', async () => {
  const db = await countyThatSays('12')
  const pages = publicPages({ ...needs, db })
  const ask = await served(pages)
  expect(await ask('/wilson')).toBe('12')
  await publish(db, '13')
  await expect.poll(() => ask('/wilson')).toBe('13')
})

test('a page that was on its way while something was published is not kept', async () => {
  const db = await countyThatSays('12')
  let publishMeanwhile = async (): Promise<void> => {
    await publish(db, '13')
    pages.forget()
  }
  const slow: TestDb = {
    ...db,
    published: async (work) => {
      const answer = await db.published(work)
      await publishMeanwhile()
      publishMeanwhile = async () => undefined
      return answer
    },
  }
  const pages = publicPages({ ...needs, db: slow })
  const ask = await served(pages)
  expect(await ask('/wilson')).toBe('12')
  expect(await ask('/wilson')).toBe('13')
  expect(await ask('/wilson?from=mail')).toBe('13')
})

test('memory holds so many bytes of pages: what nobody asked for the longest is read anew, and a page larger than all is not kept', async () => {
  const db = await countyThatSays('12')
  await db.owner(`update page set plain = convert_to(repeat('a', 6000), 'UTF8')`)
  for (const [path, size] of [
    ['/wilson/b', 6_000],
    ['/wilson/c', 6_000],
    ['/wilson/large', 26_000],
  ])
    await db.owner(
      `insert into page (org_id, path, number, is_newest, content_type, etag, plain)
       select org_id, $1, 1, true, 'text/html', '"1"', convert_to(repeat('a', $2), 'UTF8') from organisation`,
      [path, size],
    )
  const asked: string[] = []
  const counted: TestDb = {
    ...db,
    published: async (work) => {
      const answer = await db.published(work)
      asked.push('asked')
      return answer
    },
  }
  const pages = publicPages({ ...needs, db: counted, most: 25_000 })
  const ask = await served(pages)
  for (const path of ['/wilson', '/wilson']) await ask(path)
  await expect.poll(() => asked.length).toBe(2) // a page, and once whether there is a newer edition
  const isKept = async (path: string): Promise<boolean> => {
    asked.length = 0
    await ask(path)
    return asked.length === 0
  }
  for (const path of ['/wilson', '/wilson/b']) expect(await isKept(path)).toBe(false)
  for (const path of ['/wilson/b', '/wilson']) expect(await isKept(path)).toBe(true)
  expect(await isKept('/wilson/c')).toBe(false)
  expect(await isKept('/wilson'), 'asked for just before').toBe(true)
  expect(await isKept('/wilson/b'), 'the one that nobody asked for the longest').toBe(false)
  expect(await isKept('/wilson/large')).toBe(false)
  expect(await isKept('/wilson/large')).toBe(false)
})

test('a page that is read is soon sent as small as it gets, with the same words', async () => {
  const words = readFileSync(join(root, 'src/publish/sample-edition.ts'), 'utf8') // as long as a page
  const quick = (
    await pack({ path: '', isNewest: true, contentType: 'text/html', policy: '', body: Buffer.from(words) })
  ).brotli
  const db = await countyThatSays(words)
  await db.owner('update page set brotli = $1', [quick])
  const ask = await served(publicPages({ ...needs, db }))
  const sent = async (): Promise<number> => {
    const answer = await ask.answer('/wilson')
    expect(await answer.text()).toBe(words)
    return Number(answer.headers.get('content-length'))
  }
  expect(await sent()).toBe(quick?.length)
  await expect.poll(sent, { timeout: patience }).toBeLessThan(0.95 * (quick?.length ?? 0))
})
