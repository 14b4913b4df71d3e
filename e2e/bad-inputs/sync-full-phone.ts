import { setTimeout as pause } from 'node:timers/promises'
import { newPhone } from './sync-phone.ts'
import type { World } from './world.ts'

const pin = '582913'

/** A phone without room, in a real browser: what cannot be kept is said, stays on the screen, and harms nothing older. */
export async function fullPhoneFaults(world: World): Promise<readonly string[]> {
  const { cookie, referralId } = await newPhone(world)
  const context = await world.browser.newContext({ baseURL: world.product.url, viewport: { width: 360, height: 740 } })
  world.whenOver(() => context.close().catch(() => undefined))
  await context.addCookies(world.cookiesFor(cookie))
  const page = await context.newPage()
  page.setDefaultTimeout(30_000 * world.patience)
  await page.goto('/phone')
  await page.getByLabel('PIN, 6 digits or more').fill(pin)
  await page.getByLabel('The same PIN again').fill(pin)
  await page.getByRole('button', { name: 'Set this phone up' }).click()
  const log = page.getByRole('button', { name: /^Log an attempt for/ })
  await log.first().waitFor()
  await context.setOffline(true)
  const write = async (note: string): Promise<void> => {
    await log.first().click()
    await page.getByLabel('Phone call').check()
    await page.getByLabel('No answer', { exact: true }).check()
    await page.getByLabel('Note').fill(note)
    await page.getByRole('button', { name: 'Log the attempt' }).click()
  }
  await write('Kept before')
  await page.getByText('Kept on this phone. It is sent').waitFor()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  const browser = await context.newCDPSession(page)
  const { origin } = new URL(world.product.url)
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await pause(31_000) // so long Chromium believes what it knew of the room for IndexedDB
  await write('Typed without room')
  await page.getByText('Not saved').first().waitFor()
  const stays = await page.getByLabel('Note').inputValue()
  await browser.send('Storage.overrideQuotaForOrigin', { origin })
  await page.getByRole('button', { name: 'Log the attempt' }).click()
  await page.getByText('Kept on this phone. It is sent').waitFor()
  await context.setOffline(false)
  const arrived = async (): Promise<number> =>
    (await world.rows('select id from attempt where referral_id = $1', [referralId])).length
  const end = Date.now() + 60_000 * world.patience
  while ((await arrived()) < 2 && Date.now() < end) await pause(200)
  return [
    ...(stays === 'Typed without room' ? [] : ['what was typed is gone']),
    ...((await arrived()) === 2 ? [] : ['not both arrive once there is room and a network']),
  ]
}
