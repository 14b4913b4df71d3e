import { expect, test } from 'vitest'
import { freePort } from '../src/platform/free-port.ts'
import { startProduct } from './product.ts'

const own = 'https://scorecard.example.org'

/** The product behind a proxy that speaks https to people and http to it. */
async function behindProxy(environment: Readonly<Record<string, string>> = {}) {
  const port = await freePort()
  await startProduct({ args: ['--empty'], environment: { PORT: String(port), BASE_URL: own, ...environment } })
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })
  return {
    ask,
    guess: async (email: string, from: string) =>
      (
        await ask('/sign-in', {
          method: 'POST',
          body: new URLSearchParams({ email, password: 'wrong wrong wrong', way: 'password' }),
          headers: { origin: own, 'x-forwarded-for': from },
        })
      ).status,
  }
}

test('behind a trusted proxy people are told apart by their own addresses, and a header they write is not believed', async () => {
  const { guess, ask } = await behindProxy({ TRUSTED_PROXIES: '127.0.0.1, ::1' })
  const first: number[] = []
  for (let at = 0; at < 40; at++) first.push(await guess(`person${at}@wilson.example`, `10.0.0.${at}, 198.51.100.7`))
  expect(first.at(-1)).toBe(429)
  expect(await guess('vic@wilson.example', '198.51.100.8')).toBe(422)
  for (const path of ['/', '/sign-in', '/nowhere', '/team', '/assets/nothing.js'])
    expect((await ask(path)).headers.get('strict-transport-security'), path).toBe('max-age=31536000')
})

test('without the setting the header is not read, and everybody behind the proxy is one', async () => {
  const { guess } = await behindProxy()
  const statuses: number[] = []
  for (let at = 0; at < 40; at++) statuses.push(await guess(`person${at}@wilson.example`, `198.51.100.${at}`))
  expect(statuses.at(-1)).toBe(429)
})
