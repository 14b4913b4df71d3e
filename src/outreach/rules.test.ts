import { expect, test } from 'vitest'
import { type ReferralPath, referralPaths } from '../referrals/facts.ts'
import { modes, type Outcome, outcomeGroups, outcomes } from './model.ts'
import { isEnough, mayCorrect, moveOf, problemsOf, type Try } from './rules.ts'

/** A call by a coach, on which everything is as it should be. */
const fine: Try = {
  path: 'survivor',
  mode: 'phone',
  outcome: 'reached',
  whyInPerson: 'asked for it',
  isByVolunteer: true,
  hasCompanion: true,
  isFirstVisit: true,
  asksTwoOnFirstVisit: true,
  wasCalled: false,
  hasNumber: true,
  gave: null,
  isAskedByFamily: false,
  isTrained: false,
  hasNaloxone: null,
  mayCallAgain: null,
  on: '2025-01-15',
  nextOn: null,
}
const codes = (one: Partial<Try>): readonly string[] =>
  problemsOf({ ...fine, ...one }).map(({ code, field }) => (field ? `${code} at ${field}` : code))
const familyToo: readonly ReferralPath[] = ['grief', 'family']

/** What may come of an attempt: whether something may be given then, and where it leads a survivor’s referral and a family’s. */
const table: Readonly<
  Record<Outcome, readonly [gives: 'gives' | 'asked' | 'nothing', survivor: string, family: string]>
> = {
  reached: ['gives', 'reached', 'never'],
  engaged: ['gives', 'engaged', 'never'],
  'in treatment': ['gives', 'reached', 'never'],
  'declined now': ['gives', 'closed: declined now', 'never'],
  'declined for good': ['gives', 'closed: declined for good', 'never'],
  'reached family': ['asked', 'attempting', 'reached'],
  'no answer': ['nothing', 'attempting', 'attempting'],
  'left neutral message': ['nothing', 'attempting', 'attempting'],
  'not there': ['nothing', 'attempting', 'attempting'],
  'wrong address': ['nothing', 'attempting', 'attempting'],
  moved: ['nothing', 'closed: moved', 'closed: moved'],
  incarcerated: ['nothing', 'closed: incarcerated', 'never'],
  hospitalized: ['nothing', 'attempting', 'never'],
  deceased: ['nothing', 'closed: deceased', 'never'],
  'deferred for safety': ['nothing', 'stays', 'stays'],
  'deferred for privacy': ['nothing', 'stays', 'stays'],
}

for (const path of referralPaths)
  test(`whatever comes of an attempt on the path ${path}, by whatever way, is allowed, gives and leads as the table says`, () => {
    for (const mode of modes)
      for (const outcome of outcomes) {
        const [gives, survivor, family] = table[outcome]
        const [leads, about] = [familyToo.includes(path) ? family : survivor, `${mode}, ${outcome}`]
        const volunteer = path === 'minor' || path === 'outside' ? ['outreach.no-volunteer'] : []
        const never = leads === 'never' ? ['outreach.not-for-family at outcome'] : []
        expect(codes({ path, mode, outcome }), about).toEqual([...volunteer, ...never])
        expect(codes({ path, mode, outcome, isByVolunteer: false }), about).toEqual(never)

        const given = codes({ path, mode, outcome, gave: 'gave-kit' })
        expect(given.includes('outreach.nobody-to-give at gave-kit'), about).toBe(gives === 'nothing')
        expect(given.includes('outreach.family-asks at gave-kit'), about).toBe(gives === 'asked')
        const asked = codes({ path, mode, outcome, gave: 'gave-kit', isAskedByFamily: true })
        expect(asked.includes('outreach.family-asks at gave-kit'), about).toBe(false)
        if (leads !== 'never') {
          const incarcerated = path === 'incarcerated' && outcome === 'incarcerated'
          expect(ledTo({ path, outcome }), about).toBe(incarcerated ? 'attempting' : leads)
        }

        const bare = { path, mode, outcome, isByVolunteer: false, whyInPerson: '', hasCompanion: false } as const
        const isVisit = mode === 'in person' && !outcome.startsWith('deferred')
        expect(codes(bare).includes('outreach.call-first at whyInPerson'), about).toBe(isVisit)
        expect(codes(bare).includes('outreach.not-alone at companionId'), about).toBe(isVisit)
      }
  })

const ledTo = (one: Partial<Parameters<typeof moveOf>[0]>): string => {
  const move = moveOf({
    path: 'survivor',
    outcome: 'reached',
    mayCallAgain: null,
    on: '2025-01-15',
    nextOn: null,
    ...one,
  })
  if (move === null) return 'stays'
  return move.to === 'closed' ? `closed: ${move.reason}` : move.to
}

test('a visit without a call before is fine where there is no number, or once somebody called', () => {
  const visit = { mode: 'in person', whyInPerson: '' } as const
  expect(codes(visit)).toEqual(['outreach.call-first at whyInPerson'])
  expect(codes({ ...visit, wasCalled: true })).toEqual([])
  expect(codes({ ...visit, hasNumber: false })).toEqual([])
})

test('nobody goes alone on a first visit; later, or where the team asks it otherwise, they may', () => {
  const alone = { mode: 'in person', hasCompanion: false } as const
  expect(codes(alone)).toEqual(['outreach.not-alone at companionId'])
  expect(codes({ ...alone, isFirstVisit: false })).toEqual([])
  expect(codes({ ...alone, asksTwoOnFirstVisit: false })).toEqual([])
  expect(codes({ ...alone, mode: 'bedside' })).toEqual([])
})

test('of nobody met it is not said that they were shown how, or what they have in hand', () => {
  expect(codes({ outcome: 'no answer', isTrained: true, hasNaloxone: false })).toEqual([
    'outreach.nobody-to-train at isTrained',
    'outreach.nobody-to-ask at hasNaloxone',
  ])
})

test('a next step is set only where there may be one', () => {
  const next = { nextOn: '2025-01-20' }
  expect(codes(next)).toEqual([])
  expect(codes({ nextOn: '2025-01-15' })).toEqual([])
  expect(codes({ nextOn: '2025-01-14' })).toEqual(['outreach.next-before at nextOn'])
  expect(codes({ nextOn: '2026-01-16' })).toEqual([])
  expect(codes({ nextOn: '2026-01-17' })).toEqual(['outreach.next-far at nextOn'])
  expect(codes({ ...next, outcome: 'deceased' })).toEqual(['outreach.no-next at nextOn'])
  expect(codes({ ...next, outcome: 'declined for good' })).toEqual(['outreach.no-next at nextOn'])
  expect(codes({ ...next, outcome: 'declined now' })).toEqual(['outreach.no-retry at nextOn'])
  expect(codes({ ...next, outcome: 'declined now', mayCallAgain: true })).toEqual([])
  expect(codes({ outcome: 'declined for good', mayCallAgain: true })).toEqual(['outreach.for-good at mayCallAgain'])
})

test('who declined for now, moved or is in jail stays open where there is more to do', () => {
  expect(ledTo({ outcome: 'declined now', mayCallAgain: true })).toBe('reached')
  expect(ledTo({ outcome: 'declined now', mayCallAgain: false })).toBe('closed: declined now')
  expect(ledTo({ outcome: 'moved', nextOn: '2025-01-20' })).toBe('attempting')
  expect(ledTo({ outcome: 'incarcerated', nextOn: '2025-01-20' })).toBe('attempting')
  expect(ledTo({ path: 'grief', outcome: 'reached family', mayCallAgain: false })).toBe('closed: declined for good')
  expect(ledTo({ path: 'survivor', outcome: 'reached family', mayCallAgain: false })).toBe('attempting')
})

test('enough was tried once as many attempts as asked reached nobody; what was put off was not tried', () => {
  expect(isEnough(['no answer', 'not there', 'left neutral message'], 3)).toBe(true)
  expect(isEnough(['no answer', 'not there'], 3)).toBe(false)
  expect(isEnough(['no answer', 'not there', 'deferred for safety', 'deferred for privacy'], 3)).toBe(false)
  expect(isEnough(['no answer', 'not there', 'reached family', 'no answer'], 3)).toBe(false)
})

test('a coach corrects their own on the day they logged it, and no other; a coordinator corrects all', () => {
  const own = { coachId: 'ana', loggedOn: '2025-01-15' }
  const ana = { seesAll: false, coachId: 'ana' }
  expect(mayCorrect(own, ana, '2025-01-15')).toBe(true)
  expect(mayCorrect(own, ana, '2025-01-16')).toBe(false)
  expect(mayCorrect({ ...own, loggedOn: null }, ana, '2025-01-15')).toBe(false)
  expect(mayCorrect(own, { ...ana, coachId: 'ben' }, '2025-01-15')).toBe(false)
  expect(mayCorrect({ coachId: null, loggedOn: '2025-01-15' }, { seesAll: false, coachId: null }, '2025-01-15')).toBe(
    false,
  )
  expect(mayCorrect(own, { seesAll: true, coachId: null }, '2026-01-15')).toBe(true)
})

test('every outcome stands once in the form', () => {
  expect(outcomeGroups.flatMap((group) => group.outcomes).toSorted()).toEqual([...outcomes].toSorted())
})
