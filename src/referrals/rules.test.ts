import { expect, test } from 'vitest'
import { type ReferralRecords, standingOf } from './rules.ts'

test('where an open referral stands follows from its records alone', () => {
  const none: ReferralRecords = { isAssigned: false, tried: [], isConnected: false, isFollowedUp: false }
  expect(standingOf(none)).toBe('accepted')
  expect(standingOf({ ...none, isAssigned: true })).toBe('assigned')
  expect(standingOf({ ...none, tried: ['attempting'] })).toBe('attempting')
  expect(standingOf({ ...none, tried: ['reached', 'attempting'] })).toBe('reached')
  expect(standingOf({ ...none, tried: ['reached', 'engaged', 'attempting'] })).toBe('engaged')
  const connected = { ...none, isConnected: true }
  expect(standingOf({ ...connected, tried: ['reached'] })).toBe('linked')
  expect(standingOf({ ...connected, tried: ['engaged'], isFollowedUp: true })).toBe('following up')
  expect(standingOf({ ...connected, tried: ['attempting'] }), 'nobody was reached').toBe('attempting')
})
