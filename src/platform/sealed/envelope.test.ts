import { expect, test } from 'vitest'
import { keyIdOf, markOf, newKey, openText, sealText, unwrapKey, wrapKey } from './envelope.ts'

const id = '01890000-0000-7000-8000-00000000000a'
const key = newKey()

test('a text reads as it was sealed, whatever its letters and length', () => {
  for (const text of [
    'a',
    'Ída Moss 🌱',
    'x'.repeat(31),
    'x'.repeat(32),
    'x'.repeat(33),
    'ÿ\u0080',
    'y'.repeat(20_000),
  ])
    expect(openText(key, sealText(key, id, text, 'here'), 'here')).toBe(text)
})

test('the bytes name their format and their key, and tell a length by pieces of 32', () => {
  const of = (length: number): number => sealText(key, id, 'x'.repeat(length), 'here').length
  const sealed = sealText(key, id, 'Ida', 'here')
  expect([sealed[0], keyIdOf(sealed)]).toEqual([1, id])
  expect([of(1), of(31), of(32), of(63), of(64)]).toEqual([77, 77, 109, 109, 141])
})

test('the same text is sealed differently each time', () => {
  expect(sealText(key, id, 'Ida', 'here').equals(sealText(key, id, 'Ida', 'here'))).toBe(false)
})

test('with another key, at another place, with one bit changed, cut, or in another format, it does not open', () => {
  const sealed = sealText(key, id, 'Ida', 'here')
  expect(openText(newKey(), sealed, 'here')).toBeNull()
  expect(openText(key, sealed, 'there')).toBeNull()
  for (let at = 17; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(openText(key, changed, 'here'), `byte ${at}`).toBeNull()
  }
  expect(openText(key, sealed.subarray(0, -1), 'here')).toBeNull()
  expect(openText(key, Buffer.alloc(0), 'here')).toBeNull()
  expect(openText(key, Buffer.concat([Buffer.from([2]), sealed.subarray(1)]), 'here')).toBeNull()
})

test('a wrapped key opens by the key that wrapped it, at its own place', () => {
  const wrapped = wrapKey(key, newKey(), 'wilson')
  expect(unwrapKey(key, wrapped, 'wilson')).not.toBeNull()
  expect(unwrapKey(key, wrapped, 'nash')).toBeNull()
  expect(unwrapKey(newKey(), wrapped, 'wilson')).toBeNull()
})

test('a mark is 16 bytes, the same for the same text and key alone', () => {
  expect(markOf(key, 'phone|2525550101')).toHaveLength(16)
  expect(markOf(key, 'a').equals(markOf(key, 'a'))).toBe(true)
  expect(markOf(key, 'a').equals(markOf(key, 'b'))).toBe(false)
  expect(markOf(key, 'a').equals(markOf(newKey(), 'a'))).toBe(false)
})
