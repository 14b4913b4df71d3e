import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { ChartKind } from '../../core/stats/charts/chooser.ts'
import { type SignalSettings, usualSettings } from '../../core/stats/charts/signals.ts'
import { pointsForLimits, xmrReach } from '../../core/stats/charts/xmr.ts'
import { ladderOf } from '../../core/stats/trend/ladder.ts'
import { timesInWords } from '../../core/stats/words/odds.ts'
import { methodInWords, sourceInWords } from '../../measures/curve/words.ts'
import { figure, figureInWords } from '../../measures/figures.ts'
import { aheadOf, nextInWords } from '../chart/ahead.ts'
import { numberInWords } from '../figures.ts'
import type { EvidenceShown, ForecastShown, MeasureShown } from '../model.ts'
import { words as turnInWords } from './turn.tsx'

/** What stands behind the sentence: how far the values swing, what that means, and how it was worked out. */
export function Meaning({ measure }: { measure: MeasureShown }): JSX.Element | null {
  const { evidence } = measure
  if (evidence === null || evidence.points === 0) return null
  return (
    <div class="meaning">
      <details>
        <summary>What does this mean?</summary>
        {explained(measure, evidence).map((words) => (
          <p>{words}</p>
        ))}
        <p class="quiet">{methods(measure, evidence).join(' ')}</p>
      </details>
      {measure.inSpanish && (
        <details lang="es">
          <summary>En español</summary>
          <p>{measure.inSpanish}</p>
        </details>
      )}
      {measure.reviews.slice(0, 1).map(({ reviewedOn, word }) => (
        <p>
          <b>Review of {dayInWords(reviewedOn)}:</b> <a href="#turn">{turnInWords[word].toLowerCase()}</a>.
        </p>
      ))}
    </div>
  )
}

/** For a reader who has never heard of it. */
export function explained(measure: MeasureShown, evidence: EvidenceShown): string[] {
  const next = nextInWords(measure)
  return [...aboutSwings(measure, evidence), aboutMark(evidence), ...(next === null ? [] : [next])]
}

function aboutSwings(measure: MeasureShown, { phi, timesChance }: EvidenceShown): string[] {
  if (timesChance === null || phi === null) return []
  const how = `This number swings ${timesInWords(timesChance)} as much as chance alone would. Statisticians measure this as phi: here it is about ${about(phi)}, and ${about(timesChance)} is its square root.`
  if (measure.shape !== 'count') return [`Figures move a little by chance alone, even when nothing has changed. ${how}`]
  const mean = meanOf(measure)
  return [
    `Counts move by chance alone, even when nothing has changed: around an average of ${figureInWords(Math.round(mean), measure)}, about ${figure(Math.sqrt(mean), { decimals: 0 })} up or down would be nothing unusual. ${how}`,
  ]
}

function aboutMark({ mark, points }: EvidenceShown): string {
  switch (mark) {
    case 'too few values':
      return `A direction needs at least five values that are final; there ${points === 1 ? 'is one' : `are ${points}`}.`
    case 'no trend can be claimed':
      return 'A rise or a fall from one period to the next tells little here: it is no larger than what this number does when nothing changes.'
    case 'early sign':
      return 'Something points one way, but there are too few values to be sure. It may be gone with the next one.'
    case 'signal':
      return 'The last value does not fit what this number usually does. It is worth asking what has changed.'
  }
}

/** Every rule that was used, with its settings: limits, signals, direction and swings; which forecast, and how it did before. */
export function methods(measure: MeasureShown, evidence: EvidenceShown): string[] {
  const ahead = aheadOf(measure)
  return [
    ...rulesUsed(evidence),
    ...(measure.isToldInSteps
      ? [
          'A climb or a fall is told step by step where at most one step in four, and three at the most, stands still or goes back.',
        ]
      : []),
    ...(ahead === null ? [] : [`Forecast: ${forecastInWords(measure, ahead)}.`]),
    ...(ahead === null || ahead.bands.length === 0 ? [] : [`Past accuracy: ${coverageInWords(ahead)}.`]),
  ]
}

function rulesUsed({ limits, points, rung, phi }: EvidenceShown): string[] {
  const { mayShowSignals, mayTestTrend } = ladderOf(points)
  return [
    limits === null
      ? 'Limits: none, too few values.'
      : `Limits: ${chartNames[limits.chart]}${limits.standing === 'trial' ? `, on trial (${counted(points, 'value')})` : ''}: ${limitsMade[limits.chart]}, from the first ${pointsForLimits} values after any new start.`,
    ...(mayShowSignals ? [signalRules(usualSettings)] : []),
    ...(mayShowSignals && rung !== 'full'
      ? [`With fewer than ${pointsForLimits} values each of these is only an early sign.`]
      : []),
    ...(mayTestTrend
      ? [
          'A direction is claimed where chance alone would give one in at most 1 of 20 series (Mann-Kendall test), and the values do not swing more than chance.',
        ]
      : []),
    ...(phi === null
      ? []
      : [
          'Values swing more than chance where phi is over 1.5, or where chance would swing as much in under 1 of 20 series.',
        ]),
  ]
}

const signalRules = ({ shiftPoints, trendPoints }: SignalSettings): string =>
  `A signal is the first of these that fits: a value outside the limits; ${numberInWords(trendPoints)} values in a row that each rise, or each fall; two of three values in a row beyond two thirds of the way to the same limit; ${numberInWords(shiftPoints)} values in a row on one side of the average.`

const limitsMade: Readonly<Record<ChartKind, string>> = {
  xmr: `the average, and ${xmrReach} times the average step from one value to the next to each side of it`,
  "u'": 'the average, and to each side three times what chance gives a period of its size, times how much more the values swing',
  "p'": 'the average, and to each side three times what chance gives a period of its size, times how much more the values swing',
  c: 'the average, and three times its square root to each side of it',
  g: 'the middle gap, and the gaps that chance makes in 27 of 10,000',
  t: 'the middle time, and the times that chance makes in 27 of 10,000',
  'exact counts': 'the counts that lie so far out that chance makes them in 27 of 10,000',
}

function forecastInWords({ baseline }: MeasureShown, { method }: ForecastShown): string {
  const made =
    baseline === null
      ? ''
      : `, frozen on ${dayInWords(baseline.madeOn)} (version ${baseline.version}) from values up to ${dayInWords(baseline.dataThrough)}`
  const name =
    baseline === null || baseline.source === 'statistical'
      ? methodInWords({ source: 'statistical', method, drawnBy: '' })
      : sourceInWords[baseline.source].toLowerCase()
  return `${name}${made}`
}

const coverageInWords = ({ coverage }: ForecastShown): string =>
  coverage === null
    ? 'not measured, too few values'
    : `${Math.round(100 * coverage.share)}% of ${coverage.forecasts} earlier values fell in the band of four fifths`

const chartNames: Readonly<Record<ChartKind, string>> = {
  xmr: 'individuals chart (XmR)',
  "u'": 'Laney u′ chart',
  "p'": 'Laney p′ chart',
  c: 'c chart',
  g: 'g chart of rare events',
  t: 't chart of rare events',
  'exact counts': 'exact limits of small counts',
}

function meanOf({ readings }: MeasureShown): number {
  const values = readings.flatMap(({ value, status }) =>
    value === null || status === 'open' || status === 'provisional' ? [] : [value],
  )
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

const about = (value: number): string => figure(value, { decimals: value < 2 ? 1 : 0 })
