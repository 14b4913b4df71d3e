import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, dayIn } from '../src/core/day.ts'
import { enterTeam, newcomer } from './steps.ts'

// The promise: a hospital hands over somebody in the evening, a coach reaches them, a partner says that they came, and both numbers move.

const phone = { width: 360, height: 740 }

const today = dayIn('America/New_York', new Date())
const yesterday = addDays(today, -1)

/** The numerator and denominator of a year on the page of a measure. */
async function counted(page: Page, title: string): Promise<string> {
  await page.goto(`/team/wilson/measures?q=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  return (await page.getByRole('table').first().locator('tbody tr').first().innerText()).replace(/\s+/g, ' ')
}

test('from the emergency department to a first appointment, and both numbers have moved', async () => {
  const { page, product } = await newcomer()
  await enterTeam(page, product)
  const [tried, came] = [
    'Referrals first attempted within 72 hours',
    'People referred who attended a first treatment appointment',
  ]
  const before = { tried: await counted(page, tried), came: await counted(page, came) }

  // The coordinator gives the hospital a link; who is there hands over without an account.
  await page.goto('/team/wilson/referrals/partners')
  await page.getByRole('link', { name: 'Wilson County EMS' }).click()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = (await page.getByText('/handover/').first().innerText()).trim()
  const outside = await page.context().browser()?.newContext({ baseURL: product.url, viewport: phone })
  if (!outside) throw new Error('there is a browser')
  const nurse = await outside.newPage()
  await nurse.goto(link)
  await nurse.getByLabel('Who tells of it').selectOption('Emergency department')
  await nurse.getByLabel('Day it happened').fill(yesterday)
  await nurse.getByLabel('Time it happened').fill('17:10')
  await nurse.getByLabel('Outcome').selectOption('They survived')
  await nurse.getByLabel('Name of the person').fill('Ines Vantongeren')
  await nurse.getByLabel('Phone (optional)').fill('252 555 0177')
  await nurse.getByRole('button', { name: 'Hand over' }).click()
  await nurse.getByText('Received.').waitFor()
  expect(await nurse.locator('body').innerText()).not.toMatch(/Vantongeren|0177|overdose/i)

  // The coordinator sees who should go and why, and hands it out.
  await page.goto('/team/wilson/referrals?show=waiting')
  await page.getByRole('table').getByRole('link').filter({ hasNotText: 'sample' }).first().click()
  await page.getByRole('heading', { name: 'Ines Vantongeren' }).waitFor()
  const referral = new URL(page.url()).pathname
  await page.goto(`${referral}/hand-out`)
  await page.getByRole('button', { name: 'Hand out' }).click()
  await page.waitForURL(new RegExp(`${referral}(\\?|$)`))

  // On a phone: reached, a kit given, a release signed.
  await page.setViewportSize(phone)
  await page.goto(`${referral}/attempts/add`)
  await page.getByLabel('Phone call').check()
  await page.getByLabel('Talked with them, and they want help').check()
  await page.getByLabel(/Naloxone nasal spray/).fill('1')
  await page.getByLabel('Given from').selectOption('Supply room')
  await page.getByRole('button', { name: 'Log the attempt' }).click()
  await page.waitForURL(/said=recorded/)
  await nurse.reload()
  await nurse.getByText('Being followed up.').waitFor()

  // A release, signed with a finger.
  await page.goto(`${referral}/consents/add`)
  for (const what of [
    'Name and birth date',
    'Phone, address and how to reach them',
    'Appointments, and how they are doing',
  ])
    await page.getByLabel(what).check()
  await page.getByLabel('Who receives it').selectOption('Wilson County Government')
  await page.getByLabel('What for').selectOption('getting help')
  await page.getByLabel('Ends on').fill(addDays(today, 90))
  await page.getByLabel('Name of who signs').fill('Ines Vantongeren')
  await sign(page)
  await page.getByRole('button', { name: 'Save the signed consent' }).click()
  await page.waitForURL(/said=recorded/)

  // Treatment, wanted and sent: what is shared cites the release.
  await page.goto(`${referral}/onward/add`)
  const treatment = page
    .getByLabel('Service', { exact: true })
    .locator('option', { hasText: 'Medication and counseling' })
  await page.getByLabel('Service', { exact: true }).selectOption((await treatment.getAttribute('value')) ?? '')
  await page.getByLabel('They want it').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Send it to Wilson County Government' }).waitFor()
  await page.getByRole('button', { name: /^Send/ }).click()
  await page.getByText('/answer/').waitFor()
  const answer = (await page.getByText('/answer/').innerText()).trim()

  // The partner looks, which does nothing, then says that they came.
  const partner = await outside.newPage()
  await partner.goto(answer)
  expect(await partner.title()).not.toMatch(/Vantongeren/)
  await partner.getByText('Ines Vantongeren').waitFor()
  const cameThere = partner.locator('section').filter({ hasText: 'They came to the first appointment' })
  await cameThere.getByLabel('Day').fill(today)
  await cameThere.getByRole('button', { name: 'They came' }).click()
  await partner.getByRole('heading', { level: 1 }).waitFor()
  await partner.goto(answer)
  expect(await partner.locator('body').innerText()).not.toMatch(/Vantongeren/)

  await page.setViewportSize({ width: 1280, height: 850 })
  const after = { tried: await counted(page, tried), came: await counted(page, came) }
  expect(partsOf(after.tried)).toEqual(partsOf(before.tried).map((part) => part + 1))
  expect(partsOf(after.came)).toEqual(partsOf(before.came).map((part) => part + 1))
})

/** Draws strokes on the pad. */
async function sign(page: Page): Promise<void> {
  const pad = page.locator('[data-signature] svg')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('the pad is shown')
  await page.mouse.move(box.x + 20, box.y + 40)
  await page.mouse.down()
  for (let step = 1; step <= 12; step++) await page.mouse.move(box.x + 20 + step * 18, box.y + 40 + (step % 3) * 15)
  await page.mouse.up()
}

/** The numerator and the denominator of `2026 84% 125 149 so far`. */
const partsOf = (line: string): number[] => line.split(' ').slice(2, 4).map(Number)
