import type { JSX } from 'preact'
import { addDays, dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, Form, Hidden, Problems, TextArea, TextField } from '../../platform/ui/form.tsx'
import { RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Measure } from '../model.ts'
import { dayRecordsPath, mayPass, trailOf } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { type Alert, type Counts, findings, type Seen, type Watch } from './model.ts'
import {
  alertInWords,
  alertsAYearInWords,
  falseAlertsAYear,
  groundsInWords,
  noFinding,
  openAlerts,
  shareOfChance,
} from './rules.ts'
import type { OpenAlert } from './store.ts'

export type SpikesView = {
  readonly measure: Measure
  readonly watch: Watch | null
  readonly counts: Counts | null
  readonly seen: readonly Seen[]
  readonly history: readonly HistoryLine[]
}

/** The forms of the page; each carries what was refused, if it was. */
export type SpikeForms = { readonly watch: Refused; readonly days: Refused; readonly seen: Refused }

type Props = { visit: Visit; view: SpikesView; forms: SpikeForms }

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
  if (!measure.definition || !mayPass(access.seeRecords, visit)) return null
  const path = dayRecordsPath(measure, from, every === 'week' ? addDays(from, 6) : from)
  return <a href={visit.to(path)}>Records of {every === 'week' ? 'that week' : 'that day'}</a>
}

/** What a count did by day or by week, for the team alone: alerts to look at, what they were, and how it is watched. */
export function SpikesPage({ visit, view, forms }: Props): JSX.Element {
  const { measure, watch, counts, seen, history } = view
  return (
    <TeamPage visit={visit} title="Spikes" trail={trailOf(measure)}>
      <p class="lead">Only the team sees this page. Nothing of it is ever published.</p>
      <RecordPage history={history}>
        {watch && <Alerts visit={visit} view={view} forms={forms} />}
        {watch && counts && <LastCounts counts={counts} />}
        {seen.length > 0 && <Looked seen={seen} />}
        {measure.definition === null && mayPass(access.enter, visit) && measure.shape === 'count' && (
          <Days visit={visit} measure={measure} form={forms.days} />
        )}
        <Watching visit={visit} measure={measure} watch={watch} form={forms.watch} />
      </RecordPage>
    </TeamPage>
  )
}

function Alerts({ visit, view: { measure, watch, counts, seen }, forms }: Props): JSX.Element {
  const alerts = counts ? openAlerts(counts, seen) : []
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">To look at</h2>
      {!alerts.some(({ from }) => from === forms.seen.typed.text('from')) && <NotKept form={forms.seen} />}
      {!counts || counts.counts.length === 0 ? (
        <p>There are no counts yet.</p>
      ) : alerts.length === 0 ? (
        <p>Nothing stands out. The last {counts.every === 'day' ? '28 days' : '8 weeks'} look like those before.</p>
      ) : (
        alerts.map((alert) => (
          <AlertToLookAt
            key={alert.from}
            visit={visit}
            measure={measure}
            every={counts.every}
            alert={alert}
            forms={forms}
          />
        ))
      )}
      {watch && counts && <p class="quiet">{alertsAYearInWords(falseAlertsAYear(counts))}</p>}
    </section>
  )
}

/** What was said of an alert that is gone by now. */
function NotKept({ form }: { form: Refused }): JSX.Element | null {
  if (form.problems.length === 0) return null
  return (
    <>
      <Problems form={form} />
      {form.typed.text('note') !== '' && <p>You wrote: {form.typed.text('note')}</p>}
    </>
  )
}

function AlertToLookAt({
  visit,
  measure,
  every,
  alert,
  forms,
}: {
  visit: Visit
  measure: Measure
  every: Counts['every']
  alert: Alert
  forms: SpikeForms
}): JSX.Element {
  const form = forms.seen
  const isChosen = (form.typed.text('from') || visit.url.searchParams.get('look')) === alert.from
  return (
    <article class="spike" id={`from-${alert.from}`}>
      <h3>{alertInWords(alert, every)}</h3>
      <p>
        <strong>{noFinding}</strong> {groundsInWords(alert)}{' '}
        <RecordsOf visit={visit} measure={measure} every={every} from={alert.from} />
      </p>
      {mayPass(access.enter, visit) && !isChosen && (
        <p>
          <a href={`?look=${alert.from}#from-${alert.from}`}>Say what it was</a>
        </p>
      )}
      {mayPass(access.enter, visit) && isChosen && (
        <Form
          form={form}
          action={visit.to(`/measures/${measure.id}/spikes/seen`)}
          save="Keep what it was"
          cancel={visit.to(`/measures/${measure.id}/spikes`)}
        >
          <Hidden name="from" value={alert.from} />
          <Hidden name="count" value={alert.count} />
          <Choice
            form={form}
            name="finding"
            label="What it was"
            none="Choose one"
            options={findings.map((value) => ({ value, name: capital(value) }))}
          />
          <TextArea form={form} name="note" label="Note" rows={3} help="Who looked into it, and what was found." />
        </Form>
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

function Days({ visit, measure, form }: { visit: Visit; measure: Measure; form: Refused }): JSX.Element {
  return (
    <section aria-labelledby="daily-counts">
      <h2 id="daily-counts">Daily counts</h2>
      <Form form={form} action={visit.to(`/measures/${measure.id}/spikes/days`)} save="Keep these counts">
        <TextArea
          form={form}
          name="days"
          label="Days and counts"
          rows={6}
          help="One line a day, such as 2026-11-03 4. A day with none has a 0; a day left out is not known."
        />
      </Form>
    </section>
  )
}

function Watching({
  visit,
  measure,
  watch,
  form,
}: {
  visit: Visit
  measure: Measure
  watch: Watch | null
  form: Refused
}): JSX.Element {
  return (
    <section aria-labelledby="watching">
      <h2 id="watching">How it is watched</h2>
      <p>
        {watch
          ? `Every ${watch.every}, from counts that are ${watch.lagDays === 1 ? 'a day' : `${watch.lagDays} days`} old or older.`
          : measure.shape === 'count'
            ? 'This count is not watched for spikes.'
            : 'Only counts are watched for spikes.'}
      </p>
      {mayPass(access.write, visit) && measure.shape === 'count' && (
        <Form form={form} action={visit.to(`/measures/${measure.id}/spikes/watch`)} save="Save" second>
          <Choice
            form={form}
            name="every"
            label="Watch for spikes"
            options={[
              { value: 'never', name: 'No' },
              { value: 'day', name: 'By day' },
              { value: 'week', name: 'By week, Monday to Sunday' },
            ]}
          />
          <TextField
            form={form}
            name="lagDays"
            label="Days to wait for late records"
            inputMode="numeric"
            width="short"
            help="Choose so many that nine in ten records are in by then. From 1 to 60."
          />
        </Form>
      )}
    </section>
  )
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
