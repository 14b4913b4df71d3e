import type { Browser, BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { whenFileIsOver } from '../src/test-over.ts'
import { findingsOf, openBrowser, type Product, signIn, startProduct } from './browser.ts'

// The promise: nobody is let in but by their own key, and every key works, also without JavaScript.

let product: Product
let browser: Browser

beforeAll(async () => {
  product = await startProduct({ args: ['--empty'] }, whenFileIsOver)
  browser = await openBrowser(whenFileIsOver)
})

async function fresh(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: product.url, ...options })
  onTestFinished(() => context.close())
  return { context, page: await context.newPage() }
}

/** Gives the browser a device that holds passkeys and says yes, as a fingerprint reader would. */
async function withAuthenticator(context: BrowserContext, page: Page): Promise<() => Promise<number>> {
  const devTools = await context.newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return async () => (await devTools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length
}

const address = 'robin.moore@wilson.example'
const password = 'lantern gravel otter'

test('the first administrator signs in by the printed link, gives an address, a password and a passkey, and uses each', async () => {
  const { context, page } = await fresh()
  const passkeys = await withAuthenticator(context, page)
  await signIn(page, product)
  await page.goto('/account')
  expect(await findingsOf(page)).toEqual([])

  await page.getByRole('textbox', { name: 'Mail address' }).fill(address)
  await page.getByRole('button', { name: 'Use this address' }).click()
  await page.getByText(`You sign in with ${address}`).waitFor()

  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByText('Your password is set.').waitFor()

  await page.getByLabel('Name of the new passkey').fill('work laptop')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor()
  expect(await passkeys()).toBe(1)
  await page.getByText('work laptop').first().waitFor()
  expect(await findingsOf(page)).toEqual([])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  expect(await findingsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(/\/team/)

  await page.goto('/account')
  await page.getByText('Signed in with a passkey').first().waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('textbox', { name: 'Mail address' }).fill(address)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/team/)
})

test('the first administrator adds a county, and an address that is ours is refused', async () => {
  const { page } = await fresh()
  await enter(page)
  await page.goto('/team')
  await page.getByRole('link', { name: 'Add an organization' }).click()
  await page.getByLabel('Name').fill('Pitt County')
  await page.getByLabel('Address').fill('admin')
  await page.getByRole('button', { name: 'Add organization' }).click()
  await page.getByText('This address is kept for the program.').first().waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems')
  expect(await findingsOf(page)).toEqual([])
  await page.getByLabel('Address').fill('pitt')
  await page.getByRole('button', { name: 'Add organization' }).click()
  await page.waitForURL('**/team/pitt/today')
})

test('a browser without a passkey is told so, calmly', async () => {
  const { context, page } = await fresh()
  await withAuthenticator(context, page)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('No passkey was used. Try again, or sign in another way.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})

test('a passkey that was removed signs nobody in, though the device still has it', async () => {
  const { context, page } = await fresh()
  const passkeys = await withAuthenticator(context, page)
  await enter(page)
  await page.goto('/account')
  await page.getByLabel('Name of the new passkey').fill('old phone')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const row = page.locator('.things > li', { hasText: 'old phone' })
  await row.getByText('Rename or remove').click()
  await row.getByRole('button', { name: 'Remove this passkey' }).click()
  await page.getByText('The passkey is removed.').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('This passkey could not be checked. Try again, or sign in another way.').waitFor()
  expect(await passkeys()).toBe(1)
})

test('somebody is invited and joins with JavaScript off', async () => {
  const { page: administrator } = await fresh({ javaScriptEnabled: false })
  await enter(administrator)
  await administrator.goto('/team/pitt/admin/people/invite')
  await administrator.getByRole('textbox', { name: 'Mail address' }).fill('nia.reyes@wilson.example')
  await administrator.getByLabel('Coordinator').check()
  await administrator.getByRole('button', { name: 'Send invitation' }).click()
  await administrator.getByText('Not sent, since no mail server is set up.').waitFor()
  const link = await invitationFor(administrator, 'nia.reyes@wilson.example')

  const { page } = await fresh({ javaScriptEnabled: false })
  await page.goto(link)
  await page.getByLabel('Your name').fill('Nia Reyes')
  await page.getByLabel('Password').fill('too short')
  await page.getByRole('button', { name: 'Accept and join' }).click()
  await page.getByText('Password is 9 characters long').first().waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe('Nia Reyes')
  await page.getByLabel('Password').fill('copper thistle barn')
  await page.getByRole('button', { name: 'Accept and join' }).click()
  await page.waitForURL('**/team/pitt/today')
  expect((await page.goto('/team/pitt/admin/people'))?.status()).toBe(404)
  expect((await page.goto(link))?.status()).toBe(410)
})

test('a person who ends the other sessions is alone at once', async () => {
  const { page: lost } = await fresh()
  await enter(lost)
  const { page } = await fresh()
  await enter(page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'End all other sessions' }).click()
  await page.getByText('Ended.', { exact: true }).waitFor()
  await lost.goto('/account')
  expect(new URL(lost.url()).pathname).toBe('/sign-in')
})

test('the pages of administration hold nothing that axe finds, and fit a small phone', async () => {
  const { page } = await fresh({ viewport: { width: 320, height: 640 } })
  await enter(page)
  for (const path of ['people', 'people/invite', 'organisation', 'mail']) {
    await page.goto(`/team/pitt/admin/${path}`)
    expect(await findingsOf(page), path).toEqual([])
    const [wide, wanted] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(wide, path).toBeLessThanOrEqual(wanted ?? 0)
  }
})

test('what was typed is not lost by leaving the page unasked', async () => {
  const { page } = await fresh()
  await enter(page)
  await page.goto('/team/pitt/admin/organisation')
  await page.getByLabel('About').pressSequentially('We follow up.')
  const asked = page.waitForEvent('dialog')
  const leaving = page.goto('/account').catch(() => undefined)
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await leaving
  expect(await page.getByLabel('About').inputValue()).toBe('We follow up.')
})

async function enter(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'Mail address' }).fill(address)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/team/)
}

/** The path of the invitation in the message kept for an address, once it was delivered. */
async function invitationFor(page: Page, email: string): Promise<string> {
  for (;;) {
    await page.goto('/team/pitt/admin/mail')
    const letters = page.locator('.things > li', { hasText: email }).locator('.letter')
    const link = /\/invitations\/\S+/.exec((await letters.allTextContents()).join('\n'))?.[0]
    if (link) return link
  }
}
