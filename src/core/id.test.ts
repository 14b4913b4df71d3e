import { expect, test } from 'vitest'
import { isId, newId, newIds } from './id.ts'

test('ids made together are ids, all different, in rising order, after those made before', () => {
  const before = newId()
  const ids = newIds(10_000)
  expect(ids.every(isId)).toBe(true)
  expect(new Set(ids).size).toBe(10_000)
  expect(ids.toSorted()).toEqual(ids)
  expect(before.slice(0, 13) <= (ids[0] ?? '').slice(0, 13)).toBe(true)
})
