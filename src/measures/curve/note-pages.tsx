import type { JSX } from 'preact'
import type { Period } from '../../core/period.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, Form, Hidden, TextField, Tick } from '../../platform/ui/form.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Measure } from '../model.ts'
import { SavedMeanwhile, trailOf } from '../pages/pieces.tsx'
import type { ChartNote } from './model.ts'

export const noteLabels = { from: 'Period', text: 'Note', beginsAnew: 'Limits begin anew', reason: 'Reason' } as const

export type NoteView = {
  readonly visit: Visit
  readonly measure: Measure
  readonly form: Refused
  readonly note: ChartNote | null
  readonly periods: readonly Period[]
  readonly history: readonly HistoryLine[]
}

/** Writes a note beside a point of the chart, changes it, or takes it away. */
export function NotePage(view: NoteView): JSX.Element {
  const { visit, measure, note, history } = view
  return (
    <TeamPage visit={visit} title={note ? `Note on ${note.period.label}` : 'Add a note'} trail={trailOf(measure)}>
      {note ? <RecordPage history={history}>{<NoteForm {...view} />}</RecordPage> : <NoteForm {...view} />}
    </TeamPage>
  )
}

function NoteForm({ visit, measure, form, note, periods, history }: NoteView): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  const own = `${path}/notes/${note?.id ?? 'new'}`
  return (
    <>
      <SavedMeanwhile form={form} latest={history[0]} keepTheirs={path} />
      <Form form={form} action={own} save={note ? 'Save note' : 'Add note'} cancel={path}>
        <Choice
          form={form}
          name="from"
          label={noteLabels.from}
          none="Choose one"
          options={periods.map(({ from, label }) => ({ value: from, name: label }))}
        />
        <TextField
          form={form}
          name="text"
          label={noteLabels.text}
          help="What happened then, in a few words. Everybody reads it beside the point on the public chart."
        />
        <Tick
          form={form}
          name="beginsAnew"
          label="The limits of the chart begin anew here"
          help="Only after a signal, and with the reason. Your name and the day are kept."
        />
        <TextField form={form} name="reason" label="Why limits begin anew" optional />
      </Form>
      {note && (
        <details class="after-things">
          <summary>Remove this note</summary>
          <form method="post" action={`${own}/remove`} class="stack">
            <p>It is taken off the chart; its history stays.</p>
            <Hidden name="version" value={form.version ?? 0} />
            <button class="button danger" type="submit">
              Remove note
            </button>
          </form>
        </details>
      )}
    </>
  )
}
