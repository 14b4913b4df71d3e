import { expect, test } from 'vitest'
import type { FollowUpRule, FollowUpState } from './model.ts'
import { notAnswerable, planned, ruleProblems, stateOn, usualRules } from './rules.ts'

const daysOf = (rules: readonly FollowUpRule[], after: FollowUpRule['after'], on: string, today = on) =>
  planned(rules, { after, on, today }).map(({ days, dueOn, missedOn }) => [days, dueOn, missedOn])

test('somebody is asked 7, 30 and 90 days after the first contact, and has two weeks to be reached', () => {
  expect(daysOf(usualRules, 'first contact', '2025-01-15')).toEqual([
    [7, '2025-01-22', '2025-02-06'],
    [30, '2025-02-14', '2025-03-01'],
    [90, '2025-04-15', '2025-04-30'],
  ])
  expect(daysOf(usualRules, 'first appointment', '2025-01-15').map(([days]) => days)).toEqual([30, 60, 90])
})

test('the rules of the day on which it happened hold, and one that ended holds no more', () => {
  const rule = (days: number, fromOn: string, untilOn: string | null = null, graceDays = 14): FollowUpRule => ({
    after: 'first contact',
    days,
    graceDays,
    fromOn,
    untilOn,
  })
  const rules = [rule(7, '2024-01-01'), rule(7, '2025-01-01', null, 3), rule(30, '2024-01-01', '2024-12-31')]
  expect(daysOf(rules, 'first contact', '2024-12-31')).toEqual([
    [7, '2025-01-07', '2025-01-22'],
    [30, '2025-01-30', '2025-02-14'],
  ])
  expect(daysOf(rules, 'first contact', '2025-01-01')).toEqual([[7, '2025-01-08', '2025-01-12']])
  expect(daysOf(rules, 'first contact', '2023-12-31')).toEqual([])
  expect(daysOf(rules, 'first appointment', '2025-01-01')).toEqual([])
})

test('what counted as missed before anybody could ask is not planned', () => {
  const days = (today: string) =>
    planned(usualRules, { after: 'first contact', on: '2025-01-01', today }).map((one) => one.days)
  expect(days('2025-01-22')).toEqual([7, 30, 90])
  expect(days('2025-01-23')).toEqual([30, 90])
})

test('not due, due and missed follow the days, on both sides of each edge', () => {
  const at = (state: FollowUpState, today: string) =>
    stateOn({ state, dueOn: '2025-01-22', missedOn: '2025-02-06' }, today)
  expect(at('not due', '2025-01-21')).toBe('not due')
  expect(at('not due', '2025-01-22')).toBe('due')
  expect(at('due', '2025-02-05')).toBe('due')
  expect(at('due', '2025-02-06')).toBe('missed')
  expect(at('not due', '2025-02-06')).toBe('missed')
  for (const today of ['2025-01-01', '2026-01-01']) {
    expect(at('done', today)).toBe('done')
    expect(at('missed', today)).toBe('missed')
  }
})

test('somebody can be asked three days early, until it counts as missed, and never after', () => {
  const code = (state: FollowUpState, today: string) =>
    notAnswerable({ state, dueOn: '2025-01-22', missedOn: '2025-02-06' }, today)?.problems[0]?.code ?? null
  expect(code('not due', '2025-01-18')).toBe('linkage.follow-up-early')
  expect(code('not due', '2025-01-19')).toBeNull()
  expect(code('due', '2025-02-05')).toBeNull()
  expect(code('due', '2025-02-06')).toBe('linkage.follow-up-missed')
  expect(code('missed', '2025-01-22')).toBe('linkage.follow-up-missed')
  expect(code('done', '2025-06-01'), 'corrected').toBeNull()
})

test('a rule begins today or later, and once', () => {
  const [first] = usualRules
  if (!first) throw new Error('there are usual rules')
  const codes = (fromOn: string, days = 7) =>
    ruleProblems([{ ...first, fromOn: '2025-02-01' }], { after: 'first contact', days, fromOn }, '2025-01-15').map(
      ({ code }) => code,
    )
  expect(codes('2025-01-14')).toEqual(['linkage.rule-past'])
  expect(codes('2025-01-15')).toEqual([])
  expect(codes('2025-02-01')).toEqual(['linkage.rule-there'])
  expect(codes('2025-02-01', 14)).toEqual([])
})
