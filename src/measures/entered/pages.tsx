import type { ComponentChildren, JSX } from 'preact'
import type { Period } from '../../core/period.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, Form, Hidden, TextArea, TextField } from '../../platform/ui/form.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { EnteredReading, Measure, Target } from '../model.ts'
import { SavedMeanwhile, trailOf } from '../pages/pieces.tsx'
import { rateOf } from '../rates/rules.ts'
import { reasonInWords } from '../rules.ts'
import { enteredReasons } from './model.ts'

export const readingLabels = {
  from: 'Period',
  numerator: 'Numerator',
  denominator: 'Denominator',
  value: 'Value',
  reason: 'Why there is no value',
  status: 'Status',
  source: 'Source',
  note: 'Note',
} as const

type Common = {
  visit: Visit
  measure: Measure
  form: Refused
  periods: readonly Period[]
  version: number | string | undefined
  history: readonly HistoryLine[]
}

/** Adds a reading (`reading` null), or edits one. */
export function ReadingPage(props: Common & { reading: EnteredReading | null }): JSX.Element {
  const { visit, measure, form, periods, reading, version, history } = props
  const path = visit.to(`/measures/${measure.id}`)
  const own = `${path}/readings/${reading?.id ?? 'new'}`
  return (
    <TeamPage
      visit={visit}
      title={reading ? `Reading of ${reading.period.label}` : 'Add reading'}
      trail={trailOf(measure)}
    >
      <Beside history={history}>
        <SavedMeanwhile form={form} latest={history[0]} keepTheirs={path} />
        <Form form={form} action={own} save={reading ? 'Save reading' : 'Add reading'} cancel={path}>
          <ReadingFields form={form} measure={measure} periods={periods} />
        </Form>
        {reading && (
          <details class="after-things">
            <summary>Remove this reading</summary>
            <form method="post" action={`${own}/remove`} class="stack">
              <p>The value and its note are taken away; its history stays.</p>
              <Hidden name="version" value={version ?? 0} />
              <button class="button danger" type="submit">
                Remove reading
              </button>
            </form>
          </details>
        )}
      </Beside>
    </TeamPage>
  )
}

/** History stands beside what has one. */
const Beside = ({
  history,
  children,
}: {
  history: readonly HistoryLine[]
  children: ComponentChildren
}): JSX.Element => (history.length > 0 ? <RecordPage history={history}>{children}</RecordPage> : <div>{children}</div>)

function ReadingFields({
  form,
  measure,
  periods,
}: {
  form: Refused
  measure: Measure
  periods: readonly Period[]
}): JSX.Element {
  const isShare = measure.shape === 'share'
  const isRate = rateOf(measure) !== null
  const l = readingLabels
  return (
    <>
      <Choice form={form} name="from" label={l.from} options={periodOptions(periods)} none="Choose one" />
      {(isShare || isRate) && (
        <>
          <TextField
            form={form}
            name="numerator"
            label={l.numerator}
            inputMode="decimal"
            width="short"
            optional
            help={isRate ? 'How many events, such as 12.' : 'How many of them, such as 91.'}
          />
          <TextField
            form={form}
            name="denominator"
            label={l.denominator}
            inputMode="decimal"
            width="short"
            optional
            help={
              isRate ? 'Of how many people, such as 79,000 residents of that year.' : 'Of how many in all, such as 157.'
            }
          />
        </>
      )}
      <TextField
        form={form}
        name="value"
        label={valueLabel(measure)}
        inputMode="decimal"
        width="short"
        optional
        help={valueHelp(measure)}
      />
      <Choice
        form={form}
        name="reason"
        label={l.reason}
        none="There is a value"
        options={enteredReasons.map((reason) => ({ value: reason, name: capital(reasonInWords[reason]) }))}
        optional
      />
      <Choice
        form={form}
        name="status"
        label={l.status}
        options={[
          { value: 'final', name: 'Final' },
          { value: 'provisional', name: 'Provisional: it may still change' },
          { value: 'open', name: 'So far: the period is still running' },
        ]}
      />
      <TextField form={form} name="source" label={l.source} optional help="Where this number comes from." />
      <TextArea form={form} name="note" label={l.note} rows={3} optional />
    </>
  )
}

function valueLabel(measure: Measure): string {
  if (measure.shape === 'share') return 'Percentage, only where the two counts are not known'
  return rateOf(measure) === null ? `${readingLabels.value}, in ${measure.unit}` : `Rate, in ${measure.unit}`
}

function valueHelp(measure: Measure): string {
  if (measure.shape === 'share') return `Such as ${(57.9).toFixed(measure.decimals)}.`
  return rateOf(measure) === null
    ? 'Such as 1,204. A zero is a value; leave it empty if there is none.'
    : 'Worked out from the two counts. Written beside them it is checked; alone it has no limits, since what it rests on is not known.'
}

/** Sets the target of a period, changes it, or takes it away. */
export function TargetPage(props: Common & { target: Target | null }): JSX.Element {
  const { visit, measure, form, periods, target, version, history } = props
  const path = visit.to(`/measures/${measure.id}`)
  return (
    <TeamPage
      visit={visit}
      title={target ? `Target for ${target.period.label}` : 'Set a target'}
      trail={trailOf(measure)}
    >
      <Beside history={history}>
        <SavedMeanwhile form={form} latest={history[0]} keepTheirs={path} />
        <Form form={form} action={`${path}/targets`} save="Save target" cancel={path}>
          {target ? (
            <Hidden name="from" value={target.period.from} />
          ) : (
            <Choice form={form} name="from" label="Period" options={periodOptions(periods)} none="Choose one" />
          )}
          <TextField form={form} name="value" label={`Target, in ${measure.unit}`} inputMode="decimal" width="short" />
          <TextField form={form} name="note" label="Note" optional help="Who agreed on it, and why." />
        </Form>
        {target && (
          <details class="after-things">
            <summary>Remove this target</summary>
            <form method="post" action={`${path}/targets/remove`} class="stack">
              <p>The target is taken away; its history stays.</p>
              <Hidden name="version" value={version ?? 0} />
              <Hidden name="from" value={target.period.from} />
              <button class="button danger" type="submit">
                Remove target
              </button>
            </form>
          </details>
        )}
      </Beside>
    </TeamPage>
  )
}

const periodOptions = (periods: readonly Period[]) => periods.map(({ from, label }) => ({ value: from, name: label }))
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
