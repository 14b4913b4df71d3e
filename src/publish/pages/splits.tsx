import type { JSX } from 'preact'
import { periodInFull } from '../../core/period.ts'
import { figure, figureWithSign } from '../../measures/figures.ts'
import type { Reading } from '../../measures/model.ts'
import { ageAdjusted, ageAdjustedInWords } from '../../measures/rates/age/rules.ts'
import {
  againstInWords,
  reliabilityInWords,
  splitNotes,
  type Weighed,
  type WeighedSplit,
  weighSplit,
  withLimits,
} from '../../measures/splits/rules.ts'
import { reasonInWords } from '../figures.ts'
import type { MeasureShown } from '../model.ts'
import { PeriodName } from './values.tsx'

/**
 * Each split with what its figures can bear, made from nothing but what readers see: a withheld figure says so, and gets no limits
 * and no label.
 */
export function Splits({ measure }: { measure: MeasureShown }): JSX.Element {
  return (
    <>
      {measure.splits.map((split) => {
        const weighed = weighSplit(measure, measure.readings, split)
        const adjusted = ageAdjusted(measure, split, weighed.period)
        if (isAllTooFew(weighed)) return <p class="split-note">By {split.dimension.toLowerCase()}: too few to split.</p>
        return (
          <details class="values">
            <summary>
              <h2>By {split.dimension.toLowerCase()}</h2>
            </summary>
            <Newest measure={measure} split={weighed} />
            {adjusted && <p>{ageAdjustedInWords(adjusted, (value) => figureWithSign(value, measure))}</p>}
            {splitNotes(weighed, ({ reliability }) => reliability !== 'not presentable').map((note) => (
              <p class="split-note">{note}</p>
            ))}
            <AllPeriods measure={measure} split={weighed} />
          </details>
        )
      })}
    </>
  )
}

/** Whether every row of a breakdown is too small; where the newest period has none, of all the others. */
function isAllTooFew({ categories }: WeighedSplit): boolean {
  const newest = categories.flatMap((each) => each.newest ?? [])
  return (newest.length > 0 ? newest : categories.flatMap(({ weighed }) => weighed)).every(isTooFew)
}

/** Too few to read anything into it, or withheld. */
const isTooFew = ({ reading, reliability }: Weighed): boolean =>
  reading.value === null || reliability === 'unstable' || reliability === 'not presentable'

type Shown = { measure: MeasureShown; split: WeighedSplit }

/** One row a category: figure, limits and label in words, read in a line on a phone. */
function Newest({ measure, split: { dimension, period, categories } }: Shown): JSX.Element | null {
  if (!period) return null
  const isCompared = categories.some(({ newest }) => newest?.against)
  const most = Math.max(...categories.map(({ newest }) => barred(newest)))
  return (
    <table class="split">
      <caption>
        By {dimension.toLowerCase()}, {periodInFull(period)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{capital(dimension)}</th>
          <th scope="col">{period.label}</th>
          <th scope="col">How firm</th>
          {isCompared && <th scope="col">Beside the others</th>}
        </tr>
      </thead>
      <tbody>
        {categories.map(({ name, newest }) => (
          <tr>
            <th scope="row">{name}</th>
            <td>
              {newest ? figureOf(measure, newest) : '–'}
              <Bar share={barred(newest) / most} />
            </td>
            <td>{firmness(newest)}</td>
            {isCompared && <td>{newest?.against ? againstInWords[newest.against] : ''}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What a bar may show: a figure that readers see and that is not below zero. */
const barred = (weighed: Weighed | null): number =>
  !weighed || weighed.reliability === 'not presentable' ? 0 : Math.max(0, weighed.reading.value ?? 0)

const barWidth = 96
const Bar = ({ share }: { share: number }): JSX.Element | null =>
  share > 0 && share <= 1 ? (
    <svg class="bar" width={barWidth} height="6" aria-hidden="true">
      <rect width={Math.max(1, Math.round(barWidth * share))} height="6" fill="currentColor" />
    </svg>
  ) : null

/** `38% (29 to 48%)`; the two counts where they are too few for a percentage or a rate; why there is none where there is none. */
function figureOf(measure: MeasureShown, { reading, limits, reliability }: Weighed): string {
  if (reading.value === null) return reasonInWords[reading.reason ?? 'not collected']
  if (reliability === 'not presentable') return partsOf(reading)
  return withLimits(reading.value, limits, (value) => figureWithSign(value, measure))
}

const partsOf = ({ numerator, denominator }: Reading): string =>
  `${figure(numerator ?? 0, { decimals: 0 })} of ${figure(denominator ?? 0, { decimals: 0 })}`

function firmness(weighed: Weighed | null): string {
  if (!weighed || weighed.reading.value === null) return ''
  return weighed.reliability === null
    ? 'not known: what it rests on is not kept'
    : reliabilityInWords[weighed.reliability] || 'rests on 20 or more'
}

/** The newest period last, as in the table of values; wide tables scroll by themselves. */
function AllPeriods({ measure, split: { dimension, categories } }: Shown): JSX.Element | null {
  const periods = [
    ...new Map(
      categories.flatMap(({ weighed }) => weighed.map(({ reading: { period } }) => [period.from, period] as const)),
    ).values(),
  ].toSorted((a, b) => (a.from < b.from ? -1 : 1))
  if (periods.length < 2) return null
  const label = `All periods by ${dimension.toLowerCase()}`
  return (
    <details>
      <summary>{label}</summary>
      <div class="wide-table" role="region" aria-label={label} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Period</th>
              {categories.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr>
                <th scope="row">
                  <PeriodName period={period} />
                </th>
                {categories.map(({ weighed }) => {
                  const own = weighed.find(({ reading }) => reading.period.from === period.from)
                  return <td>{own ? figureOf(measure, own) : '–'}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
