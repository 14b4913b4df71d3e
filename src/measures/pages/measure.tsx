import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { calendarInWords, periodInFull } from '../../core/period.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { factWindows } from '../catalogue.ts'
import { Turn } from '../curve/section.tsx'
import type { TurnView } from '../curve/turn-view.ts'
import { definitionInWords } from '../definition/rules.ts'
import { unitAfter } from '../figures.ts'
import type { Gaps } from '../gaps/rules.ts'
import { GapsOf } from '../gaps/section.tsx'
import type { KeptImport } from '../import/model.ts'
import type { EnteredReading, Measure, MeasureReadings, Target } from '../model.ts'
import { access, asksInWords, betterInWords, currentReading, figure, statusInWords } from '../rules.ts'
import { splitsInWords } from '../settings/rules.ts'
import { SpikesOf } from '../spikes/pages.tsx'
import type { OpenAlert } from '../spikes/store.ts'
import { Sample, trail } from './pieces.tsx'
import { ReadingsTable } from './readings-table.tsx'
import { Splits } from './splits.tsx'

export type MeasureView = {
  readonly visit: Visit
  readonly found: MeasureReadings
  /** As the draft would show it. */
  readonly curve: ComponentChildren
  /** Readings as they were entered, with their sources; none for a computed measure. */
  readonly entered: readonly EnteredReading[]
  readonly imports: readonly KeptImport[]
  /** Of a rare event the days between; null for any other. */
  readonly gaps: Gaps | 'needs days' | null
  readonly spikes: readonly OpenAlert[]
  readonly turn: TurnView
  readonly history: readonly HistoryLine[]
}

/** Everything that is known of a measure's numbers, and where each comes from. */
export function MeasurePage(view: MeasureView): JSX.Element {
  const { visit, found, history } = view
  const { measure } = found
  return (
    <TeamPage visit={visit} title={measure.title} trail={trail} act={<Next visit={visit} measure={measure} />}>
      <div class="measure-head">
        <Lead found={found} />
        <p class="acts">
          <a href={visit.to(`/scorecard/measures/${measure.id}`)}>Story, partners and plan</a>
          <a href={visit.to(`/publish/page?measure=${measure.slug}`)}>Public page</a>
        </p>
      </div>
      {view.curve}
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
        <Turn visit={visit} measure={measure} turn={view.turn} />
        <GapsOf visit={visit} measure={measure} gaps={view.gaps} />
        <Splits visit={visit} found={found} />
        <SpikesOf visit={visit} measure={measure} alerts={view.spikes} />
        <Targets visit={visit} found={found} />
        <HowCounted visit={visit} measure={measure} />
        <Imports view={view} />
      </RecordPage>
    </TeamPage>
  )
}

const Next = ({ visit, measure }: { visit: Visit; measure: Measure }): JSX.Element =>
  measure.definition === null ? (
    <Act visit={visit} to={`/measures/${measure.id}/readings/new`} name="Add reading" may={access.enter} />
  ) : (
    <Act visit={visit} to={`/measures/${measure.id}/complete`} name="Close the books" may={access.enter} second />
  )

function Lead({ found: { measure, readings } }: Pick<MeasureView, 'found'>): JSX.Element {
  const now = currentReading(readings)
  return (
    <div class="reading">
      {now && now.value !== null ? (
        <p class="reading-now">
          <strong class="reading-value">{figure(now.value, measure)}</strong>{' '}
          <span>
            {unitAfter(now.value, measure)} in {periodInFull(now.period)}, {statusInWords[now.status]}
          </span>
        </p>
      ) : (
        <p>No value yet.</p>
      )}
      <p class="quiet">
        {asksInWords[measure.asks ?? 'indicator']} · {betterInWords[measure.better]} {measure.isSample && <Sample />}
      </p>
    </div>
  )
}

function Targets({ visit, found }: Pick<MeasureView, 'visit' | 'found'>): JSX.Element {
  const isWriter = isOneOf(visit, access.write)
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">Targets</h2>
      <Records list={targetsOf(found, isWriter)} rows={[...found.targets].reverse()} visit={visit} />
      {isWriter && (
        <p class="after-things">
          <a href={visit.to(`/measures/${found.measure.id}/targets/edit`)}>Set a target</a>
        </p>
      )}
    </section>
  )
}

function targetsOf({ measure, readings }: MeasureReadings, isWriter: boolean): List<Target> {
  const valueIn = (from: Day): number | null => readings.find(({ period }) => period.from === from)?.value ?? null
  return {
    caption: 'Targets by period',
    columns: [
      ['Period', ({ period }) => period.label],
      ['Target', ({ value }) => figure(value, measure), 'number'],
      [
        'Reading',
        ({ period }) => {
          const value = valueIn(period.from)
          return value === null ? <em class="quiet">none yet</em> : figure(value, measure)
        },
        'number',
      ],
      ['Note', ({ note }) => note],
    ],
    ...(isWriter && {
      to: ({ period }: Target) => `/measures/${measure.id}/targets/edit?from=${period.from}`,
    }),
    empty: 'No target is set.',
  }
}

function HowCounted({ visit, measure }: { visit: Visit; measure: Measure }): JSX.Element {
  const isWriter = isOneOf(visit, access.write)
  const path = `/measures/${measure.id}`
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
      {isWriter && (
        <p class="acts after-things">
          <a href={visit.to(`${path}/settings`)}>Change the settings</a>
          {definition && <a href={visit.to(`${path}/definition`)}>Change what is counted</a>}
        </p>
      )}
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

function Imports({ view: { visit, found, imports } }: { view: MeasureView }): JSX.Element | null {
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
