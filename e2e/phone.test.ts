import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { findingsOf } from './browser.ts'
import { handOver, onDisk, openWith, outreach, pin } from './phone-steps.ts'

// The promise: what a coach does without a network arrives once; the phone that holds it opens with its PIN alone, and once it is
// lost and ended it is given nothing.

const survivor = 'Casey Lantern'

/** What came over the wire for all that a page loads, in bytes. */
function counting(context: BrowserContext): () => Promise<number> {
  const sizes: Promise<number>[] = []
  context.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/assets/') || pathname.startsWith('/phone'))
      sizes.push(
        request.sizes().then(
          ({ responseBodySize }) => responseBodySize,
          () => 0,
        ),
      )
  })
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test('a coach works where there is no network, it arrives once, and the phone tells nobody else', {
  timeout: 600_000,
}, async () => {
  const all = await outreach()
  const { team, coach: page, rows } = all
  const referralId = await handOver(all, survivor)
  const attempts = async (): Promise<number> =>
    Number((await rows('select count(*) as count from attempt where referral_id = $1', [referralId]))[0]?.count)

  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const loaded = counting(page.context())
  await page.goto('/phone')
  await page.getByLabel('PIN, 6 digits or more').waitFor()
  expect(await findingsOf(page)).toEqual([])
  await page.getByLabel('PIN, 6 digits or more').fill(pin)
  await page.getByLabel('The same PIN again').fill('000111')
  await page.getByRole('button', { name: 'Set this phone up' }).click()
  await page.getByText('The two are not the same').waitFor()
  await page.getByLabel('PIN, 6 digits or more').fill(pin)
  await page.getByLabel('The same PIN again').fill(pin)
  await page.getByRole('button', { name: 'Set this phone up' }).click()
  await page.getByRole('button', { name: survivor, exact: true }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  expect(
    await loaded(),
    'all that a first visit loads, twice: by the page, and by the worker that keeps it',
  ).toBeLessThan(2 * 90_000)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await findingsOf(page)).toEqual([])
  expect(new URL((await page.request.get('/account')).url()).pathname, 'nobody is signed in here any more').toBe(
    '/sign-in',
  )
  expect(await onDisk(page)).not.toMatch(/Lantern|2525550142/)

  // No network: it opens, and what is begun is not lost when the phone is turned off in the middle.
  await page.context().setOffline(true)
  await page.reload()
  await openWith(page)
  await page.getByRole('button', { name: `Log an attempt for ${survivor}` }).click()
  await page.getByLabel('Phone call').check()
  await page.getByLabel('Note').fill('After four is best')
  await expect.poll(() => onDisk(page).then((disk) => /"kind":"unsent"/.test(disk))).toBe(true)
  await page.reload()
  await openWith(page)
  await page.getByText('Not finished').waitFor()
  await page.getByText('No network. What you do is kept').waitFor()
  await page.getByRole('button', { name: 'Go on with it' }).click()
  expect(await page.getByLabel('Note').inputValue()).toBe('After four is best')
  await page.getByRole('button', { name: 'Log the attempt' }).click()
  await page.getByText('What came of it is missing. Choose one.').first().waitFor()
  expect(await findingsOf(page)).toEqual([])
  await page.getByLabel('Talked with them', { exact: true }).check()
  await page.getByRole('button', { name: 'Log the attempt' }).click()
  await page.getByText('Kept on this phone. It is sent when there is a network.').waitFor()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.getByText('1 item kept on this phone, not sent yet.').waitFor()
  expect(await onDisk(page)).not.toMatch(/After four|Lantern/)
  expect(await attempts()).toBe(0)

  await page.context().setOffline(false)
  await page.getByText('All that was sent has arrived.').waitFor()
  expect(await attempts()).toBe(1)
  await page.reload()
  await openWith(page)
  await page.getByText('All that was sent has arrived.').waitFor()
  expect(await attempts()).toBe(1)

  // Lost: a coordinator ends it, and it is given nothing from then on.
  await team.goto('/team/wilson/phones')
  await team.getByRole('button', { name: /^End/ }).click()
  await team.getByText('Ended.').waitFor()
  await page.reload()
  await openWith(page)
  await page.getByText('This phone was ended').waitFor()
  expect(await page.getByRole('button', { name: survivor, exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'Lock now' }).click()

  // Whoever finds it tries, and has five tries.
  for (let left = 4; left >= 1; left--) {
    await openWith(page, `00000${left}`)
    await page.getByText(left === 1 ? '1 try left' : `${left} tries left`).waitFor()
  }
  expect(await findingsOf(page)).toEqual([])
  await openWith(page, '999999')
  await page.getByText('Everything was taken off this phone.').waitFor()
  expect(await onDisk(page)).toBe('')
  expect(faults).toEqual([])
})
