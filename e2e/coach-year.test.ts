import { expect, test } from 'vitest'
import {
  addSession,
  addShortAcademy,
  anotherPhone,
  classBeginsNow,
  inMinutes,
  inviteCoach,
  letterTo,
  linkIn,
  nextStep,
  phone,
  pressOnce,
  signUp,
  standing,
} from './coach-steps.ts'
import { enterTeam, measureTitle, newcomer, untilChecked } from './steps.ts'

// The promise: a coach's year, from application to shift, on phones: each step by whoever takes it, and the numbers follow.

const rosa = { name: 'Rosa Medina', email: 'rosa.medina@wilson.example' }
const academy = 'Recovery Coach Academy, one evening'

test('a coach’s year, from application to shift', { timeout: 600_000 }, async () => {
  const { product, page: team } = await newcomer(phone)
  await enterTeam(team, product)
  const year = inMinutes(0).day.slice(0, 4)
  const activeBefore = await standing(team, 'Active')

  // She applies in Spanish.
  const coach = await anotherPhone(team, product)
  await team.goto('/team/wilson/coaches/openings')
  await coach.goto((await team.locator('a[href^="/wilson/apply/"]').first().getAttribute('href')) ?? '')
  await coach.getByRole('link', { name: 'Español' }).click()
  await coach.getByLabel('Su nombre').first().fill(rosa.name)
  await coach.getByLabel('Correo electrónico (opcional)').fill(rosa.email)
  await coach.getByLabel('Idioma', { exact: true }).fill('Spanish')
  for (const number of [1, 2]) {
    const reference = coach.getByRole('group', { name: `Una persona que le conoce (${number})` })
    await reference.getByLabel('Su nombre').fill(`Vecina ${number}`)
    await reference.getByLabel('Su teléfono o correo electrónico').fill(`(252) 555-012${number}`)
  }
  await coach.getByLabel('Tiene 18 años o más').check()
  await coach.getByRole('button', { name: 'Enviar solicitud' }).click()
  await coach.getByRole('heading', { name: 'Su solicitud ha llegado' }).waitFor()

  // A coordinator screens her, accepts her, and opens her own page to her.
  await team.goto('/team/wilson/coaches/applications')
  await team.getByRole('link', { name: rosa.name }).click()
  await pressOnce(team, 'Begin screening')
  while (await team.getByRole('button', { name: /^Done ?: / }).count()) await pressOnce(team, /^Done ?: /)
  for (const number of [1, 2]) await pressOnce(team, `Note what Vecina ${number} said`)
  await team.getByText('Note the check').first().click()
  await team.getByLabel('Asked for on').fill(inMinutes(0).day)
  await team.getByLabel(/^Result on/).fill(inMinutes(0).day)
  await team.getByLabel(/^Outcome/).selectOption('clear')
  await pressOnce(team, 'Note the check')
  await team.getByRole('combobox', { name: 'Decision' }).selectOption({ label: 'Accept' })
  await pressOnce(team, 'Record decision')
  await team.getByRole('link', { name: 'Open coach' }).click()
  const roster = team.url()
  await inviteCoach(team, coach, product, rosa)

  // She signs in by a mailed link.
  await coach.goto('/account')
  await coach.getByRole('button', { name: 'Sign out' }).click()
  await coach.getByLabel('Mail address').fill(rosa.email)
  await coach.getByRole('button', { name: 'Send a link by mail' }).click()
  await coach.getByRole('heading', { name: 'No mail was sent' }).waitFor()
  await coach.goto(linkIn(await letterTo(product, rosa.email, '/sign-in/link/'), '/sign-in/link/'))
  await coach.getByRole('button', { name: 'Sign in' }).click()
  await coach.waitForURL(/\/team/)
  await coach.goto('/team/wilson/mine')
  await coach.getByRole('heading', { name: `Hello, ${rosa.name}` }).waitFor()

  // The academy is full, so she waits; somebody withdraws, and the seat is offered by itself.
  await addShortAcademy(team, academy)
  const session = await addSession(team, { course: academy, seats: '1', startsIn: 180 })
  const open = session.replace('/team/wilson/training/sessions/', '/wilson/classes/')
  const other = await anotherPhone(team, product)
  const otherPlace = await signUp(other, product, {
    at: open,
    name: 'Prudence Vale',
    email: 'prudence@wilson.example',
    says: 'You have a seat',
  })
  const herPlace = await signUp(coach, product, { at: open, ...rosa, says: 'You are on the waiting list' })
  await coach.goto(herPlace)
  await coach.getByText('You are on the waiting list.').waitFor()
  await other.goto(otherPlace)
  await other.getByRole('button', { name: 'Withdraw' }).click()
  await other.getByText('You have withdrawn.').first().waitFor()
  await coach.goto(linkIn(await letterTo(product, rosa.email, 'A seat is free for you'), '/classes/mine/'))
  await coach.getByText('A seat is held for you.').waitFor()
  await coach.getByRole('button', { name: 'Take the seat' }).click()
  await coach.getByText('You have a seat.').first().waitFor()

  // In the room she types the code that it shows.
  await classBeginsNow(team, session)
  await team.getByRole('link', { name: 'Show a code instead' }).click()
  await team.getByRole('button', { name: 'Show a code' }).click()
  const code = (await team.locator('.room-code').innerText()).replace(/\D/g, '')
  await coach.goto('/team/wilson/mine')
  await coach.getByRole('link', { name: 'Say you are here: type the code of the room' }).click()
  await coach.getByLabel('Code').fill(code === '000000' ? '111111' : '000000')
  await coach.getByRole('button', { name: 'Say you are here' }).click()
  await coach.getByRole('heading', { name: 'One thing to mend' }).waitFor()
  await coach.getByLabel('Code').fill(code)
  await coach.getByRole('button', { name: 'Say you are here' }).click()
  await coach.waitForURL(/\/mine\?said=/)

  // Her completion moves the draft of the public measure, and her certificate can be checked by anybody.
  await team.goto(session)
  await pressOnce(team, 'Record outcomes from attendance')
  await team.goto('/team/wilson/publish')
  await untilChecked(team)
  const change = team.getByRole('table', { name: 'Changes' }).getByRole('row').filter({ hasText: measureTitle })
  expect(await change.filter({ hasText: year }).first().innerText()).toMatch(/\b1 coach\b/)
  await team.goto(session)
  await pressOnce(team, 'Give certificates to all who completed')
  await coach.goto('/team/wilson/mine')
  const pdf = (await coach.getByRole('link', { name: 'Certificate (PDF)' }).getAttribute('href')) ?? ''
  const file = await coach.request.get(pdf)
  expect(file.headers()['content-type']).toBe('application/pdf')
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const address = pdf.replace(/\/pdf$/, '')
  expect((await other.goto(address))?.status()).toBe(200)
  await other.getByRole('heading', { name: 'This certificate is valid' }).waitFor()
  await other.getByText(rosa.name).waitFor()
  const guessed = address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect((await other.goto(guessed))?.status()).toBe(404)
  await other.getByRole('heading', { name: 'No certificate was found' }).waitFor()

  // She comes on board, picks a shift, and the pipeline counts her.
  await team.goto(roster)
  await nextStep(team, rosa.name, 'Onboarding')
  await nextStep(team, rosa.name, 'Active')
  await coach.goto('/team/wilson/mine/shifts')
  await coach.getByRole('button', { name: 'Take this shift' }).first().click()
  await coach.waitForLoadState()
  await coach.goto('/team/wilson/mine')
  expect(
    await coach
      .locator('section', { has: coach.locator('#shifts') })
      .locator('.shift')
      .count(),
  ).toBe(1)
  expect(await standing(team, 'Active')).toBe(activeBefore + 1)
  await team.getByRole('link', { name: 'Active', exact: true }).click()
  await team.getByText(`${activeBefore + 1} coaches: active`).waitFor()
  await team.goto(`/team/wilson/coaches/pipeline?cohort=${year}`)
  await team.getByRole('heading', { name: /^At work: / }).waitFor()
  await team.getByRole('link', { name: rosa.name }).waitFor()
})
