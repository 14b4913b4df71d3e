import { counted } from '../core/counted.ts'
import { type Day, dayInWords } from '../core/day.ts'
import type { Due } from '../core/due.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Waiting } from '../platform/waiting.ts'
import { isDue } from './curve/rules.ts'
import { reviewsOf } from './curve/store.ts'
import { wholesOf } from './readings.ts'
import { access, type ValueDue, valuesDue } from './rules.ts'
import { alertInWords } from './spikes/rules.ts'
import { allOpenAlerts } from './spikes/store.ts'
import { listMeasures } from './store.ts'

/** What waits in the measures: spikes to look at, values to enter, reviews to hold. */
export const measuresWaiting: readonly Waiting[] = [
  // Days are counted from the facts themselves, of which not everybody who may enter values sees the same, so it is not kept.
  { may: access.enter, due: async (tx, today) => (await allOpenAlerts(tx, today)).map(alertDue) },
  {
    may: access.enter,
    isOfDay: true,
    due: async (tx, today) => valuesWaiting(valuesDue(await wholesOf(tx, await listMeasures(tx), today), today)),
  },
  { may: access.write, isOfDay: true, due: async (tx, today) => (await reviewsOpen(tx, today)).map(reviewDue) },
]

type AlertDue = Parameters<typeof alertInWords>[0] & {
  readonly title: string
  readonly measureId: string
  readonly every: Parameters<typeof alertInWords>[1]
}

export const alertDue = (alert: AlertDue): Due => ({
  what: `${alert.title}: ${alertInWords(alert, alert.every)}`,
  why: 'An alert to look, not a finding.',
  act: 'Look at it',
  href: `/measures/${alert.measureId}/spikes`,
  when: 'now',
})

/** One value has its line; several are entered on one sheet. */
export function valuesWaiting(due: readonly ValueDue[]): readonly Due[] {
  const [oldest] = due
  if (!oldest) return []
  const { title } = oldest.measure
  const says =
    due.length === 1
      ? {
          what: `${title}: ${oldest.period.label}`,
          why: 'The period is over and has no value yet.',
          act: 'Enter the value',
        }
      : {
          what: `${counted(due.length, 'value')} to enter`,
          why: `Their periods are over. The oldest: ${title}, ${oldest.period.label}.`,
          act: 'Enter the values',
        }
  return [{ ...says, href: '/measures/due' }]
}

type ReviewDue = { readonly title: string; readonly measureId: string; readonly reviewId: string; readonly dueOn: Day }

export const reviewDue = ({ title, measureId, reviewId, dueOn }: ReviewDue): Due => ({
  what: `${title}: the review of ${dayInWords(dueOn)}`,
  why: 'Its day has come. Hold it to say whether the curve turned.',
  act: 'Open the review',
  href: `/measures/${measureId}/reviews/${reviewId}`,
})

/** Reviews whose declared day has come and that nobody has held. */
async function reviewsOpen(tx: Tx, today: Day): Promise<readonly ReviewDue[]> {
  const measures = await listMeasures(tx)
  if (measures.length === 0) return []
  const titles = new Map(measures.map(({ id, title }) => [id, title]))
  return (await reviewsOf(tx, [...titles.keys()])).flatMap(({ id, measureId, dueOn, held }) =>
    isDue({ dueOn, held }, today) ? [{ title: titles.get(measureId) ?? '', measureId, reviewId: id, dueOn }] : [],
  )
}
