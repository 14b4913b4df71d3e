import { expect, test } from 'vitest'
import { effortOf } from '../test-effort.ts'
import { personalDetailsIn } from './personal.ts'

const found = (text: string): string[] =>
  personalDetailsIn(text, 2026).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)

test('a date of birth, a phone and a street are marked (BI-F70)', () =>
  expect(found('On 3/4 we met J. Smith (DOB 1/2/1990) at 12 Elm St; call 555-0142.')).toEqual([
    'date of birth: DOB 1/2/1990',
    'street: 12 Elm St',
    'phone number: 555-0142',
  ]))

test('dates of birth are known in the ways people write them', () => {
  expect(found('born 14 March 1988')).toEqual(['date of birth: born 14 March 1988'])
  expect(found('born on March 14, 1988, in Wilson')).toEqual(['date of birth: born on March 14, 1988'])
  expect(found('date of birth: 1988-03-14')).toEqual(['date of birth: date of birth: 1988-03-14'])
  expect(found('She (3/14/88) came')).toEqual(['date of birth: 3/14/88'])
  expect(found('fecha de nacimiento 14/3/1988')).toEqual(['date of birth: fecha de nacimiento 14/3/1988'])
})

test('a day of the last ten years is not one of birth', () => {
  expect(found('The class of 12/31/2016 was full')).toEqual(['date of birth: 12/31/2016'])
  expect(found('The class of 1/1/2017 was full')).toEqual([])
  expect(found('On 3 Nov 2026 the board met')).toEqual([])
})

test('phones are known in the ways people write them', () => {
  for (const phone of ['(252) 555-0142', '252-555-0142', '252.555.0142', '+1 252 555 0142', '2525550142'])
    expect(found(`Call ${phone} today`)).toEqual([`phone number: ${phone}`])
})

test('streets are known with directions and numbered names', () => {
  expect(found('met at 410 N. Tarboro Street, near')).toEqual(['street: 410 N. Tarboro Street'])
  expect(found('at 7 5th Ave')).toEqual(['street: 7 5th Ave'])
  expect(found('at 1205 Martin Luther King Blvd')).toEqual(['street: 1205 Martin Luther King Blvd'])
})

test('a mail address and a social security number are marked', () =>
  expect(found('j.smith@example.org, 078-05-1120')).toEqual([
    'mail address: j.smith@example.org',
    'social security number: 078-05-1120',
  ]))

test('figures of a story are left alone', () =>
  expect(
    found(
      'In 2020, 5 coaches were trained; in 2023, 39. From 2020-2024 spending was $1,250,000. Call 988. 24-72 hours. 90% of 12 St',
    ),
  ).toEqual([]))

test('a number from 1 to 10 beside people is marked, in digits and in words (BI-F71)', () => {
  expect(found('Only two residents of Marsh Bend died this month, both in their twenties.')).toEqual([
    'small number of people: two residents',
  ])
  for (const [text, marked] of [
    ['Just 3 people came', '3 people'],
    ['three newly housed families', 'three newly housed families'],
    ['two of them relapsed', 'two of them relapsed'],
    ['10 deaths', '10 deaths'],
    ['three (3) residents', 'three (3) residents'],
    ['both residents', 'both residents'],
    ['Two died in May', 'Two died'],
    ['a couple of teenagers', 'a couple of teenagers'],
    ['half a dozen survivors', 'half a dozen survivors'],
    ['deaths: 2', 'deaths: 2'],
    ['Solo dos vecinos murieron', 'dos vecinos'],
    ['un par de jóvenes', 'un par de jóvenes'],
    ['una sola persona', 'una sola persona'],
    ['tres murieron', 'tres murieron'],
    ['media docena de personas', 'media docena de personas'],
  ])
    expect(found(text ?? ''), text).toEqual([`small number of people: ${marked}`])
})

test('a number from 1 to 10 beside a place is marked', () => {
  for (const [text, marked] of [
    ['Two coaches from Marsh Bend stopped', 'Two coaches from Marsh Bend'],
    ['In Marsh Bend, two were found', 'In Marsh Bend, two'],
    ['Marsh Bend: 2', 'Marsh Bend: 2'],
    ['| Marsh Bend | 2 |', 'Marsh Bend | 2'],
    ['Stony Ford had three', 'Stony Ford had three'],
    ['En San Lucas hubo tres', 'En San Lucas hubo tres'],
    ['tres en Peñasco', 'tres en Peñasco'],
  ])
    expect(found(text ?? ''), text).toEqual([`small number beside a place: ${marked}`])
})

test('larger numbers, stretches of time, days and things are left alone', () => {
  for (const text of [
    '11 people came',
    'eleven residents',
    '0 people',
    'no one was trained',
    'within three days',
    'two classes in Wilson',
    'three sessions at Barton College',
    'On 3 Nov the board met',
    'three in January',
    'Phase 3 in Wilson',
    'two kits for people at risk',
    'one of our partners',
    'Fix four session dates',
    'However, two were late',
    'She had two',
    'dos cursos en Wilson',
  ])
    expect(found(text), text).toEqual([])
})

test('a very long text is read with little effort', async () => {
  const texts = [
    '1 Aa '.repeat(4_000),
    '1-'.repeat(10_000),
    'a.'.repeat(10_000),
    'A'.repeat(20_000),
    'two a '.repeat(5_000),
    'Aa '.repeat(7_000),
  ]
  expect(await effortOf(() => texts.map((text) => personalDetailsIn(text, 2026)))).toBeLessThan(10)
})
