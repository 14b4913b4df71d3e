import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { withoutFields } from '../../core/result.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { DayField, Form, fresh, Hidden, oneOfSeveral, Problems, TextField } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Hours } from './model.ts'
import { EvidenceField } from './pages.tsx'
import { total } from './rules.ts'
import { hoursInWords } from './words.ts'

type Shown = {
  readonly visit: Visit
  readonly title: string
  readonly trail: readonly { readonly name: string; readonly path: string }[]
  readonly hours: readonly Hours[]
  readonly form: Refused
  /** Below the organisation: where entries are sent, and where papers are handed out. */
  readonly path: string
  readonly files: string
  readonly isPaperAsked: boolean
  /** Where an entry is taken back, for those who may. */
  readonly reverse?: { readonly path: string; readonly form: Refused }
}

/** The ledger of somebody's hours, and the form for hours of learning elsewhere. */
export function HoursPage({
  visit,
  title,
  trail,
  hours,
  form,
  path,
  files,
  isPaperAsked,
  reverse,
}: Shown): JSX.Element {
  const sum = total(hours)
  return (
    <TeamPage visit={visit} title={title} trail={trail}>
      <p class="lead">
        {hoursInWords(sum.hours)} in all, of which {hoursInWords(sum.ethicsHours)} on ethics.
      </p>
      <RecordTable
        caption="Hours of learning, newest first"
        columns={[
          { name: 'Day' },
          { name: 'What it was' },
          { name: 'Hours', isNumber: true },
          { name: 'On ethics', isNumber: true },
          { name: 'From' },
          { name: 'Paper' },
        ]}
        rows={hours.map((one) => ({
          key: one.key,
          cells: [
            <span key="on" class="day">
              {dayInWords(one.on)}
            </span>,
            one.title,
            one.hours,
            one.ethicsHours,
            one.source === 'class' ? 'a class' : one.source,
            one.fileId ? (
              <a key="file" href={visit.to(`${files}/${one.fileId}`)} download>
                Open
              </a>
            ) : (
              ''
            ),
          ],
        }))}
        empty="No hours yet. Classes that are attended appear here by themselves."
      />
      <h2>Enter hours of learning elsewhere</h2>
      <Form form={form} action={visit.to(path)} save="Enter hours" upload>
        <TextField form={form} name="title" label="What it was" />
        <DayField form={form} name="on" label="Day" />
        <TextField form={form} name="hours" label="Hours" inputMode="decimal" width="short" />
        <TextField form={form} name="ethicsHours" label="Of these on ethics" inputMode="decimal" width="short" />
        <EvidenceField form={form} optional={!isPaperAsked} />
      </Form>
      {reverse && <TakeBack visit={visit} hours={hours} reverse={reverse} />}
    </TeamPage>
  )
}

function TakeBack({
  visit,
  hours,
  reverse,
}: {
  visit: Visit
  hours: readonly Hours[]
  reverse: { readonly path: string; readonly form: Refused }
}): JSX.Element | null {
  const gone = new Set(hours.map(({ reversesId }) => reversesId))
  const open = hours.filter(({ key, source }) => source === 'entered' && !gone.has(key))
  if (open.length === 0 && reverse.form.problems.length === 0) return null
  return (
    <section aria-labelledby="back">
      <h2 id="back">Take an entry back</h2>
      <p>The entry stays on the list. A line of its own takes its hours away again.</p>
      {!open.some(({ key }) => key === reverse.form.typed.text('entryId')) && (
        <Problems form={{ ...reverse.form, problems: withoutFields(reverse.form.problems) }} />
      )}
      {open.map((one) => (
        <TakeOneBack
          key={one.key}
          entry={one}
          action={visit.to(reverse.path)}
          form={reverse.form.typed.text('entryId') === one.key ? reverse.form : fresh()}
        />
      ))}
    </section>
  )
}

function TakeOneBack({ entry, action, form }: { entry: Hours; action: string; form: Refused }): JSX.Element {
  const own = oneOfSeveral(entry.key, form)
  return (
    <Form form={own} action={action} save={`Take back: ${entry.title}`} danger>
      <Hidden name="entryId" value={entry.key} />
      <TextField form={own} name="reason" label="Reason" />
    </Form>
  )
}
