import { expect, test } from 'vitest'
import { mayPost } from './origin.ts'

const host = 'scorecard.example.org'
const own = `https://${host}`
const from = (headers: Record<string, string>, baseUrl = own) => mayPost(new Headers({ host, ...headers }), baseUrl)
const cookie = '__Host-better_off=token'

test('a form on our own page is heard', () => {
  expect(from({ cookie, 'sec-fetch-site': 'same-origin', origin: own, referer: `${own}/team/wilson/coaches` })).toBe(
    true,
  )
  expect(from({ cookie, 'sec-fetch-site': 'none' })).toBe(true) // typed or reopened by the person themselves
})

test('a form on another site is not heard (BI-R20)', () => {
  expect(from({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(false)
  expect(from({ 'sec-fetch-site': 'cross-site' })).toBe(false)
})

test('a sister site of the same county is another site (BI-R21)', () => {
  expect(from({ 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' })).toBe(false)
})

test('an older browser that says only its origin is judged by it, with its scheme and its port', () => {
  expect(from({ cookie, origin: own })).toBe(true)
  expect(from({ cookie, origin: `${own}:443` })).toBe(true)
  for (const origin of [
    'https://evil.example',
    'https://scorecard.example.org.evil.example',
    'https://example.org',
    'http://scorecard.example.org',
    'https://scorecard.example.org:8443',
    'scorecard.example.org',
    '',
  ])
    expect(from({ cookie, origin }), origin).toBe(false)
})

test('a browser that says only where the form stood is judged by that', () => {
  expect(from({ cookie, referer: `${own}/team/wilson/coaches?said=saved` })).toBe(true)
  for (const referer of [
    'https://evil.example/scorecard.example.org/',
    'http://scorecard.example.org/sign-in',
    'https://scorecard.example.org:444/',
    'https://scorecard.example.org@evil.example/',
    'about:blank',
    '/team/wilson',
  ])
    expect(from({ cookie, referer }), referer).toBe(false)
})

test('all that is said has to agree: one foreign word is enough', () => {
  expect(from({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' })).toBe(false)
  expect(from({ 'sec-fetch-site': 'same-origin', referer: 'https://evil.example/' })).toBe(false)
  expect(from({ origin: own, referer: 'https://evil.example/' })).toBe(false)
})

test('a page without an origin of its own is not ours (BI-R21)', () => {
  expect(from({ origin: 'null' })).toBe(false)
  expect(from({ origin: 'null', host: 'null' })).toBe(false)
  expect(from({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(false)
})

test('an install that is reached under a second name hears that name, over what it speaks and no other', () => {
  expect(from({ origin: 'http://10.0.0.5:8080', host: '10.0.0.5:8080' }, 'http://localhost:8080')).toBe(true)
  expect(from({ origin: 'http://10.0.0.6:8080', host: '10.0.0.5:8080' }, 'http://localhost:8080')).toBe(false)
  expect(from({ origin: 'http://10.0.0.5:8081', host: '10.0.0.5:8080' }, 'http://localhost:8080')).toBe(false)
  expect(from({ origin: 'https://second.example.org', host: 'Second.example.org' })).toBe(true)
  expect(from({ origin: 'http://second.example.org', host: 'second.example.org' })).toBe(false)
})

test('what no browser sent is heard as long as it carries no cookie, which would be of a person against their will', () => {
  expect(from({})).toBe(true)
  expect(from({ cookie })).toBe(false)
  expect(from({ cookie: 'other=1' })).toBe(false)
})
