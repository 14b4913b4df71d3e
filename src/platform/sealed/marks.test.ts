import { expect, test } from 'vitest'
import { normalName, normalPerson, normalPhone } from './marks.ts'

test.each([
  ['252-555-0101', '2525550101'],
  ['(252) 555 0101', '2525550101'],
  ['+1 252.555.0101', '2525550101'],
  ['1-252-555-0101', '2525550101'],
  ['011 1 252 555 0101', '2525550101'],
  ['252-555-0101 ext. 12', '2525550101'],
  ['252-555-0101x4', '2525550101'],
  ['252 555 0101 #7', '2525550101'],
  ['Fax 252 555 0101', '2525550101'],
  ['２５２５５５０１０１', '2525550101'],
  ['+44 20 7946 0958', '442079460958'],
  ['0044 20 7946 0958', '442079460958'],
  ['555-0101', '5550101'],
  ['123456789012345', '123456789012345'],
  ['', ''],
  ['  ', ''],
])('the phone number %s is found as %s', (written, found) => {
  expect(normalPhone(written)).toEqual({ ok: true, value: found })
})

test('what is no phone number is refused with its field', () => {
  expect(normalPhone('1234567890123456', 'callback')).toMatchObject({
    ok: false,
    problems: [{ code: 'sealed.too-long', field: 'callback' }],
  })
  expect(normalPhone('252-555-0101 / 252-555-0102')).toMatchObject({ ok: false })
  expect(normalPhone('unknown')).toMatchObject({ ok: false, problems: [{ code: 'sealed.no-digits', field: 'phone' }] })
})

test.each([
  ['Ida Moss', 'ida moss'],
  ['Moss, Ida', 'ida moss'],
  ['  IDA   MOSS ', 'ida moss'],
  ['Ída Móss', 'ida moss'],
  ['Ｉｄａ Moss', 'ida moss'],
  ["Sean O'Brien", 'obrien sean'],
  ['O’BRIEN, Sean', 'obrien sean'],
  ['Ana García-López', 'ana garcia lopez'],
  ['J.R. Moss', 'jr moss'],
  ['Søren Straße', 'soren strasse'],
  ['SOREN STRASSE', 'soren strasse'],
  ['Łukasz Œuvrard', 'lukasz oeuvrard'],
  ['İlker Işık', 'ilker isik'],
  ['Νίκος ΝΊΚΟΣ', 'νικος νικος'],
  ['李 小龙', '小龙 李'],
  ['김 민준', '김 민준'],
  ['Ida\u00adBell Mo\u200bss', 'idabell moss'],
  ['—', ''],
  ['', ''],
])('the name %s is found as %s', (written, found) => {
  expect(normalName(written)).toBe(found)
})

test('a person is found by name and day of birth together, never by half of it', () => {
  expect(normalPerson('Moss, Ida', '1990-02-03')).toBe('ida moss|1990-02-03')
  expect(normalPerson('Ida Moss', '')).toBe('')
  expect(normalPerson('', '1990-02-03')).toBe('')
})
