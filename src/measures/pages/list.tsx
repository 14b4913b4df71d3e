import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { List } from '../../platform/doors/list-door.tsx'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Filter } from '../../platform/ui/filter.tsx'
import { Hidden } from '../../platform/ui/form.tsx'
import type { Asks, WholeReadings } from '../model.ts'
import { access, asksInWords, currentReading, statusInWords } from '../rules.ts'
import { Sample, ValueOf } from './pieces.tsx'

export type Chosen = {
  readonly search: string
  readonly asks: Asks | 'indicator' | null
  readonly kept: 'computed' | 'entered' | null
}

type Listed = WholeReadings & { readonly id: string }
export type Found = { readonly chosen: Chosen; readonly rows: readonly Listed[]; readonly total: number }

/** What narrows the list of measures, and how many are found. */
export const Finding = ({ visit, found: { chosen, rows, total } }: { visit: Visit; found: Found }): JSX.Element => (
  <>
    <form class="search" method="get" action={visit.to('/measures')} role="search">
      <div class="field">
        <label for="q">Find a measure by its title</label>
        <input id="q" name="q" type="search" value={chosen.search} autocomplete="off" />
      </div>
      {chosen.asks && <Hidden name="asks" value={chosen.asks} />}
      {chosen.kept && <Hidden name="kept" value={chosen.kept} />}
      <button class="button second" type="submit">
        Find
      </button>
    </form>
    <Filter url={visit.url} label="Question" name="asks" chosen={chosen.asks} options={questions} />
    <Filter url={visit.url} label="Where values come from" name="kept" chosen={chosen.kept} options={origins} />
    <p class="tally" role="status">
      {counted(rows.length, 'measure')}
      {total > 0 && (
        <>
          {' '}
          · <a href={visit.to('/measures/attention')}>What needs attention</a>
          {isOneOf(visit, access.enter) && (
            <>
              {' '}
              · <a href={visit.to('/measures/due')}>Values due</a>
            </>
          )}
        </>
      )}
      {rows.length !== total && (
        <>
          {' '}
          · <a href={visit.to('/measures')}>Show all</a>
        </>
      )}
    </p>
  </>
)

const questions = [[null, 'All'], ...Object.entries(asksInWords)] as const
const origins = [
  [null, 'All'],
  ['computed', 'Counted from records'],
  ['entered', 'Entered'],
] as const

/** Measures, each with the value it leads with. */
export const listOf = ({ rows, total }: Found, visit: Visit): List<Listed> => ({
  caption: `Measures, ${counted(rows.length, 'record')}`,
  columns: [
    ['Measure', ({ measure }) => measure.title],
    ['Value', valueNow, 'number'],
    ['Period', periodNow],
    ['Question', ({ measure }) => asksInWords[measure.asks ?? 'indicator']],
    [
      'Values are',
      ({ measure }) => (
        <span class="nowrap">
          {measure.definition ? 'counted' : 'entered'} {measure.isSample && <Sample />}
        </span>
      ),
    ],
  ],
  to: ({ id }) => `/measures/${id}`,
  empty:
    total === 0 ? (
      'No measure has been added yet. Add the first: count it from the records, or enter its values.'
    ) : (
      <>
        No measure fits. <a href={visit.to('/measures')}>Show all measures</a>.
      </>
    ),
})

const leading = ({ readings }: WholeReadings) => currentReading(readings) ?? readings.at(-1)

function valueNow(one: WholeReadings): JSX.Element {
  const reading = leading(one)
  return reading ? <ValueOf reading={reading} measure={one.measure} /> : <em class="quiet">no value yet</em>
}

function periodNow(one: WholeReadings): JSX.Element | string {
  const reading = leading(one)
  if (!reading) return ''
  return (
    <span>
      {reading.period.label}
      {reading.value !== null && <span class="quiet">, {statusInWords[reading.status]}</span>}
    </span>
  )
}
