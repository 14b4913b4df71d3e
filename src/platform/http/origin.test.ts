import { expect, test } from 'vitest'
import { mayPost } from './origin.ts'

const from = (headers: Record<string, string>) => mayPost(new Headers(headers), 'https://scorecard.example.org')

test('a form on our own page is heard', () => {
  expect(from({ 'sec-fetch-site': 'same-origin', origin: 'https://scorecard.example.org' })).toBe(true)
})

test('a form on another site is not heard (BI-R20)', () => {
  expect(from({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(false)
  expect(from({ 'sec-fetch-site': 'cross-site' })).toBe(false)
})

test('a sister site of the same county is another site', () => {
  expect(from({ 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' })).toBe(false)
})

test('an older browser that says only its origin is judged by it', () => {
  expect(from({ origin: 'https://scorecard.example.org' })).toBe(true)
  expect(from({ origin: 'https://evil.example' })).toBe(false)
  expect(from({ origin: 'https://scorecard.example.org.evil.example' })).toBe(false)
})

test('a page without an origin of its own is not ours', () => {
  expect(from({ origin: 'null' })).toBe(false)
  expect(from({ origin: 'null', host: 'null' })).toBe(false)
})

test('an install that is reached under a second name hears that name', () => {
  expect(from({ origin: 'http://10.0.0.5:8080', host: '10.0.0.5:8080' })).toBe(true)
  expect(from({ origin: 'http://10.0.0.6:8080', host: '10.0.0.5:8080' })).toBe(false)
})

test('what no browser sent is heard, since it carries no cookie of a person against their will', () => {
  expect(from({})).toBe(true)
})
