import { expect, test } from 'vitest'
import { addDays } from '../../core/day.ts'
import { sampleRoom } from '../test-room.ts'
import { allOpenAlerts } from './store.ts'

// Today is 15 January 2025; yesterday is the last day that counts.
const quietDays = Array.from({ length: 40 }, (_, i) => `${addDays('2024-12-05', i)} 0`).join('\n')

async function watched() {
  const room = await sampleRoom()
  const id = room.measure('overdose-emergency-visits')
  const ask = room.team.as('administrator')
  await ask(`/measures/${id}/spikes/watch`, { every: 'day', lagDays: '1', version: '0' })
  await ask(`/measures/${id}/spikes/days`, { days: `${quietDays}\n2025-01-14 6\n2025-01-15 9` })
  return { ...room, id, ask, open: () => room.db.read(room.team.scope, (tx) => allOpenAlerts(tx, '2025-01-15')) }
}

test('an alert stands on the page of its measure until somebody says what it was, and its history stays', async () => {
  const { id, ask, open } = await watched()
  expect((await open()).map(({ from, count }) => [from, count])).toEqual([['2025-01-14', 6]])
  const before = await (await ask(`/measures/${id}`)).text()
  expect(before).toContain('6 on 14 Jan 2025, where 0 a day is usual')
  expect(before).toContain('An alert to look, not a finding.')
  const form = await (await ask(`/measures/${id}/spikes?look=2025-01-14`)).text()
  expect(form).toContain('Keep what it was')
  const look = { from: '2025-01-14', count: '6', finding: 'chance', note: 'Two families at one address.' }
  expect((await ask(`/measures/${id}/spikes/seen`, look)).status).toBe(303)
  expect(await open()).toEqual([])
  const after = await (await ask(`/measures/${id}/spikes`)).text()
  expect(after).toContain('Two families at one address.')
  expect(after).toContain('Nothing stands out.')
})

test('today’s count is not used while the day runs', async () => {
  const { open } = await watched()
  expect((await open()).some(({ from }) => from === '2025-01-15')).toBe(false)
})

test('late records bring an alert back with its new count', async () => {
  const { id, ask, open } = await watched()
  await ask(`/measures/${id}/spikes/seen`, { from: '2025-01-14', count: '6', finding: 'chance', note: 'Looked.' })
  await ask(`/measures/${id}/spikes/days`, { days: '2025-01-14 8' })
  expect((await open()).map(({ count }) => count)).toEqual([8])
})

test('what cannot be kept is refused with what to do, and nothing typed is lost', async () => {
  const { id, ask, measure } = await watched()
  const look = await ask(`/measures/${id}/spikes/seen`, {
    from: '2025-01-14',
    count: '5',
    finding: 'chance',
    note: 'N',
  })
  expect([look.status, (await look.text()).includes('The count is 6 by now. Look again.')]).toEqual([422, true])
  const gone = await ask(`/measures/${id}/spikes/seen`, {
    from: '2025-01-02',
    count: '5',
    finding: 'chance',
    note: 'N',
  })
  expect(await gone.text()).toContain('This alert is not there any more.')
  const days = await ask(`/measures/${id}/spikes/days`, { days: '2025-01-16 2' })
  expect(await days.text()).toContain('2025-01-16 has not come yet.')
  const meanwhile = await ask(`/measures/${id}/spikes/watch`, { every: 'week', lagDays: '1', version: '0' })
  expect(await meanwhile.text()).toContain('Somebody saved this after you opened it.')
  const share = await ask(`/measures/${measure('survivors-reached')}/spikes/watch`, {
    every: 'day',
    lagDays: '1',
    version: '0',
  })
  expect(await share.text()).toContain('Only counts are watched for spikes.')
})

test('a computed count is watched by the days its records happened on', async () => {
  const { db, team, measure } = await sampleRoom()
  const id = measure('new-recovery-coaches-trained')
  await team.as('editor')(`/measures/${id}/spikes/watch`, { every: 'week', lagDays: '7', version: '0' })
  const page = await (await team.as('viewer')(`/measures/${id}/spikes`)).text()
  expect(page).toContain('Every week, from counts that are 7 days old or older.')
  expect(page).toContain('Counts of the last weeks')
  expect(await db.read(team.scope, (tx) => allOpenAlerts(tx, '2025-01-15'))).toEqual([])
})

test('a measure that is watched no longer raises nothing', async () => {
  const { id, ask, open } = await watched()
  await ask(`/measures/${id}/spikes/watch`, { every: 'never', lagDays: '1', version: '1' })
  expect(await open()).toEqual([])
})
