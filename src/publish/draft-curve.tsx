import type { JSX } from 'preact'
import { periodInFull } from '../core/period.ts'
import { figureWithSign } from '../measures/figures.ts'
import type { MeasureReadings } from '../measures/model.ts'
import { asset } from '../platform/assets.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Visit } from '../platform/http/route.ts'
import { RecordTable } from '../platform/ui/records.tsx'
import { Unbroken } from '../platform/ui/unbroken.tsx'
import { reasonInWords, statusInWords } from './figures.ts'
import type { MeasureShown } from './model.ts'
import { Chart } from './pages/chart.tsx'
import { tableId } from './pages/values.tsx'
import { shownMeasure } from './rules.ts'
import { readingsPublished } from './store.ts'

/**
 * The curve of a measure for the team: what the draft says of it, the very chart that the public page has, and its values. What is
 * withheld from the public is in it, as it is on the team's other pages.
 */
export async function draftCurve(tx: Tx, one: MeasureReadings, visit: Visit): Promise<JSX.Element> {
  const readings = await readingsPublished(tx, one.measure.slug)
  const measure = shownMeasure(one, undefined, readings && { readings }, visit.today)
  return (
    <section class="draft-curve" aria-labelledby="curve">
      <h2 id="curve">The curve</h2>
      {measure.sentence !== '' && (
        <p class="curve-says">
          <Unbroken text={measure.sentence} />
        </p>
      )}
      <Chart measure={measure} />
      {measure.readings.length > 0 && <Values measure={measure} />}
      <p class="quiet">
        Drawn from the draft, as the records stand now. What is withheld from the public is shown here.
      </p>
      <script type="module" src={asset('curve.js')} />
    </section>
  )
}

const Values = ({ measure }: { measure: Omit<MeasureShown, 'counted'> }): JSX.Element => (
  <details>
    <summary>Table of values</summary>
    <RecordTable
      id={tableId}
      isTight
      caption="Table of values"
      columns={[{ name: 'Period' }, { name: 'Value', isNumber: true }, { name: 'Status' }]}
      rows={measure.readings.toReversed().map(({ period, value, status, reason }) => ({
        key: period.from,
        cells:
          value === null
            ? [periodInFull(period), '–', reasonInWords[reason ?? 'not collected']]
            : [periodInFull(period), figureWithSign(value, measure), statusInWords[status]],
      }))}
      empty=""
    />
  </details>
)
