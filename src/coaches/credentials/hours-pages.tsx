import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { withoutFields } from '../../core/result.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, fresh, Hidden, oneOfSeveral, Problems, TextField } from '../../platform/ui/form.tsx'
import { TeamPage, type Trail } from '../../platform/ui/shell.tsx'
import { type Hours, hoursForm } from './model.ts'
import { EvidenceField } from './pages.tsx'
import { total } from './rules.ts'

type Shown = {
  readonly visit: Visit
  readonly title: string
  readonly trail: Trail
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
export function HoursPage({ visit, title, trail, hours, form, ...at }: Shown): JSX.Element {
  const { path, files, isPaperAsked, reverse } = at
  const sum = total(hours)
  return (
    <TeamPage visit={visit} title={title} trail={trail}>
      <p class="lead">
        {counted(sum.hours, 'hour')} in all, of which {counted(sum.ethicsHours, 'hour')} on ethics.
      </p>
      <Records list={listOf(files)} rows={hours.map((one) => ({ ...one, id: one.key }))} visit={visit} />
      <h2>Enter hours of learning elsewhere</h2>
      <Form form={form} action={visit.to(path)} save="Enter hours" upload>
        <Fields of={hoursForm} form={form} />
        <EvidenceField form={form} optional={!isPaperAsked} />
      </Form>
      {reverse && <TakeBack visit={visit} hours={hours} reverse={reverse} />}
    </TeamPage>
  )
}

const listOf = (files: string): List<Hours & { readonly id: string }> => ({
  caption: 'Hours of learning, newest first',
  columns: [
    ['Day', ({ on }) => <span class="day">{dayInWords(on)}</span>],
    ['What it was', ({ title }) => title],
    ['Hours', ({ hours }) => hours, 'number'],
    ['On ethics', ({ ethicsHours }) => ethicsHours, 'number'],
    ['From', ({ source }) => (source === 'class' ? 'a class' : source)],
    [
      'Paper',
      ({ fileId }, visit) =>
        fileId ? (
          <a href={visit.to(`${files}/${fileId}`)} download>
            Open
          </a>
        ) : (
          ''
        ),
    ],
  ],
  empty: 'No hours yet. Classes that are attended appear here by themselves.',
})

type TakingBack = Pick<Shown, 'visit' | 'hours'> & { readonly reverse: NonNullable<Shown['reverse']> }

function TakeBack({ visit, hours, reverse }: TakingBack): JSX.Element | null {
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

/** For whoever works for the team and is no coach of it. */
export const NobodyHere = ({ visit }: { visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title="Your hours" trail={[{ name: 'Your page', path: '/mine' }]}>
    <p class="empty">
      Your sign-in is not linked with a coach of the roster. A coordinator links it on the page of that coach.
    </p>
  </TeamPage>
)
