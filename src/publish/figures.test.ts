import { expect, test } from 'vitest'
import { figure, figureInWords, figureWithSign } from '../measures/figures.ts'
import { currentReading, periodsInWords, readingInWords } from './figures.ts'
import { coachesTrained, empty, reading, yearly } from './sample-edition.ts'

const coaches = { unit: 'coaches', decimals: 0 } as const

test('a number is grouped by thousands and has the decimals of its measure', () => {
  expect(figure(1204, { decimals: 0 })).toBe('1,204')
  expect(figure(86.45, { decimals: 1 })).toBe('86.5')
  expect(figure(7, { decimals: 2 })).toBe('7.00')
})

test('a negative number has a real minus sign, and nothing is ever minus zero', () => {
  expect(figure(-3, { decimals: 0 })).toBe('−3')
  expect(figure(-0.4, { decimals: 0 })).toBe('0')
  expect(figure(-0, { decimals: 1 })).toBe('0.0')
})

test('a share has its sign, money its dollar, and one coach is not one coaches', () => {
  expect(figureWithSign(86.4, { unit: '%', decimals: 1 })).toBe('86.4%')
  expect(figureWithSign(-1204, { unit: '$', decimals: 0 })).toBe('−$1,204')
  expect(figureInWords(1, coaches)).toBe('1 coach')
  expect(figureInWords(12, coaches)).toBe('12 coaches')
  expect(figureInWords(1, { ...coaches, unit: 'people' })).toBe('1 person')
  expect(figureInWords(1, { ...coaches, unit: 'hours of class' })).toBe('1 hour of class')
  expect(figureInWords(1, { ...coaches, unit: 'families' })).toBe('1 family')
  expect(figureInWords(1, { ...coaches, unit: 'class' })).toBe('1 class')
})

test('one of a thing is counted one way, by the figure that is printed, wherever the noun stands', () => {
  const one = (unit: string): string => figureInWords(1, { unit, decimals: 0 })
  expect(one('recovery coaches')).toBe('1 recovery coach')
  expect(one('coaches trained')).toBe('1 coach trained')
  expect(one('percents')).toBe('1 percent')
  expect(one('deaths per 100,000 residents')).toBe('1 death per 100,000 residents')
  expect(one('naloxone kits given to families')).toBe('1 naloxone kit given to families')
  expect(one('bus passes')).toBe('1 bus pass')
  expect(one('courses')).toBe('1 course')
  expect(one('children')).toBe('1 child')
  expect(one('young people served')).toBe('1 young person served')
  expect(one('women')).toBe('1 woman')
  expect(one('cases of hepatitis')).toBe('1 case of hepatitis')
  expect(one('status')).toBe('1 status')
  expect(one('minutes')).toBe('1 minute')
  expect(figureInWords(1.2, coaches)).toBe('1 coach')
  expect(figureInWords(0.96, { unit: 'hours', decimals: 0 })).toBe('1 hour')
  expect(figureInWords(1, { unit: 'hours', decimals: 1 })).toBe('1.0 hours')
  expect(figureInWords(-1, { unit: 'days', decimals: 0 })).toBe('−1 day')
})

test('a page leads with the newest period that is over', () => {
  const [first, second] = yearly([5, 14])
  const running = reading({ label: '2022', from: '2022-01-01', to: '2022-12-31' }, 3, 'open')
  expect(currentReading([...yearly([5, 14]), running])?.value).toBe(14)
  expect(currentReading([running])?.value).toBe(3)
  expect(currentReading([])).toBeNull()
  expect(first && second && currentReading([first, empty(second.period, 'withheld')])?.period.label).toBe('2020')
})

test('a point is spoken with its rank among the others', () => {
  const said = coachesTrained.readings.map((each) => readingInWords(coachesTrained, each))
  expect(said[3]).toBe('2023: 39 coaches, highest of five years')
  expect(said[2]).toBe('2022: 0 coaches, lowest of five years')
  expect(said[4]).toBe('2024: 12 coaches')
})

test('two points have no rank, and a tie is not the highest', () => {
  const two = { ...coachesTrained, readings: yearly([5, 14]) }
  const tie = { ...coachesTrained, readings: yearly([14, 5, 14]) }
  expect(two.readings.map((each) => readingInWords(two, each))[1]).toBe('2021: 14 coaches')
  expect(tie.readings.map((each) => readingInWords(tie, each))[2]).toBe('2022: 14 coaches')
})

test('a point without a value says why', () => {
  const gap = empty({ label: '2022', from: '2022-01-01', to: '2022-12-31' }, 'withheld')
  expect(readingInWords({ ...coachesTrained, readings: [gap] }, gap)).toBe('2022: no value, withheld to protect people')
  const unsaid = empty({ label: '2022', from: '2022-01-01', to: '2022-12-31' }, 'no value')
  expect(readingInWords({ ...coachesTrained, readings: [unsaid] }, unsaid)).toBe('2022: no value')
})

test('periods are counted by their name', () => {
  expect(periodsInWords(5, 'calendar year')).toBe('five years')
  expect(periodsInWords(60, 'month')).toBe('60 months')
  expect(periodsInWords(8, 'quarter of a year from July')).toBe('eight quarters')
  expect(periodsInWords(3, 'half of a year from July')).toBe('three half-years')
  expect(periodsInWords(4, 'Fall, Spring')).toBe('four periods')
})
