import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { periodInFull } from '../../core/period.ts'
import { figureInWords, figureWithSign, unitAfter } from '../../measures/figures.ts'
import type { Reading } from '../../measures/model.ts'
import { Unbroken } from '../../platform/ui/unbroken.tsx'
import { asksInWords, betterInWords, currentReading, reasonInWords } from '../figures.ts'
import type { MeasureShown } from '../model.ts'
import { Words } from './sections.tsx'

/** What a page says first: the title, the value of which period, the direction wanted, what may be said of it, and what is counted. */
export function Lead({ measure }: { measure: MeasureShown }): JSX.Element {
  const lay = measure.definition && firstSentence(measure.definition.lay.split(/\n\s*\n/)[0] ?? '')
  return (
    <div class="lead">
      <p class="eyebrow">
        {measure.asks === null ? 'Indicator' : asksInWords[measure.asks]}
        {measure.isSample && <span class="mark">sample</span>}
      </p>
      <h1 class={measure.title.length > 90 ? 'long' : undefined}>{measure.title}</h1>
      <div>
        <Now measure={measure} />
        <p class="better">{betterInWords[measure.better]}</p>
      </div>
      <div>
        {measure.sentence && (
          <p class="sentence">
            <Unbroken text={measure.sentence} />
          </p>
        )}
        <Later measure={measure} />
        {lay && (
          <div class="lay">
            <Words text={lay} />
          </div>
        )}
      </div>
    </div>
  )
}

/** The first sentence of a text. */
export const firstSentence = (text: string): string => /^.+?[.?](?=\s+[A-Z]|$)/s.exec(text)?.[0] ?? text

export function Now({ measure }: { measure: MeasureShown }): JSX.Element {
  const current = currentReading(measure.readings)
  if (current === null || current.value === null) return <p class="now none">No value yet</p>
  const words = figureWithSign(current.value, measure)
  return (
    <p class="now">
      <data class={words.length > 6 ? 'lengthy' : undefined} value={current.value}>
        {words}
      </data>{' '}
      <span>
        {unitAfter(current.value, measure)} {periodInWords(current)}
        {current.status === 'provisional' && <span class="quiet"> provisional</span>}
        {current.status === 'restated' && <span class="quiet"> restated</span>}
      </span>
    </p>
  )
}

/** `in 2024`, `so far in FY 2026 (1 Nov 2025 to 31 Oct 2026)`. */
export const periodInWords = ({ period, status }: Reading): string =>
  `${status === 'open' ? 'so far ' : ''}in ${periodInFull(period)}`

/** The periods after the leading one, so that nobody takes an older value for the newest word. */
function Later({ measure }: { measure: MeasureShown }): JSX.Element | null {
  const current = currentReading(measure.readings)
  const later = current === null ? [] : measure.readings.slice(measure.readings.indexOf(current) + 1)
  const { due } = measure
  if (later.length === 0 && !due) return null
  return (
    <p class="later">
      {later.slice(-2).map((reading) => (
        <span>
          {periodInFull(reading.period)}
          {reading.value === null
            ? `: ${reasonInWords[reading.reason ?? 'not collected']}. `
            : ` so far: ${figureInWords(reading.value, measure)}. `}
        </span>
      ))}
      {due && (
        <span>
          {periodInFull(due.period)}: not in yet, due since {dayInWords(due.since)}.
        </span>
      )}
    </p>
  )
}
