import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Seen, shareAt, survival } from './kaplan-meier.ts'

const lost = (...times: number[]): Seen[] => times.map((time) => ({ time, isLost: true }))
const seen = (...times: number[]): Seen[] => times.map((time) => ({ time, isLost: false }))

// The remission times of Freireich and others (1963), the textbook example; worked by hand to four decimals. At 6 weeks:
// S = 18/21 = 0.8571, Greenwood's sum = 3/(21 x 18) = 0.007937, its root over |ln S| = 0.5779, so the limits are
// S^exp(1.1327) = 0.6197 and S^exp(-1.1327) = 0.9516.
test('the textbook example comes out as worked by hand', () => {
  const weeks = [...lost(6, 6, 6, 7, 10, 13, 16, 22, 23), ...seen(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]
  const shown = survival(weeks).map(({ time, atRisk, share, low, high }) =>
    [time, atRisk, share.toFixed(4), low.toFixed(4), high.toFixed(4)].join(' '),
  )
  expect(shown).toEqual([
    '6 21 0.8571 0.6197 0.9516',
    '7 17 0.8067 0.5631 0.9228',
    '10 15 0.7529 0.5032 0.8894',
    '13 12 0.6902 0.4316 0.8491',
    '16 11 0.6275 0.3675 0.8049',
    '22 7 0.5378 0.2678 0.7468',
    '23 6 0.4482 0.1881 0.6801',
  ])
})

test('before anybody is lost everybody is there, and a group without losses has no steps', () => {
  expect(survival(seen(1, 2, 3))).toEqual([])
  expect(shareAt(survival([...lost(5), ...seen(9)]), 4.9).share).toBe(1)
  expect(shareAt(survival([...lost(5), ...seen(9)]), 5).share).toBe(0.5)
})

test('when all are lost nothing is left, and the interval does not claim to know better', () => {
  const [first, last] = survival(lost(1, 2))
  expect(first).toMatchObject({ share: 0.5 })
  expect(last).toMatchObject({ share: 0, low: 0, high: first?.high })
})

test('shares only fall, and each lies inside its interval', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ time: fc.integer({ min: 1, max: 20 }), isLost: fc.boolean() }), { maxLength: 60 }),
      (group) => {
        let before = 1
        for (const { share, low, high } of survival(group)) {
          expect(share).toBeLessThan(before)
          expect(low).toBeLessThanOrEqual(share)
          expect(high).toBeGreaterThanOrEqual(share)
          before = share
        }
      },
    ),
  )
})
