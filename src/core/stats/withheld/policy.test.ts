import { expect, test } from 'vitest'
import { cmsPolicy, isWithheld, policyOf, withheldLegend, wonderPolicy } from './policy.ts'
import { countsBehindRate } from './rate-leak.ts'

const withheld = (count: number, policy = cmsPolicy, atRisk: number | null = null) => {
  const found = isWithheld(count, policy, atRisk)
  return found.ok ? found.value : null
}

test('CMS withholds 1 to 10 and shows 0 and 11', () => {
  expect([0, 1, 10, 11].map((count) => withheld(count))).toEqual([false, true, true, false])
})

test('WONDER withholds 0 to 9 and shows 10', () => {
  expect([0, 9, 10].map((count) => withheld(count, wonderPolicy))).toEqual([true, true, false])
})

test('a count of everybody in the group, or out of fewer than 100 people, is withheld too', () => {
  expect(withheld(150, cmsPolicy, 150)).toBe(true)
  expect(withheld(40, cmsPolicy, 99)).toBe(true)
  expect(withheld(40, cmsPolicy, 100)).toBe(false)
})

test('a team’s own rule withholds what it says, zeros too if it says so; a named rule brings its own numbers', () => {
  const own = policyOf({ policy: 'own', most: 5, hidesZeros: true, leastAtRisk: 20 })
  expect([0, 5, 6].map((count) => withheld(count, own))).toEqual([true, true, false])
  expect([19, 20].map((atRisk) => withheld(6, own, atRisk))).toEqual([true, false])
  expect(policyOf({ policy: 'cms', most: 5, hidesZeros: true, leastAtRisk: 20 })).toEqual(cmsPolicy)
  expect(policyOf({ policy: 'wonder', most: 5, hidesZeros: false, leastAtRisk: 20 })).toEqual(wonderPolicy)
})

test('a negative count is refused, not withheld', () => {
  expect(withheld(-1)).toBeNull()
})

test('the legend says the same for every withheld number', () => {
  expect(withheldLegend(cmsPolicy)).toBe('1 to 10, or withheld to protect such a number')
})

test('a rate with one decimal tells exactly how many events there were', () => {
  expect(countsBehindRate({ rate: 3.8, decimals: 1, denominator: 79_000, per: 100_000 })).toMatchObject({
    ok: true,
    value: { candidates: [3], isDerivable: true },
  })
  expect(countsBehindRate({ rate: 4, decimals: 0, denominator: 790_000, per: 100_000 })).toMatchObject({
    ok: true,
    value: { isDerivable: false, low: 28, high: 35 },
  })
})
