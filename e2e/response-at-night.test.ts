import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addDays, dayIn } from '../src/core/day.ts'
import { whenFileIsOver } from '../src/test-over.ts'
import { openBrowser, type Product, signIn } from './browser.ts'
import { coachOfRoster, invited, letterTo, linkIn, phone, pressOnce, zone } from './coach-steps.ts'
import { startReady } from './ready.ts'
import { draw } from './steps.ts'

// The promises of the response, on phones, by people who were invited: a coach, a coordinator and a privacy officer.

const today = dayIn(zone, new Date())
const theCoach = { name: 'Delphine Okafor-Reyes', email: 'delphine@wilson.example' }

let product: Product
let coordinator: Page
let officer: Page
let coach: Page
/** A phone of somebody without an account. */
let anybody: Page

beforeAll(async () => {
  product = await startReady({}, whenFileIsOver)
  const browser = await openBrowser(whenFileIsOver)
  const newPhone = async (): Promise<Page> => (await browser.newContext({ baseURL: product.url, ...phone })).newPage()
  const desk = await newPhone()
  await signIn(desk, product)
  coordinator = await invited(desk, await newPhone(), product, 'coordinator')
  officer = await invited(desk, await newPhone(), product, 'privacy officer')
  coach = await newPhone()
  await coachOfRoster(desk, coach, product, theCoach)
  anybody = await newPhone()
})

/** The coordinator adds a referral, and hands it out where somebody is to follow it up; answers its path. */
async function referralOf(name: string, { isHandedOut = true } = {}): Promise<string> {
  await coordinator.goto('/team/wilson/referrals/add')
  await coordinator.getByLabel('Who tells of it').selectOption('Emergency department')
  await coordinator.getByLabel('Outcome').selectOption('They survived')
  await coordinator.getByLabel('Name of the person').fill(name)
  await pressOnce(coordinator, 'Add referral')
  const path = new URL(coordinator.url()).pathname
  if (!isHandedOut) return path
  await coordinator.goto(`${path}/hand-out`)
  await coordinator.getByLabel(theCoach.name).check()
  await coordinator.getByLabel('Hand it out now').check()
  await pressOnce(coordinator, 'Hand out')
  return path
}

/** The person signs a release for the treatment partner on the phone of the coach, with a finger. */
async function signRelease(referral: string, signer: string): Promise<void> {
  await coach.goto(`${referral}/consents/add`)
  for (const what of ['Name and birth date', 'Appointments, and how they are doing'])
    await coach.getByLabel(what).check()
  await coach.getByLabel('Who receives it').selectOption('Wilson County Government')
  await coach.getByLabel('What for').selectOption('getting help')
  await coach.getByLabel('Ends on').fill(addDays(today, 90))
  await coach.getByLabel('Name of who signs').fill(signer)
  await draw(coach)
  await pressOnce(coach, 'Save the signed consent')
}

const fits = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

test('an attempt is logged from the coach’s own page with one thumb, in fewer than 8 taps and without a letter typed', async () => {
  const referral = await referralOf('Nia Fourwinds')
  let taps = 0
  const tap = async (target: Locator): Promise<void> => {
    await target.scrollIntoViewIfNeeded()
    const box = await target.boundingBox()
    expect(box?.height, String(target)).toBeGreaterThanOrEqual(24)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360)
    await target.tap()
    taps++
  }
  const answer = (name: string, under: string): Locator =>
    coach.getByRole('group', { name: under }).locator('label').filter({ hasText: name }).first()
  await coach.goto('/team/wilson/mine')
  const ofIt = coach.getByRole('listitem').filter({ has: coach.locator(`a[href="${referral}"]`) })
  await tap(ofIt.getByRole('link', { name: 'Log an attempt' }))
  await coach.getByRole('button', { name: 'Log the attempt' }).waitFor()
  await fits(coach)
  await tap(answer('Phone call', 'How'))
  await tap(answer('Talked with them, and they want help', 'What came of it'))
  await tap(answer('No', 'Naloxone in hand now'))
  await tap(answer('Yes', 'May we call again'))
  await tap(coach.getByRole('button', { name: 'Log the attempt' }))
  await coach.waitForURL(/said=recorded/)
  expect(taps).toBeLessThan(8)
  expect(await coach.title()).not.toMatch(/Fourwinds|overdose/i)
  await coordinator.goto(referral)
  await coordinator.getByText('Talked with them, and they want help').first().waitFor()
})

test('a person signs a consent by drawing on the phone, and it stands from that moment with the words that they signed', async () => {
  const referral = await referralOf('Odile Marchbanks')
  await signRelease(referral, 'Odile Marchbanks')
  await coach.getByText(/^Signed by Odile Marchbanks/).waitFor()
  await fits(coach)
  expect(await coach.locator('.signature svg path').getAttribute('d')).toMatch(/^M.+L/)
  await coach.getByRole('heading', { name: 'As it was signed' }).waitFor()
  // The privacy officer sees that it stands, and for whom, and neither name nor hand.
  await officer.goto('/team/wilson/privacy/consents')
  expect(await officer.getByRole('table').locator('tbody tr').first().innerText()).toContain('Wilson County Government')
  expect(await officer.locator('main').innerText()).not.toContain('Marchbanks')
})

test('a partner answers by a link without an account: looking at it does nothing, only a pressed button acts', async () => {
  const referral = await referralOf('Pia Quillfeather')
  await signRelease(referral, 'Pia Quillfeather')
  await coach.goto(`${referral}/onward/add`)
  const service = coach.getByLabel('Service', { exact: true })
  const treatment = service.locator('option', { hasText: 'Medication and counseling' })
  await service.selectOption((await treatment.getAttribute('value')) ?? '')
  await coach.getByLabel('They want it').check()
  await pressOnce(coach, 'Save')
  const onward = new URL(coach.url()).pathname
  await coach.getByRole('button', { name: /^Send/ }).click()
  const link = (await coach.getByText('/answer/').innerText()).trim()
  const stands = async (): Promise<string> => {
    await coach.goto(onward)
    return coach.locator('dt', { hasText: 'Status' }).locator('..').locator('dd').innerText()
  }
  const before = await stands()
  // Opened twice, and fetched by a mail program that looks into links.
  for (let time = 1; time <= 2; time++) await anybody.goto(link)
  await anybody.request.head(link)
  await anybody.getByText('Pia Quillfeather').waitFor()
  await fits(anybody)
  expect(await anybody.title()).not.toMatch(/Quillfeather|overdose/i)
  expect(await stands()).toBe(before)

  const came = anybody.locator('section').filter({ hasText: 'They came to the first appointment' })
  await came.getByLabel('Day').fill(today)
  await came.getByRole('button', { name: 'They came' }).click()
  await expect.poll(stands).not.toBe(before)
})

test('a coach opens what is not in hand only for a reason, for three hours, and the privacy officer is told at once', async () => {
  const referral = await referralOf('Quentin Vanterpool', { isHandedOut: false })
  await coach.goto(referral)
  expect(await coach.locator('body').innerText()).not.toContain('Vanterpool')
  await coach.goto('/team/wilson/referrals/emergency')
  await fits(coach)
  await coach.getByLabel('Reference').fill(referral.slice(-8))
  await coach.getByRole('button', { name: 'Open it for three hours' }).click()
  await coach.getByText('Say why in at least 10 letters').or(coach.getByText('is missing')).first().waitFor()
  await coach.getByLabel('Why you have to read it now').fill('They called the line and asked for help now')
  await pressOnce(coach, 'Open it for three hours')
  await coach.getByRole('heading', { name: 'Quentin Vanterpool' }).waitFor()

  const letter = await letterTo(product, 'privacy-officer@wilson.example', 'opened in an emergency')
  expect(letter).not.toMatch(/Vanterpool|overdose/i)
  await officer.goto(linkIn(letter, '/referrals/emergency'))
  const line = officer.getByRole('row').filter({ hasText: 'They called the line' })
  expect(await line.innerText()).toContain(theCoach.name)
  expect(await officer.locator('main').innerText()).not.toContain('Vanterpool')
  await fits(officer)
  await line.getByRole('button', { name: 'Mark as looked at' }).click()
  await expect.poll(() => line.getByRole('button').count()).toBe(0)
  // Who read whom is on record too.
  await officer.goto('/team/wilson/privacy')
  expect(await officer.getByRole('table').first().innerText()).toContain(theCoach.name)
})
