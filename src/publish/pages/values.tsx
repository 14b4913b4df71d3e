import type { JSX } from 'preact'
import { daysBeside } from '../../core/period.ts'
import { figure, figureWithSign } from '../../measures/figures.ts'
import type { Period, Reading } from '../../measures/model.ts'
import { reasonInWords, statusInWords } from '../figures.ts'
import type { MeasureShown } from '../model.ts'

const mostOpen = 12

/** What the curve refers to. */
export const tableId = 'table-of-values'

/** The table under the curve: open when it is short, one tap away when it is long, whole in print. */
export function Values({ measure, isShut }: { measure: MeasureShown; isShut?: boolean }): JSX.Element | null {
  const { readings, targets } = measure
  if (readings.length === 0) return null
  const hasParts = readings.some((reading) => reading.value !== null && reading.denominator !== null)
  const targetOf = (reading: Reading) => targets.find((target) => target.period.from === reading.period.from)
  const hasTargets = readings.some(targetOf)
  return (
    <details class="values" open={!isShut && readings.length <= mostOpen}>
      <summary>
        <h2>Table of values</h2>
      </summary>
      <div class="table-frame" role="region" aria-label="Table of values" tabindex={0}>
        <table id={tableId}>
          <caption class="unseen">{measure.title}</caption>
          <thead>
            <tr>
              <th scope="col">Period</th>
              <th scope="col">{measure.unit === '%' || measure.unit === '$' ? 'Value' : capital(measure.unit)}</th>
              {hasParts && <th scope="col">{measure.shape === 'median' ? 'Records' : 'Counted'}</th>}
              {hasTargets && <th scope="col">Target</th>}
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {readings.map((reading) => {
              const target = targetOf(reading)
              return (
                <tr>
                  <th scope="row">
                    <PeriodName period={reading.period} />
                  </th>
                  <td>{reading.value === null ? '–' : figureWithSign(reading.value, measure)}</td>
                  {hasParts && <td>{partsOf(measure, reading)}</td>}
                  {hasTargets && <td>{target ? figureWithSign(target.value, measure) : ''}</td>}
                  <td>
                    {reading.value === null
                      ? reasonInWords[reading.reason ?? 'not collected']
                      : statusInWords[reading.status]}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** A label, and below it in small the days that it does not say. */
export function PeriodName({ period }: { period: Period }): JSX.Element {
  const days = daysBeside(period)
  return (
    <>
      {period.label}
      {days && <span class="days"> ({days})</span>}
    </>
  )
}

/** `61 of 75` for a share; the number of records for a median. */
function partsOf({ shape }: MeasureShown, { value, numerator, denominator }: Reading): string {
  if (value === null || denominator === null) return ''
  const whole = figure(denominator, { decimals: 0 })
  return shape === 'median' || numerator === null ? whole : `${figure(numerator, { decimals: 0 })} of ${whole}`
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
