import { expect, test } from 'vitest'
import { type Stage, type Standing, type Step, stages } from './model.ts'
import { engagementOn, mayEngage, mayStep, mayUndo, nextSteps, pathOf, standingOf, steps } from './rules.ts'

const today = '2024-06-15'
const step = (stage: Stage, fromOn = '2024-01-10', id = `${stage} ${fromOn}`): Step => ({
  id,
  stage,
  fromOn,
  reason: '',
})
const codeOf = (answer: ReturnType<typeof mayStep>): string => (answer.ok ? 'ok' : (answer.problems[0]?.code ?? ''))

/** Somebody who stands there: the last step, or the course that was passed. */
const standsAt = (stage: Standing) =>
  stage === 'trained'
    ? { recorded: [step('in training')], trainedOn: '2024-02-01', today }
    : { recorded: [step(stage)], trainedOn: '2023-12-01', today }

// Written out once more by hand, so that a slip in the table of rules shows.
const allowed: Readonly<Record<Standing, string>> = {
  prospect: 'applicant, withdrawn',
  applicant: 'screened, declined, withdrawn',
  screened: 'accepted, declined, withdrawn',
  accepted: 'in training, onboarding, withdrawn, released',
  'in training': 'accepted, onboarding, withdrawn, released',
  trained: 'onboarding, withdrawn, released',
  onboarding: 'active, withdrawn, released',
  active: 'on leave, inactive, withdrawn, released',
  'on leave': 'active, inactive, withdrawn, released',
  inactive: 'reactivated, withdrawn, released',
  reactivated: 'on leave, inactive, withdrawn, released',
  declined: 'applicant',
  withdrawn: 'prospect, applicant',
  released: 'applicant',
}

for (const from of [...stages, 'trained'] as const)
  test(`from ${from} the way leads to ${allowed[from]}, and nowhere else`, () => {
    const may = allowed[from].split(', ')
    for (const stage of stages)
      expect(codeOf(mayStep(standsAt(from), { stage, on: today, reason: 'Moved away' })), `${from} to ${stage}`).toBe(
        may.includes(stage) ? 'ok' : 'coaches.no-such-step',
      )
  })

test('a team that begins with its coaches puts each where they stand, but at no exit and at no return', () => {
  const answers = stages.map((stage) =>
    codeOf(mayStep({ recorded: [], trainedOn: null, today }, { stage, on: today, reason: '' })),
  )
  expect(stages.filter((_, at) => answers[at] === 'ok')).toEqual([
    'prospect',
    'applicant',
    'screened',
    'accepted',
    'in training',
    'onboarding',
    'active',
    'on leave',
    'inactive',
  ])
})

test('onboarding waits for an approved course', () => {
  for (const stage of ['accepted', 'in training'] as const) {
    const untrained = { recorded: [step(stage)], trainedOn: null, today }
    expect(codeOf(mayStep(untrained, { stage: 'onboarding', on: today, reason: '' }))).toBe('coaches.no-such-step')
    expect(nextSteps(untrained.recorded, null)).not.toContain('onboarding')
  }
})

test('a step is recorded on the day of the one before or later, and never for a day to come', () => {
  const at = { recorded: [step('applicant', '2024-03-10')], trainedOn: null, today }
  const on = (day: string) => codeOf(mayStep(at, { stage: 'screened', on: day, reason: '' }))
  expect(on('2024-03-09')).toBe('coaches.step-too-early')
  expect(on('2024-03-10')).toBe('ok')
  expect(on('2024-06-15')).toBe('ok')
  expect(on('2024-06-16')).toBe('coaches.step-to-come')
})

test('onboarding begins on the day of the course or later', () => {
  const at = { recorded: [step('in training', '2024-01-10')], trainedOn: '2024-02-01', today }
  expect(codeOf(mayStep(at, { stage: 'onboarding', on: '2024-01-31', reason: '' }))).toBe('coaches.step-too-early')
  expect(codeOf(mayStep(at, { stage: 'onboarding', on: '2024-02-01', reason: '' }))).toBe('ok')
})

test('who leaves leaves with a reason', () => {
  for (const stage of ['declined', 'withdrawn'] as const) {
    const at = { recorded: [step('applicant')], trainedOn: null, today }
    expect(codeOf(mayStep(at, { stage, on: today, reason: '' }))).toBe('coaches.no-reason')
    expect(codeOf(mayStep(at, { stage, on: today, reason: 'No time' }))).toBe('ok')
  }
})

test('the passed course makes the standing, until a later step does', () => {
  const inTraining = step('in training', '2024-02-01')
  expect(standingOf([], null)).toBeNull()
  expect(standingOf([], '2024-02-05')).toEqual({ stage: 'trained', since: '2024-02-05' })
  expect(standingOf([inTraining], '2024-02-01')).toEqual({ stage: 'trained', since: '2024-02-01' })
  expect(standingOf([inTraining, step('onboarding', '2024-02-01')], '2024-02-01')?.stage).toBe('onboarding')
  expect(standingOf([step('active', '2024-01-01')], '2024-02-01')).toEqual({ stage: 'active', since: '2024-01-01' })
})

test('who was trained years ago and applies again stands as an applicant', () => {
  const again = [step('withdrawn', '2021-05-01'), step('applicant', '2024-01-10')]
  expect(standingOf(again, '2020-06-01')).toEqual({ stage: 'applicant', since: '2024-01-10' })
})

test('who withdrew and passes a course later stands as trained', () => {
  expect(standingOf([step('withdrawn', '2024-01-10')], '2024-03-01')?.stage).toBe('trained')
})

test('the path shows the course among the steps, before the onboarding of the same day', () => {
  const steps = [step('in training', '2024-02-01'), step('onboarding', '2024-02-05'), step('active', '2024-03-01')]
  expect(pathOf(steps, '2024-02-05').map(({ stage }) => stage)).toEqual([
    'in training',
    'trained',
    'onboarding',
    'active',
  ])
  expect(pathOf(steps, null).map(({ stage }) => stage)).toEqual(['in training', 'onboarding', 'active'])
  expect(pathOf([], '2024-02-05').map(({ stage }) => stage)).toEqual(['trained'])
})

test('only the last step is taken back', () => {
  const [first, last] = [step('prospect', '2024-01-01', 'a'), step('applicant', '2024-01-02', 'b')]
  expect(mayUndo([first, last], 'b').ok).toBe(true)
  expect(mayUndo([first, last], 'a').ok).toBe(false)
  expect(mayUndo([], 'a').ok).toBe(false)
})

test('certified is no stage: it is a credential', () => {
  expect(Object.keys(steps)).not.toContain('certified')
})

test('how somebody coaches holds from its day until the next', () => {
  const all = [
    { id: 'b', kind: 'stipended', fromOn: '2024-03-01' },
    { id: 'a', kind: 'volunteer', fromOn: '2023-01-01' },
  ] as const
  expect(engagementOn(all, '2022-12-31')).toBeUndefined()
  expect(engagementOn(all, '2024-02-29')?.kind).toBe('volunteer')
  expect(engagementOn(all, '2024-03-01')?.kind).toBe('stipended')
  expect(mayEngage(all, { kind: 'stipended', on: '2024-05-01' }, today).ok).toBe(false)
  expect(mayEngage(all, { kind: 'employed', on: '2024-05-01' }, today).ok).toBe(true)
  expect(mayEngage(all, { kind: 'employed', on: '2025-06-16' }, today).ok).toBe(true)
  expect(mayEngage(all, { kind: 'employed', on: '2025-06-17' }, today).ok).toBe(false)
})
