import { expect, test } from 'vitest'
import type { Stage, Step } from '../path/model.ts'
import { looks, type OnboardingFacts, onboardingOf } from './rules.ts'

const step = (stage: Stage, fromOn: string): Step => ({ id: `${stage} ${fromOn}`, stage, fromOn, reason: '' })
const facts: OnboardingFacts = {
  coachId: 'c',
  stage: 'onboarding',
  steps: [step('accepted', '2024-11-01'), step('onboarding', '2024-12-20')],
  trainedOn: '2024-12-15',
  engagements: [],
  ownPage: 'none',
  hasMailAddress: true,
  own: [],
  required: [],
  support: { mentor: null, supervisor: null },
  shifts: { next: [], firstOn: null },
}
const stands = (more: Partial<OnboardingFacts> = {}) => {
  const { before, after } = onboardingOf({ ...facts, ...more })
  return Object.fromEntries([...before, ...after].map(({ name, isDone, on }) => [name, isDone ? (on ?? true) : false]))
}
const itemOf = (name: string, more: Partial<OnboardingFacts> = {}) => {
  const { before, after } = onboardingOf({ ...facts, ...more })
  return [...before, ...after].find((one) => one.name === name)
}

test('each item is done on its day, or open', () => {
  expect(stands()).toEqual({
    'Passed an approved coach course': '2024-12-15',
    'Onboarding begun': '2024-12-20',
    'How they coach': false,
    'Their own page': false,
    'On board': false,
    Mentor: false,
    Supervisor: false,
    'First shift': false,
  })
})

test('what is recorded elsewhere ticks its item', () => {
  const mentor = { name: 'Bo', since: '2025-01-03' }
  const all = stands({
    engagements: [{ id: 'e', kind: 'volunteer', fromOn: '2024-12-21' }],
    ownPage: 'signs in',
    support: { mentor, supervisor: null },
    shifts: { next: [], firstOn: '2025-01-05' },
  })
  expect(all).toMatchObject({ 'How they coach': '2024-12-21', 'Their own page': true, Mentor: '2025-01-03' })
  expect(all).toMatchObject({ 'First shift': '2025-01-05', Supervisor: false })
})

test('a credential that is asked of everybody is an item, and a paper that is under way ticks it', () => {
  const required = [{ id: 'cpss', name: 'NC CPSS' }]
  expect(itemOf('NC CPSS', { required })?.act).toEqual({ name: 'Add NC CPSS', to: '/coaches/c/credentials/add' })
  const begun = { kindId: 'cpss', begunOn: '2025-01-02', terms: [] } as unknown as OnboardingFacts['own'][number]
  expect(itemOf('NC CPSS', { required, own: [begun] })).toMatchObject({ isDone: true, on: '2025-01-02', note: 'begun' })
  expect(itemOf('NC CPSS', { required, own: [{ ...begun, kindId: 'other' }] })?.isDone).toBe(false)
})

test('of who came back only the steps since then count', () => {
  const steps = [step('onboarding', '2023-01-01'), step('active', '2023-02-01'), step('withdrawn', '2023-09-01')]
  expect(stands({ stage: 'trained', steps })).toMatchObject({ 'Onboarding begun': false, 'On board': false })
  const again = [...steps, step('applicant', '2024-10-01'), step('onboarding', '2024-12-20')]
  expect(stands({ steps: again })).toMatchObject({ 'Onboarding begun': '2024-12-20', 'On board': false })
})

test('a team that began with coaches at work has no day of their onboarding, and needs none', () => {
  const steps = [step('active', '2024-06-01')]
  expect(stands({ stage: 'active', steps })).toMatchObject({ 'Onboarding begun': true, 'On board': '2024-06-01' })
})

test('without a mail address nobody is invited, so that comes first', () => {
  expect(itemOf('Their own page')?.act?.to).toBe('/coaches/c#sign-in')
  expect(itemOf('Their own page', { hasMailAddress: false })?.act?.to).toBe('/coaches/c/edit')
})

test('a first shift that is planned leaves nothing to do but wait', () => {
  const next = [{ words: 'Fri 17 Jan, 6 pm', href: '/shifts/s' }]
  expect(itemOf('First shift', { shifts: { next, firstOn: null } })).toMatchObject({
    isDone: false,
    act: null,
    note: 'planned for Fri 17 Jan, 6 pm',
  })
  expect(itemOf('First shift')?.act?.to).toBe('/shifts')
})

test('the list stands open while somebody comes on board, folded once they are, and not before', () => {
  expect((['trained', 'onboarding'] as const).map(looks)).toEqual(['open', 'open'])
  expect((['active', 'reactivated', 'on leave', 'inactive'] as const).map(looks)).toEqual(
    Array.from({ length: 4 }, () => 'folded'),
  )
  expect(([null, 'accepted', 'in training', 'withdrawn'] as const).map(looks)).toEqual(
    Array.from({ length: 4 }, () => 'not at all'),
  )
})
