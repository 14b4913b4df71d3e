import type { ComponentChildren, JSX } from 'preact'
import { periodInFull } from '../../core/period.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import type { EnteredReading, Measure, MeasureReadings, Reading } from '../model.ts'
import { rateOf } from '../rates/rules.ts'
import { access, figure, statusInWords } from '../rules.ts'
import { recordsPath, ValueOf } from './pieces.tsx'

type Props = { visit: Visit; found: MeasureReadings; entered: readonly EnteredReading[] }
type Column = {
  readonly name: string
  readonly isNumber?: boolean
  readonly cell: (reading: Reading) => ComponentChildren
}

/** Every reading, newest first. A computed number leads to the records behind it; an entered one to where it was entered. */
export function ReadingsTable({ visit, found, entered }: Props): JSX.Element {
  const { measure, readings } = found
  const columns = columnsOf({ visit, found, entered })
  const hrefOf = (reading: Reading): string | undefined => {
    if (measure.definition) return visit.to(recordsPath(measure, reading))
    const own = entered.find((one) => isOf(one, reading))
    return own && isOneOf(visit, access.enter) ? visit.to(`/measures/${measure.id}/readings/${own.id}`) : undefined
  }
  const [source, ...others] = new Set(sourcesOf({ visit, found, entered }).values())
  return (
    <>
      {source !== undefined && source !== '' && others.length === 0 && <p class="quiet">Source: {source}</p>}
      <RecordTable
        isTight
        caption={`Readings of ${measure.title}`}
        columns={columns.map(({ name, isNumber }) => ({ name, isNumber: isNumber ?? false }))}
        rows={[...readings].reverse().map((reading) => {
          const href = hrefOf(reading)
          return {
            key: reading.period.from,
            ...(href !== undefined && { href }),
            cells: columns.map(({ cell }) => cell(reading)),
          }
        })}
        empty={
          measure.definition
            ? 'Nothing to count yet. Readings appear with the first record.'
            : 'No reading has been entered yet.'
        }
      />
    </>
  )
}

function columnsOf({ visit, found, entered }: Props): Column[] {
  const { measure, targets } = found
  const sources = sourcesOf({ visit, found, entered })
  const counted = (value: number | null, reading: Reading, part: string): ComponentChildren =>
    value === null ? (
      ''
    ) : measure.definition && isOneOf(visit, access.seeRecords) ? (
      <a href={visit.to(recordsPath(measure, reading, { part }))}>{value.toLocaleString('en-US')}</a>
    ) : (
      value.toLocaleString('en-US', { maximumFractionDigits: 6 })
    )
  return [
    { name: 'Period', cell: (reading) => periodInFull(reading.period) },
    { name: 'Value', isNumber: true, cell: (reading) => valueCell(visit, measure, reading) },
    ...(measure.shape === 'share' || rateOf(measure) !== null
      ? [
          {
            name: 'Numerator',
            isNumber: true,
            cell: (reading: Reading) => counted(reading.numerator, reading, 'numerator'),
          },
          {
            name: 'Denominator',
            isNumber: true,
            cell: (reading: Reading) => counted(reading.denominator, reading, 'denominator'),
          },
        ]
      : []),
    ...(measure.shape === 'median' && measure.definition
      ? [
          {
            name: 'Records',
            isNumber: true,
            cell: (reading: Reading) => counted(reading.denominator, reading, 'denominator'),
          },
        ]
      : []),
    ...(targets.length > 0
      ? [
          {
            name: 'Target',
            isNumber: true,
            cell: (reading: Reading) => {
              const target = targets.find((one) => one.period.from === reading.period.from)
              return target ? figure(target.value, measure) : ''
            },
          },
        ]
      : []),
    { name: 'Status', cell: (reading) => (reading.value === null ? '' : statusInWords[reading.status]) },
    ...(isWorthAColumn(sources) ? [{ name: 'Source', cell: (reading: Reading) => sources.get(reading) }] : []),
  ]
}

/** Where each reading is from and what was noted of it; of a computed measure, its records. */
function sourcesOf({ found: { measure, readings }, entered }: Props): ReadonlyMap<Reading, string> {
  if (measure.definition) return new Map()
  const said = (own: EnteredReading | undefined): string => [own?.source, own?.note].filter(Boolean).join(' · ')
  return new Map(readings.map((reading) => [reading, said(entered.find((one) => isOf(one, reading)))]))
}

/** What is the same in every row is said once, above. */
const isWorthAColumn = (sources: ReadonlyMap<Reading, string>): boolean => new Set(sources.values()).size > 1

function valueCell(visit: Visit, measure: Measure, reading: Reading): ComponentChildren {
  const value = <ValueOf reading={reading} measure={measure} />
  return measure.definition && isOneOf(visit, access.seeRecords) && reading.value !== null ? (
    <a href={visit.to(recordsPath(measure, reading))}>{value}</a>
  ) : (
    value
  )
}

const isOf = (entered: EnteredReading, reading: Reading): boolean =>
  entered.dimension === '' && entered.period.from === reading.period.from
