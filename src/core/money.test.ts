import { expect, test } from 'vitest'
import { dollars, inDollars, splitCents } from './money.ts'
import { seededRandom } from './stats/random.ts'

const said = (text: string, least = 1): number | string | undefined => {
  const read = dollars('Amount', { least }).safeParse(text)
  return read.success ? read.data : read.error.issues[0]?.message
}

test('an amount is read to the cent, with or without its sign and commas', () => {
  expect(['1250.50', '1,250.5', '$1,250.50', ' $ 1250.50 ', '0.01', '19.99'].map((text) => said(text))).toEqual([
    125_050, 125_050, 125_050, 125_050, 1, 1_999,
  ])
  expect(said('999,999,999.99')).toBe(99_999_999_999)
  expect(said('0', 0)).toBe(0)
})

test('what is no amount is refused in plain words: nothing, less, parts of a cent, a billion, words', () => {
  expect(said('')).toBe('Amount is missing.')
  expect(said('0')).toBe('Amount is nothing. The least is $0.01.')
  expect(said('0.00')).toBe('Amount is nothing. The least is $0.01.')
  expect(said('12.345')).toBe('Amount has more than two digits behind the point. Write whole cents.')
  expect(said('1000000000')).toBe('Amount is too much. The most is $999,999,999.99.')
  for (const text of ['-5', '−5', '1e9', '1.250,50', '12,34', 'ten', '1 250', 'Infinity', '5.'])
    expect(said(text)).toBe('Amount is an amount in dollars, such as 1,250 or 1250.50.')
})

test('an amount is said with its cents, and below nothing with a minus', () => {
  expect([inDollars(125_050), inDollars(-5), inDollars(0)]).toEqual(['$1,250.50', '−$0.05', '$0.00'])
})

test('thirds of a dollar: the cent that is left goes to the first of equal parts', () => {
  expect(splitCents(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(splitCents(1, [5_000, 5_000])).toEqual([1, 0])
  expect(splitCents(10_000, [3_333, 3_333, 3_334])).toEqual([3_333, 3_333, 3_334])
  expect(splitCents(101, [2_500, 7_500])).toEqual([25, 76])
})

test('whatever is split in whatever parts comes together again, and no part is a cent or more away from its share', () => {
  const seed = Number(process.env.SEED ?? 8_417)
  const random = seededRandom(seed)
  for (let round = 0; round < 2_000; round++) {
    const cents = 1 + Math.floor(random() * 99_999_999_999)
    const shares = Array.from({ length: 1 + Math.floor(random() * 6) }, () => 1 + Math.floor(random() * 9_999))
    const whole = shares.reduce((sum, share) => sum + share, 0)
    const parts = splitCents(cents, shares)
    const about = `seed ${seed}, round ${round}: ${cents} in ${shares.join(', ')}`
    expect(
      parts.reduce((sum, part) => sum + part, 0),
      about,
    ).toBe(cents)
    for (const [at, part] of parts.entries())
      expect(Math.abs(part - (cents * (shares[at] ?? 0)) / whole), about).toBeLessThan(1)
  }
})
