import type { Day } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { ShiftsInShort, SupportInShort } from '../beside/model.ts'
import type { Credential, Kind } from '../credentials/model.ts'
import type { Act } from '../next/model.ts'
import { type Engagement, exits, type Stage, type Standing, type Step } from '../path/model.ts'
import type { Item, Onboarding } from './model.ts'

export type OnboardingFacts = {
  readonly coachId: string
  readonly stage: Standing | null
  readonly steps: readonly Step[]
  readonly trainedOn: Day | null
  readonly engagements: readonly Engagement[]
  /** How they come to their own page: nobody, who was invited, or who signs in. */
  readonly ownPage: 'none' | 'invited' | 'signs in'
  readonly hasMailAddress: boolean
  readonly own: readonly Credential[]
  readonly required: readonly Pick<Kind, 'id' | 'name'>[]
  readonly support: Pick<SupportInShort, 'mentor' | 'supervisor'>
  readonly shifts: Pick<ShiftsInShort, 'next' | 'firstOn'>
}

/**
 * Onboarding as a list, out of what is on record anyway. Of who came back only the steps since then count; a team that began with
 * coaches it had already has no day of their onboarding, and needs none.
 */
export function onboardingOf(facts: OnboardingFacts): Onboarding {
  const { coachId, trainedOn } = facts
  const isOnBoard = facts.stage !== null && onBoard.includes(facts.stage)
  const on = dayOf(facts.steps)
  return {
    before: [
      item('Passed an approved coach course', {
        on: trainedOn,
        act: { name: 'Record completion', to: `/training/record?coachId=${coachId}` },
        why: 'No approved coach course is on record as passed.',
      }),
      item('Onboarding begun', {
        isDone: isOnBoard,
        on: on('onboarding'),
        act: step(coachId, 'Begin onboarding', 'onboarding'),
        why: 'They are trained. Onboarding has not begun.',
      }),
      item('How they coach', {
        on: facts.engagements[0]?.fromOn ?? null,
        act: { name: 'Say how they coach', to: `/coaches/${coachId}/engagement` },
        why: 'Nobody has said whether they volunteer or are paid.',
      }),
      ownPageItem(facts),
      ...facts.required.map((kind) => requiredItem(kind, facts)),
      item('On board', {
        isDone: isOnBoard,
        on: on('active'),
        act: step(coachId, 'Record that they are on board', 'active'),
        why: 'All of onboarding is done. Once they are active they may take shifts.',
      }),
    ],
    after: [mentorItem(facts), supervisorItem(facts), firstShiftItem(facts)],
  }
}

/** Whether it is shown, and folded: of who comes on board it stands open, of who is at work it holds nobody up. */
export const looks = (stage: Standing | null): 'open' | 'folded' | 'not at all' =>
  stage === 'trained' || stage === 'onboarding'
    ? 'open'
    : stage !== null && onBoard.includes(stage)
      ? 'folded'
      : 'not at all'

const onBoard: readonly Standing[] = ['active', 'reactivated', 'on leave', 'inactive']

type Has = {
  readonly on: Day | null
  readonly isDone?: boolean
  readonly note?: string
  readonly act: Act | null
  readonly why: string
}
const item = (name: string, { on, isDone = on !== null, note = '', act, why }: Has): Item => ({
  name,
  isDone: isDone || on !== null,
  on,
  note,
  act,
  why,
})

const step = (coachId: string, name: string, to: Stage): Act => ({ name, to: `/coaches/${coachId}/step?to=${to}` })

/** The first day of a step since somebody came, or came back. */
const dayOf = (steps: readonly Step[]) => {
  const since = steps.slice(steps.findLastIndex(({ stage }) => exits.includes(stage)) + 1)
  return (stage: Stage): Day | null => since.find((one) => one.stage === stage)?.fromOn ?? null
}

const ownPageItem = ({ coachId, ownPage, hasMailAddress }: OnboardingFacts): Item =>
  item('Their own page', {
    on: null,
    isDone: ownPage !== 'none',
    note: ownPage === 'invited' ? 'invited' : '',
    act: hasMailAddress
      ? { name: 'Invite to their page', to: `/coaches/${coachId}#sign-in` }
      : { name: 'Add a mail address', to: `/coaches/${coachId}/edit` },
    why: hasMailAddress
      ? 'They cannot see their classes and shifts yet.'
      : 'Without a mail address nobody can invite them to their own page.',
  })

/** A paper that is under way is on record: how far it has come stands under Credentials. */
function requiredItem({ id, name }: Pick<Kind, 'id' | 'name'>, { own, coachId }: OnboardingFacts): Item {
  const held = own.find(({ kindId }) => kindId === id)
  const from = held?.terms[0]?.fromOn
  return item(name, {
    on: from ?? held?.begunOn ?? null,
    note: held && !from ? 'begun' : '',
    act: { name: `Add ${name}`, to: `/coaches/${coachId}/credentials/add` },
    why: `Every active coach has to hold ${stopped(name)} None is on record.`,
  })
}

const mentorItem = ({ coachId, support: { mentor } }: OnboardingFacts): Item =>
  item('Mentor', {
    on: mentor?.since ?? null,
    note: mentor?.name ?? '',
    act: { name: 'Choose a mentor', to: `/support/coaches/${coachId}/mentor` },
    why: 'They are new at work, and nobody is their mentor yet.',
  })

const supervisorItem = ({ coachId, support: { supervisor } }: OnboardingFacts): Item =>
  item('Supervisor', {
    on: supervisor?.since ?? null,
    note: supervisor?.name ?? '',
    act: { name: 'Choose the supervisor', to: `/support/coaches/${coachId}/supervisor` },
    why: 'They are new at work, and nobody supervises them yet.',
  })

/** Planned it is not done yet, and there is nothing to do but wait. */
const firstShiftItem = ({ shifts: { next, firstOn } }: OnboardingFacts): Item =>
  item('First shift', {
    on: firstOn,
    note: firstOn === null && next[0] ? `planned for ${next[0].words}` : '',
    act: next[0] ? null : { name: 'Find a first shift', to: '/shifts' },
    why: 'They have not worked a shift, and none is planned.',
  })
