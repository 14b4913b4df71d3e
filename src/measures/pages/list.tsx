import type { JSX } from 'preact'
import type { Visit } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { Asks, MeasureReadings } from '../model.ts'
import { access, asksInWords, currentReading, statusInWords } from '../rules.ts'
import { mayPass, Sample, ValueOf } from './pieces.tsx'

export type Chosen = {
  readonly search: string
  readonly asks: Asks | 'indicator' | null
  readonly kept: 'computed' | 'entered' | null
}

/** All measures of the organisation, each with the value it leads with. */
export function ListPage({
  visit,
  chosen,
  found,
  total,
}: {
  visit: Visit
  chosen: Chosen
  found: readonly MeasureReadings[]
  total: number
}): JSX.Element {
  const isChosen = found.length !== total
  return (
    <TeamPage
      visit={visit}
      title="Measures"
      act={
        mayPass(access.write, visit) && (
          <a class="button" href={visit.to('/measures/new')}>
            Add measure
          </a>
        )
      }
    >
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
      <Filter visit={visit} label="Question" name="asks" chosen={chosen.asks} options={questions} />
      <Filter visit={visit} label="Where values come from" name="kept" chosen={chosen.kept} options={origins} />
      <p class="tally" role="status">
        {inWords.counted(found.length, 'measure')}
        {total > 0 && (
          <>
            {' '}
            · <a href={visit.to('/measures/attention')}>What needs attention</a>
          </>
        )}
        {isChosen && (
          <>
            {' '}
            · <a href={visit.to('/measures')}>Show all</a>
          </>
        )}
      </p>
      <RecordTable
        caption={`Measures, ${inWords.counted(found.length, 'record')}`}
        columns={[
          { name: 'Measure' },
          { name: 'Value', isNumber: true },
          { name: 'Period' },
          { name: 'Question' },
          { name: 'Values are' },
        ]}
        rows={found.map((one) => rowOf(visit, one))}
        empty={
          total === 0 ? (
            'No measure has been added yet. Add the first: count it from the records, or enter its values.'
          ) : (
            <>
              No measure fits. <a href={visit.to('/measures')}>Show all measures</a>.
            </>
          )
        }
      />
    </TeamPage>
  )
}

function rowOf(visit: Visit, { measure, readings }: MeasureReadings) {
  const reading = currentReading(readings) ?? readings.at(-1)
  return {
    key: measure.id,
    href: visit.to(`/measures/${measure.id}`),
    cells: [
      measure.title,
      reading ? <ValueOf reading={reading} measure={measure} /> : <em class="quiet">no value yet</em>,
      reading ? (
        <span key="period">
          {reading.period.label}
          {reading.value !== null && <span class="quiet">, {statusInWords[reading.status]}</span>}
        </span>
      ) : (
        ''
      ),
      asksInWords[measure.asks ?? 'indicator'],
      <span key="origin" class="nowrap">
        {measure.definition ? 'counted' : 'entered'} {measure.isSample && <Sample />}
      </span>,
    ],
  }
}

const questions = Object.entries(asksInWords)
const origins = [
  ['computed', 'Counted from records'],
  ['entered', 'Entered'],
] as const

function Filter({
  visit,
  label,
  name,
  chosen,
  options,
}: {
  visit: Visit
  label: string
  name: 'asks' | 'kept'
  chosen: string | null
  options: readonly (readonly [string, string])[]
}): JSX.Element {
  const to = (value: string | null): string => {
    const next = new URLSearchParams(visit.url.searchParams)
    for (const gone of ['said', name]) next.delete(gone)
    if (value !== null) next.set(name, value)
    return `${visit.url.pathname}${next.size > 0 ? `?${next}` : ''}`
  }
  return (
    <nav class="filters" aria-label={label}>
      <a href={to(null)} aria-current={chosen === null ? 'true' : undefined}>
        All
      </a>
      {options.map(([value, words]) => (
        <a key={value} href={to(value)} aria-current={chosen === value ? 'true' : undefined}>
          {words}
        </a>
      ))}
    </nav>
  )
}
