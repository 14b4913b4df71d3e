import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Reading } from '../../measures/model.ts'
import { Unbroken } from '../../platform/ui/unbroken.tsx'
import { aheadInWords, aheadOf } from '../chart/ahead.ts'
import { axisOf } from '../chart/axis.ts'
import { fluid } from '../chart/canvas.ts'
import { axisWidth, Plot, signalClass, triangle } from '../chart/curve.tsx'
import { ink } from '../chart/ink.ts'
import { isInPlot, labelsOf } from '../chart/labels.ts'
import { limitsInWords } from '../chart/limits.ts'
import { signalAt } from '../chart/signals.ts'
import { spotsOf } from '../chart/spots.ts'
import { chartTitle } from '../chart/title.ts'
import { reasonInWords } from '../figures.ts'
import type { EditionContent, MeasureShown } from '../model.ts'
import { tableId } from './values.tsx'

/** The curve of a measure with its key. Without any value there is nothing to draw, and it says so. */
export function Chart({
  measure,
  edition,
}: {
  measure: MeasureShown
  /** Said below the curve, where the page does not say it elsewhere. */
  edition?: Pick<EditionContent, 'publishedOn'>
}): JSX.Element {
  if (!measure.readings.some((reading) => reading.value !== null))
    return <p class="no-curve">The curve begins with the first value.</p>
  const columns = Math.min(9, Math.ceil(axisWidth(measure, 13) / 8))
  return (
    <figure class="chart">
      <p class="chart-title">{chartTitle(measure)}</p>
      <div class={`plot y${columns}`}>
        <svg class="curve" role="img" aria-labelledby="curve-title curve-words" aria-details={tableId}>
          <title id="curve-title">{chartTitle(measure)}</title>
          <desc id="curve-words">{measure.sentence || 'The values are in the table below.'}</desc>
          <Plot measure={measure} canvas={fluid(12 + 8 * columns)} />
        </svg>
      </div>
      <Key measure={measure} edition={edition} />
    </figure>
  )
}

/** What the marks mean, for the marks that are there. */
function Key({ measure, edition }: Parameters<typeof Chart>[0]): JSX.Element {
  const has = (status: Reading['status']): boolean =>
    measure.readings.some((reading) => reading.value !== null && reading.status === status)
  const axis = axisOf(measure)
  const isPlain = !has('provisional') && !has('open') && !has('restated')
  const missing = missingInWords(measure.readings)
  const signals = measure.readings.flatMap((_, index) => signalAt(measure, index) ?? [])
  const [limits, ahead] = [limitsInWords(measure), aheadInWords(measure)]
  return (
    <figcaption>
      <p class="quiet">
        <a href={`#${tableId}`}>Table of values</a>
        {edition && ` · Edition of ${dayInWords(edition.publishedOn)}`}
      </p>
      <ul class="key curve">
        {!isPlain && has('final') && (
          <KeyItem words="final">
            <circle {...ink('point')} cx="8" cy="8" r="6" />
          </KeyItem>
        )}
        {has('provisional') && (
          <KeyItem words="provisional">
            <circle {...ink('point soft')} cx="8" cy="8" r="5" />
          </KeyItem>
        )}
        {has('open') && (
          <KeyItem words="period still running">
            <circle {...ink('point soft open')} cx="8" cy="8" r="5" />
          </KeyItem>
        )}
        {has('restated') && (
          <KeyItem words="restated since it was first published">
            <circle {...ink('ring')} cx="8" cy="8" r="7" />
            <circle {...ink('point')} cx="8" cy="8" r="4" />
          </KeyItem>
        )}
        {missing && (
          <KeyItem words={missing}>
            <path {...ink('gap')} d="M8 3l5 5-5 5-5-5z" />
          </KeyItem>
        )}
        {measure.targets.some(isInPlot(measure)) && !isTargetNamed(measure) && (
          <KeyItem words="target">
            <path {...ink('target')} d="M0 8h16" />
          </KeyItem>
        )}
        {[true, false].map((isUp) => {
          const signal = signals.find((one) => one.isUp === isUp)
          return (
            signal && (
              <KeyItem
                words={`${signal.isEarly ? 'early sign' : 'signal'}: ${isUp ? 'higher' : 'lower'} than chance explains`}
              >
                <path {...ink(signalClass(signal))} transform="translate(8 8)" d={triangle(isUp ? 7 : -7)} />
              </KeyItem>
            )
          )
        })}
        {limits && (
          <KeyItem words={limits}>
            <path {...ink('limit')} d="M0 4h16M0 12h16" />
          </KeyItem>
        )}
        {ahead && (
          <KeyItem words={ahead}>
            {aheadOf(measure)?.bands.length ? (
              <rect {...ink('fan')} width="16" height="16" />
            ) : (
              <path {...ink('line expected')} d="M0 8h16" />
            )}
          </KeyItem>
        )}
        {measure.baseline && (
          <KeyItem words={`plan started ${dayInWords(measure.baseline.madeOn)}`}>
            <path {...ink('plan')} d="M8 0v16" />
          </KeyItem>
        )}
        {!axis.startsAtZero && <li>The axis starts at {axis.ticks[0]?.words}, not at zero.</li>}
      </ul>
      {measure.notes.length > 0 && (
        <ol class="notes">
          {measure.notes.map(({ period, text }) => (
            <li>
              {period.label}: {text}
            </li>
          ))}
        </ol>
      )}
    </figcaption>
  )
}

/** Whether the smallest plot has room for the word at each target; then the key needs none. */
function isTargetNamed(measure: MeasureShown): boolean {
  const axis = axisOf(measure)
  const columns = Math.min(9, Math.ceil(axisWidth(measure, 13) / 8))
  const [narrow] = fluid(12 + 8 * columns).rooms
  return labelsOf(measure, axis, spotsOf(measure, axis), narrow).some(({ kind }) => kind === 'target')
}

const KeyItem = ({ words, children }: { words: string; children: JSX.Element | JSX.Element[] }): JSX.Element => (
  <li>
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {children}
    </svg>
    <Unbroken text={words} />
  </li>
)

const mostNamed = 4

/** `no value: 2022 not collected; 2023 withheld to protect people`. Null when every period has one. */
export function missingInWords(readings: readonly Reading[]): string | null {
  const missing = readings.filter((reading) => reading.value === null)
  if (missing.length === 0) return null
  const byReason = new Map<string, string[]>()
  for (const reading of missing) {
    const reason = reading.reason === 'no value' ? '' : reasonInWords[reading.reason ?? 'not collected']
    byReason.set(reason, [...(byReason.get(reason) ?? []), reading.period.label])
  }
  const named = [...byReason].map(([reason, labels]) => {
    const more = labels.length - mostNamed
    return `${labels.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''} ${reason}`.trim()
  })
  return `no value: ${named.join('; ')}`
}
