import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { type Application, type ApplicationForm, applicationForm, type Screening } from './model.ts'
import { mayApply, mayCheck, mayDecide, slugOf, stillOpen } from './rules.ts'
import { applyWords } from './words.ts'

const today = '2025-01-15'
const sent: ApplicationForm = applicationForm.parse({
  sentAs: newId(),
  pageLanguage: 'en',
  name: 'Ana Pérez',
  email: 'ana@example.org',
  language: 'Spanish',
  isAdult: 'yes',
  referenceName1: 'Rosa Díaz',
  referenceContact1: '252 555 0100',
})
const opening = { isOpen: true, referenceCount: 1 }
const codes = (answer: ReturnType<typeof mayApply>): readonly string[] =>
  answer.ok ? [] : answer.problems.map(({ code, field }) => `${code} ${field ?? ''}`.trim())

test('an adult whom the team can reach may apply, without a word about their own experience', () => {
  expect(sent.livedExperience).toBe('')
  expect(codes(mayApply(opening, sent))).toEqual([])
  expect(codes(mayApply(opening, { ...sent, email: '', phone: '+12525550142' }))).toEqual([])
})

test('nobody applies to a closed program, under 18, without a way to reach them, or with half a reference', () => {
  expect(codes(mayApply({ ...opening, isOpen: false }, sent))).toEqual(['coaches.closed'])
  expect(codes(mayApply(opening, { ...sent, isAdult: false }))).toEqual(['coaches.not-adult isAdult'])
  expect(codes(mayApply(opening, { ...sent, email: '', phone: '' }))).toEqual(['coaches.no-way email'])
  expect(codes(mayApply(opening, { ...sent, referenceContact1: '' }))).toEqual(['coaches.missing referenceContact1'])
  expect(codes(mayApply({ ...opening, referenceCount: 2 }, sent))).toHaveLength(2)
  expect(codes(mayApply({ ...opening, referenceCount: 0 }, { ...sent, referenceName1: '' }))).toEqual([])
})

test('a birthday is not asked for, and one that is sent is refused', () => {
  expect(applicationForm.safeParse({ ...sent, isAdult: 'yes', birthday: '2090-01-01' }).success).toBe(false)
})

const application: Application = {
  id: newId(),
  openingId: newId(),
  submittedOn: '2025-01-02',
  pageLanguage: 'en',
  name: 'Ana Pérez',
  email: 'ana@example.org',
  phone: '',
  zone: '',
  language: 'Spanish',
  reasons: '',
  coachId: null,
  discardedOn: null,
  checkAskedOn: null,
  checkResultOn: null,
  checkOutcome: null,
  decision: null,
  emptiedOn: null,
  decidedOn: null,
  reason: '',
  isSample: false,
}
const done: Screening = {
  steps: [{ id: newId(), title: 'Meet in person', doneOn: '2025-01-05' }],
  references: [
    { id: newId(), name: 'Rosa', contact: 'rosa@example.org', heardOn: '2025-01-06', outcome: 'did not answer' },
  ],
  isChecked: true,
}
const cleared = {
  ...application,
  checkAskedOn: '2025-01-03',
  checkResultOn: '2025-01-09',
  checkOutcome: 'clear',
} as const
const decided = (one: Application, screening: Screening, form: Parameters<typeof mayDecide>[2]): string => {
  const answer = mayDecide(one, screening, form, today)
  return answer.ok ? 'ok' : (answer.problems[0]?.code ?? '')
}
const accept = { decision: 'accepted', on: '2025-01-10', reason: '' } as const

test('nobody is accepted before the screening is done', () => {
  expect(decided(cleared, done, accept)).toBe('ok')
  expect(decided(application, done, accept)).toBe('coaches.not-screened')
  const waiting = { ...done, steps: done.steps.map((step) => ({ ...step, doneOn: null })) }
  expect(stillOpen(cleared, waiting)).toEqual(['Meet in person'])
  expect(decided(cleared, waiting, accept)).toBe('coaches.not-screened')
  expect(decided(application, { ...done, isChecked: false }, accept)).toBe('ok')
})

test('a check that is not clear stands against it, and one to be weighed asks for the reason', () => {
  expect(decided({ ...cleared, checkOutcome: 'not clear' }, done, { ...accept, reason: 'Long ago' })).toBe(
    'coaches.not-clear',
  )
  const weighed = { ...cleared, checkOutcome: 'to be weighed' } as const
  expect(decided(weighed, done, accept)).toBe('coaches.no-reason')
  expect(decided(weighed, done, { ...accept, reason: 'Twelve years ago, and unrelated' })).toBe('ok')
})

test('a refusal has a reason, a day between the application and today, and comes once', () => {
  const decline = { decision: 'declined', on: '2025-01-10', reason: 'Lives too far away' } as const
  expect(decided(application, done, decline)).toBe('ok')
  expect(decided(application, done, { ...decline, reason: '' })).toBe('coaches.no-reason')
  expect(decided(application, done, { ...decline, on: '2025-01-01' })).toBe('coaches.decision-too-early')
  expect(decided(application, done, { ...decline, on: '2025-01-02' })).toBe('ok')
  expect(decided(application, done, { ...decline, on: '2025-01-16' })).toBe('coaches.decision-to-come')
  expect(decided({ ...application, decision: 'declined', decidedOn: '2025-01-09' }, done, decline)).toBe(
    'coaches.decided',
  )
})

test('a background check has days in order, and an outcome with its day', () => {
  const check = { askedOn: '2025-01-03', resultOn: '2025-01-03', outcome: 'clear' } as const
  expect(mayCheck(check, today).ok).toBe(true)
  expect(mayCheck({ ...check, resultOn: '2025-01-02' }, today).ok).toBe(false)
  expect(mayCheck({ ...check, resultOn: '2025-01-16' }, today).ok).toBe(false)
  expect(mayCheck({ ...check, outcome: '' }, today).ok).toBe(false)
  expect(mayCheck({ ...check, askedOn: '2025-01-16', resultOn: '', outcome: '' }, today).ok).toBe(false)
})

test('the address of a program is plain letters', () => {
  expect(slugOf('Post-Overdose Response Team (PORT)')).toBe('post-overdose-response-team-port')
  expect(slugOf('Atención & apoyo')).toBe('atencion-apoyo')
  expect(slugOf('¿?')).toBe('program')
})

test('both languages say everything', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).sort() : typeof value
  for (const key of Object.keys(applyWords.en) as (keyof typeof applyWords.en)[])
    expect(shape(applyWords.es[key]), key).toEqual(shape(applyWords.en[key]))
})
