import type { JSX } from 'preact'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { DayField, Form } from '../../platform/ui/form.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Measure } from '../model.ts'
import { SavedMeanwhile, trailOf } from '../pages/pieces.tsx'
import { SettingsFields } from './fields.tsx'

export type EditProps = {
  visit: Visit
  measure: Measure
  form: Refused
  history: readonly HistoryLine[]
}

export function SettingsPage({ visit, measure, form, history }: EditProps): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  return (
    <TeamPage visit={visit} title="Settings" trail={trailOf(measure)}>
      <RecordPage history={history}>
        <SavedMeanwhile form={form} latest={history[0]} keepTheirs={path} />
        <Form form={form} action={`${path}/settings`} save="Save settings" cancel={path}>
          <SettingsFields form={form} measure={measure} isComputed={measure.definition !== null} />
        </Form>
      </RecordPage>
    </TeamPage>
  )
}

/** "Close the books": one day, in one sentence. */
export function CompletePage({ visit, measure, form, history }: EditProps): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  return (
    <TeamPage visit={visit} title="Close the books" trail={trailOf(measure)}>
      <RecordPage history={history}>
        <SavedMeanwhile form={form} latest={history[0]} keepTheirs={path} />
        <p class="lead">
          Say up to which day all records are in. Periods that end by then get a value; later ones show what there is so
          far. Records can still be corrected, and their numbers follow.
        </p>
        <Form form={form} action={`${path}/complete`} save="Save the day" cancel={path}>
          <DayField
            form={form}
            name="collectedThrough"
            label="Records complete through"
            help="Leave it empty while records come in as things happen: then they are complete through today."
            optional
          />
        </Form>
      </RecordPage>
    </TeamPage>
  )
}
