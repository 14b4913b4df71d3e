import { expect, test } from 'vitest'
import { keptByInput } from './kept.ts'

function counting(mostBytes: number) {
  const made: string[] = []
  const ask = keptByInput(
    ({ name }: { readonly name: string }) => {
      made.push(name)
      return name.toUpperCase()
    },
    { mostBytes, weigh: () => 700 },
  )
  return { made, ask: (name: string) => ask({ name }) }
}

test('equal values are worked out once, others for themselves', () => {
  const { made, ask } = counting(1e6)
  expect([ask('a'), ask('b'), ask('a')]).toEqual(['A', 'B', 'A'])
  expect(made).toEqual(['a', 'b'])
})

test('what was asked for longest ago gives way, not what was made first', () => {
  const { made, ask } = counting(2_000)
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) ask(name)
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('an answer heavier than all that may be kept is given, and pushes itself out', () => {
  const { made, ask } = counting(999)
  expect([ask('a'), ask('a')]).toEqual(['A', 'A'])
  expect(made).toEqual(['a', 'a'])
})

test('what cannot be made is thrown each time', () => {
  const ask = keptByInput(
    (given: number) => {
      if (given < 0) throw new RangeError('below zero')
      return given
    },
    { mostBytes: 1_000 },
  )
  expect(() => ask(-1)).toThrow('below zero')
  expect(() => ask(-1)).toThrow('below zero')
  expect(ask(1)).toBe(1)
})
