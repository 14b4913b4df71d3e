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
    async () => true,
  )
  expect(await (await early).text()).toBe('here is /wilson')
})

test('when the database does not answer the product is alive and not ready', async () => {
  const { product, ask } = await listening()
  let isThere = true
  product.answerWith(
    (_, response) => response.end(),
    async () => isThere,
  )
  expect((await ask('/readyz')).status).toBe(200)
  isThere = false
  expect((await ask('/readyz')).status).toBe(503)
  expect((await ask('/livez')).status).toBe(200)
})

test('a port that is taken is told to whoever starts', async () => {
  const { port } = await listening()
  await expect(listen(port)).rejects.toMatchObject({ code: 'EADDRINUSE', port })
})
