import { request as ask } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from './free-port.ts'
import { listen } from './listen.ts'

async function listening() {
  const port = await freePort()
  const product = await listen(port)
  onTestFinished(() => product.close())
  const ask = (path: string) => fetch(`http://localhost:${port}${path}`)
  return { product, ask, port }
}

test('before it is ready the product says that it lives, and that it is not ready', async () => {
  const { ask } = await listening()
  expect((await ask('/livez')).status).toBe(200)
  expect((await ask('/readyz')).status).toBe(503)
})

test('a request that comes too early is answered when the product is ready', async () => {
  const { product, ask } = await listening()
  const early = ask('/wilson')
  await ask('/livez')
  product.answerWith(
    (request, response) => response.end(`here is ${request.url}`),
    async () => '',
  )
  expect(await (await early).text()).toBe('here is /wilson')
})

test('when the database does not answer the product is alive and not ready', async () => {
  const { product, ask } = await listening()
  let isThere = true
  product.answerWith(
    (_, response) => response.end(),
    async () => (isThere ? '' : 'the database does not answer'),
  )
  expect((await ask('/readyz')).status).toBe(200)
  isThere = false
  const answer = await ask('/readyz')
  expect({ status: answer.status, says: await answer.text() }).toEqual({
    status: 503,
    says: 'not ready: the database does not answer\n',
  })
  expect((await ask('/livez')).status).toBe(200)
})

test('a port that is taken is told to whoever starts', async () => {
  const { port } = await listening()
  await expect(listen(port)).rejects.toMatchObject({ code: 'EADDRINUSE', port })
})

/** What the product says to bytes sent as they are; '' when it closes without a word. */
const said = (port: number, bytes: string): Promise<string> =>
  new Promise((done, fail) => {
    let heard = ''
    connect(port, 'localhost')
      .on('data', (part) => {
        heard += String(part)
      })
      .on('close', () => done(heard))
      .on('error', fail)
      .end(bytes)
  })

test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'])(
  'what is asked by %s is refused with the ways that there are, and reaches nobody (BI-R23)',
  async (method) => {
    const { product, port } = await listening()
    const reached: unknown[] = []
    product.answerWith(
      (request, response) => {
        reached.push(request.method)
        response.end()
      },
      async () => '',
    )
    for (const path of ['/', '/wilson', '/team/wilson/today', '/livez']) {
      const answer = await new Promise<{ status?: number; allow?: string }>((done) =>
        ask({ port, path, method }, (response) => {
          response.resume()
          done({ status: response.statusCode, allow: response.headers.allow })
        }).end(),
      )
      expect(answer, path).toEqual({ status: 405, allow: 'GET, HEAD, POST' })
    }
    expect(reached).toEqual([])
  },
)

test('a method that nobody knows is refused in the same way, so is a tunnel, and what is no request is 400 (BI-R23)', async () => {
  const { port } = await listening()
  expect(await said(port, 'FOO / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 405 Method Not Allowed\r\n(.*\r\n)*Allow: GET, HEAD, POST\r\n/,
  )
  expect(await said(port, 'BREW /wilson HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /)
  expect(await said(port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 405 Method Not Allowed\r\n(.*\r\n)*Allow: GET, HEAD, POST\r\n/,
  )
  expect(await said(port, 'GET / HTTP/1.1\r\nbad header\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  expect(await said(port, `GET / HTTP/1.1\r\nHost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
})
