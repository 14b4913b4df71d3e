import { expect, test } from 'vitest'
import type { SeatHeld } from '../beside/model.ts'
import type { Credential } from '../credentials/model.ts'
import type { Item } from '../onboarding/model.ts'
import type { Standing } from '../path/model.ts'
import { type NextFacts, nextAct, nextCoachClass, seatOf, seatsInWords, waitsForClass } from './rules.ts'

const today = '2025-01-15'
const item = (name: string, isDone: boolean, act: Item['act'] = { name, to: `/${name}` }): Item => ({
  name,
  isDone,
  on: null,
  note: '',
  act,
  why: `${name} is open.`,
})
const seat: SeatHeld = {
  startsOn: '2025-01-13',
  endsOn: '2025-01-17',
  days: '13 to 17 Jan 2025',
  isCoachCourse: true,
  href: '/class',
  record: '/record',
}
const facts: NextFacts = {
  coachId: 'c',
  today,
  standing: null,
  seat: null,
  ahead: null,
  application: null,
  own: [],
  required: [],
  supervisionDueOn: null,
  hasWorked: true,
  onboarding: { before: [item('done', true), item('engagement', false)], after: [item('mentor', false)] },
}
const at = (stage: Standing | null, more: Partial<NextFacts> = {}) =>
  nextAct({ ...facts, standing: stage && { stage, since: '2024-11-03' }, ...more })
const cpss = (days: { from: string; notice: string; ends: string; late: string }): Credential => ({
  id: 'k',
  coachId: 'c',
  coach: 'Ana',
  kindId: 'cpss',
  kind: 'NC CPSS',
  begunOn: days.from,
  submittedOn: days.from,
  referenceCount: 2,
  number: '',
  verifiedOn: null,
  verifiedBy: '',
  terms: [{ fromOn: days.from, noticeFrom: days.notice, expiresOn: days.ends, lateUntil: days.late }],
  isSample: false,
  version: 1,
})
const ending = (ends: string, late = '2025-02-14') => cpss({ from: '2023-01-16', notice: '2024-11-01', ends, late })

test('who has no step is put where they stand; a learner with a seat is in a class', () => {
  expect(at(null).act).toEqual({ name: 'Record where they stand', to: '/coaches/c/step' })
  expect(at(null, { seat }).act).toEqual({ name: 'Open their class', to: '/class' })
})

test('an applicant leads to the application while it is open, and else to the next step', () => {
  expect(at('applicant', { application: { id: 'a' } }).act?.to).toBe('/coaches/applications/a')
  expect(at('prospect').act?.to).toBe('/coaches/c/step?to=applicant')
  expect(at('applicant').act?.to).toBe('/coaches/c/step?to=screened')
  expect(at('screened').act?.to).toBe('/coaches/c/step?to=accepted')
})

test('who is accepted is put in a class, and reads how many seats the next one has', () => {
  const next = at('accepted', { ahead: { days: '11 Feb 2025', free: 0 } })
  expect(next.act).toEqual({ name: 'Enroll in a class', to: '/coaches/c/classes' })
  expect(next.why).toBe('They wait for a class. The next one, 11 Feb 2025, has no seat free.')
})

test('where no class is planned, one is scheduled', () => {
  expect(at('accepted').act).toEqual({ name: 'Schedule a class', to: '/training/sessions/add' })
})

test('who lost their seat while in training is put in another class', () => {
  expect(at('in training', { ahead: { days: '11 Feb 2025', free: 3 } }).act?.name).toBe('Enroll in a class')
})

test('a seat leads to the class through its last day, and to the completion from the day after', () => {
  const before = at('in training', { seat: { ...seat, startsOn: '2025-01-16' } })
  expect(before).toEqual({
    act: { name: 'Open their class', to: '/class' },
    why: 'They have a seat in the class of 13 to 17 Jan 2025.',
  })
  const lastDay = at('in training', { seat: { ...seat, endsOn: today } })
  expect(lastDay.why).toBe('They are in the class of 13 to 17 Jan 2025. Take attendance there.')
  const over = at('in training', { seat: { ...seat, endsOn: '2025-01-14' } })
  expect(over.act).toEqual({ name: 'Record completion', to: '/record' })
  expect(at('accepted', { seat }).act?.to).toBe('/class')
})

test('who is trained or in onboarding does the first open item of it', () => {
  for (const stage of ['trained', 'onboarding'] as const)
    expect(at(stage)).toEqual({ act: { name: 'engagement', to: '/engagement' }, why: 'engagement is open.' })
})

test('who is new at work finds a mentor first; who has worked a shift does not have to', () => {
  expect(at('active', { hasWorked: false }).act?.name).toBe('mentor')
  expect(at('active', { hasWorked: true })).toEqual({ act: null, why: 'Nothing is due.' })
  const planned = { before: [], after: [item('mentor', true), item('first shift', false, null)] }
  expect(at('active', { hasWorked: false, onboarding: planned }).act).toBeNull()
})

test('what ran out comes before what is missing, and that before supervision', () => {
  const own = [ending('2025-01-14')]
  const required = [{ id: 'first-aid', name: 'First aid' }]
  const all = { own, required, supervisionDueOn: '2025-01-01', hasWorked: false }
  expect(at('active', all)).toEqual({
    act: { name: 'Open NC CPSS', to: '/coaches/credentials/k' },
    why: 'NC CPSS ran out on 14 Jan 2025.',
  })
  expect(at('active', { ...all, own: [] }).why).toBe('Every active coach has to hold First aid. None is on record.')
  expect(at('active', { ...all, own: [], required: [] }).why).toBe('Supervision was due on 1 Jan 2025.')
})

test('a credential holds through its last day, and is renewed after what is late', () => {
  const due = at('active', { own: [ending(today)] })
  expect(due.why).toBe('NC CPSS has to be renewed by 15 Jan 2025.')
  expect(at('active', { own: [ending('2025-01-14')] }).why).toBe('NC CPSS ran out on 14 Jan 2025.')
  expect(at('active', { own: [ending('2025-01-14', '2025-01-14')] }).why).toBe('NC CPSS ran out on 14 Jan 2025.')
  expect(at('active', { own: [ending(today)], hasWorked: false }).act?.name).toBe('mentor')
  const later = cpss({ from: '2023-01-16', notice: '2025-01-16', ends: '2025-04-16', late: '2025-05-16' })
  expect(at('active', { own: [later] }).act).toBeNull()
})

test('supervision is asked for from the day it is due', () => {
  const next = (supervisionDueOn: string) => at('reactivated', { supervisionDueOn })
  expect(next('2025-01-16')).toEqual({
    act: null,
    why: 'Nothing is due. The next supervision is due by 16 Jan 2025.',
  })
  expect(next('2025-01-15')).toEqual({
    act: { name: 'Record supervision', to: '/support/coaches/c/session' },
    why: 'Supervision is due today.',
  })
  expect(next('2025-01-14').why).toBe('Supervision was due on 14 Jan 2025.')
})

test('who is away leads to their return, and who left to nothing', () => {
  expect(at('on leave').act?.to).toBe('/coaches/c/step?to=active')
  expect(at('inactive').act?.to).toBe('/coaches/c/step?to=reactivated')
  for (const stage of ['declined', 'withdrawn', 'released'] as const) expect(at(stage).act, stage).toBeNull()
})

test('a class is waited for by who is accepted or in training and has no seat', () => {
  expect(waitsForClass('accepted', null)).toBe(true)
  expect(waitsForClass('in training', null)).toBe(true)
  expect(waitsForClass('accepted', seat)).toBe(false)
  expect(waitsForClass('screened', null)).toBe(false)
  expect(waitsForClass('trained', null)).toBe(false)
})

test('of several seats the one in a coach course matters first, then the earliest', () => {
  const other = { ...seat, startsOn: '2025-01-01', isCoachCourse: false, href: '/other' }
  const later = { ...seat, startsOn: '2025-03-01', href: '/later' }
  expect(seatOf([{ seat: null }, { seat: other }, { seat: later }, { seat }])?.href).toBe('/class')
  expect(seatOf([{ seat: null }])).toBeNull()
})

test('the next class is one of a coach course, full or not', () => {
  const one = { id: 's', course: 'Ethics', startsOn: today, days: '', place: '', free: 2, waiting: 0, href: '' }
  const ahead = [
    { ...one, isCoachCourse: false },
    { ...one, id: 't', isCoachCourse: true, free: 0 },
  ]
  expect(nextCoachClass(ahead)?.id).toBe('t')
  expect(nextCoachClass(ahead.slice(0, 1))).toBeNull()
})

test('seats are said as people say them', () => {
  expect([0, 1, 2, null].map(seatsInWords)).toEqual(['no seat free', '1 seat free', '2 seats free', 'seats for all'])
})
