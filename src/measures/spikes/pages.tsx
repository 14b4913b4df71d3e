import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { addDays, dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Measure } from '../model.ts'
import { dayRecordsPath, trailOf } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import type { Alert, Counts, DailyCount, Seen, Watch } from './model.ts'
import {
  alertInWords,
  alertsAYearInWords,
  falseAlertsAYear,
  groundsInWords,
  noFinding,
  shareOfChance,
} from './rules.ts'
import type { OpenAlert } from './store.ts'

export type SpikesView = {
  readonly measure: Measure
  readonly watch: Watch | null
  readonly counts: Counts | null
  readonly seen: readonly Seen[]
  readonly alerts: readonly Alert[]
  /** The alert that somebody says something of; what was written of one that is gone by now. */
  readonly chosen: Alert | null
  readonly wrote: string
  /** Days of what was sent that are there already with another count. */
  readonly there: readonly DailyCount[] | null
}

type Forms = Readonly<Record<'watch' | 'days' | 'seen', JSX.Element | null>>
type Props = { visit: Visit; view: SpikesView; forms: Forms }

/** Whether daily counts are typed: of a count whose readings are. */
export const takesDays = ({ definition, shape }: Measure): boolean => definition === null && shape === 'count'

/** Alerts on the page of their measure, where they lead to more. */
export function SpikesOf({ visit, measure, alerts }: { visit: Visit; measure: Measure; alerts: readonly OpenAlert[] }) {
  if (measure.shape !== 'count') return null
  const path = visit.to(`/measures/${measure.id}/spikes`)
  return (
    <section aria-labelledby="spikes">
      <h2 id="spikes">Spikes by day or week</h2>
      {alerts.map((alert) => (
        <p key={alert.from}>
          <strong>{alertInWords(alert, alert.every)}.</strong> {noFinding}{' '}
          <RecordsOf visit={visit} measure={measure} every={alert.every} from={alert.from} />
        </p>
      ))}
      <p>
        <a href={path}>{alerts.length > 0 ? 'Look at it' : 'Daily and weekly counts, for the team only'}</a>
      </p>
    </section>
  )
}

/** The way to the records that a computed count counts on that day or in that week, for those who may see them. */
function RecordsOf({
  visit,
  measure,
  every,
  from,
}: {
  visit: Visit
  measure: Measure
  every: Counts['every']
  from: Alert['from']
}): JSX.Element | null {
  if (!measure.definition || !isOneOf(visit, access.seeRecords)) return null
  const path = dayRecordsPath(measure, from, every === 'week' ? addDays(from, 6) : from)
  return <a href={visit.to(path)}>Records of {every === 'week' ? 'that week' : 'that day'}</a>
}

/** What a count did by day or by week, for the team alone: alerts to look at, what they were, and how it is watched. */
export function SpikesPage({ visit, view, forms, history }: Props & { history: readonly HistoryLine[] }): JSX.Element {
  const { measure, watch, counts, seen } = view
  return (
    <TeamPage visit={visit} title="Spikes" trail={trailOf(measure)}>
      <p class="lead">Only the team sees this page. Nothing of it is ever published.</p>
      <RecordPage history={history}>
        {watch ? <Alerts visit={visit} view={view} forms={forms} /> : <NotKept view={view} forms={forms} />}
        {watch && counts && <LastCounts counts={counts} />}
        {seen.length > 0 && <Looked seen={seen} />}
        {forms.days && takesDays(measure) ? (
          <section aria-labelledby="daily-counts">
            <h2 id="daily-counts">Daily counts</h2>
            {forms.days}
          </section>
        ) : (
          forms.days
        )}
        <Watching view={view} forms={forms} />
      </RecordPage>
    </TeamPage>
  )
}

function Alerts({ visit, view, forms }: Props): JSX.Element {
  const { counts, alerts } = view
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">To look at</h2>
      <NotKept view={view} forms={forms} />
      {!counts || counts.counts.length === 0 ? (
        <p>There are no counts yet.</p>
      ) : alerts.length === 0 ? (
        <p>Nothing stands out. The last {counts.every === 'day' ? '28 days' : '8 weeks'} look like those before.</p>
      ) : (
        alerts.map((alert) => (
          <AlertToLookAt
            key={alert.from}
            visit={visit}
            view={view}
            every={counts.every}
            alert={alert}
            form={forms.seen}
          />
        ))
      )}
      {counts && <p class="quiet">{alertsAYearInWords(falseAlertsAYear(counts))}</p>}
    </section>
  )
}

/** What was said of an alert that is gone by now. */
const NotKept = ({ view: { chosen, wrote }, forms }: Omit<Props, 'visit'>): JSX.Element | null =>
  chosen ? null : (
    <>
      {forms.seen}
      {wrote !== '' && <p>You wrote: {wrote}</p>}
    </>
  )

function AlertToLookAt({
  visit,
  view: { measure, chosen },
  every,
  alert,
  form,
}: {
  visit: Visit
  view: SpikesView
  every: Counts['every']
  alert: Alert
  form: JSX.Element | null
}): JSX.Element {
  return (
    <article class="spike" id={`from-${alert.from}`}>
      <h3>{alertInWords(alert, every)}</h3>
      <p>
        <strong>{noFinding}</strong> {groundsInWords(alert)}{' '}
        <RecordsOf visit={visit} measure={measure} every={every} from={alert.from} />
      </p>
      {alert === chosen
        ? form
        : isOneOf(visit, access.enter) && (
            <p>
              <a href={`?look=${alert.from}#from-${alert.from}`}>Say what it was</a>
            </p>
          )}
    </article>
  )
}

function LastCounts({ counts: { every, from, counts } }: { counts: Counts }): JSX.Element {
  const step = every === 'day' ? 1 : 7
  const shown = counts
    .map((count, index) => ({ on: addDays(from, index * step), count }))
    .slice(every === 'day' ? -14 : -8)
    .reverse()
  return (
    <section aria-labelledby="last-counts">
      <h2 id="last-counts">Last counts</h2>
      <RecordTable
        caption={every === 'day' ? 'Counts of the last days' : 'Counts of the last weeks'}
        columns={[{ name: every === 'day' ? 'Day' : 'Week from' }, { name: 'Count', isNumber: true }]}
        rows={shown.map(({ on, count }) => ({ key: on, cells: [dayInWords(on), count.toLocaleString('en-US')] }))}
        empty="There are no counts yet."
      />
    </section>
  )
}

function Looked({ seen }: { seen: readonly Seen[] }): JSX.Element {
  const share = shareOfChance(seen)
  return (
    <section aria-labelledby="looked-at">
      <h2 id="looked-at">Looked at</h2>
      <RecordTable
        caption="Alerts that were looked at"
        columns={[{ name: 'Alert' }, { name: 'Count', isNumber: true }, { name: 'What it was' }, { name: 'Note' }]}
        rows={seen.map(({ id, every, from, count, finding, note }) => ({
          key: id,
          cells: [
            every === 'day' ? dayInWords(from) : `week from ${dayInWords(from)}`,
            count.toLocaleString('en-US'),
            finding,
            note,
          ],
        }))}
        empty=""
      />
      {share && (
        <p class="quiet">
          {share.chance} of {share.all} alerts were no real change.
        </p>
      )}
    </section>
  )
}

const Watching = ({ view: { measure, watch }, forms }: Omit<Props, 'visit'>): JSX.Element => (
  <section aria-labelledby="watching">
    <h2 id="watching">How it is watched</h2>
    <p>
      {watch
        ? `Every ${watch.every}, from counts that are ${counted(watch.lagDays, 'day')} old or older.`
        : measure.shape === 'count'
          ? 'This count is not watched for spikes.'
          : 'Only counts are watched for spikes.'}
    </p>
    {forms.watch}
  </section>
)
