import { type Day, dayInWords } from '../core/day.ts'
import type { Due } from './model.ts'

/** Who may pass the doors of this room. */
export const access = {
  seeToday: ['administrator', 'editor', 'coordinator', 'viewer'],
  enter: ['administrator', 'editor', 'coordinator', 'viewer', 'coach'],
} as const

/** How things stand in the rooms, as far as somebody has to do something about it. */
export type Standing = {
  /** Applications to coach that nobody has decided yet. */
  readonly applications: number
  /** Classes that are over and have seats without an outcome. */
  readonly classesWaiting: number
  /** Steps of action plans whose day has passed. */
  readonly overdue: readonly { readonly what: string; readonly measureId: string; readonly dueOn: Day }[]
  /** Entered measures with a period that is over and has no value. */
  readonly valuesDue: readonly { readonly title: string; readonly measureId: string; readonly period: string }[]
  /** Reviews whose declared day has come and that nobody has held. */
  readonly reviewsDue: readonly {
    readonly title: string
    readonly measureId: string
    readonly reviewId: string
    readonly dueOn: Day
  }[]
  /** Days and weeks with more than usual, in words. They are alerts to look, and no findings. */
  readonly spikes: readonly { readonly title: string; readonly measureId: string; readonly words: string }[]
  /** What publishing would change for the public. */
  readonly changes: number
  /** The edition that is public; null before the first. */
  readonly edition: number | null
}

type Writers = {
  readonly applications: boolean
  readonly training: boolean
  readonly readings: boolean
  readonly reviews: boolean
  readonly plan: boolean
  readonly publish: boolean
}

/** What waits for somebody with these rights, the work before the words and publishing last. */
export function dueFor(may: Writers, standing: Standing): readonly Due[] {
  const { applications, classesWaiting, overdue, valuesDue, reviewsDue, spikes, changes, edition } = standing
  return [
    ...(may.readings ? spikes : []).map(({ title, measureId, words }) => ({
      what: `${title}: ${words}`,
      why: 'An alert to look, not a finding.',
      act: 'Look at it',
      href: `/measures/${measureId}/spikes`,
    })),
    ...(may.applications && applications > 0
      ? [
          {
            what:
              applications === 1
                ? 'One person waits to become a coach'
                : `${applications} people wait to become coaches`,
            why: 'They applied on a public page and have no answer yet.',
            act: 'Read the applications',
            href: '/coaches/applications',
          },
        ]
      : []),
    ...(may.training && classesWaiting > 0
      ? [
          {
            what:
              classesWaiting === 1
                ? 'A class waits for its outcomes'
                : `${classesWaiting} classes wait for their outcomes`,
            why: 'The class is over. Until outcomes are recorded, nobody who was there counts.',
            act: 'Record outcomes',
            href: '/training?view=waiting',
          },
        ]
      : []),
    ...(may.readings ? valuesDue : []).map(({ title, measureId, period }) => ({
      what: `${title}: ${period}`,
      why: 'The period is over and has no value yet.',
      act: 'Enter the value',
      href: `/measures/${measureId}`,
    })),
    ...(may.reviews ? reviewsDue : []).map(({ title, measureId, reviewId, dueOn }) => ({
      what: `${title}: the review of ${dayInWords(dueOn)}`,
      why: 'Its day has come. Hold it to say whether the curve turned.',
      act: 'Open the review',
      href: `/measures/${measureId}/reviews/${reviewId}`,
    })),
    ...(may.plan ? overdue : []).map(({ what, measureId, dueOn }) => ({
      what,
      why: `This step was due on ${dayInWords(dueOn)}. Say how it stands, or give it a new day.`,
      act: 'Update the action plan',
      href: `/scorecard/measures/${measureId}`,
    })),
    ...(may.publish && changes > 0
      ? [
          {
            what: changes === 1 ? 'One change is not public yet' : `${changes} changes are not public yet`,
            why: edition === null ? 'Nothing is published yet.' : `Edition ${edition} is what the public sees.`,
            act: 'See the changes',
            href: '/publish',
          },
        ]
      : []),
  ]
}
