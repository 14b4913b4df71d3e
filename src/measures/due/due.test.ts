import { expect, test } from 'vitest'
import { enteredReadings } from '../entered/store.ts'
import { findMeasure } from '../store.ts'
import { sampleRoom } from '../test-room.ts'

/** The sample room with its sheet of values due, and the readings of one of its measures. */
async function roomWithDue() {
  const room = await sampleRoom()
  const ask = room.team.as('coordinator')
  const sheet = async () => (await ask('/measures/due')).text()
  const visits = room.measure('overdose-emergency-visits')
  const said = () =>
    room.db.read(room.team.scope, async (tx) => {
      const measure = await findMeasure(tx, visits)
      const all = measure ? await enteredReadings(tx, measure) : []
      return all.slice(-3).map(({ period, value, reason }) => `${period.label}: ${value ?? reason}`)
    })
  const field = (year: number, name = 'value') => `${visits}_${year}-01-01_${name}`
  return { room, ask, sheet, said, field, before: await said() }
}

test('every period that is over without a value stands on one sheet, oldest first, and what is typed is saved at once', async () => {
  const { ask, sheet, said, field, before } = await roomWithDue()
  const page = await sheet()
  expect(page).toContain('4 values to enter')
  expect(page.indexOf(field(2022))).toBeLessThan(page.indexOf(field(2023)))
  const answer = await ask('/measures/due', { [field(2022)]: '1,204', [field(2023)]: '', [field(2023, 'reason')]: '' })
  expect(answer.status).toBe(303)
  expect(await said()).toEqual([...before.slice(1), '2022: 1204'])
  expect(await sheet()).toContain('3 values to enter')
})

test('one value that cannot be keeps all of them on the sheet, with what is wrong at its field', async () => {
  const { ask, said, field, before } = await roomWithDue()
  const answer = await ask('/measures/due', { [field(2022)]: '77', [field(2023)]: '-5' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('value="77"')
  expect(page).toContain(`id="${field(2023)}-problem"`)
  expect(page).toContain('One thing to mend')
  expect(await said()).toEqual(before)
  expect(await (await ask('/measures/due', { [field(2022)]: '' })).text()).toContain('Nothing was typed.')
})

test('a value that somebody else entered meanwhile is not entered twice, and what was typed stands there', async () => {
  const { ask, said, field, before } = await roomWithDue()
  expect((await ask('/measures/due', { [field(2022)]: '70' })).status).toBe(303)
  const late = await ask('/measures/due', { [field(2022)]: '71', [field(2023)]: '72' })
  expect(late.status).toBe(422)
  const page = await late.text()
  expect(page).toContain('Somebody entered 2022 meanwhile: 70. Leave this empty to keep it, or edit that reading.')
  expect(page).toContain('value="71"')
  expect(await said()).toEqual([...before.slice(1), '2022: 70'])
  expect((await ask('/measures/due', { [field(2022)]: '', [field(2023)]: '72' })).status).toBe(303)
  expect(await said()).toEqual([...before.slice(2), '2022: 70', '2023: 72'])
})

test('a reason instead of a value is one; who may not enter values finds no sheet', async () => {
  const { room, ask, said, field, before } = await roomWithDue()
  expect((await ask('/measures/due', { [field(2022, 'reason')]: 'not collected' })).status).toBe(303)
  expect(await said()).toEqual([...before.slice(1), '2022: not collected'])
  expect((await room.team.as('viewer')('/measures/due')).status).toBe(404)
})
