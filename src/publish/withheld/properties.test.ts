import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wonderPolicy } from '../../core/stats/withheld/policy.ts'
import type { MeasureReadings } from '../../measures/model.ts'
import { counting, measureOf } from '../../measures/test-measure.ts'
import { placeKey } from './model.ts'
import { published, quarter, withheldOf, withSplits } from './test-statement.ts'

// Whatever numbers a county has: nothing that an edition withholds can be worked out from it and the editions before.

const seeded = { seed: 20_241_124, numRuns: 60 }
const people = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 }))
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Zones over one or two years; perhaps one zone on a page of its own, perhaps the whole by quarter. */
const scorecard = fc
  .record({
    zones: fc.array(fc.tuple(people, people), { minLength: 1, maxLength: 5 }),
    hasOwnPage: fc.boolean(),
    cuts: fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))),
    reached: fc.option(fc.array(fc.tuple(people, people), { minLength: 1, maxLength: 3 })),
  })
  .map(({ zones, hasOwnPage, cuts, reached }): MeasureReadings[] => {
    const byZone = Object.fromEntries(zones.map((values, i) => [`zone ${i}`, [0, 0, ...values]]))
    const whole = [0, 0, sum(zones.map(([a]) => a)), sum(zones.map(([, b]) => b))]
    const all = [withSplits(measureOf('all', { definition: counting({ splits: ['zone'] }) }), whole, { zone: byZone })]
    const own = measureOf('own', { definition: counting({ of: { zone: 'zone 0' } }), isPersonLevel: false })
    if (hasOwnPage) all.push(withSplits(own, byZone['zone 0'] ?? []))
    if (cuts) {
      const [first, third]: [number, number] = [
        Math.round((whole[3] ?? 0) * cuts[0] * 0.5),
        Math.round((whole[3] ?? 0) * cuts[1] * 0.5),
      ]
      const parts = [first, Math.min(third, (whole[3] ?? 0) - first)]
      const quarters = [...parts, 0, (whole[3] ?? 0) - sum(parts)]
      all.push(withSplits(measureOf('quarters', { calendar: quarter }), quarters))
    }
    if (reached) {
      const share = measureOf('reached', {
        shape: 'share',
        definition: counting({ fact: 'visit', those: { reached: true } }),
      })
      const pairs = reached.map(([part, rest]) => [part, part + rest] as const)
      const total = [sum(pairs.map(([part]) => part)), sum(pairs.map(([, group]) => group))] as const
      all.push(withSplits(share, [total], { age: Object.fromEntries(pairs.map((pair, i) => [`age ${i}`, [pair]])) }))
    }
    return all
  })

test('once the repair is applied, no withheld number of any scorecard can be worked out', async () => {
  await fc.assert(
    fc.asyncProperty(scorecard, fc.boolean(), async (measures, isWonder) => {
      const policy = isWonder ? { policy: wonderPolicy } : {}
      const found = await withheldOf(measures, policy)
      if (found.repair === null) return // said in words, and refused
      const after = await withheldOf(measures, { ...policy, decided: found.repair })
      expect(after.leaks).toEqual([])
    }),
    seeded,
  )
})

test('a first edition can always be mended: only what is public already is beyond it', async () => {
  await fc.assert(
    fc.asyncProperty(scorecard, async (measures) => {
      expect((await withheldOf(measures)).beyond).toBeNull()
    }),
    seeded,
  )
})

test('an attacker who tries every number that adds up is left with 1 and with 10 for each small category', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(people, { minLength: 2, maxLength: 4 }), async (zones) => {
      const byZone = Object.fromEntries(zones.map((value, i) => [`zone ${i}`, [value]]))
      const measures = [
        withSplits(measureOf('all', { definition: counting({ splits: ['zone'] }) }), [sum(zones)], { zone: byZone }),
      ]
      const { hidden } = await withheldOf(measures)
      const isHidden = (category: string): boolean =>
        hidden.has(
          placeKey({ measureId: 'id of all', dimension: category && 'zone', category, from: '2021-01-01', to: '' }),
        )
      if (isHidden('')) return // any whole will do
      const unknown = zones
        .map((value, i) => ({ value, isHidden: isHidden(`zone ${i}`) }))
        .filter((zone) => zone.isHidden)
      const left = sum(unknown.map(({ value }) => value))
      for (const { value } of unknown.filter((zone) => zone.value <= 10)) {
        expect(unknown.length, `${value} is not alone`).toBeGreaterThan(1)
        expect(left - (unknown.length - 1), `${value} may be ten`).toBeGreaterThanOrEqual(10)
      }
    }),
    { ...seeded, numRuns: 200 },
  )
})

test('another category never shows a small count that was withheld', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(people, { minLength: 1, maxLength: 4 }), people, async (zones, more) => {
      const small = async (values: readonly number[]): Promise<string[]> => {
        const byZone = Object.fromEntries(values.map((value, i) => [`zone ${i}`, [value]]))
        const all = [
          withSplits(measureOf('all', { definition: counting({ splits: ['zone'] }) }), [sum(values)], { zone: byZone }),
        ]
        const { hidden } = await withheldOf(all)
        return [...hidden].flatMap(([place, why]) => (why === 'small' && place.includes('zone ') ? [place] : []))
      }
      const before = await small(zones)
      const after = await small([...zones, more])
      for (const place of before) expect(after).toContain(place)
    }),
    seeded,
  )
})

test('the next period, with the edition before it still to be read, gives nothing of the last away', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(people, people), { minLength: 2, maxLength: 4 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      async (zones, corrected) => {
        const edition = (periods: number, isCorrected: boolean): MeasureReadings[] => {
          const values = zones.map(([a, b], i) => [a + (isCorrected && corrected[i] ? 1 : 0), b].slice(0, periods))
          const byZone = Object.fromEntries(values.map((own, i) => [`zone ${i}`, own]))
          const whole = Array.from({ length: periods }, (_, t) => sum(values.map((own) => own[t] ?? 0)))
          return [withSplits(measureOf('all', { definition: counting({ splits: ['zone'] }) }), whole, { zone: byZone })]
        }
        const first = edition(1, false)
        const one = await withheldOf(first)
        expect(one.leaks).toEqual([])
        const second = edition(2, true)
        const found = await withheldOf(second, { earlier: [published(first, one)] })
        if (found.repair === null) return
        const two = await withheldOf(second, { earlier: [published(first, one)], decided: found.repair })
        expect(two.leaks).toEqual([])
      },
    ),
    seeded,
  )
})
