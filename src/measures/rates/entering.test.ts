import { expect, test } from 'vitest'
import { evidenceOf } from '../curve/evidence.ts'
import { seriesOf } from '../curve/series.ts'
import { readingsOf } from '../readings.ts'
import { findMeasure } from '../store.ts'
import { idIn, sampleRoom } from '../test-room.ts'

const rate = {
  title: 'Overdose deaths for each 100,000 residents',
  slug: '',
  asks: 'indicator',
  better: 'lower',
  shape: 'amount',
  unit: 'deaths per 100,000 residents',
  decimals: '1',
  calendarKind: 'year',
  startMonth: '1',
  years: '',
  lastYear: '',
  names: '',
  collectedFrom: '',
  collectedThrough: '',
  settlesAfterDays: '0',
  endedOn: '',
  source: 'The state’s death records',
}

async function withRate() {
  const room = await sampleRoom()
  const id = idIn(await room.team.as('editor')('/measures/new?kind=entered', rate))
  const ask = room.team.as('administrator')
  const enter = (from: string, value: string, numerator: string, denominator: string) =>
    ask(`/measures/${id}/readings/new`, {
      from: `${from}-01-01`,
      value,
      numerator,
      denominator,
      reason: '',
      status: 'final',
      source: '',
      note: '',
    })
  return { ...room, id, ask, enter }
}

test('a rate is entered by its two counts, and value, series and limits agree', async () => {
  const { db, team, id, ask, enter } = await withRate()
  for (const [year, deaths] of [
    ['2020', '31'],
    ['2021', '38'],
    ['2022', '41'],
    ['2023', '36'],
    ['2024', '12'],
  ] as const)
    expect((await enter(year, '', deaths, '79000')).status).toBe(303)
  const readings = await db.read(team.scope, async (tx) => {
    const measure = await findMeasure(tx, id)
    return measure ? readingsOf(tx, [measure], '2025-01-15') : []
  })
  const [found] = readings
  if (!found) throw new Error('the measure is gone')
  expect(found.readings.at(-1)).toMatchObject({ value: 15.189873, numerator: 12, denominator: 79_000 })
  expect(seriesOf(found.measure, found.readings).type).toBe('rate')
  const evidence = evidenceOf(found)
  if (!evidence.ok) throw new Error('the rate was refused')
  expect(evidence.value.limits?.kind).toBe("u'")
  const [limits] = evidence.value.limits?.each ?? []
  expect(limits?.mean).toBeCloseTo((1e5 * (31 + 38 + 41 + 36 + 12)) / (5 * 79_000), 3)
  expect(await (await ask(`/measures/${id}`)).text()).toContain('15.2')
})

test('a rate that its counts do not give is refused at the field, and what was typed is still there', async () => {
  const { enter } = await withRate()
  const refused = await enter('2024', '15.3', '12', '79000')
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('12 of 79,000 is 15.19 per 100,000, not 15.3.')
  expect(page).toContain('value="15.3"')
  expect((await enter('2024', '15.2', '12', '79000')).status).toBe(303)
})

test('a unit that is per nothing does not stand over readings that hold the counts of a rate', async () => {
  const { id, ask, enter } = await withRate()
  await enter('2024', '', '12', '79000')
  const form = { ...rate, slug: 'overdose-deaths-for-each-100-000-residents', version: '1' }
  const refused = await ask(`/measures/${id}/settings`, { ...form, unit: 'deaths' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Readings hold the two counts of a rate.')
  expect((await ask(`/measures/${id}/settings`, { ...form, unit: 'deaths per 10,000 residents' })).status).toBe(303)
  expect(await (await ask(`/measures/${id}`)).text()).toContain('1.5')
})
