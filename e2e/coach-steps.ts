import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { Product } from './product.ts'

// What coordinators and coaches do with each other, as people do it: on a phone, and by the mails that they get.

/** A phone that most of them have. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const

export const zone = 'America/New_York'
/** The day in the county so many minutes from now, `2026-11-24`, and the time on its walls, `17:30`. */
export const inMinutes = (minutes: number): { readonly day: string; readonly time: string } => {
  const [day = '', time = ''] = new Date(Date.now() + minutes * 60_000)
    .toLocaleString('sv-SE', { timeZone: zone })
    .split(' ')
  return { day, time: time.slice(0, 5) }
}

/** One more phone, of somebody who is not signed in. */
export async function anotherPhone(page: Page, product: Product, options: object = {}): Promise<Page> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page belongs to a browser')
  const context = await browser.newContext({ baseURL: product.url, ...phone, ...options })
  onTestFinished(() => context.close())
  return context.newPage()
}

/** The letter to somebody whose subject or text says so, once it was delivered into the mail folder. */
export async function letterTo(product: Product, address: string, says: string | RegExp): Promise<string> {
  const folder = join(product.data.dataDir, 'mail')
  for (const since = Date.now(); Date.now() - since < 45_000; await pause(100)) {
    const letters = existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith('.txt'))
          .map((file) => readFileSync(join(folder, file), 'utf8'))
      : []
    const found = letters.find((text) => text.startsWith(`To: ${address}\n`) && new RegExp(says).test(text))
    if (found) return found
  }
  throw new Error(`no letter to ${address} says ${says}`)
}

/** The address in a letter that holds these words, on the product's own side. */
export function linkIn(letter: string, part: string): string {
  const link = letter.split(/\s/).find((word) => word.startsWith('http') && word.includes(part))
  if (!link) throw new Error(`no address with ${part} in:\n${letter}`)
  return new URL(link).pathname
}

/** Somebody is invited by mail in a role, and accepts on a page of their own, where they are signed in. */
export async function invited(team: Page, page: Page, product: Product, role: string): Promise<Page> {
  const email = `${role.replace(' ', '-')}@wilson.example`
  await team.goto('/team/wilson/admin/people/invite')
  await team.getByLabel('Mail address').fill(email)
  await team.locator(`input[name="role"][value="${role}"]`).check()
  await team.getByRole('button', { name: 'Send invitation' }).click()
  await page.goto(linkIn(await letterTo(product, email, '/invitations/'), '/invitations/'))
  await page.getByLabel('Your name').fill(`Somebody as ${role}`)
  await page.getByRole('button', { name: 'Accept and join' }).click()
  await page.waitForURL(/\/team\/wilson/)
  return page
}

/** Opens a coach's own page to them from the roster; they accept on their own phone, and are signed in there. */
export async function inviteCoach(team: Page, coach: Page, product: Product, who: { name: string; email: string }) {
  await team.getByRole('button', { name: `Invite ${who.name}` }).click()
  await team.getByText(`Invited at ${who.email}`).waitFor()
  await coach.goto(linkIn(await letterTo(product, who.email, '/invitations/'), '/invitations/'))
  await coach.getByLabel('Your name').fill(who.name)
  await coach.getByRole('button', { name: 'Accept and join' }).click()
  await coach.getByRole('heading', { name: `Hello, ${who.name}`, level: 1 }).waitFor()
}

/** Somebody of the roster, given an address and their own page; answers their id. */
export async function coachOfRoster(team: Page, coach: Page, product: Product, who: { name: string; email: string }) {
  await team.goto(`/team/wilson/coaches?q=${encodeURIComponent(who.name)}`)
  await team.getByRole('link', { name: who.name }).click()
  await team.getByRole('link', { name: `Edit ${who.name}` }).click()
  await team.getByLabel(/^Mail address/).fill(who.email)
  await team.getByRole('button', { name: 'Save' }).click()
  await team.getByRole('heading', { name: who.name, level: 1 }).waitFor()
  await inviteCoach(team, coach, product, who)
  return new URL(team.url()).pathname.split('/').at(-1) ?? ''
}

/** Records the next step on the path of the coach whose page is open. */
export async function nextStep(team: Page, name: string, step: string): Promise<void> {
  await team.getByRole('navigation', { name: 'Next steps' }).getByRole('link', { name: step, exact: true }).click()
  await team.getByRole('button', { name: 'Record step' }).click()
  await team.getByRole('heading', { name, level: 1 }).waitFor()
}

/**
 * Signs somebody up on the public page of a class and answers the way to their place, out of the mail about it. Who is not signed in
 * with the address confirms it by the link in a mail first.
 */
export async function signUp(
  page: Page,
  product: Product,
  { at, name, email, says }: { at: string; name: string; email: string; says: string },
): Promise<string> {
  await page.goto(at)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Mail address').fill(email)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('heading', { name: 'Your sign-up is here' }).waitFor()
  const first = await letterTo(product, email, `Confirm your|${says}`)
  if (first.includes('Confirm your')) {
    await page.goto(linkIn(first, '/classes/mine/'))
    await page.getByRole('button', { name: /^Confirm your / }).click()
    await page.getByRole('status').waitFor()
  }
  return linkIn(await letterTo(product, email, says), '/classes/mine/')
}

/** A session of a course that begins some hours from now, with one class of an hour; answers its path. */
export async function addSession(
  team: Page,
  { course, seats, startsIn }: { course: string; seats: string; startsIn: number },
): Promise<string> {
  const [start, end] = [inMinutes(startsIn), inMinutes(startsIn + 60)]
  await team.goto('/team/wilson/training/sessions/add')
  await team.getByLabel('Course').selectOption({ label: course })
  await team.getByLabel('Day', { exact: true }).fill(start.day)
  await team.getByLabel(/^Start/).fill(start.time)
  await team.getByLabel(/^End/).fill(end.time)
  await team.getByLabel(/^Place/).fill('Wilson County Public Library')
  await team.getByLabel(/^Seats/).fill(seats)
  await team.getByLabel('Anybody may sign up on the public page').check()
  await team.getByRole('button', { name: 'Schedule class' }).click()
  await team.getByRole('heading', { name: 'Classes' }).waitFor()
  return new URL(team.url()).pathname
}

/** The class of a session is brought forward to five minutes from now, and is opened. */
export async function classBeginsNow(team: Page, session: string): Promise<void> {
  const [start, end] = [inMinutes(5), inMinutes(65)]
  await team.goto(session)
  await team.locator('.class-days a').first().click()
  await team.getByRole('link', { name: 'Edit class' }).click()
  await team.getByLabel('Day', { exact: true }).fill(start.day)
  await team.getByLabel('Start', { exact: true }).fill(start.time)
  await team.getByLabel('End', { exact: true }).fill(end.time)
  await team.getByRole('button', { name: 'Save class' }).click()
  await team.getByRole('heading', { name: 'Who is here' }).waitFor()
}

/** A one-hour course that makes a trained coach. */
export async function addShortAcademy(team: Page, title: string): Promise<void> {
  await team.goto('/team/wilson/training/courses/add')
  await team.getByLabel('Title').fill(title)
  await team.getByLabel('Kind').selectOption({ label: 'Coach academy' })
  await team.getByLabel(/trained (recovery )?coach/).check()
  await team.getByLabel('Hours required').fill('1')
  await team.getByRole('button', { name: 'Add course' }).click()
  await team.getByText(title).first().waitFor()
}

/** How many stand there, as the pipeline says. */
export async function standing(team: Page, where: string): Promise<number> {
  await team.goto('/team/wilson/coaches/pipeline')
  const row = team
    .getByRole('table', { name: 'How many stand where' })
    .getByRole('row')
    .filter({ has: team.getByRole('link', { name: where, exact: true }) })
  return Number((await row.locator('td').last().innerText()).replace(/\D+/g, ''))
}

/** Presses the first button that is called so; the form it sends is taken, and the page after it is there. */
export async function pressOnce(page: Page, name: string | RegExp): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name }).first().click()
  const status = (await answered).status()
  await loaded
  const problems = status === 303 ? '' : await page.locator('main').innerText()
  expect(status, `${String(name)} on ${page.url()} ${problems}`).toBe(303)
}
