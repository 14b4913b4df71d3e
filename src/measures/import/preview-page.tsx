import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { isOneOf, type Refused, type Visit } from '../../platform/http/route.ts'
import { Problems } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { Measure } from '../model.ts'
import { trailOf } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import type { Preview } from './actions.ts'
import type { CarriedSheet, Fate } from './model.ts'
import { Carried, QuestionForm } from './questions.tsx'
import type { TargetComing } from './targets.ts'
import { saidOf } from './words.ts'

/** What every row of a sheet would do, and one act that does it. */
export function PreviewPage({
  visit,
  sheet,
  preview,
  form,
}: {
  visit: Visit
  sheet: CarriedSheet
  preview: Preview
  form: Refused
}): JSX.Element {
  const { measure, plan, before } = preview
  const path = visit.to(`/measures/${measure.id}`)
  const coming = plan.fates.filter(({ kind }) => kind === 'new' || kind === 'changed').length
  return (
    <TeamPage visit={visit} title={`Check ${sheet.name}`} trail={trailOf(measure)}>
      <Problems form={form} />
      {before && (
        <p class="note">
          This same file was imported on {inWords.instant(before.importedAt, visit.organisation.timeZone)} by{' '}
          {before.importedBy}. <a href={`${path}/imports/${before.id}`}>See that import</a>
        </p>
      )}
      {sheet.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {plan.columns.target !== undefined && !isOneOf(visit, access.write) && (
        <p class="note">Targets are passed over: whoever edits the measure sets them.</p>
      )}
      {plan.leftOut.length > 0 && <p class="quiet">Columns that are passed over: {plan.leftOut.join(', ')}.</p>}
      <QuestionForm preview={preview} sheet={sheet} action={`${path}/import/decide`} form={form} />
      {!plan.isOpen && (
        <>
          <Sums fates={plan.fates} lines={plan.lines} rows={sheet.rows} />
          {coming + plan.targets.length > 0 ? (
            <form method="post" action={`${path}/import/decide`} class="acts after-things">
              <Carried sheet={sheet} preview={preview} />
              <button class="button" type="submit" name="act" value="import">
                Import {comingInWords(coming, plan.targets.length)}
              </button>
              <a href={`${path}/import`}>Send another sheet</a>
            </form>
          ) : (
            <p class="after-things">
              No row brings anything new. <a href={`${path}/import`}>Send another sheet</a>
            </p>
          )}
          <Targets targets={plan.targets} measure={measure} />
          <Rows fates={plan.fates} measure={measure} />
        </>
      )}
    </TeamPage>
  )
}

const comingInWords = (readings: number, targets: number): string =>
  [
    ...(readings > 0 || targets === 0 ? [counted(readings, 'reading')] : []),
    ...(targets > 0 ? [counted(targets, 'target')] : []),
  ].join(' and ')

const fateWords: Readonly<Record<Fate['kind'], string>> = {
  new: 'new',
  changed: 'changed',
  target: 'with a target only',
  already: 'there already',
  twice: 'listed twice',
  conflict: 'in contradiction',
  fault: 'not readable',
}

function Sums({
  fates,
  lines,
  rows,
}: {
  fates: readonly Fate[]
  lines: number
  rows: CarriedSheet['rows']
}): JSX.Element {
  const formulas = rows.filter(({ hasFormula }) => hasFormula).length
  const count = (kind: Fate['kind']): number => fates.filter((fate) => fate.kind === kind).length
  const said = (Object.keys(fateWords) as Fate['kind'][]) // the words have exactly these keys
    .map((kind) => [kind, count(kind)] as const)
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => `${number.toLocaleString('en-US')} ${fateWords[kind]}`)
  return (
    <>
      <p class="lead">
        {counted(lines, 'row')}: {said.join(', ')}.
      </p>
      {formulas > 0 && <p class="note">{counted(formulas, 'row')} with formulas: their saved values are taken.</p>}
    </>
  )
}

const mostShown = 500

/** What asks for a person first, then what is written; rows that change no reading are folded away. */
const weights: Readonly<Record<Fate['kind'], number>> = {
  fault: 0,
  conflict: 0,
  changed: 1,
  new: 2,
  target: 3,
  twice: 3,
  already: 3,
}

function Rows({ fates, measure }: { fates: readonly Fate[]; measure: Measure }): JSX.Element {
  const ordered = [...fates].sort((a, b) => weights[a.kind] - weights[b.kind] || lineOf(a) - lineOf(b))
  const open = ordered.filter(({ kind }) => weights[kind] < 3)
  const idle = ordered.filter(({ kind }) => weights[kind] === 3)
  return (
    <>
      {open.length > 0 && (
        <section aria-labelledby="rows">
          <h2 id="rows">Rows</h2>
          <RowTable caption="Rows with a problem, then those that change something" fates={open} measure={measure} />
        </section>
      )}
      {idle.length > 0 && (
        <details>
          <summary>
            {counted(idle.length, 'row')} that {idle.length === 1 ? 'changes' : 'change'} no reading
          </summary>
          <RowTable caption="Rows that change no reading" fates={idle} measure={measure} />
        </details>
      )}
    </>
  )
}

function Targets({ targets, measure }: { targets: readonly TargetComing[]; measure: Measure }): JSX.Element | null {
  if (targets.length === 0) return null
  const shown = (value: number): string => saidOf({ value, numerator: null, denominator: null, reason: null }, measure)
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">Targets</h2>
      <RecordTable
        caption="Targets that are set or changed"
        columns={[{ name: 'Line' }, { name: 'Period' }, { name: 'Target', isNumber: true }, { name: 'Now' }]}
        rows={targets.slice(0, mostShown).map(({ line, period, value, before }) => ({
          key: period.from,
          cells: [line, period.label, shown(value), before ? shown(before.value) : 'none'],
        }))}
        empty=""
      />
    </section>
  )
}

function RowTable({
  caption,
  fates,
  measure,
}: {
  caption: string
  fates: readonly Fate[]
  measure: Measure
}): JSX.Element {
  return (
    <>
      {fates.length > mostShown && <p class="quiet">The first {mostShown} of them.</p>}
      <RecordTable
        caption={caption}
        columns={[
          { name: 'Line' },
          { name: 'Period' },
          { name: 'Value', isNumber: true },
          { name: 'What happens' },
          { name: 'Why' },
        ]}
        rows={fates.slice(0, mostShown).map((fate) => ({ key: String(lineOf(fate)), cells: cellsOf(fate, measure) }))}
        empty=""
      />
    </>
  )
}

const lineOf = (fate: Fate): number => (fate.kind === 'fault' ? fate.line : fate.row.line)

function cellsOf(fate: Fate, measure: Measure): readonly ComponentChildren[] {
  if (fate.kind === 'fault')
    return [
      fate.line,
      '',
      '',
      <strong key="fate">{fateWords.fault}</strong>,
      <ul key="why" class="faults">
        {fate.faults.map(({ column, message }) => (
          <li key={`${column} ${message}`}>
            {column && <span class="quiet">{column}: </span>}
            {message}
          </li>
        ))}
      </ul>,
    ]
  const why =
    fate.kind === 'twice'
      ? `Line ${fate.same} says the same.`
      : fate.kind === 'conflict'
        ? fate.message
        : fate.kind === 'changed'
          ? `Was ${saidOf(fate.before, measure)}.`
          : ''
  return [fate.row.line, fate.row.period.label, saidOf(fate.row, measure), fateWords[fate.kind], why]
}
