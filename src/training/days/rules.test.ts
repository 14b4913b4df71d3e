import { expect, test } from 'vitest'
import { classDayFrom, daysOfSeries, hoursInWords, overlapping, ownPlace, seriesProblems, spanOf } from './rules.ts'

const zone = 'America/New_York'
const form = { place: 'Library', link: '' }

test('an evening of three hours has 180 minutes, and begins by the clocks of the county', () => {
  const read = classDayFrom(zone, { ...form, heldOn: '2025-03-03', startsAt: '17:30', endsAt: '20:30' })
  expect(read).toMatchObject({ ok: true, value: { minutes: 180, beginsAt: new Date('2025-03-03T22:30:00Z') } })
})

test('a night in which clocks go forward has an hour less, and one in which they go back an hour more', () => {
  const night = { startsAt: '22:00', endsAt: '06:00' }
  expect(spanOf(zone, { heldOn: '2025-03-07', ...night }).minutes).toBe(480)
  expect(spanOf(zone, { heldOn: '2025-03-08', ...night }).minutes).toBe(420)
  expect(spanOf(zone, { heldOn: '2025-11-01', ...night }).minutes).toBe(540)
})

test('a class in the morning of the change counts the hours that really pass', () => {
  expect(spanOf(zone, { heldOn: '2025-03-09', startsAt: '00:30', endsAt: '04:30' }).minutes).toBe(180)
  expect(spanOf(zone, { heldOn: '2025-11-02', startsAt: '00:30', endsAt: '04:30' }).minutes).toBe(300)
})

test('a time that the clocks skip is refused at its field', () => {
  const start = classDayFrom(zone, { ...form, heldOn: '2025-03-09', startsAt: '02:30', endsAt: '05:00' })
  expect(start).toMatchObject({ ok: false, problems: [{ code: 'training.no-such-time', field: 'startsAt' }] })
  const end = classDayFrom(zone, { ...form, heldOn: '2025-03-09', startsAt: '00:30', endsAt: '02:00' })
  expect(end).toMatchObject({
    ok: false,
    problems: [{ field: 'endsAt', message: expect.stringContaining('Clocks go forward on 9 Mar 2025, and 02:00') }],
  })
  expect(classDayFrom(zone, { ...form, heldOn: '2025-03-09', startsAt: '03:00', endsAt: '05:00' }).ok).toBe(true)
})

test('a class of 16 hours is the longest, and one that says where its session is, or nothing, has no place of its own', () => {
  const day = { ...form, heldOn: '2025-05-05' }
  expect(classDayFrom(zone, { ...day, startsAt: '06:00', endsAt: '22:00' }).ok).toBe(true)
  expect(classDayFrom(zone, { ...day, startsAt: '06:00', endsAt: '22:01' })).toMatchObject({
    problems: [{ code: 'training.class-too-long', field: 'endsAt' }],
  })
  expect(classDayFrom(zone, { ...day, startsAt: '06:00', endsAt: '06:00' }).ok).toBe(false)
  const [nowhere, online] = [
    { place: '', link: '' },
    { place: '', link: 'https://meet.example.org' },
  ]
  expect(ownPlace(form, form)).toEqual(nowhere)
  expect(ownPlace(nowhere, form)).toEqual(nowhere)
  expect(ownPlace(form, online)).toEqual(form)
  expect(ownPlace(online, { ...online, place: 'Library' }), 'one that is online alone').toEqual(online)
})

test('a series runs day by day, Monday to Friday, or week by week', () => {
  const from = { heldOn: '2025-02-27', times: 4 }
  expect(daysOfSeries({ ...from, every: 'day' })).toEqual(['2025-02-27', '2025-02-28', '2025-03-01', '2025-03-02'])
  expect(daysOfSeries({ ...from, every: 'weekday' })).toEqual(['2025-02-27', '2025-02-28', '2025-03-03', '2025-03-04'])
  expect(daysOfSeries({ ...from, every: 'week' })).toEqual(['2025-02-27', '2025-03-06', '2025-03-13', '2025-03-20'])
})

test('two classes at the same time are refused; one after the other are not', () => {
  const at = (time: string) => ({ heldOn: '2025-03-03', beginsAt: new Date(`2025-03-03T${time}:00Z`), minutes: 60 })
  expect(overlapping([at('10:00'), at('11:00')])).toEqual([])
  expect(overlapping([at('11:00'), at('10:01')])).toMatchObject([{ code: 'training.classes-overlap' }])
})

test('hours are said in words', () => {
  expect([0, 45, 60, 450].map(hoursInWords)).toEqual(['0 h', '45 min', '1 h', '7 h 30 min'])
})

test('a time that comes twice in the night when clocks go back is refused at its field, and one around it is not', () => {
  const day = { ...form, heldOn: '2025-11-02' }
  expect(classDayFrom(zone, { ...day, startsAt: '01:30', endsAt: '05:00' })).toMatchObject({
    problems: [
      {
        code: 'training.no-such-time',
        field: 'startsAt',
        message: 'Clocks go back on 2 Nov 2025, and 01:30 comes twice. Choose a time before or after.',
      },
    ],
  })
  expect(classDayFrom(zone, { ...day, startsAt: '00:30', endsAt: '01:00' })).toMatchObject({
    problems: [{ field: 'endsAt' }],
  })
  expect(classDayFrom(zone, { ...day, startsAt: '00:30', endsAt: '02:00' }).ok).toBe(true)
})

test('a single class is on the day that was typed, whatever the rhythm says, and a series from Monday to Friday begins on one of them', () => {
  const sunday = { heldOn: '2025-03-09', every: 'weekday' } as const
  expect(daysOfSeries({ ...sunday, times: 1 })).toEqual(['2025-03-09'])
  expect(seriesProblems({ ...sunday, times: 1 })).toEqual([])
  expect(seriesProblems({ ...sunday, times: 2 })).toMatchObject([
    {
      code: 'training.no-weekday',
      message: 'Sun 9 Mar 2025 is not between Monday and Friday. Choose another first day or another rhythm.',
      field: 'heldOn',
    },
  ])
  expect(seriesProblems({ heldOn: '2025-03-08', every: 'weekday', times: 3 })).toHaveLength(1)
  expect(seriesProblems({ heldOn: '2025-03-07', every: 'weekday', times: 3 })).toEqual([])
  for (const every of ['day', 'week'] as const) expect(seriesProblems({ ...sunday, every, times: 2 })).toEqual([])
})
