import { type Judge, repeated } from './steps.ts'
import { faultsIn } from './verdict.ts'
import { type Answer, must, type World } from './world.ts'

// Signing in, out, and what may come to whoever is signed in.

const signIn = (world: World, cookie = ''): Promise<Answer> =>
  world.askWith(cookie, '/sign-in', { form: { ...world.known, way: 'password' } })
const isIn = async (world: World, cookie: string): Promise<boolean> =>
  (await world.send('/account', { headers: { cookie } })).status === 200

/** The session is a new one at each sign-in, is over after signing out, and is ended from the list by its own person alone. */
export const session: Judge = async (world) => {
  const own = /^([^=]+)=/.exec(world.cookieOf('administrator'))?.[1] ?? ''
  const planted = `${own}=${'A'.repeat(43)}`
  const first = must(303, await signIn(world, planted))
  const second = must(303, await signIn(world, first.cookie))
  const faults = [...faultsIn([first, second])]
  const token = (cookie: string): string => cookie.split('; ').find((each) => each.startsWith(`${own}=`)) ?? ''
  if (token(first.cookie) === planted || token(first.cookie) === '')
    faults.push('the session is the one that was planted')
  if (token(second.cookie) === token(first.cookie)) faults.push('the session stays the same at a second sign-in')
  if (!(await isIn(world, second.cookie))) faults.push('the new session is not let in')
  await world.askWith(second.cookie, '/sign-out', { method: 'POST' })
  if (await isIn(world, second.cookie)) faults.push('the session works after signing out')
  if (await isIn(world, planted)) faults.push('a planted session is let in')
  return [...faults, ...(await endingFaults(world))]
}

async function endingFaults(world: World): Promise<readonly string[]> {
  // Somebody of their own, since all their other sessions end.
  const email = `guest${world.next() + 1}@wilson.example`
  const { password } = world.known
  const form = { name: 'A guest', password }
  const here = must(303, await world.send(await world.invitation(), { form })).cookie
  const there = must(303, await world.send('/sign-in', { form: { email, password, way: 'password' } })).cookie
  const list = must(200, await world.askWith(here, '/account'))
  const faults: string[] = []
  const ids = [...list.text.matchAll(/name="id" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
  if (ids.length === 0) faults.push('the other session is not listed')
  for (const id of ids) await world.ask('viewer', '/account/sessions/end', { form: { id } })
  if (!(await isIn(world, there))) faults.push('somebody else ends the session')
  await world.askWith(here, '/account/sessions/end', { form: { id: 'others' } })
  if (await isIn(world, there)) faults.push('a session that was ended is let in')
  if (!(await isIn(world, here))) faults.push('the session that ended the others is over too')
  return faults
}

/** Guesses from one network and from many are stopped, and whoever has a passkey still comes in from there. */
export const stuffing: Judge = async (world) => {
  const comeIn = await passkeyHolder(world)
  const faults: string[] = []
  const guess = (at: number, from: string): Promise<Answer> =>
    world.send('/sign-in', {
      form: { way: 'password', email: `resident${at}@example.org`, password: 'a wrong guess' },
      from,
    })
  if (!(await isStopped((at) => guess(at, '127.0.0.1')))) faults.push('1,000 guesses from one address are not stopped')
  if (!(await comeIn())) faults.push('a person with a passkey on that network cannot sign in')
  await world.rows('delete from rate_limit')
  if (!(await isStopped((at) => guess(at, `127.0.1.${(at % 200) + 1}`))))
    faults.push('1,000 guesses from 200 addresses are not stopped')
  if (!(await comeIn())) faults.push('a person with a passkey cannot sign in while others guess')
  return faults
}

/** Whether one of a thousand is answered with 429, five at a time. */
async function isStopped(guess: (at: number) => Promise<Answer>): Promise<boolean> {
  for (let at = 0; at < 1_000; at += 5) {
    const answers = await Promise.all([0, 1, 2, 3, 4].map((more) => guess(at + more)))
    if (answers.some(({ status }) => status === 429)) return true
    if (answers.some(({ status }) => status >= 500)) return false
  }
  return false
}

/** A browser with a passkey of the coordinator; answers whether it gets in with that alone. */
async function passkeyHolder(world: World): Promise<() => Promise<boolean>> {
  const own = new URL(world.product.url)
  const context = await world.browser.newContext({ baseURL: own.href })
  context.setDefaultTimeout(30_000 * world.patience)
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await context.addCookies(world.cookiesFor(must(303, await signIn(world)).cookie))
  await page.goto('/account')
  await page.getByLabel('Name of the new passkey').fill('work laptop')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor()
  return async () => {
    await context.clearCookies()
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    return page.waitForURL(/\/team/).then(
      () => true,
      () => false,
    )
  }
}

/** Only what is meant to stand inside pages of others can be framed. */
export const framing: Judge = async (world) => {
  const faults: string[] = []
  const may = (answer: Answer): boolean => {
    const ancestors = /frame-ancestors ([^;]+)/.exec(answer.headers['content-security-policy'] ?? '')?.[1]
    const older = answer.headers['x-frame-options']
    return ancestors ? !/^'(?:none|self)'$/.test(ancestors.trim()) : older === undefined
  }
  const shut = ['/', '/wilson', '/sign-in', '/account', '/team/wilson/today', '/team/wilson/coaches', '/no-such-page']
  for (const path of shut) {
    const [answer] = await repeated(() => world.ask('administrator', path), 1)
    if (answer && may(answer)) faults.push(`${path} can be framed by anybody`)
  }
  for (const path of ['/embed/wilson', '/embed/wilson/m/new-recovery-coaches-trained'])
    if (!may(must(200, await world.send(path)))) faults.push(`${path} cannot be embedded`)
  return faults
}
