import { expect, test } from 'vitest'
import { cmsPolicy } from '../../core/stats/withheld/policy.ts'
import { measureOf } from '../../measures/test-measure.ts'
import { keptChecks } from './check.ts'
import { published, withheldOf, withSplits } from './test-statement.ts'

const served = [withSplits(measureOf('served'), [40])]

/** Editions that the check of a draft looks at, where each says the same as of its day. */
async function lookedAt(...days: readonly string[]): Promise<readonly (number | null)[]> {
  const found = await withheldOf(served)
  const editions = days.map((asOf, at) => {
    const { content, hidden } = published(served, found)
    return { number: at + 1, content: { ...content, asOf }, hidden }
  })
  let seen: readonly (number | null)[] = []
  const checks = keptChecks((what) => {
    seen = what.earlier.map(({ edition }) => edition)
    return Promise.resolve(found)
  })
  const draft = { org: 1, policy: cmsPolicy, measures: served, known: served, earlier: editions, decided: [] }
  await checks(draft).answer
  return seen
}

test('what editions say alike is looked at once', async () => {
  expect(await lookedAt('2022-02-01', '2022-03-01')).toEqual([2])
})

test('a number that did not change is looked at as it was while its year ran, too', async () => {
  expect(await lookedAt('2021-11-30', '2022-03-01')).toEqual([2, 1])
})
