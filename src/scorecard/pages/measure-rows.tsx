import type { JSX } from 'preact'
import { figureInWords } from '../../measures/figures.ts'
import type { Reading } from '../../measures/model.ts'
import { currentReading, curveAt, recordsAt } from '../../measures/rules.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { MeasureNamed, Placement } from '../model.ts'
import { reasonInWords } from '../rules.ts'
import { MoveButtons } from './pieces.tsx'
import type { ScorecardView } from './view.ts'

export function MeasureRows({
  view,
  places,
  caption,
  empty,
  isOfResult,
}: {
  view: ScorecardView
  places: readonly Placement[]
  caption: string
  empty: string
  isOfResult?: boolean
}): JSX.Element {
  const { visit, measures, readings, isArranging } = view
  if (places.length === 0) return <p class="quiet">{empty}</p>
  return (
    <table class="rows">
      <caption class="visually-hidden">{caption}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Measure</th>
          <th scope="col">Value</th>
          <th scope="col">Period and status</th>
          {isArranging && <th scope="col">Order</th>}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => {
          const measure = measures.get(place.measureId)
          if (!measure) return null
          return (
            <tr key={place.id}>
              <td>
                <a class="row-link" href={visit.to(curveAt(measure.id))}>
                  {measure.title}
                </a>
                {measure.isSample && <span class="quiet"> sample</span>}
                {isOfResult && measure.kind === 'performance' && (
                  <span class="quiet"> measures a program, not the whole population</span>
                )}
              </td>
              <ValueCells measure={measure} readings={readings.get(measure.id) ?? []} visit={visit} />
              {isArranging && (
                <td>
                  <MoveButtons action={visit.to(`/scorecard/placements/${place.id}/move`)} called={measure.title} />
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function ValueCells({
  measure,
  readings,
  visit,
}: {
  measure: MeasureNamed
  readings: readonly Reading[]
  visit: Visit
}): JSX.Element {
  const now = currentReading(readings)
  const newest = readings.at(-1)
  if (!now || now.value === null)
    return (
      <>
        <td class="value quiet">No value</td>
        <td class="period quiet">{newest?.reason ? reasonInWords[newest.reason] : 'Nothing recorded yet'}</td>
      </>
    )
  return (
    <>
      <td class="value">
        <a href={visit.to(recordsAt(measure.id))}>{figureInWords(now.value, measure)}</a>
      </td>
      <td class="period">
        {now.period.label} <span class="quiet">{now.status === 'open' ? 'so far' : now.status}</span>
      </td>
    </>
  )
}
