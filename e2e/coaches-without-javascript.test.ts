import { expect, test } from 'vitest'
import {
  addSession,
  anotherPhone,
  classBeginsNow,
  coachOfRoster,
  nextStep,
  phone,
  pressOnce,
  signUp,
} from './coach-steps.ts'
import { enterTeam, newcomer } from './steps.ts'

// The promise: what coaches and coordinators do on phones works with scripts off: signing up, the roster of a class, picking a
// shift and giving it up.

const plain = { ...phone, javaScriptEnabled: false }

test('signing up, attendance by roster and picking a shift work without JavaScript', {
  timeout: 300_000,
}, async () => {
  const { product, page: team } = await newcomer(plain)
  await enterTeam(team, product)
  const coach = await anotherPhone(team, product, { javaScriptEnabled: false })
  const who = { name: 'Octavio Sandoval', email: 'octavio@wilson.example' }
  await coachOfRoster(team, coach, product, who)

  const session = await addSession(team, { course: 'Recovery Coach Academy', seats: '5', startsIn: 120 })
  const open = session.replace('/team/wilson/training/sessions/', '/wilson/classes/')
  const place = await signUp(coach, product, { at: open, ...who, says: 'You have a seat' })
  await coach.goto(place)
  await coach.getByText('You have a seat.').waitFor()

  await classBeginsNow(team, session)
  const present = team.getByRole('group', { name: who.name })
  await present.getByLabel('Part').check()
  await present.getByLabel('Minutes of 60').fill('90')
  await team.getByRole('button', { name: 'Save attendance' }).click()
  await team.getByText('90 minutes are more than the class lasts').first().waitFor()
  await present.getByLabel('Minutes of 60').fill('45')
  await pressOnce(team, 'Save attendance')
  await team.goto(session)
  await team.getByText('45 min attended').waitFor()

  await coach.goto('/team/wilson/mine/shifts')
  const free = coach.getByRole('button', { name: 'Take this shift' })
  const before = await free.count()
  expect(before).toBeGreaterThan(0)
  const when = await coach.locator('li.shift', { has: free }).first().locator('a').innerText()
  await pressOnce(coach, 'Take this shift')
  await coach.goto('/team/wilson/mine/shifts')
  const coming = coach.locator('section', { has: coach.getByRole('heading', { name: 'Coming' }) })
  await coming.getByRole('link', { name: when }).click()
  await coach.getByText('Say you cannot come').click()
  await coach.getByLabel(/^Note for the coordinators/).fill('My car broke down.')
  await pressOnce(coach, 'Give up this shift')
  await coach.goto('/team/wilson/mine/shifts')
  expect(await coming.getByRole('link', { name: when }).count()).toBe(0)
})

test('from the page of an accepted coach into a class it is two taps on a phone, without JavaScript', {
  timeout: 300_000,
}, async () => {
  const { product, page: team } = await newcomer(plain)
  await enterTeam(team, product)
  const session = await addSession(team, { course: 'Recovery Coach Academy', seats: '5', startsIn: 120 })
  await team.goto('/team/wilson/coaches/add')
  await team.getByLabel('Name', { exact: true }).fill('Jordan Ames')
  await team.getByRole('button', { name: 'Add coach' }).click()
  await team.getByRole('heading', { name: 'Jordan Ames', level: 1 }).waitFor()
  await nextStep(team, 'Jordan Ames', 'Accepted')

  const next = team.getByRole('region', { name: 'Next' })
  await next.getByText('They wait for a class.').waitFor()
  await next.getByRole('link', { name: 'Enroll in a class' }).click()
  await team
    .getByRole('button', { name: /^Enroll/ })
    .first()
    .click()
  await team.getByText('1 person has no mail address here and is not told.').waitFor()
  await next.getByRole('link', { name: 'Open their class' }).click()
  expect(new URL(team.url()).pathname).toBe(session)
  await team.getByRole('link', { name: 'Jordan Ames' }).waitFor()

  await team.goBack()
  const isWider = await team.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(isWider, 'the page of a coach fits a phone').toBe(false)
})
