import { expect, test } from 'vitest'
import { daysInWords, placeInWords } from './words.ts'

test('days of a session are said as shortly as they can be understood', () => {
  expect(daysInWords({ startsOn: '2024-03-04', endsOn: '2024-03-04' })).toBe('4 Mar 2024')
  expect(daysInWords({ startsOn: '2024-03-04', endsOn: '2024-03-08' })).toBe('4 to 8 Mar 2024')
  expect(daysInWords({ startsOn: '2024-02-28', endsOn: '2024-03-03' })).toBe('28 Feb to 3 Mar 2024')
  expect(daysInWords({ startsOn: '2024-12-30', endsOn: '2025-01-03' })).toBe('30 Dec 2024 to 3 Jan 2025')
})

test('a session is at a place, online, or both', () => {
  expect(placeInWords({ place: 'RC3', link: '' })).toBe('RC3')
  expect(placeInWords({ place: '', link: 'https://meet.example.org/' })).toBe('Online')
  expect(placeInWords({ place: 'RC3', link: 'https://meet.example.org/' })).toBe('RC3 and online')
})
