import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal, optionalDecimal, readEnglishNumber } from './number.ts'

test('numbers are read in the English form, with or without commas for thousands', () => {
  for (const [text, value] of [
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    [' 12.5 ', 12.5],
    ['-5', -5],
    ['\u22125', -5],
    ['1,234', 1234],
    ['1,234.5', 1234.5],
    ['12,345,678', 12_345_678],
    ['0.000001', 0.000_001],
    ['999999999999999', 999_999_999_999_999],
  ] as const)
    expect(Object.is(readEnglishNumber(text), value), text).toBe(true)
})

test('a comma for decimals is refused with the number as it should be written', () => {
  expect(readEnglishNumber('12,5')).toEqual({ wrong: 'has a comma for its decimals. Write 12.5.' })
  expect(readEnglishNumber('1.234,5')).toEqual({ wrong: 'has a comma for its decimals. Write 1234.5.' })
  expect(readEnglishNumber('1 234,56')).toEqual({ wrong: 'has a comma for its decimals. Write 1234.56.' })
  expect(readEnglishNumber('1,2345')).toEqual({ wrong: 'has a comma for its decimals. Write 1.2345.' })
})

test('what is not a plain number is refused', () => {
  for (const text of [
    '',
    '1e309',
    '1e3',
    'Infinity',
    'NaN',
    '0x10',
    '12abc',
    '1.2.3',
    '1,23,456',
    '--5',
    '.5',
    '5.',
    '٣',
    '=1+1',
    '12 %',
  ])
    expect(readEnglishNumber(text), text).toHaveProperty('wrong')
})

test('six decimals are kept and seven are refused; fifteen digits are kept and sixteen are refused', () => {
  expect(readEnglishNumber('1.123456')).toBe(1.123_456)
  expect(readEnglishNumber('1.1234567')).toHaveProperty('wrong')
  expect(readEnglishNumber('123456789.123456')).toBe(123_456_789.123_456)
  expect(readEnglishNumber('1234567890.123456')).toHaveProperty('wrong')
  expect(readEnglishNumber('1000000000000000')).toHaveProperty('wrong')
})

test('a number that is written out is read back as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9e14, max: 9e14 }), fc.integer({ min: 0, max: 6 }), (units, decimals) => {
      const value = units / 10 ** decimals
      expect(readEnglishNumber(value.toFixed(decimals))).toBe(Number(value.toFixed(decimals)) + 0)
      expect(readEnglishNumber(value.toLocaleString('en-US', { maximumFractionDigits: decimals }))).toBe(
        Number(value.toFixed(decimals)) + 0,
      )
    }),
  )
})

test('a field says what is missing, and both sides of its bounds', () => {
  expect(decimal('Value').safeParse('').error?.issues[0]?.message).toBe('Value is missing.')
  const share = decimal('Percentage', { least: 0, most: 100 })
  expect(share.safeParse('100').data).toBe(100)
  expect(share.safeParse('100.1').error?.issues[0]?.message).toBe('Percentage is at most 100.')
  expect(share.safeParse('-0.1').error?.issues[0]?.message).toBe('Percentage is 0 or more.')
  expect(optionalDecimal('Value').parse(' ')).toBeNull()
  expect(optionalDecimal('Value').parse('0')).toBe(0)
})
