import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../core/day.ts'
import { downloadName, evidenceType, shownName } from './evidence.ts'
import { cpss, type Hours, type Rule, states, steps, type Term } from './model.ts'
import {
  countingHours,
  isCertified,
  mayRule,
  mayStep,
  missing,
  reminderDue,
  ruleOn,
  standing,
  stateOn,
  table,
  termFrom,
  total,
} from './rules.ts'

const rule: Rule = { effectiveOn: '2020-01-01', ...cpss.rule }
const given = {
  begunOn: '2023-01-10',
  submittedOn: '2024-01-05',
  referenceCount: 2,
  terms: [termFrom(rule, '2024-02-10', null)],
}
let count = 0
const hour = (on: string, hours: number, more: Partial<Hours> = {}): Hours => ({
  key: `h${++count}`,
  on,
  hours,
  ethicsHours: 0,
  title: 'Class',
  source: 'class',
  courseKind: 'other',
  fileId: null,
  reversesId: null,
  ...more,
})
const enough = [hour('2025-06-01', 17), hour('2025-07-01', 3, { ethicsHours: 3 })]

describe('where a credential stands', () => {
  test('it holds through the last day of the month due, two years on, also in a leap year', () => {
    expect(given.terms[0]).toEqual({
      fromOn: '2024-02-10',
      noticeFrom: '2025-11-30',
      expiresOn: '2026-02-28',
      lateUntil: '2026-03-30',
    })
    expect(termFrom(rule, '2022-02-28', null).expiresOn).toBe('2024-02-29')
    expect(termFrom(rule, '2024-02-29', null).expiresOn).toBe('2026-02-28')
    expect(termFrom(rule, '2024-01-31', null).expiresOn).toBe('2026-01-31')
  })

  test.each([
    ['2023-01-10', 'in progress'],
    ['2024-01-04', 'in progress'],
    ['2024-01-05', 'submitted'],
    ['2024-02-09', 'submitted'],
    ['2024-02-10', 'valid'],
    ['2025-11-29', 'valid'],
    ['2025-11-30', 'due'], // 90 days before
    ['2026-02-28', 'due'], // the last day
    ['2026-03-01', 'late window'], // day 1 of the window
    ['2026-03-30', 'late window'], // day 30
    ['2026-03-31', 'lapsed'], // day 31
  ])('on %s it is %s', (day, state) => {
    expect(stateOn(given, day)).toBe(state)
  })

  test('after it lapsed and was begun again it stands at reapply, and at submitted once the papers are sent', () => {
    const again = { ...given, begunOn: '2026-05-01', submittedOn: null }
    expect(stateOn(again, '2026-04-30')).toBe('lapsed')
    expect(stateOn(again, '2026-05-01')).toBe('reapply')
    expect(stateOn({ ...again, submittedOn: '2026-09-01' }, '2026-09-01')).toBe('submitted')
  })

  test('only valid and due count as certified', () => {
    expect(states.filter(isCertified)).toEqual(['valid', 'due'])
  })

  test('what never has to be renewed is valid for ever', () => {
    const forever = { ...given, terms: [termFrom({ ...rule, renewalMonths: 0 }, '2024-02-10', null)] }
    expect(stateOn(forever, '2099-12-31')).toBe('valid')
  })

  test('a renewal, early or in the late window, counts on from the month that was due', () => {
    const last = given.terms[0] as Term // there is one
    expect(termFrom(rule, '2025-12-01', last).expiresOn).toBe('2028-02-29')
    expect(termFrom(rule, '2026-03-30', last).expiresOn).toBe('2028-02-29')
  })
})

describe('steps', () => {
  const on = {
    'in progress': [{ ...given, submittedOn: null, terms: [] }, '2024-06-01'],
    submitted: [{ ...given, terms: [] }, '2024-06-01'],
    valid: [given, '2025-06-01'],
    due: [given, '2025-12-01'],
    'late window': [given, '2026-03-30'],
    lapsed: [given, '2026-03-31'],
    reapply: [{ ...given, begunOn: '2026-05-01', submittedOn: null }, '2026-12-01'],
  } as const
  const all = [
    ...enough,
    hour('2023-02-01', 40, { courseKind: 'peer support' }),
    hour('2023-03-01', 20),
    hour('2026-06-01', 40, { courseKind: 'peer support' }),
    hour('2026-06-01', 20),
  ]

  for (const state of states)
    for (const step of steps)
      test(`${state}: ${step} is ${table[state].includes(step) ? 'a step' : 'refused'}`, () => {
        const [credential, day] = on[state]
        expect(stateOn(credential, day)).toBe(state)
        const answer = mayStep(credential, { step, on: day, today: day, rule, hours: all })
        expect(answer.ok, JSON.stringify(answer)).toBe(table[state].includes(step))
        if (!answer.ok) expect(answer.problems[0]?.code).toBe('credentials.step')
      })

  test('a step is dated today or earlier, and not before the last one', () => {
    const [submitted] = on.submitted
    const grant = (day: string) => mayStep(submitted, { step: 'grant', on: day, today: '2024-02-10', rule, hours: [] })
    expect(grant('2024-02-10').ok).toBe(true)
    expect(grant('2024-02-11')).toMatchObject({ problems: [{ field: 'on' }] })
    expect(grant('2024-01-05').ok).toBe(true)
    expect(grant('2024-01-04')).toMatchObject({ problems: [{ field: 'on' }] })
  })

  test('a renewal before the notice begins says from when it may be', () => {
    const answer = mayStep(given, { step: 'renew', on: '2025-11-29', today: '2025-11-29', rule, hours: all })
    expect(answer).toMatchObject({ problems: [{ message: 'It can be renewed from 30 Nov 2025 on.' }] })
  })
})

describe('what is missing, in words', () => {
  test('for the first application: the course, the further hours, the references', () => {
    const begun = { begunOn: '2024-01-01', submittedOn: null, terms: [], referenceCount: 0 }
    const on = '2024-06-30'
    expect(missing(begun, { rule, hours: [], on })).toEqual([
      '40 hours of an approved course (peer support)',
      '20 hours of further learning',
      '2 references',
    ])
    const course = hour('2024-02-01', 40, { courseKind: 'peer support' })
    expect(missing({ ...begun, referenceCount: 1 }, { rule, hours: [course, hour('2024-03-01', 19)], on })).toEqual([
      '1 hour of further learning',
      '1 reference',
    ])
    expect(missing({ ...begun, referenceCount: 2 }, { rule, hours: [course, hour('2024-03-01', 20)], on })).toEqual([])
  })

  test('the certificate of the course is usable for two years to the day', () => {
    const begun = { begunOn: '2024-01-01', submittedOn: null, terms: [], referenceCount: 2 }
    const hours = [hour('2024-02-29', 60, { courseKind: 'peer support' })]
    expect(missing(begun, { rule, hours, on: '2026-02-28' })).toEqual([])
    expect(missing(begun, { rule, hours, on: '2026-03-01' })).toHaveLength(2)
  })

  test('whoever lapsed takes the course again', () => {
    const again = { ...given, begunOn: '2026-05-01', submittedOn: null }
    const hours = [hour('2025-12-01', 60, { courseKind: 'peer support' })]
    expect(missing(again, { rule, hours, on: '2026-06-01' })).toEqual([
      '40 hours of an approved course (peer support)',
      '20 hours of further learning',
    ])
  })

  test('for a renewal: hours after the last recertification, of which 3 on ethics', () => {
    const on = '2025-12-01'
    expect(missing(given, { rule, hours: enough, on })).toEqual([])
    expect(missing(given, { rule, hours: [hour('2024-02-10', 20, { ethicsHours: 3 })], on })).toEqual([
      '20 hours of continuing education',
      '3 hours on ethics',
    ])
    expect(missing(given, { rule, hours: [hour('2024-02-11', 20, { ethicsHours: 2.5 })], on })).toEqual([
      '0.5 hours on ethics',
    ])
  })
})

test('the rule in force is the newest that has begun', () => {
  const rules = [{ ...rule, effectiveOn: '2025-07-01', courseHours: 50 }, rule]
  expect(ruleOn(rules, '2025-06-30')?.courseHours).toBe(40)
  expect(ruleOn(rules, '2025-07-01')?.courseHours).toBe(50)
  expect(ruleOn(rules, '2010-01-01')?.courseHours).toBe(40)
})

test('a table of rules has no more ethics than hours, and no notice longer than its term', () => {
  expect(mayRule(rule).ok).toBe(true)
  expect(mayRule({ ...rule, ethicsHours: 20 }).ok).toBe(true)
  expect(mayRule({ ...rule, ethicsHours: 20.5 })).toMatchObject({ problems: [{ field: 'ethicsHours' }] })
  expect(mayRule({ ...rule, renewalMonths: 2, noticeDays: 57 })).toMatchObject({ problems: [{ field: 'noticeDays' }] })
})

test.each([
  [91, null],
  [90, '90 days'],
  [61, '90 days'],
  [60, '60 days'],
  [31, '60 days'],
  [30, '30 days'],
  [0, '30 days'],
  [-1, 'late window'],
  [-30, 'late window'],
  [-31, null],
])('%i days before the end the reminder is: %s', (left, kind) => {
  expect(reminderDue(given.terms[0] as Term, addDays('2026-02-28', -left))).toBe(kind)
})

describe('the ledger of hours', () => {
  const day = fc.integer({ min: 0, max: 2_000 }).map((at) => addDays('2020-01-01', at))
  const entries = fc
    .array(
      fc.record({
        on: day,
        quarters: fc.integer({ min: 1, max: 96 }),
        ethics: fc.integer({ min: 0, max: 96 }),
        isTakenBack: fc.boolean(),
      }),
      { maxLength: 40 },
    )
    .map((all) =>
      all.flatMap(({ on, quarters, ethics, isTakenBack }) => {
        const one = hour(on, quarters / 4, { ethicsHours: Math.min(quarters, ethics) / 4, source: 'entered' })
        return isTakenBack
          ? [
              one,
              {
                ...one,
                key: `${one.key}-back`,
                hours: -one.hours,
                ethicsHours: -one.ethicsHours,
                reversesId: one.key,
                source: 'taken back' as const,
              },
            ]
          : [one]
      }),
    )

  test('the balance is the sum of all entries, and the same without those that were taken back', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const exact = all.reduce((sum, one) => sum + one.hours * 4, 0) / 4
        expect(total(all).hours).toBe(exact + 0)
        expect(total(standing(all))).toEqual(total(all))
      }),
    )
  })

  test('no hour counts for two periods, and none that lies before the last recertification', () => {
    fc.assert(
      fc.property(entries, fc.array(day, { minLength: 2, maxLength: 6 }), (all, days) => {
        const cuts = [...new Set(days)].sort()
        const periods = cuts.slice(1).map((on, at) => countingHours(all, cuts[at] ?? '', on))
        const keys = periods.flat().map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        for (const [at, period] of periods.entries())
          for (const one of period) expect(one.on > (cuts[at] ?? '')).toBe(true)
        expect(total(periods.flat())).toEqual(total(countingHours(all, cuts[0] ?? '', cuts.at(-1) ?? '')))
      }),
    )
  })
})

describe('evidence is known by what is in it', () => {
  const file = (start: string, end: string, size = 2_000) => {
    const bytes = Buffer.alloc(size, 0x20)
    bytes.write(start, 0, 'latin1')
    bytes.write(end, size - Buffer.byteLength(end, 'latin1'), 'latin1')
    return bytes
  }
  const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'
  test('a PDF, a PNG and a JPEG are taken', () => {
    expect(evidenceType(file('%PDF-1.7\n', '%%EOF\n'))).toEqual({ ok: true, value: 'application/pdf' })
    expect(evidenceType(file(png, 'IEND\xaeB`\x82'))).toEqual({ ok: true, value: 'image/png' })
    expect(evidenceType(file('\xff\xd8\xff\xe0', '\xff\xd9'))).toEqual({ ok: true, value: 'image/jpeg' })
  })
  test('a program, a page, a drawing with a script, half a file and nothing are not, whatever their name', () => {
    for (const bytes of [
      file('MZ\x90', ''),
      file('\x7fELF', '%%EOF'),
      file('<html>', '</html>'),
      file('<svg onload="x">', ''),
      file('%PDF-1.7', ''),
      Buffer.alloc(0),
    ])
      expect(evidenceType(bytes)).toMatchObject({ problems: [{ code: 'credentials.file-kind', field: 'file' }] })
  })
  test('10 MB are taken, one byte more is not', () => {
    expect(evidenceType(file('%PDF-1.7\n', '%%EOF', 10 * 1024 * 1024)).ok).toBe(true)
    expect(evidenceType(file('%PDF-1.7\n', '%%EOF', 10 * 1024 * 1024 + 1))).toMatchObject({
      problems: [{ code: 'credentials.file-large' }],
    })
  })
  test('the name that is shown has no path and nothing hidden, and the one of a download is ours', () => {
    expect(shownName('C:\\x\\..\\my\u202Efdp.exe\n')).toBe('myfdp.exe')
    expect(shownName('\u0000')).toBe('File')
    expect(downloadName('image/jpeg')).toBe('evidence.jpg')
  })
})
