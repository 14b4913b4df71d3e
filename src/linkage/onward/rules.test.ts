import { expect, test } from 'vitest'
import { type OnwardState, onwardStates } from './model.ts'
import { type OnwardStep, onwardSteps, openAnswers, stateAfter, stepProblems, takenBack } from './rules.ts'

/** Each step with the states from which it is allowed, written out once more; every other one is forbidden. */
const allowed: Readonly<Record<OnwardStep, Partial<Record<OnwardState, OnwardState>>>> = {
  accept: { offered: 'accepted' },
  refuse: { offered: 'refused' },
  send: { accepted: 'sent' },
  waitlist: { sent: 'waitlisted', scheduled: 'waitlisted', 'no-show': 'waitlisted' },
  schedule: { sent: 'scheduled', waitlisted: 'scheduled', scheduled: 'scheduled', 'no-show': 'scheduled' },
  attend: { sent: 'attended', waitlisted: 'attended', scheduled: 'attended', 'no-show': 'attended' },
  'not come': { sent: 'no-show', scheduled: 'no-show' },
  'no place': { sent: 'no capacity', waitlisted: 'no capacity', scheduled: 'no capacity' },
  end: {
    accepted: 'ended',
    sent: 'ended',
    waitlisted: 'ended',
    scheduled: 'ended',
    attended: 'ended',
    'no-show': 'ended',
    'no capacity': 'ended',
  },
}

for (const step of Object.keys(onwardSteps) as OnwardStep[])
  test(`an onward referral takes the step “${step}” from where it may, and from nowhere else`, () => {
    for (const state of onwardStates) {
      const to = allowed[step][state] ?? null
      expect(stateAfter(state, step), state).toBe(to)
      const problems = stepProblems(
        { state, offeredOn: '2025-01-01', sentOn: null },
        { step, on: '2025-01-15', why: 'other' },
        '2025-01-15',
      )
      expect(
        problems.map(({ code }) => code),
        state,
      ).toEqual(to === null ? ['linkage.step-forbidden'] : [])
    }
  })

test('a step is taken on a day that can be', () => {
  const at = (state: OnwardState, step: OnwardStep, on: string, why: string | null = null) =>
    stepProblems({ state, offeredOn: '2025-01-10', sentOn: '2025-01-12' }, { step, on, why }, '2025-01-15').map(
      ({ code }) => code,
    )
  expect(at('sent', 'schedule', '2025-01-14')).toEqual(['linkage.appointment-day'])
  expect(at('sent', 'schedule', '2025-01-15')).toEqual([])
  expect(at('sent', 'schedule', '2026-01-16')).toEqual([])
  expect(at('sent', 'schedule', '2026-01-17')).toEqual(['linkage.appointment-day'])
  expect(at('scheduled', 'attend', '2025-01-16')).toEqual(['linkage.day-to-come'])
  expect(at('scheduled', 'attend', '2025-01-15')).toEqual([])
  expect(at('scheduled', 'attend', '2025-01-12')).toEqual([])
  expect(at('scheduled', 'attend', '2025-01-11')).toEqual(['linkage.day-before'])
  expect(at('offered', 'accept', '2025-01-10')).toEqual([])
  expect(at('offered', 'accept', '2025-01-09')).toEqual(['linkage.day-before'])
  expect(at('attended', 'end', '2025-01-15')).toEqual(['linkage.end-without-why'])
  expect(at('attended', 'end', '2025-01-15', 'completed')).toEqual([])
})

test('a partner answers once for the appointment and once for whether they came', () => {
  const none = { hasSetAppointment: false, isAskedWhetherKept: false }
  const rest = ['attend', 'not come', 'no place']
  expect(openAnswers('sent', { ...none, hasSetAppointment: false })).toEqual(['schedule', ...rest])
  expect(openAnswers('waitlisted', { ...none, hasSetAppointment: false })).toEqual(['schedule', 'attend', 'no place'])
  expect(openAnswers('scheduled', { ...none, hasSetAppointment: true })).toEqual(rest)
  expect(openAnswers('scheduled', { ...none, hasSetAppointment: false }), 'the team set it').toEqual(rest)
  expect(openAnswers('waitlisted', { ...none, hasSetAppointment: true }), 'it was put off').toEqual([
    'attend',
    'no place',
  ])
  for (const state of ['offered', 'accepted', 'refused', 'attended', 'no-show', 'no capacity', 'ended'] as const)
    expect(openAnswers(state, { ...none, hasSetAppointment: false }), state).toEqual([])
  const asked = { hasSetAppointment: true, isAskedWhetherKept: true }
  expect(openAnswers('attended', asked), 'once they came').toEqual(['kept', 'not kept'])
  expect(openAnswers('scheduled', asked)).toEqual(rest)
})

test('what is taken back leaves an onward referral where its other days say', () => {
  const days = {
    acceptedOn: '2025-01-10',
    sentOn: '2025-01-11',
    scheduledFor: null,
    attendedOn: null,
    endedOn: null,
    endedWhy: '',
  }
  const scheduledFor = new Date('2025-01-14T15:00:00Z')
  const back = (state: OnwardState, more = {}) => takenBack({ ...days, ...more, state })
  expect(back('attended', { scheduledFor, attendedOn: '2025-01-14' })).toEqual({
    ...days,
    scheduledFor,
    state: 'scheduled',
  })
  expect(back('attended', { attendedOn: '2025-01-14' })?.state).toBe('sent')
  expect(back('ended', { attendedOn: '2025-01-14', endedOn: '2025-02-01', endedWhy: 'left' })).toEqual({
    ...days,
    attendedOn: '2025-01-14',
    state: 'attended',
  })
  expect(back('scheduled', { scheduledFor })?.state).toBe('sent')
  expect(back('no-show', { scheduledFor })?.state).toBe('scheduled')
  expect(back('waitlisted')?.state).toBe('sent')
  expect(back('no capacity')?.state).toBe('sent')
  expect(back('accepted', { sentOn: null })).toEqual({ ...days, acceptedOn: null, sentOn: null, state: 'offered' })
  expect(back('refused', { acceptedOn: null, sentOn: null })?.state).toBe('offered')
  expect(back('offered')).toBeNull()
  expect(back('sent'), 'it was shared').toBeNull()
})
