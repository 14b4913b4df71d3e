// How long a group lasts, with intervals that say how little a small group can tell.

/** One member of a group: how long they were seen, and whether they were lost then (else they were still there). */
export type Seen = { readonly time: number; readonly isLost: boolean }

/** The share that lasts beyond `time`, its 95% interval, and how many were still seen just before. */
export type SurvivalPoint = {
  readonly time: number
  readonly atRisk: number
  readonly lost: number
  readonly share: number
  readonly low: number
  readonly high: number
}

const z = 1.959963984540054 // the 97.5% point of the normal distribution

/**
 * The product-limit estimate at each time when somebody was lost (Kaplan and Meier 1958), with Greenwood's variance on the
 * log(-log) scale, which keeps the limits between 0 and 1 (Kalbfleisch and Prentice, The Statistical Analysis of Failure
 * Time Data, 2nd ed. 2002, section 1.4). Members lost and members last seen at one time: the loss comes first. Once all are
 * lost the variance is not defined and the interval is the whole from 0 to the last upper limit.
 */
export function survival(group: readonly Seen[]): readonly SurvivalPoint[] {
  const times = [...new Set(group.filter(({ isLost }) => isLost).map(({ time }) => time))].sort((a, b) => a - b)
  const points: SurvivalPoint[] = []
  let share = 1
  let sum = 0
  for (const time of times) {
    const atRisk = group.filter((one) => one.time >= time).length
    const lost = group.filter((one) => one.isLost && one.time === time).length
    share *= 1 - lost / atRisk
    sum += lost / (atRisk * (atRisk - lost))
    const [low, high] = share === 0 ? [0, points.at(-1)?.high ?? 1] : limits(share, sum)
    points.push({ time, atRisk, lost, share, low, high })
  }
  return points
}

function limits(share: number, sum: number): readonly [number, number] {
  const spread = (z * Math.sqrt(sum)) / Math.abs(Math.log(share))
  return [share ** Math.exp(spread), share ** Math.exp(-spread)]
}

/** The share that lasts beyond a time: that of the last loss up to then, everybody before the first. */
export const shareAt = (
  points: readonly SurvivalPoint[],
  time: number,
): Pick<SurvivalPoint, 'share' | 'low' | 'high'> =>
  points.findLast((point) => point.time <= time) ?? { share: 1, low: 1, high: 1 }
