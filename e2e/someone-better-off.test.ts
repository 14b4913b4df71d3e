import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, dayIn } from '../src/core/day.ts'
import { anotherPhone, coachOfRoster, invited } from './coach-steps.ts'
import { draw, enterTeam, newcomer } from './steps.ts'

// The promise: a hospital hands over somebody in the evening, a coach reaches them, a partner says that they came, and both numbers
// move. Each does their part by the role that they were invited in; the administrator does nothing but invite.

const theCoach = { name: 'Delphine Okafor-Reyes', email: 'delphine@wilson.example' }
const today = dayIn('America/New_York', new Date())
const yesterday = addDays(today, -1)

/** The numerator and denominator of a year among the records of a measure. */
async function counted(page: Page, title: string): Promise<string> {
  await page.goto(`/team/wilson/measures?q=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Records', exact: true }).click()
  return (
    await page
      .getByRole('table', { name: `Readings of ${title}` })
      .locator('tbody tr')
      .first()
      .innerText()
  ).replace(/\s+/g, ' ')
}

test('from the emergency department to a first appointment, and both numbers have moved', async () => {
  const { page: administrator, product } = await newcomer()
  await enterTeam(administrator, product)
  const newPage = (options = {}): Promise<Page> => anotherPhone(administrator, product, options)
  const desk = { viewport: { width: 1280, height: 850 }, hasTouch: false, isMobile: false }
  const page = await invited(administrator, await newPage(desk), product, 'coordinator')
  const officer = await invited(administrator, await newPage(desk), product, 'privacy officer')
  const coach = await newPage()
  await coachOfRoster(administrator, coach, product, theCoach)
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
  const nurse = await newPage()
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
  await page.getByLabel(theCoach.name).check()
  await page.getByLabel('Hand it out now').check()
  await page.getByRole('button', { name: 'Hand out' }).click()
  await page.waitForURL(new RegExp(`${referral}(\\?|$)`))

  // The coach, on a phone: reached, a kit given, a release signed.
  await coach.goto(`${referral}/attempts/add`)
  await coach.getByLabel('Phone call').check()
  await coach.getByLabel('Talked with them, and they want help').check()
  await coach.getByLabel(/Naloxone nasal spray/).fill('1')
  await coach.getByLabel('Counted').check()
  await coach.getByRole('button', { name: 'Log the attempt' }).click()
  await coach.waitForURL(/said=recorded/)
  await nurse.reload()
  await nurse.getByText('Being followed up.').waitFor()

  // A release, signed with a finger.
  await coach.goto(`${referral}/consents/add`)
  for (const what of [
    'Name and birth date',
    'Phone, address and how to reach them',
    'Appointments, and how they are doing',
  ])
    await coach.getByLabel(what).check()
  await coach.getByLabel('Who receives it').selectOption('Wilson County Government')
  await coach.getByLabel('What for').selectOption('getting help')
  await coach.getByLabel('Ends on').fill(addDays(today, 90))
  await coach.getByLabel('Name of who signs').fill('Ines Vantongeren')
  await draw(coach)
  await coach.getByRole('button', { name: 'Save the signed consent' }).click()
  await coach.waitForURL(/said=recorded/)

  // Treatment, wanted and sent: what is shared cites the release.
  await coach.goto(`${referral}/onward/add`)
  const treatment = coach
    .getByLabel('Service', { exact: true })
    .locator('option', { hasText: 'Medication and counseling' })
  await coach.getByLabel('Service', { exact: true }).selectOption((await treatment.getAttribute('value')) ?? '')
  await coach.getByLabel('They want it').check()
  await coach.getByRole('button', { name: 'Save' }).click()
  await coach.getByRole('heading', { name: 'Send it to Wilson County Government' }).waitFor()
  await coach.getByRole('button', { name: /^Send/ }).click()
  await coach.getByText('/answer/').waitFor()
  const answer = (await coach.getByText('/answer/').innerText()).trim()

  // The partner looks, which does nothing, then says that they came.
  const partner = await newPage()
  await partner.goto(answer)
  expect(await partner.title()).not.toMatch(/Vantongeren/)
  await partner.getByText('Ines Vantongeren').waitFor()
  const cameThere = partner.locator('section').filter({ hasText: 'They came to the first appointment' })
  await cameThere.getByLabel('Day').fill(today)
  await cameThere.getByRole('button', { name: 'They came' }).click()
  await partner.getByRole('heading', { level: 1 }).waitFor()
  await partner.goto(answer)
  expect(await partner.locator('body').innerText()).not.toMatch(/Vantongeren/)

  const after = { tried: await counted(page, tried), came: await counted(page, came) }
  expect(partsOf(after.tried)).toEqual(partsOf(before.tried).map((part) => part + 1))
  expect(partsOf(after.came)).toEqual(partsOf(before.came).map((part) => part + 1))

  // The privacy officer sees who read, and what was shared with whom, and no referral.
  await officer.goto('/team/wilson/privacy')
  expect(await officer.getByRole('table').first().innerText()).toContain(theCoach.name)
  await officer.goto('/team/wilson/privacy/disclosures')
  expect(await officer.getByRole('table').locator('tbody tr').first().innerText()).toContain('Wilson County Government')
  expect((await officer.goto(referral))?.status()).toBe(404)
})

/** The numerator and the denominator of `2026 84% 125 149 so far`. */
const partsOf = (line: string): number[] => line.split(' ').slice(2, 4).map(Number)
