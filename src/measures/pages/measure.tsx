import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { calendarInWords, periodInFull } from '../../core/period.ts'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { Unbroken } from '../../platform/ui/unbroken.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { factWindows } from '../catalogue.ts'
import { weighInWords } from '../curve/evidence.ts'
import { Turn } from '../curve/section.tsx'
import type { TurnView } from '../curve/turn-view.ts'
import { definitionInWords } from '../definition/rules.ts'
import { figuresOf, unitAfter } from '../figures.ts'
import type { Gaps } from '../gaps/rules.ts'
import { GapsOf } from '../gaps/section.tsx'
import type { KeptImport } from '../import/model.ts'
import type { EnteredReading, Measure, MeasureReadings } from '../model.ts'
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
    <TeamPage visit={visit} title={measure.title} trail={trail} act={<Act visit={visit} measure={measure} />}>
      <div class="measure-head">
        <Lead found={found} turn={view.turn} />
        <p class="acts">
          <a href={visit.to(`/scorecard/measures/${measure.id}`)}>Story, partners and plan</a>
          <a href={visit.to(`/publish/page?measure=${measure.slug}`)}>Public page</a>
        </p>
      </div>
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

function Act({ visit, measure }: { visit: Visit; measure: Measure }): JSX.Element | null {
  const path = `/measures/${measure.id}`
  if (measure.definition === null)
    return isOneOf(visit, access.enter) ? (
      <a class="button" href={visit.to(`${path}/readings/new`)}>
        Add reading
      </a>
    ) : null
  return isOneOf(visit, access.enter) ? (
    <a class="button second" href={visit.to(`${path}/complete`)}>
      Close the books
    </a>
  ) : null
}

function Lead({ found, turn }: { found: MeasureReadings; turn: TurnView }): JSX.Element {
  const { measure, readings } = found
  const now = currentReading(readings)
  const { sentence } = weighInWords({ ...found, curve: turn.facts }, turn.inForce, figuresOf(measure))
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
      {now && (
        <p class="reading-says">
          <Unbroken text={sentence} />
        </p>
      )}
      <p class="quiet">
        {asksInWords[measure.asks ?? 'indicator']} · {betterInWords[measure.better]} {measure.isSample && <Sample />}
      </p>
    </div>
  )
}

function Targets({
  visit,
  found: { measure, readings, targets },
}: {
  visit: Visit
  found: MeasureReadings
}): JSX.Element {
  const isWriter = isOneOf(visit, access.write)
  const path = `/measures/${measure.id}/targets/edit`
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">Targets</h2>
      <RecordTable
        caption="Targets by period"
        columns={[
          { name: 'Period' },
          { name: 'Target', isNumber: true },
          { name: 'Reading', isNumber: true },
          { name: 'Note' },
        ]}
        rows={[...targets].reverse().map((target) => {
          const reading = readings.find((one) => one.period.from === target.period.from)
          return {
            key: target.id,
            ...(isWriter && { href: visit.to(`${path}?from=${target.period.from}`) }),
            cells: [
              target.period.label,
              figure(target.value, measure),
              reading && reading.value !== null ? figure(reading.value, measure) : <em class="quiet">none yet</em>,
              target.note,
            ],
          }
        })}
        empty="No target is set."
      />
      {isWriter && (
        <p class="after-things">
          <a href={visit.to(path)}>Set a target</a>
        </p>
      )}
    </section>
  )
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
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">Imports</h2>
      <RecordTable
        caption="Imported files"
        columns={[{ name: 'File' }, { name: 'Readings', isNumber: true }, { name: 'Imported' }, { name: 'Stands' }]}
        rows={imports.map((one) => ({
          key: one.id,
          href: visit.to(`/measures/${found.measure.id}/imports/${one.id}`),
          cells: [
            one.fileName,
            one.changes.length.toLocaleString('en-US'),
            `${inWords.instant(one.importedAt, visit.organisation.timeZone)} by ${one.importedBy}`,
            one.undoneAt ? `undone ${inWords.instant(one.undoneAt, visit.organisation.timeZone)}` : 'yes',
          ],
        }))}
        empty=""
      />
    </section>
  )
}

const dayOr = (day: Day | null, otherwise: string): string => (day ? dayInWords(day) : otherwise)
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
