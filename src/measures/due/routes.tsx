import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { periodInFull } from '../../core/period.ts'
import { refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { periodFrom } from '../entered/rules.ts'
import { wholesOf } from '../readings.ts'
import { access, type ValueDue, valuesDue } from '../rules.ts'
import { findMeasure, listMeasures } from '../store.ts'
import { enterValues } from './actions.ts'
import { fieldNames, rowOf, sheetForm, valueOfField } from './model.ts'

/** One sheet of all values that are due, oldest first: type or paste them, and save once. */
export const dueRoutes = (): readonly TeamRoute[] =>
  formDoor({
    path: '/measures/due',
    may: access.enter,
    trail: [{ name: 'Measures', path: '/measures' }],
    title: 'Values due',
    read: async (tx, visit) => ({ due: await dueOn(tx, visit) }),
    above: ({ due }) => (
      <p class="lead">
        {due.length === 0
          ? 'No value is due. Each comes here once its period is over.'
          : `${counted(due.length, 'value')} to enter. Leave empty what you do not know yet. A column copied from a spreadsheet can be pasted into the first field.`}
      </p>
    ),
    form: ({ due }) => sheetForm(due),
    code: 'measures.values-wrong',
    fields: (form, { due }) => (due.length === 0 ? null : <Sheet form={form} due={due} />),
    save: 'Save values',
    send: async (visit, values) =>
      values.length === 0
        ? refuse('measures.no-values', 'Nothing was typed. Enter at least one value.')
        : enterValues(visit, values),
    back: '/measures',
    said: 'saved',
  })

/** What is due, and what was typed of a value that somebody else has entered since: it is not lost unseen. */
async function dueOn(tx: Tx, visit: Visit): Promise<readonly ValueDue[]> {
  const due = valuesDue(await wholesOf(tx, await listMeasures(tx), visit.today), visit.today)
  if (visit.request.method !== 'POST') return due
  const known = new Set(due.map(rowOf))
  const entered: ValueDue[] = []
  for (const field of Object.keys((await visit.typed()).values())) {
    const of = valueOfField(field)
    if (!of || known.has(`${of.measureId}_${of.from}_`)) continue
    known.add(`${of.measureId}_${of.from}_`)
    const measure = await findMeasure(tx, of.measureId)
    const period = measure?.definition === null ? periodFrom(measure.calendar, of.from) : null
    if (measure && period) entered.push({ measure, period })
  }
  return [...due, ...entered]
}

const Sheet = ({ form, due }: { form: Refused; due: readonly ValueDue[] }): JSX.Element => (
  <div data-sheet>
    {due.map((one) => (
      <fieldset class="field-group" key={rowOf(one)}>
        <legend>
          {one.measure.title}, <strong>{periodInFull(one.period)}</strong>
        </legend>
        <Fields of={sheetForm([one])} form={form} only={fieldNames(one)} />
      </fieldset>
    ))}
  </div>
)
