import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { calendarInWords } from '../../core/period.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { factWindows } from '../catalogue.ts'
import { definitionInWords } from '../definition/rules.ts'
import type { KeptImport } from '../import/model.ts'
import type { EnteredReading, Measure, MeasureReadings } from '../model.ts'
import { access } from '../rules.ts'
import { splitsInWords } from '../settings/rules.ts'
import { SpikesOf } from '../spikes/pages.tsx'
import type { OpenAlert } from '../spikes/store.ts'
import { PartPage } from './measure.tsx'
import { ReadingsTable } from './readings-table.tsx'
import { Splits } from './splits.tsx'

export type ReadingsView = {
  readonly visit: Visit
  readonly found: MeasureReadings
  /** Readings as they were entered, with their sources; none for a computed measure. */
  readonly entered: readonly EnteredReading[]
  readonly imports: readonly KeptImport[]
  readonly spikes: readonly OpenAlert[]
  readonly history: readonly HistoryLine[]
}

/** Every number of a measure, and where each comes from. */
export function ReadingsPage(view: ReadingsView): JSX.Element {
  const { visit, found, history } = view
  const { measure } = found
  return (
    <PartPage visit={visit} measure={measure}>
      <RecordPage history={history}>
        <section aria-labelledby="readings">
          <h2 id="readings">Readings</h2>
          <ReadingsTable visit={visit} found={found} entered={view.entered} />
          {measure.definition === null && isOneOf(visit, access.enter) && (
            <p class="acts after-things">
              <a href={visit.to(`/measures/${measure.id}/import`)}>Import readings from a spreadsheet</a>
            </p>
          )}
        </section>
        <Splits visit={visit} found={found} />
        <SpikesOf visit={visit} measure={measure} alerts={view.spikes} />
        <HowCounted visit={visit} measure={measure} />
        <Imports view={view} />
      </RecordPage>
    </PartPage>
  )
}

function HowCounted({ visit, measure }: { visit: Visit; measure: Measure }): JSX.Element {
  const { definition } = measure
  const computed: [string, ComponentChildren][] = definition
    ? [
        ['What is counted', <DefinitionWords key="words" measure={measure} />],
        ['Collected from', dayOr(measure.collectedFrom, 'the first record')],
        ['Records complete through', dayOr(measure.collectedThrough, 'today: collection goes on')],
        ['A value is final after', counted(measure.settlesAfterDays, 'day')],
      ]
    : [
        ['Values', `Entered by the team: ${shapeInWords[measure.shape]}`],
        ...(measure.collectedFrom ? [['Collected from', dayInWords(measure.collectedFrom)] as [string, string]] : []),
      ]
  return (
    <section aria-labelledby="definition">
      <h2 id="definition">How it is counted</h2>
      <Facts
        facts={[
          ...computed,
          ['Calendar', capital(calendarInWords(measure.calendar))],
          ['Unit', measure.decimals === 0 ? measure.unit : `${measure.unit}, ${counted(measure.decimals, 'decimal')}`],
          ['Breakdowns', splitsInWords(measure)],
          ...(measure.endedOn ? [['Ended on', dayInWords(measure.endedOn)] as [string, string]] : []),
          ['Source', measure.source],
          ['Address', `/${visit.organisation.slug}/m/${measure.slug}`],
        ]}
      />
    </section>
  )
}

/** The definition in words; the name of its fact where this program does not know the fact. */
export function DefinitionWords({ measure }: { measure: Pick<Measure, 'definition' | 'shape'> }): JSX.Element {
  const { definition, shape } = measure
  const window = factWindows.find((one) => one.name === definition?.fact)
  return <>{definition && window ? definitionInWords(definition, shape, window) : definition?.fact}</>
}

export const shapeInWords: Readonly<Record<Measure['shape'], string>> = {
  count: 'a count',
  share: 'a share, in percent',
  amount: 'a quantity',
  median: 'a middle value',
}

function Imports({ view: { visit, found, imports } }: { view: ReadingsView }): JSX.Element | null {
  if (imports.length === 0) return null
  const at = (when: Date): string => inWords.instant(when, visit.organisation.timeZone)
  const list: List<KeptImport> = {
    caption: 'Imported files',
    columns: [
      ['File', ({ fileName }) => fileName],
      ['Readings', ({ changes }) => changes.length.toLocaleString('en-US'), 'number'],
      ['Imported', ({ importedAt, importedBy }) => `${at(importedAt)} by ${importedBy}`],
      ['Status', ({ undoneAt }) => (undoneAt ? `undone ${at(undoneAt)}` : 'yes')],
    ],
    to: ({ id }) => `/measures/${found.measure.id}/imports/${id}`,
    empty: '',
  }
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">Imports</h2>
      <Records list={list} rows={imports} visit={visit} />
    </section>
  )
}

const dayOr = (day: Day | null, otherwise: string): string => (day ? dayInWords(day) : otherwise)
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
