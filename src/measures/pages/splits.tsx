import type { ComponentChildren, JSX } from 'preact'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { chartInWords, overTime, overTimeInWords } from '../curve/splits.ts'
import { spaced } from '../definition/rules.ts'
import { figureWithSign } from '../figures.ts'
import type { Measure, MeasureReadings, Reading } from '../model.ts'
import { ageAdjusted, ageAdjustedInWords } from '../rates/age/rules.ts'
import { access } from '../rules.ts'
import {
  againstInWords,
  reliabilityInWords,
  splitNotes,
  type Weighed,
  type WeighedCategory,
  type WeighedSplit,
  weighSplit,
  withLimits,
} from '../splits/rules.ts'
import { recordsPath, ValueOf } from './pieces.tsx'

type Props = { visit: Visit; found: MeasureReadings }

/** The same readings by each split: what each category's newest figure can bear, then all periods. */
export function Splits({ visit, found: { measure, readings, splits } }: Props): JSX.Element | null {
  const shown = splits.filter(({ categories }) => categories.length > 0)
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="splits">
      <h2 id="splits">Splits</h2>
      {shown.map((split) => {
        const weighed = weighSplit(measure, readings, split)
        const adjusted = ageAdjusted(measure, split, weighed.period)
        return (
          <div class="split" key={split.dimension}>
            <h3>By {spaced(split.dimension)}</h3>
            <Newest visit={visit} measure={measure} split={weighed} />
            {adjusted && <p>{ageAdjustedInWords(adjusted, (value) => figureWithSign(value, measure))}</p>}
            {splitNotes(weighed).map((note) => (
              <p class="quiet split-note" key={note}>
                {note}
              </p>
            ))}
            <AllPeriods visit={visit} measure={measure} split={weighed} readings={readings} />
          </div>
        )
      })}
    </section>
  )
}

type Shown = { visit: Visit; measure: Measure; split: WeighedSplit }

function Newest({ visit, measure, split }: Shown): JSX.Element | null {
  const { dimension, period, categories } = split
  if (!period) return null
  const most = Math.max(...categories.map(({ newest }) => newest?.limits?.upper ?? newest?.reading.value ?? 0))
  const isCompared = categories.some(({ newest }) => newest?.against)
  const charts = [...new Set(categories.flatMap((each) => overTime(measure, readingsOf(each))?.chart ?? []))]
  return (
    <>
      <RecordTable
        isTight
        caption={`By ${spaced(dimension)}, ${period.label}`}
        columns={[
          { name: capital(spaced(dimension)) },
          { name: period.label },
          { name: 'How firm' },
          ...(isCompared ? [{ name: 'Beside the others' }] : []),
          { name: 'Over time' },
        ]}
        rows={categories.map((category) => ({
          key: category.name,
          cells: [
            category.name,
            category.newest ? (
              <Split
                visit={visit}
                measure={measure}
                weighed={category.newest}
                dimension={dimension}
                name={category.name}
              >
                <Reach weighed={category.newest} most={most} />
              </Split>
            ) : (
              <em class="quiet">nothing entered</em>
            ),
            firmness(category.newest),
            ...(isCompared ? [category.newest?.against ? againstInWords[category.newest.against] : ''] : []),
            overTimeInWords(overTime(measure, readingsOf(category)), (value) => figureWithSign(value, measure)),
          ],
        }))}
        empty=""
      />
      {charts.length > 0 && (
        <p class="quiet split-note">Ranges over time: {charts.map((chart) => chartInWords[chart]).join(', ')}.</p>
      )}
    </>
  )
}

const readingsOf = ({ weighed }: WeighedCategory): readonly Reading[] => weighed.map(({ reading }) => reading)

function firmness(weighed: Weighed | null): string {
  if (!weighed || weighed.reading.value === null) return ''
  if (weighed.reliability === null) return 'not known: what it rests on is not kept'
  return reliabilityInWords[weighed.reliability] || 'rests on 20 or more'
}

/** Where the figure may lie, on one scale for the whole split: the same that the words beside it say. */
function Reach({ weighed: { reading, limits, reliability }, most }: { weighed: Weighed; most: number }) {
  if (!limits || reading.value === null || !(most > 0)) return null
  const at = (value: number): number => Math.round(4 + (112 * Math.min(value, most)) / most)
  return (
    <svg class="reach" viewBox="0 0 120 12" width="120" height="12" aria-hidden="true">
      <path class="reach-scale" fill="none" stroke="currentColor" d="M4 6H116" />
      <path
        class={reliability === 'reliable' ? 'reach-limits' : 'reach-limits unfirm'}
        fill="none"
        stroke="currentColor"
        d={`M${at(limits.lower)} 6H${at(limits.upper)}`}
      />
      <circle fill="currentColor" stroke="none" cx={at(reading.value)} cy="6" r="3.5" />
    </svg>
  )
}

function AllPeriods({ visit, measure, split, readings }: Shown & { readings: readonly Reading[] }): JSX.Element {
  const { dimension, categories } = split
  const periods = [
    ...new Map(
      [...readings, ...categories.flatMap(readingsOf)].map(({ period }) => [period.from, period] as const),
    ).values(),
  ].sort((a, b) => (a.from < b.from ? 1 : -1))
  return (
    <details>
      <summary>All periods by {spaced(dimension)}</summary>
      <RecordTable
        isTight
        caption={`All periods by ${spaced(dimension)}`}
        columns={[{ name: 'Period' }, ...categories.map(({ name }) => ({ name }))]}
        rows={periods.map((period) => ({
          key: period.from,
          cells: [
            period.label,
            ...categories.map((category) => {
              const weighed = category.weighed.find(({ reading }) => reading.period.from === period.from)
              return weighed ? (
                <Split
                  key={category.name}
                  visit={visit}
                  measure={measure}
                  weighed={weighed}
                  dimension={dimension}
                  name={category.name}
                >
                  {weighed.reliability !== null && weighed.reliability !== 'reliable' && (
                    <span class="tag">{weighed.reliability}</span>
                  )}
                </Split>
              ) : (
                ''
              )
            }),
          ],
        }))}
        empty=""
      />
    </details>
  )
}

/** A figure of a split with its limits; a computed one leads to the records it counts. */
function Split({
  visit,
  measure,
  weighed: { reading, limits },
  dimension,
  name,
  children,
}: {
  visit: Visit
  measure: Measure
  weighed: Weighed
  dimension: string
  name: string
  children: ComponentChildren
}): JSX.Element {
  if (reading.value === null) return <ValueOf reading={reading} measure={measure} />
  const words = withLimits(reading.value, limits, (value) => figureWithSign(value, measure))
  const isLinked = measure.definition && isOneOf(visit, access.seeRecords)
  return (
    <span class="split-figure">
      {isLinked ? (
        <a href={visit.to(recordsPath(measure, reading, { dimension, category: name }))}>{words}</a>
      ) : (
        <span>{words}</span>
      )}{' '}
      {children}
    </span>
  )
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
