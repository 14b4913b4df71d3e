import { expect, test } from 'vitest'
import { referral } from '../../referrals/facts.ts'
import { coachTrained, enrolment, trainingSession } from '../../training/facts.ts'
import { catalogue, factWindows } from '../catalogue.ts'
import type { Definition, Shape } from '../model.ts'
import { checkDefinition, definitionInWords, many, spaced } from './rules.ts'

const over = (more: Partial<Definition>): Definition => ({
  fact: 'enrolment',
  on: 'endedOn',
  of: {},
  splits: [],
  ...more,
})
const codes = (definition: Definition, shape: Shape, window = enrolment): readonly string[] => {
  const checked = checkDefinition(definition, shape, window)
  return checked.ok ? [] : checked.problems.map(({ code, field }) => `${code} at ${field}`)
}

test('every measure of the catalog can be counted through its window', () => {
  for (const { slug, shape, definition } of catalogue) {
    const window = factWindows.find((one) => one.name === definition.fact) ?? coachTrained
    expect(checkDefinition(definition, shape, window).ok, slug).toBe(true)
  }
})

test('a definition says in plain words what it counts', () => {
  expect(
    definitionInWords(
      { fact: 'coach_trained', on: 'trainedOn', of: {}, splits: ['zone', 'language'] },
      'count',
      coachTrained,
    ),
  ).toBe('Counts coaches, on the day trained. Also by zone and language.')
  expect(definitionInWords(over({ those: { outcome: 'completed' } }), 'share', enrolment)).toBe(
    'Of enrollments, the percentage with outcome “completed”, on the day ended.',
  )
  expect(
    definitionInWords(
      over({ of: { isCoachCourse: true, outcome: 'completed' }, amount: 'daysToOutcome' }),
      'median',
      enrolment,
    ),
  ).toBe(
    'The middle value of the days to outcome of enrollments marked “coach course” and with outcome “completed”, on the day ended: half of them lie at or below it. What is not known is left out.',
  )
  expect(
    definitionInWords(
      {
        fact: 'coach_trained',
        on: 'trainedOn',
        of: {},
        amount: 'trainingCost',
        those: { isKept12Months: true },
        splits: [],
      },
      'amount',
      coachTrained,
    ),
  ).toBe(
    'The training cost of coaches, on the day trained, divided among those of them marked “kept 12 months”. What is not known is left out.',
  )
  expect(
    definitionInWords(
      { fact: 'training_session', on: 'heldOn', of: { isCoachCourse: false }, splits: [] },
      'count',
      trainingSession,
    ),
  ).toBe('Counts training sessions not marked “coach course”, on the day held.')
  const asked = catalogue.find(({ slug }) => slug === 'attempted-in-window')
  if (asked)
    expect(definitionInWords(asked.definition, asked.shape, referral)).toBe(
      'Of referrals with path “survivor”, marked “time known” and marked “due”, the percentage marked “attempted in window”, on the day occurred. The first attempt is the first call, message or visit that was made: one that was put off, since it was not safe or not private, is none. Also by source.',
    )
  expect(many('coach')).toBe('coaches')
  expect(many('shift place')).toBe('shift places')
  expect(many('class attended')).toBe('classes attended')
  expect(many('coach who came on board')).toBe('coaches who came on board')
  expect([...new Set(factWindows.map(({ subject }) => many(subject)))].toSorted()).toEqual([
    'active coaches in a month',
    'applications',
    'changes of a credential',
    'classes attended',
    'coaches',
    'coaches on a first shift',
    'coaches who came on board',
    'enrollments',
    'follow-ups',
    'onward referrals',
    'outreach attempts',
    'participants',
    'people after an overdose',
    'referrals',
    'shift places',
    'steps of a coach',
    'supplies given',
    'training sessions',
    'virtual sessions',
  ])
  expect(spaced('isCoachCourse')).toBe('coach course')
})

test('a name that the window does not have is refused at its field', () => {
  expect(codes(over({ on: 'paidOn' }), 'count')).toEqual(['measures.day-unknown at on'])
  expect(codes(over({ of: { shoeSize: '42' } }), 'count')).toEqual(['measures.condition-unknown at of_shoeSize'])
  expect(codes(over({ of: { outcome: true } }), 'count')).toEqual(['measures.condition-unknown at of_outcome'])
  expect(codes(over({ of: { isCoachCourse: 'yes' } }), 'count')).toEqual([
    'measures.condition-unknown at of_isCoachCourse',
  ])
  expect(codes(over({ splits: ['zone'] }), 'count')).toEqual(['measures.split-unknown at split_zone'])
  expect(codes(over({ fact: 'coach_trained' }), 'count')).toEqual(['measures.fact-unknown at fact'])
  expect(codes(over({ on: 'toString' }), 'count')).toEqual(['measures.day-unknown at on'])
})

test('a share needs those who count among the group, and nothing else has them', () => {
  expect(codes(over({}), 'share')).toEqual(['measures.share-of-what at those'])
  expect(codes(over({ those: {} }), 'share')).toEqual(['measures.share-of-what at those'])
  expect(codes(over({ those: { outcome: 'completed' } }), 'share')).toEqual([])
  expect(codes(over({ those: { outcome: 'completed' } }), 'count')).toEqual(['measures.those-not-asked at those'])
  expect(codes(over({ of: { outcome: 'completed' }, those: { outcome: 'no-show' } }), 'share')).toEqual([
    'measures.condition-twice at those_outcome',
  ])
})

test('a sum and a middle value need a quantity, and nothing else has one', () => {
  expect(codes(over({}), 'amount')).toEqual(['measures.amount-unknown at amount'])
  expect(codes(over({ amount: 'miles' }), 'median')).toEqual(['measures.amount-unknown at amount'])
  expect(codes(over({ amount: 'hours' }), 'amount')).toEqual([])
  expect(codes(over({ amount: 'hours' }), 'count')).toEqual(['measures.amount-not-asked at amount'])
})

test('a split by what is fixed for all is refused, and a split named twice is one split', () => {
  expect(codes(over({ of: { courseKind: 'academy' }, splits: ['courseKind'] }), 'count')).toEqual([
    'measures.split-fixed at split_courseKind',
  ])
  expect(checkDefinition(over({ splits: ['courseKind', 'courseKind'] }), 'count', enrolment)).toMatchObject({
    value: { splits: ['courseKind'] },
  })
})
