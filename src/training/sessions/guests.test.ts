import { expect, test } from 'vitest'
import { classesOfWilson } from '../test-classes.ts'

const saved = {
  startsOn: '2025-03-03',
  endsOn: '2025-03-03',
  place: 'Wilson Library',
  isOpen: 'yes',
}

test('who may bring a guest is said on the public page in its language, on the page of the session, and in its history', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  const page = `/training/sessions/${id}`
  const publicly = async (query = '') => (await made.visit(`/wilson/classes/${id}${query}`)).text()
  expect(await publicly()).not.toContain('guest')
  expect(await (await made.ask(page)).text()).toContain('<dt>Who may bring a guest</dt><dd>Nobody</dd>')

  const form = { ...saved, courseId: made.academy }
  const version = /name="version" value="(\d+)"/.exec(await (await made.ask(`${page}/edit`)).text())?.[1] ?? ''
  expect((await made.ask(`${page}/edit`, { ...form, guests: 'everybody', version })).status).toBe(303)
  expect(await publicly()).toContain('Everybody with a seat may bring a guest.')
  expect(await publicly('?lang=es')).toContain('Quienes tengan un lugar pueden traer a una persona.')
  const team = await (await made.ask(page)).text()
  expect(team).toContain('<dt>Who may bring a guest</dt><dd>Everybody with a seat</dd>')
  expect(team).toMatch(/<dt>Who may bring a guest<\/dt><dd>.*<ins>Everybody with a seat/)

  const late = await (await made.ask(`${page}/edit`, { ...form, guests: 'coaches', version })).text()
  expect(late).toContain('<strong>Saved now:</strong> <span>Everybody with a seat</span>')
  expect(await (await made.ask(`${page}/edit`, { ...form, guests: 'the mayor', version })).text()).toContain(
    'Who may bring a guest was not one of the list. Choose it again.',
  )
})
