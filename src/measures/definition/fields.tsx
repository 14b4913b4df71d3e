import type { JSX } from 'preact'
import type { FactWindow } from '../../core/fact.ts'
import type { Refused } from '../../platform/http/route.ts'
import { Choice, Hidden, Tick } from '../../platform/ui/form.tsx'
import { many, spaced } from './rules.ts'

/** The words that are on record for each dimension of a fact, to choose from. */
export type Values = Readonly<Record<string, readonly string[]>>

/** What is counted, over one fact. Without JavaScript all fields show; those that a shape has no use for stay empty. */
export function DefinitionFields({
  form,
  window,
  values,
}: {
  form: Refused
  window: FactWindow
  values: Values
}): JSX.Element {
  const all = many(window.subject)
  const amounts = Object.keys(window.amounts)
  return (
    <>
      <Hidden name="fact" value={window.name} />
      <Choice
        form={form}
        name="shape"
        label="Kind of number"
        options={[
          { value: 'count', name: `A count of ${all}` },
          { value: 'share', name: 'A share, in %' },
          ...(amounts.length > 0
            ? [
                { value: 'amount', name: 'A sum of a quantity' },
                { value: 'median', name: 'The middle value of a quantity' },
              ]
            : []),
        ]}
      />
      <Choice
        form={form}
        name="on"
        label="The day on which it counts"
        options={Object.keys(window.days).map((name) => ({
          value: name,
          name: `The day ${spaced(name).replace(/ on$/, '')}`,
        }))}
      />
      {amounts.length > 0 && (
        <Choice
          form={form}
          name="amount"
          label="Quantity"
          help="Only for a sum or a middle value."
          none="None"
          options={amounts.map((name) => ({ value: name, name: capital(spaced(name)) }))}
          optional
        />
      )}
      <Conditions form={form} window={window} values={values} prefix="of" legend={`Of which ${all}`} />
      <Conditions
        form={form}
        window={window}
        values={values}
        prefix="those"
        legend="For a share: those who count among them. For a sum: those among whom it is divided, if it is"
      />
      {Object.keys(window.dimensions).length > 0 && (
        <fieldset>
          <legend>Also read by</legend>
          {Object.keys(window.dimensions).map((name) => (
            <Tick key={name} form={form} name={`split_${name}`} label={capital(spaced(name))} />
          ))}
        </fieldset>
      )}
    </>
  )
}

function Conditions({
  form,
  window,
  values,
  prefix,
  legend,
}: {
  form: Refused
  window: FactWindow
  values: Values
  prefix: 'of' | 'those'
  legend: string
}): JSX.Element | null {
  const names = [...Object.keys(window.dimensions), ...Object.keys(window.flags)]
  if (names.length === 0) return null
  const problem = form.problems.find(({ field }) => field === prefix)
  return (
    <fieldset id={prefix} class={problem ? 'wrong field-group' : 'field-group'}>
      <legend>{legend}</legend>
      {problem && <p class="problem">{problem.message}</p>}
      {names.map((name) => (
        <Choice
          key={name}
          form={form}
          name={`${prefix}_${name}`}
          label={capital(spaced(name))}
          none={prefix === 'of' ? 'All' : 'Not asked'}
          options={
            name in window.flags
              ? [
                  { value: 'yes', name: 'Yes' },
                  { value: 'no', name: 'No' },
                ]
              : withChosen(values[name] ?? [], form.typed.text(`${prefix}_${name}`)).map((value) => ({
                  value,
                  name: value,
                }))
          }
          optional
        />
      ))}
    </fieldset>
  )
}

// A word that a definition holds stays a choice, also when no record has it any more.
const withChosen = (values: readonly string[], chosen: string): readonly string[] =>
  chosen === '' || values.includes(chosen) ? values : [...values, chosen]

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
