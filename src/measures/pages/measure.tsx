import type { ComponentChildren, JSX } from 'preact'
import type { Day } from '../../core/day.ts'
import { periodInFull } from '../../core/period.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { Turn } from '../curve/section.tsx'
import type { TurnView } from '../curve/turn-view.ts'
import { unitAfter } from '../figures.ts'
import type { Gaps } from '../gaps/rules.ts'
import { GapsOf } from '../gaps/section.tsx'
import type { Measure, MeasureReadings, Target } from '../model.ts'
import { access, asksInWords, betterInWords, currentReading, figure, partsOf, statusInWords } from '../rules.ts'
import { Sample, trail } from './pieces.tsx'

export type CurveView = {
  readonly visit: Visit
  readonly found: MeasureReadings
  /** Whether it stands on the scorecard, so that the next edition has a page of it. */
  readonly isPlaced: boolean
  /** As the draft would show it. */
  readonly curve: ComponentChildren
  /** Of a rare event the days between; null for any other. */
  readonly gaps: Gaps | 'needs days' | null
  readonly turn: TurnView
  readonly history: readonly HistoryLine[]
}

/** A part of the page of a measure: its numbers as a curve or as records, with the one next act. */
export const PartPage = ({
  visit,
  measure,
  children,
}: {
  visit: Visit
  measure: Measure
  children: ComponentChildren
}): JSX.Element => (
  <TeamPage
    visit={visit}
    title={measure.title}
    trail={trail}
    tabs={partsOf(measure.id)}
    act={<Next visit={visit} measure={measure} />}
  >
    {children}
  </TeamPage>
)

/** What can be said of a measure's numbers, and what they are judged against. */
export function CurvePage({ visit, found, isPlaced, curve, turn, gaps, history }: CurveView): JSX.Element {
  const { measure } = found
  return (
    <PartPage visit={visit} measure={measure}>
      <div class="measure-head">
        <Lead found={found} />
        <p class="acts">
          <a href={visit.to(`/publish/page?measure=${measure.slug}`)}>Public page</a>
          {isPlaced && <a href={visit.to(`/publish/preview?measure=${measure.slug}`)}>See the page as it will be</a>}
        </p>
      </div>
      {curve}
      <RecordPage history={history}>
        <Turn visit={visit} measure={measure} turn={turn} />
        <GapsOf visit={visit} measure={measure} gaps={gaps} />
        <Targets visit={visit} found={found} />
      </RecordPage>
    </PartPage>
  )
}

const Next = ({ visit, measure }: { visit: Visit; measure: Measure }): JSX.Element =>
  measure.definition === null ? (
    <Act visit={visit} to={`/measures/${measure.id}/readings/new`} name="Add reading" may={access.enter} />
  ) : (
    <Act visit={visit} to={`/measures/${measure.id}/complete`} name="Close the books" may={access.enter} second />
  )

function Lead({ found: { measure, readings } }: Pick<CurveView, 'found'>): JSX.Element {
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

function Targets({ visit, found }: Pick<CurveView, 'visit' | 'found'>): JSX.Element {
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
