import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { addDays, dayInWords } from '../../core/day.ts'
import type { Role, Visit } from '../../platform/http/route.ts'
import type { Measure } from '../model.ts'
import { findMeasure } from '../store.ts'
import { sampleRoom } from '../test-room.ts'
import { SpikesOf } from './pages.tsx'
import { allOpenAlerts, countsOf } from './store.ts'

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
  const before = await (await ask(`/measures/${id}/readings`)).text()
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
  expect(await meanwhile.text()).toContain('Somebody saved how this count is watched after you opened it.')
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

test('the records of a day, or of a week, are those that a computed count counts then', async () => {
  const { team, measure, db } = await sampleRoom()
  const id = measure('new-recovery-coaches-trained')
  const found = await db.read(team.scope, async (tx) => {
    const one = await findMeasure(tx, id)
    const watch = { id: '', measureId: id, lagDays: 1, version: 1, every: 'day' } as const
    return one ? countsOf(tx, one, watch, '2025-01-15') : null
  })
  const at = found?.counts.findLastIndex((count) => count > 0) ?? 0
  const [day, count] = [addDays(found?.from ?? '', at), found?.counts[at] ?? 0]
  const ask = team.as('viewer')
  const own = await (await ask(`/measures/${id}/records?on=${day}`)).text()
  expect(own).toContain(`${dayInWords(day)}: ${count} coaches`)
  expect(own.match(/class="row-link"/g)).toHaveLength(count)
  const week = await (await ask(`/measures/${id}/records?on=${day}&through=${addDays(day, 6)}`)).text()
  expect(week).toContain(`${dayInWords(day)} to ${dayInWords(addDays(day, 6))}`)
  expect((await ask(`/measures/${id}/records?on=2024-02-30`)).status).toBe(404)
  expect((await ask(`/measures/${id}/records?on=${day}&through=${addDays(day, -1)}`)).status).toBe(404)
  expect((await ask(`/measures/${measure('training-completion')}/records?on=${day}`)).status).toBe(404)
  expect((await team.as('coach')(`/measures/${id}/records?on=${day}`)).status).toBe(404)
})

test('an alert leads those who may see them to the records of its day or week', async () => {
  const { team, measure, db } = await sampleRoom()
  const found = await db.read(team.scope, (tx) => findMeasure(tx, measure('new-recovery-coaches-trained')))
  const entered = await db.read(team.scope, (tx) => findMeasure(tx, measure('outreach-attempts')))
  if (!found || !entered) throw new Error('the sample has both')
  const alert = { from: '2025-01-13', count: 4, usual: 0, window: 1, threshold: 3, p: 0.001, raisedBy: [] } as const
  const shown = (one: Measure, role: Role, every: 'day' | 'week') =>
    renderToString(
      h(SpikesOf, {
        visit: { role, to: (path: string) => path } as Visit, // all that the section asks of a visit
        measure: one,
        alerts: [{ ...alert, every, measureId: one.id, title: one.title }],
      }),
    )
  expect(shown(found, 'viewer', 'day')).toContain(`/measures/${found.id}/records?on=2025-01-13"`)
  expect(shown(found, 'viewer', 'week')).toContain('records?on=2025-01-13&amp;through=2025-01-19"')
  expect(shown(found, 'coach', 'day')).not.toContain('records?')
  expect(shown(entered, 'viewer', 'day')).not.toContain('records?')
})
