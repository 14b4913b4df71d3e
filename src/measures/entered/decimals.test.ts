import { expect, test } from 'vitest'
import { readingsOf } from '../readings.ts'
import { findMeasure } from '../store.ts'
import { sampleRoom } from '../test-room.ts'

const reading = {
  from: '2019-01-01',
  value: '',
  numerator: '',
  denominator: '',
  reason: '',
  status: 'final',
  source: '',
  note: '',
}

async function quantity(decimals: string, more: Record<string, string> = {}) {
  const room = await sampleRoom()
  const settings = {
    title: 'Hours of outreach',
    slug: '',
    asks: 'how much',
    better: 'higher',
    shape: 'amount',
    unit: 'hours',
    decimals,
    calendarKind: 'year',
    startMonth: '1',
    years: '',
    lastYear: '',
    names: '',
    collectedFrom: '',
    collectedThrough: '',
    settlesAfterDays: '0',
    endedOn: '',
    source: '',
    ...more,
  }
  const ask = room.team.as('editor')
  const added = await ask('/measures/new?kind=entered', settings)
  const id = /measures\/([0-9a-f-]{36})/.exec(added.headers.get('location') ?? '')?.[1] ?? ''
  const said = async (path: string, form: Record<string, string>): Promise<string> => {
    const answer = await ask(`/measures/${id}/${path}`, form)
    return answer.status === 303 ? 'saved' : (/id="[a-z]+-problem"[^>]*>(.*?)</.exec(await answer.text())?.[1] ?? '')
  }
  return { room, id, said }
}

test('a figure meant as thousands is never kept as a single digit', async () => {
  const { said } = await quantity('0')
  const enter = (value: string) => said('readings/new', { ...reading, value })
  expect(await enter('1.234')).toBe('Value is not a whole number. Write 1234 if that is meant, or round it.')
  expect(await enter('1.000')).toBe('Value is not a whole number. Write 1000 if that is meant, or round it.')
  expect(await enter('12.5')).toBe('Value is not a whole number. Round it.')
  expect(await enter('1,234')).toBe('saved')
})

test('a value has no more decimals than its measure shows, and may end in zeros', async () => {
  const { said } = await quantity('1')
  const enter = (value: string, from: string) => said('readings/new', { ...reading, value, from })
  expect(await enter('12.25', '2019-01-01')).toBe('Value has more than 1 decimal. Round it.')
  expect(await enter('1.200', '2019-01-01')).toBe(
    'Value has more than 1 decimal. Write 1200 if that is meant, or round it.',
  )
  expect(await enter('12.50', '2019-01-01')).toBe('saved')
  expect(await enter('1,234.5', '2020-01-01')).toBe('saved')
})

test('a measure with three decimals takes 1.234 as it stands', async () => {
  const { said } = await quantity('3')
  expect(await said('readings/new', { ...reading, value: '1.234' })).toBe('saved')
})

test('a target is as fine as its measure', async () => {
  const { said, room, id } = await quantity('0')
  const target = { from: '2025-01-01', note: '', version: '0' }
  expect(await said('targets', { ...target, value: '1.200' })).toBe(
    'Target is not a whole number. Write 1200 if that is meant, or round it.',
  )
  expect(await said('targets', { ...target, value: '24.5' })).toBe('Target is not a whole number. Round it.')
  expect(await said('targets', { ...target, value: '1,200' })).toBe('saved')
  const kept = await room.db.read(room.team.scope, async (tx) => {
    const measure = await findMeasure(tx, id)
    const [found] = measure ? await readingsOf(tx, [measure], '2025-01-15') : []
    return found?.targets.map(({ value }) => value)
  })
  expect(kept).toEqual([1200])
})

test('the two counts of a share and of a rate are whole numbers', async () => {
  for (const more of [
    { shape: 'share', unit: '%' },
    { shape: 'amount', unit: 'overdoses per 100,000 residents' },
  ]) {
    const { said } = await quantity('1', more)
    expect(await said('readings/new', { ...reading, numerator: '1.234', denominator: '2500' })).toBe(
      'Numerator is not a whole number. Write 1234 if that is meant, or round it.',
    )
    expect(await said('readings/new', { ...reading, numerator: '91', denominator: '2.500' })).toBe(
      'Denominator is not a whole number. Write 2500 if that is meant, or round it.',
    )
    expect(await said('readings/new', { ...reading, numerator: '91', denominator: '2,500' })).toBe('saved')
  }
})
