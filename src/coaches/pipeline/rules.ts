import { addMonths, type Day, daysBetween, monthOf } from '../../core/day.ts'
import type { Seen } from '../../core/stats/survival/kaplan-meier.ts'
import type { Standing } from '../path/model.ts'
import { standingOf } from '../path/rules.ts'
import { type Cohort, type Moves, type OnTheWay, type Outcome, type YearOfMoves } from './model.ts'

/** Where somebody stands, from what the pipeline knows of them; the same as `standingOf` of their whole path. */
export function stageOf({ trainedOn, stage, since, boardedOn }: OnTheWay): Standing | null {
  if (stage === null || since === null) return trainedOn === null ? null : 'trained'
  const last = { id: '', stage, fromOn: since, reason: '' }
  const boarded = boardedOn === null ? [] : [{ id: '', stage: 'onboarding', fromOn: boardedOn, reason: '' } as const]
  return standingOf([...boarded, last], trainedOn)?.stage ?? null
}

/** How many stand where, in the order of the path; nobody is left out. */
export function standings(
  all: readonly OnTheWay[],
): readonly { readonly stage: Standing | 'no step yet'; readonly count: number }[] {
  const counts = new Map<Standing | 'no step yet', number>()
  for (const one of all) {
    const stage = stageOf(one) ?? 'no step yet'
    counts.set(stage, (counts.get(stage) ?? 0) + 1)
  }
  return order.flatMap((stage) => {
    const count = counts.get(stage)
    return count === undefined ? [] : [{ stage, count }]
  })
}

const order: readonly (Standing | 'no step yet')[] = [
  'prospect',
  'applicant',
  'screened',
  'accepted',
  'in training',
  'trained',
  'onboarding',
  'active',
  'reactivated',
  'on leave',
  'inactive',
  'declined',
  'withdrawn',
  'released',
  'no step yet',
]

/** The coaches by the year of their first training, oldest first, each with what became of them. */
export function cohorts(all: readonly OnTheWay[]): readonly Cohort[] {
  const years = new Map<string, OnTheWay[]>()
  for (const one of all) {
    const year = one.trainedOn?.slice(0, 4)
    if (year !== undefined) years.set(year, [...(years.get(year) ?? []), one])
  }
  return [...years]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([year, trained]) => ({
      year,
      trained,
      by: {
        'at work': having(trained, 'at work'),
        'on leave': having(trained, 'on leave'),
        stopped: having(trained, 'stopped'),
        'in onboarding': having(trained, 'in onboarding'),
        'not begun': having(trained, 'not begun'),
        'left before': having(trained, 'left before'),
      },
      cameOnBoard: trained.filter(({ startedOn }) => startedOn !== null).length,
    }))
}

const having = (all: readonly OnTheWay[], outcome: Outcome): readonly OnTheWay[] =>
  all.filter((one) => outcomeOf(one) === outcome)

function outcomeOf(one: OnTheWay): Outcome {
  const stage = stageOf(one)
  if (stage === 'active' || stage === 'reactivated') return 'at work'
  if (stage === 'on leave') return 'on leave'
  if (isOver(stage)) return one.startedOn === null ? 'left before' : 'stopped'
  return stage === 'onboarding' ? 'in onboarding' : 'not begun'
}

const isOver = (stage: Standing | null): boolean =>
  stage === 'inactive' || stage === 'declined' || stage === 'withdrawn' || stage === 'released'

/** `Of 39 trained in 2023, 11 came on board and 8 still work.` */
export const cohortInWords = ({ year, trained, cameOnBoard, by }: Cohort): string =>
  `Of ${trained.length} trained in ${year}, ${cameOnBoard} came on board and ${by['at work'].length} still ${
    by['at work'].length === 1 ? 'works' : 'work'
  }.`

/** What those who are lost did: they left before they came on board, or stopped after it. */
type Loss = Extract<Outcome, 'left before' | 'stopped'>

/**
 * Where most of those who were trained are lost, in one sentence: before they come on board or after, and in which year most of these
 * were trained, if one year has more than half of them. Who waits or is on leave is not lost. Null where nobody was trained.
 */
export function lostInWords(all: readonly Cohort[]): string | null {
  const [first] = all
  if (!first) return null
  const trained = all.reduce((sum, cohort) => sum + cohort.trained.length, 0)
  const of = `Of ${trained} trained ${all.length === 1 ? 'in' : 'since'} ${first.year}`
  const [before, after] = [lostOf(all, 'left before'), lostOf(all, 'stopped')]
  if (before + after === 0) return `${of}, nobody has left.`
  if (before === after) return `${of}, ${before} left before they came on board and ${after} stopped after it.`
  return before > after
    ? `${of}, ${before} left before they came on board${mostlyOf(all, 'left before')}.`
    : `${of}, ${after} stopped after they came on board${mostlyOf(all, 'stopped')}.`
}

const lostOf = (all: readonly Cohort[], loss: Loss): number => all.reduce((sum, { by }) => sum + by[loss].length, 0)

function mostlyOf(all: readonly Cohort[], loss: Loss): string {
  const lost = lostOf(all, loss)
  const most = all.find(({ by }) => by[loss].length * 2 > lost)
  if (!most || all.length === 1) return ''
  const count = most.by[loss].length
  return count === lost ? `, all of them trained in ${most.year}` : `, ${count} of them trained in ${most.year}`
}

/** The most years that one picture holds; those before are in the table. */
const mostDrawn = 12

/** One year of the picture: how many came how far, who left on the way, and who still may come. */
export type YearDrawn = {
  readonly year: string
  readonly trained: number
  readonly cameOnBoard: number
  readonly atWork: number
  /** Lost before coming on board. */
  readonly lostBefore: number
  /** Trained, not on board, and not lost. */
  readonly mayCome: number
  /** Lost after coming on board. */
  readonly lostAfter: number
  /** On board, and on leave. */
  readonly onLeave: number
}

/** The picture of the newest years, oldest first. */
export const drawn = (all: readonly Cohort[]): readonly YearDrawn[] =>
  all.slice(-mostDrawn).map(({ year, trained, by, cameOnBoard }) => ({
    year,
    trained: trained.length,
    cameOnBoard,
    atWork: by['at work'].length,
    lostBefore: by['left before'].length,
    mayCome: trained.length - cameOnBoard - by['left before'].length,
    lostAfter: by.stopped.length,
    onLeave: by['on leave'].length,
  }))

/**
 * How long those of a cohort who came on board have stayed, in months of 30.44 days. Who stopped and came back counts as having
 * stayed; who is there or on leave was last seen today.
 */
export const stays = ({ trained }: Pick<Cohort, 'trained'>, today: Day): readonly Seen[] =>
  trained.flatMap((one) => {
    if (one.startedOn === null) return []
    const isLost = isOver(stageOf(one))
    const until = isLost && one.since !== null ? one.since : today
    return [{ time: Math.max(0, daysBetween(one.startedOn, until)) / daysAMonth, isLost }]
  })

/** Gregorian mean: 365.2425 / 12. */
const daysAMonth = 30.436875

/**
 * Attrition by year: who stopped, leave excluded, over the mean of the month-ends of that year up to today. `moves` are in the order
 * of months.
 */
export function attritionByYear(moves: readonly Moves[], today: Day): readonly YearOfMoves[] {
  const [first] = moves
  if (!first) return []
  const byMonth = new Map(moves.map((one) => [one.month, one]))
  const years = new Map<string, { came: number; lost: number; ends: number[] }>()
  let active = 0
  for (let month = first.month; month <= monthOf(today); month = addMonths(month, 1)) {
    const move = byMonth.get(month)
    active += move?.change ?? 0
    const year = years.get(month.slice(0, 4)) ?? { came: 0, lost: 0, ends: [] }
    year.came += move?.change ?? 0
    year.lost += move?.lost ?? 0
    year.ends.push(active)
    years.set(month.slice(0, 4), year)
  }
  return [...years].map(([year, { came, lost, ends }]) => {
    const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length
    return { year, came, lost, atEnd: ends.at(-1) ?? 0, attrition: mean > 0 ? lost / mean : null }
  })
}
