import { wilsonInterval } from '../../core/stats/counts/proportion.ts'

/** The stations of the way, each of them reached only past the one before. */
export const stations = [
  'handed over',
  'tried',
  'reached',
  'accepted help',
  'sent on',
  'connected',
  'still connected',
] as const
export type Station = (typeof stations)[number]

export const stationWords: Readonly<Record<Station, string>> = {
  'handed over': 'Handed over after an overdose they survived',
  tried: 'Somebody tried to reach them',
  reached: 'They, or somebody close, were reached',
  'accepted help': 'Accepted help',
  'sent on': 'Accepted to be sent to a service',
  connected: 'Came to a first appointment',
  'still connected': 'Still there 90 days later',
}

/** How far the referrals of one quarter came: those who passed each station, and those of the station before who may still come. */
export type Quarter = {
  readonly from: string
  readonly passed: Readonly<Record<Station, number>>
  /** Of those who stand at the station before and no further: how many are still under way. */
  readonly underWay: Readonly<Record<Station, number>>
}

export type Stage = {
  readonly station: Station
  readonly passed: number
  readonly of: number
  readonly underWay: number
  readonly lost: number
  /** Of those of whom it is decided, the share who passed, with the interval in which it would lie 95 times of 100 (Wilson, 1927); null for too few. */
  readonly share: { readonly value: number; readonly low: number; readonly high: number } | null
}

/** A share of fewer than this says nothing. */
const fewest = 5

/** The stages of a way, each against the one before it. Who may still come is neither passed nor lost. */
export function stagesOf({ passed, underWay }: Pick<Quarter, 'passed' | 'underWay'>): readonly Stage[] {
  return stations.map((station, at) => {
    const before = stations[at - 1]
    const of = before === undefined ? passed[station] : passed[before]
    const decided = of - underWay[station]
    const interval = before === undefined || decided < fewest ? null : wilsonInterval(passed[station], decided)
    return {
      station,
      passed: passed[station],
      of,
      underWay: underWay[station],
      lost: decided - passed[station],
      share: interval?.ok
        ? { value: passed[station] / decided, low: interval.value[0], high: interval.value[1] }
        : null,
    }
  })
}

/** Quarters put together, as if they were one. */
export function together(quarters: readonly Quarter[]): Pick<Quarter, 'passed' | 'underWay'> {
  const sum = (of: (quarter: Quarter) => Readonly<Record<Station, number>>): Record<Station, number> =>
    Object.fromEntries(
      stations.map((station) => [station, quarters.reduce((all, quarter) => all + of(quarter)[station], 0)]),
    ) as Record<Station, number> // of the stations
  return { passed: sum(({ passed }) => passed), underWay: sum(({ underWay }) => underWay) }
}

/** Where most are lost, of the stages that more than a few came to; null where nobody is. */
export function widestGap(stages: readonly Stage[]): Stage | null {
  const lossy = stages.filter(({ lost, of }) => lost > 0 && of >= fewest)
  return lossy.reduce<Stage | null>((most, stage) => (most === null || stage.lost > most.lost ? stage : most), null)
}

/** `Q3 2024` for its first day. */
export const quarterName = (from: string): string => `Q${Math.ceil(Number(from.slice(5, 7)) / 3)} ${from.slice(0, 4)}`

/** The parts of a day, as the table has them: from an hour, to the next one. */
export const partsOfDay = [
  { name: 'Night, 12 to 6 am', from: 0, to: 6 },
  { name: 'Morning, 6 am to noon', from: 6, to: 12 },
  { name: 'Afternoon, noon to 6 pm', from: 12, to: 18 },
  { name: 'Evening, 6 pm to midnight', from: 18, to: 24 },
] as const

/** One cell of the table: overdoses of a part of a weekday (Monday is 1), and how many coaches are on shift then. */
export type HourOfWeek = {
  readonly weekday: number
  readonly part: number
  readonly count: number
  readonly medianHours: number | null
  readonly coaches: number
}
