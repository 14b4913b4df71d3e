import { expect, test } from 'vitest'
import { generated } from './cases.ts'
import { possibleValues } from './derive.ts'
import { releaseOf } from './small-table.ts'
import { isUnderstood } from './steps.ts'

const sum = (parts: readonly string[], equals: number) => ({ terms: parts.map((of) => ({ of, by: 1 })), equals })

test('a hidden number alone beside its total is worked out exactly, two hidden ones are not', () => {
  const alone = new Map<string, readonly [number, number]>([['a', [0, 10]]])
  expect(possibleValues(alone, [sum(['a'], 4)], 'a')).toBe(1)
  const two = new Map<string, readonly [number, number]>([...alone, ['b', [0, 10_000]]])
  expect(possibleValues(two, [sum(['a', 'b'], 29)], 'a')).toBe(5)
  expect(possibleValues(two, [sum(['a', 'b'], 3)], 'a')).toBe(4)
})

test('sums that share numbers are read together, and sums that cannot come out leave nothing', () => {
  const ranges = new Map(['a', 'b', 'c'].map((name) => [name, [0, 10] as const]))
  const known = [sum(['a', 'b'], 12), sum(['b', 'c'], 12), sum(['a', 'c'], 12)]
  expect(possibleValues(ranges, known, 'a')).toBe(1)
  expect(possibleValues(ranges, [sum(['a', 'b'], 99)], 'a')).toBe(0)
})

test('data, a step and a description of a shape that was never seen are said to be so', () => {
  expect(releaseOf({ rows: ['A'], columns: ['x'], counts: [[1]] })).toBeNull()
  expect(releaseOf({ nobody: { knows: ['this'] } })).toBeNull()
  expect(releaseOf({})).toBeNull()
  expect(isUnderstood({ op: 'login', shape: 'never seen' } as { op: string })).toBe(false)
  expect(isUnderstood({ op: 'any.form', raw_gen: 'whatever' })).toBe(false)
  expect(isUnderstood({ op: 'any.form', multipart: '5000 parts' })).toBe(true)
  expect(generated("'['*100000")?.body.length).toBe(100_000)
})
