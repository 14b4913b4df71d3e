import type { JSX } from 'preact'
import type { Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { spaced } from '../definition/rules.ts'
import type { Measure, MeasureReadings, Reading } from '../model.ts'
import { access } from '../rules.ts'
import { mayPass, recordsPath, ValueOf } from './pieces.tsx'

const newest = 6

type Props = { visit: Visit; found: MeasureReadings }

/** The same readings by each split: a row for each category, the newest periods beside each other. */
export function Splits({ visit, found: { measure, readings, splits } }: Props): JSX.Element | null {
  const shown = splits.filter(({ categories }) => categories.length > 0)
  if (shown.length === 0) return null
  const periods = readings.slice(-newest).map(({ period }) => period)
  return (
    <section aria-labelledby="splits">
      <h2 id="splits">Splits</h2>
      {readings.length > newest && <p class="quiet">The newest {newest} periods.</p>}
      {shown.map(({ dimension, categories }) => (
        <div class="split" key={dimension}>
          <h3>By {spaced(dimension)}</h3>
          <RecordTable
            caption={`By ${spaced(dimension)}`}
            columns={[
              { name: capital(spaced(dimension)) },
              ...periods.map(({ label }) => ({ name: label, isNumber: true })),
            ]}
            rows={categories.map((category) => ({
              key: category.name,
              cells: [
                category.name,
                ...periods.map((period) => {
                  const reading = category.readings.find((one) => one.period.from === period.from)
                  return reading ? (
                    <SplitValue
                      key={period.from}
                      visit={visit}
                      measure={measure}
                      reading={reading}
                      split={{ dimension, category: category.name }}
                    />
                  ) : (
                    ''
                  )
                }),
              ],
            }))}
            empty=""
          />
        </div>
      ))}
    </section>
  )
}

function SplitValue({
  visit,
  measure,
  reading,
  split,
}: {
  visit: Visit
  measure: Measure
  reading: Reading
  split: { readonly dimension: string; readonly category: string }
}): JSX.Element {
  const value = <ValueOf reading={reading} measure={measure} />
  if (!measure.definition || reading.value === null || !mayPass(access.seeRecords, visit)) return value
  return <a href={visit.to(recordsPath(measure, reading, split))}>{value}</a>
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
