import { expect, test } from 'vitest'
import { addDays } from '../../core/day.ts'
import { idIn, sampleRoom } from '../test-room.ts'

const settings = {
  slug: '',
  asks: 'how much',
  better: 'higher',
  unit: 'coaches',
  decimals: '0',
  calendarKind: 'month',
  startMonth: '1',
  years: '',
  lastYear: '',
  names: '',
  settlesAfterDays: '30',
  endedOn: '',
  source: '',
}
const trained = { fact: 'coach_trained', shape: 'count', on: 'trainedOn' }
const collected = { collectedFrom: '2020-01-01', collectedThrough: '2024-12-31' }

/** A count of coaches trained by month, of all or of some. */
async function countOf(title: string, conditions: Record<string, string>) {
  const room = await sampleRoom()
  const add = room.team.as('editor')
  return {
    ...room,
    id: idIn(
      await add('/measures/new?fact=coach_trained', { ...settings, ...collected, ...trained, ...conditions, title }),
    ),
  }
}

test('a count under 1 a month shows the days between its events, each with its records', async () => {
  const { id, team } = await countOf('Spanish-speaking coaches', { of_language: 'Spanish' })
  const page = await (await team.as('viewer')(`/measures/${id}`)).text()
  expect(page).toContain('Days between events')
  expect(page).toMatch(/\d+ days since the last one by 31 Dec 2024/)
  expect(page).toContain('Only the team sees this.')
  const [, records = ''] = /href="[^"]*(\/measures\/[^"]*\/records\?on=[\d-]+)"/.exec(page) ?? []
  expect(await (await team.as('viewer')(records)).text()).toContain('Records behind')
})

test('a count of 1 a month or more keeps its own chart', async () => {
  const { id, team } = await countOf('All coaches', {})
  expect(await (await team.as('viewer')(`/measures/${id}`)).text()).not.toContain('Days between events')
})

test('a rare count that is entered by month says that days are needed, and shows gaps once they are entered', async () => {
  const { team } = await sampleRoom()
  const ask = team.as('administrator')
  const own = { ...settings, title: 'Deaths', asks: 'indicator', better: 'lower', unit: 'deaths', shape: 'count' }
  const id = idIn(await ask('/measures/new?kind=entered', { ...own, collectedFrom: '', collectedThrough: '' }))
  for (const [month, value] of ['0', '1', '0'].entries())
    await ask(`/measures/${id}/readings/new`, {
      from: `2024-0${month + 1}-01`,
      value,
      numerator: '',
      denominator: '',
      reason: '',
      status: 'final',
      source: 'The coroner',
      note: '',
    })
  const before = await (await ask(`/measures/${id}`)).text()
  expect(before).toContain('That needs the day of each, which is not known here.')
  const days = Array.from(
    { length: 100 },
    (_, i) => `${addDays('2024-09-27', i)} ${i % 10 === 0 && i < 91 ? 1 : 0}`,
  ).join('\n')
  expect((await ask(`/measures/${id}/spikes/days`, { days })).status).toBe(303)
  const after = await (await ask(`/measures/${id}`)).text()
  // Events every 10 days from 27 September to 26 December; the last day that is known is 4 January.
  expect(after).toContain('9 days since the last one by 4 Jan 2025; not longer than the usual 10 to 10.')
  expect(after).toContain('They are trial limits until there are 12, and no evidence.')
})
