import { expect, test } from 'vitest'
import type { Ask } from '../../platform/http/test-team.ts'
import { readingsOf } from '../readings.ts'
import { findMeasure } from '../store.ts'
import { type Room, sampleRoom } from '../test-room.ts'
import { enteredReadings } from './store.ts'

const reading = {
  from: '2019-01-01',
  value: '',
  numerator: '',
  denominator: '',
  reason: '',
  status: 'final',
  source: 'The log',
  note: '',
}

const entered = async ({ db, team }: Room, id: string) =>
  db.read(team.scope, async (tx) => {
    const measure = await findMeasure(tx, id)
    return measure ? await enteredReadings(tx, measure) : []
  })
const said = async (room: Room, id: string) =>
  (await entered(room, id)).map(({ period, value, reason }) => `${period.label}: ${value ?? reason}`)

async function refused(ask: Ask, path: string, form: Record<string, string>): Promise<string> {
  const answer = await ask(path, form)
  expect(answer.status).toBe(422)
  return answer.text()
}

test('a value is added, edited and removed, each with its line of history', async () => {
  const room = await sampleRoom()
  const id = room.measure('outreach-attempts')
  const ask = room.team.as('coordinator')
  expect((await ask(`/measures/${id}/readings/new`, { ...reading, value: '1,204' })).status).toBe(303)
  expect((await said(room, id))[0]).toBe('2019: 1204')
  const [first] = await entered(room, id)
  const own = `/measures/${id}/readings/${first?.id}`
  expect((await ask(own, { ...reading, value: '0', version: '1' })).status).toBe(303)
  expect((await said(room, id))[0]).toBe('2019: 0')
  const page = await (await ask(`/measures/${id}/readings`)).text()
  expect(page).toContain('saved reading')
  const [line = ''] = /<li[^>]*>(?:(?!<li).)*saved reading.*?<\/li>/s.exec(page) ?? []
  expect(line.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain('period 2019')
  expect((await ask(`${own}/remove`, { version: '2' })).status).toBe(303)
  expect((await said(room, id))[0]).toBe('2020: 148')
  const after = await (await ask(`/measures/${id}/readings`)).text()
  expect(after).toContain('removed reading')
  expect((await ask(own)).status).toBe(404)
})

test('numbers that could be misread are refused at their field, and everything typed is still there', async () => {
  const room = await sampleRoom()
  const id = room.measure('outreach-attempts')
  const ask = room.team.as('coordinator')
  const path = `/measures/${id}/readings/new`
  for (const [value, message] of [
    ['12,5', 'Value has a comma for its decimals. Write 12.5.'],
    ['1e309', 'Value is not a number.'],
    ['1.1234567', 'Value has more than 6 decimals.'],
    ['12.5', 'Value is not a whole number. Round it.'],
    ['-5', 'A count is a whole number'],
    ['', 'Write the value, or choose why there is none. A zero is a value.'],
  ] as const) {
    const text = await refused(ask, path, { ...reading, value, note: 'Counted twice' })
    expect(text, value).toContain(message)
    expect(text).toContain('Counted twice')
    expect(text).toContain('id="value-problem"')
    if (value) expect(text).toContain(`value="${value}"`)
  }
  expect(await entered(room, id)).toHaveLength(5)
})

test('a quantity may be negative and have decimals', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const settings = {
    title: 'Change in referrals',
    slug: '',
    asks: 'how much',
    better: 'higher',
    shape: 'amount',
    unit: 'referrals',
    decimals: '1',
    calendarKind: 'month',
    startMonth: '1',
    years: '',
    lastYear: '',
    names: '',
    collectedFrom: '',
    collectedThrough: '',
    settlesAfterDays: '0',
    endedOn: '',
    source: '',
  }
  const added = await ask('/measures/new?kind=entered', settings)
  const id = /measures\/([0-9a-f-]{36})/.exec(added.headers.get('location') ?? '')?.[1] ?? ''
  expect((await ask(`/measures/${id}/readings/new`, { ...reading, from: '2024-11-01', value: '-5' })).status).toBe(303)
  expect((await ask(`/measures/${id}/readings/new`, { ...reading, from: '2024-12-01', value: '1,234.5' })).status).toBe(
    303,
  )
  expect(await said(room, id)).toEqual(['Nov 2024: -5', 'Dec 2024: 1234.5'])
  expect(await refused(ask, '/measures/new?kind=entered', settings)).toContain('has this address already')
})

test('a share keeps its two counts: a part of a whole that is not nothing', async () => {
  const room = await sampleRoom()
  const id = room.measure('survivors-reached')
  const ask = room.team.as('coordinator')
  const path = `/measures/${id}/readings/new`
  const problems = async (more: Record<string, string>) => refused(ask, path, { ...reading, ...more })
  expect(await problems({ numerator: '5', denominator: '4' })).toContain('Numerator is larger than the denominator.')
  expect(await problems({ numerator: '0', denominator: '0' })).toContain('A share of nothing does not exist.')
  expect(await problems({ numerator: '5' })).toContain('Denominator is missing.')
  expect(await problems({ denominator: '5' })).toContain('Numerator is missing.')
  expect(await problems({ numerator: '-1', denominator: '5' })).toContain('Numerator is 0 or more.')
  expect(await problems({ numerator: '1', denominator: '5', value: '20' })).toContain('Leave the percentage empty')
  expect(await problems({ value: '101' })).toContain('A percentage is between 0 and 100.')
  expect((await ask(path, { ...reading, numerator: '4', denominator: '4' })).status).toBe(303)
  expect((await ask(path, { ...reading, from: '2018-01-01', numerator: '1', denominator: '3' })).status).toBe(303)
  expect((await ask(path, { ...reading, from: '2017-01-01', value: '33' })).status).toBe(303)
  expect((await said(room, id)).slice(0, 3)).toEqual(['2017: 33', '2018: 33.333333', '2019: 100'])
})

test('a period is one of the calendar, has begun, and has one reading', async () => {
  const room = await sampleRoom()
  const id = room.measure('naloxone-kits')
  const ask = room.team.as('coordinator')
  const path = `/measures/${id}/readings/new`
  const problems = async (more: Record<string, string>) => refused(ask, path, { ...reading, value: '5', ...more })
  expect(await problems({ from: '2026-02-29' })).toContain('Period is not a day that exists.')
  expect(await problems({ from: '2019-01-01' })).toContain(
    'No period of this measure begins on 1 Jan 2019. FY 2019 begins on 1 Jul 2018.',
  )
  expect(await problems({ from: '2023-07-01' })).toContain('FY 2024 has a reading already.')
  expect(await problems({ from: '2025-07-01' })).toContain('FY 2026 has not begun yet.')
  expect(await problems({ from: '2024-07-01' })).toContain('FY 2025 runs to 30 Jun 2025. A final value comes after it.')
  expect((await ask(path, { ...reading, from: '2024-07-01', value: '5', status: 'open' })).status).toBe(303)
})

test('a reason stands where there is no value, and never beside one', async () => {
  const room = await sampleRoom()
  const id = room.measure('outreach-attempts')
  const ask = room.team.as('coordinator')
  const path = `/measures/${id}/readings/new`
  expect(await refused(ask, path, { ...reading, value: '0', reason: 'not collected' })).toContain(
    'Write a value, or a reason',
  )
  expect(await refused(ask, path, { ...reading, reason: 'lost' })).toContain('Reason was not one of the list.')
  expect((await ask(path, { ...reading, reason: 'not collected' })).status).toBe(303)
  expect((await said(room, id))[0]).toBe('2019: not collected')
})

test('two people who edit the same reading see both, and the later one decides', async () => {
  const room = await sampleRoom()
  const id = room.measure('outreach-attempts')
  const ask = room.team.as('coordinator')
  const [first] = await entered(room, id)
  const own = `/measures/${id}/readings/${first?.id}`
  const from = '2020-01-01'
  expect((await ask(own, { ...reading, from, value: '150', version: '1' })).status).toBe(303)
  const text = await refused(ask, own, { ...reading, from, value: '149', version: '1' })
  expect(text).toContain('Somebody saved this reading after you opened it.')
  expect(text).toContain('<strong>Saved now:</strong> <span>150</span>')
  expect(text).toContain('value="149"')
  expect((await ask(own, { ...reading, from, value: '149', version: '2' })).status).toBe(303)
  expect((await ask(`${own}/remove`, { version: '1' })).status).toBe(422)
  expect((await said(room, id))[0]).toBe('2020: 149')
})

test('a computed measure takes no entered reading', async () => {
  const room = await sampleRoom()
  const id = room.measure('new-recovery-coaches-trained')
  expect((await room.team.as('editor')(`/measures/${id}/readings/new`)).status).toBe(404)
  expect((await room.team.as('editor')(`/measures/${id}/readings/new`, { ...reading, value: '99' })).status).toBe(404)
})

test('a target is set, changed and removed for a period of the calendar', async () => {
  const room = await sampleRoom()
  const id = room.measure('new-recovery-coaches-trained')
  const ask = room.team.as('editor')
  const targets = async () =>
    room.db.read(room.team.scope, async (tx) => {
      const measure = await findMeasure(tx, id)
      const [found] = measure ? await readingsOf(tx, [measure], '2025-01-15') : []
      return found?.targets.map(({ period, value, note }) => `${period.label}: ${value} ${note}`)
    })
  const target = { from: '2025-01-01', value: '24', note: 'Agreed in January', version: '0' }
  expect((await ask(`/measures/${id}/targets`, target)).status).toBe(303)
  expect(await targets()).toEqual(['2025: 24 Agreed in January'])
  const late = await refused(ask, `/measures/${id}/targets`, { ...target, value: '25' })
  expect(late).toContain('Somebody saved this target after you opened it.')
  expect((await ask(`/measures/${id}/targets`, { ...target, value: '26', version: '1' })).status).toBe(303)
  expect(await targets()).toEqual(['2025: 26 Agreed in January'])
  expect(await refused(ask, `/measures/${id}/targets`, { ...target, from: '2025-02-01' })).toContain('Choose a period')
  expect(await refused(ask, `/measures/${id}/targets`, { ...target, from: '2026-01-01', value: '' })).toContain(
    'Target is missing.',
  )
  expect(await refused(ask, `/measures/${id}/targets/remove`, { from: '2025-01-01', version: '1' })).toContain(
    'saved this',
  )
  expect((await ask(`/measures/${id}/targets/remove`, { from: '2025-01-01', version: '2' })).status).toBe(303)
  expect(await targets()).toEqual([])
  const share = room.measure('survivors-reached')
  expect(await refused(ask, `/measures/${share}/targets`, { ...target, from: '2026-01-01', value: '101' })).toContain(
    'between 0 and 100',
  )
})

test('a period that has not begun is not written about, not even that it is not due yet', async () => {
  const room = await sampleRoom()
  const id = room.measure('outreach-attempts')
  const ask = room.team.as('coordinator')
  const next = { ...reading, from: '2026-01-01', status: 'open' }
  for (const form of [
    { ...next, reason: 'not yet' },
    { ...next, value: '3' },
  ])
    expect(await refused(ask, `/measures/${id}/readings/new`, form)).toContain('2026 has not begun yet.')
})

test('a year that nobody entered between two that were is a row without a value, for the team too', async () => {
  const room = await sampleRoom()
  const id = room.measure('outreach-attempts')
  const ask = room.team.as('coordinator')
  expect((await ask(`/measures/${id}/readings/new`, { ...reading, from: '2017-01-01', value: '6' })).status).toBe(303)
  const found = await room.db.read(room.team.scope, async (tx) => {
    const measure = await findMeasure(tx, id)
    return measure ? await readingsOf(tx, [measure], '2025-01-15') : []
  })
  expect(found[0]?.readings.slice(0, 4).map(({ period, value, reason }) => [period.label, value, reason])).toEqual([
    ['2017', 6, null],
    ['2018', null, 'no value'],
    ['2019', null, 'no value'],
    ['2020', 148, null],
  ])
  expect(
    (await (await ask(`/measures/${id}/readings`)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
  ).toContain('2019 no value')
})
