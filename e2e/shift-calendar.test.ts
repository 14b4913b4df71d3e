import icalendar from 'node-ical'
import { expect, test } from 'vitest'
import { anotherPhone, coachOfRoster, phone, pressOnce } from './coach-steps.ts'
import { enterTeam, newcomer } from './steps.ts'

// The promise: a coach's shifts are read by a calendar program, under a secret address that says nothing and can be ended.

test('the calendar of shifts is read by a calendar program, until its address is ended', {
  timeout: 300_000,
}, async () => {
  const { product, page: team } = await newcomer(phone)
  await enterTeam(team, product)
  const coach = await anotherPhone(team, product)
  await coachOfRoster(team, coach, product, { name: 'Octavio Sandoval', email: 'octavio@wilson.example' })

  await coach.goto('/team/wilson/mine/shifts')
  const taken =
    (await coach
      .locator('li.shift', { has: coach.getByRole('button', { name: 'Take this shift' }) })
      .first()
      .locator('a')
      .getAttribute('href')) ?? ''
  await pressOnce(coach, 'Take this shift')

  await coach.goto('/team/wilson/mine/calendar')
  await coach.getByRole('button', { name: 'Make an address' }).click()
  const address = (await coach.locator('code').innerText()).trim()
  expect(new URL(address).pathname).toMatch(/^\/calendar\/[\w-]{43}\.ics$/)
  expect(await coach.locator('a[href^="webcal:"]').count()).toBe(1)
  await coach.goto('/team/wilson/mine/calendar')
  expect(await coach.locator('code').count(), 'it is shown once').toBe(0)

  const answer = await fetch(address)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = await answer.text()
  const events = Object.values(icalendar.sync.parseICS(text)).filter((each) => each?.type === 'VEVENT')
  expect(events.length).toBeGreaterThan(0)
  expect(new Set(events.map((event) => 'summary' in event && event.summary))).toEqual(new Set(['Better Off shift']))
  expect(text).not.toMatch(/Octavio|Sandoval|overdose|recovery|Wilson County/i)
  expect(text.replace(/\r\n /g, '')).toContain(taken)

  await coach.getByRole('button', { name: 'End the address' }).click()
  await coach.getByRole('button', { name: 'Make an address' }).waitFor()
  expect((await fetch(address)).status).toBe(404)
  expect((await fetch(address.replace(/.{5}\.ics$/, 'AAAAA.ics'))).status).toBe(404)
})
