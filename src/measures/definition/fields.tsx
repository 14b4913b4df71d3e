import type { JSX } from 'preact'
import type { FactWindow } from '../../core/fact.ts'
import { type Choices, Fields } from '../../platform/doors/fields.tsx'
import type { Refused } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { definitionForm } from './model.ts'
import { many } from './rules.ts'

/** The words that are on record for each dimension of a fact, to choose from. */
export type Values = Readonly<Record<string, readonly string[]>>

type Props = { readonly form: Refused; readonly window: FactWindow; readonly values: Values }

/** What is counted, over one fact. Without JavaScript all fields show; those that a shape has no use for stay empty. */
export function DefinitionFields({ form, window, values }: Props): JSX.Element {
  const splits = Object.keys(window.dimensions).map((name) => `split_${name}`)
  return (
    <>
      <Hidden name="fact" value={window.name} />
      <Fields
        of={definitionForm(window)}
        form={form}
        only={['shape', 'on', ...(Object.keys(window.amounts).length > 0 ? ['amount'] : [])]}
      />
      <Conditions form={form} window={window} values={values} prefix="of" legend={`Of which ${many(window.subject)}`} />
      <Conditions
        form={form}
        window={window}
        values={values}
        prefix="those"
        legend="For a share: those who count among them. For a sum: those among whom it is divided, if it is"
      />
      {splits.length > 0 && (
        <fieldset>
          <legend>Also read by</legend>
          <Fields of={definitionForm(window)} form={form} only={splits} />
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
}: Props & { prefix: 'of' | 'those'; legend: string }): JSX.Element | null {
  const names = [...Object.keys(window.dimensions), ...Object.keys(window.flags)].map((name) => `${prefix}_${name}`)
  if (names.length === 0) return null
  const problem = form.problems.find(({ field }) => field === prefix)
  return (
    <fieldset id={prefix} class={problem ? 'wrong field-group' : 'field-group'}>
      <legend>{legend}</legend>
      {problem && <p class="problem">{problem.message}</p>}
      <Fields of={definitionForm(window)} form={form} only={names} choices={wordsOf(window, values, prefix, form)} />
    </fieldset>
  )
}

// A word that a definition holds stays a choice, also when no record has it any more.
const wordsOf = (window: FactWindow, values: Values, prefix: string, { typed }: Refused): Choices =>
  Object.fromEntries(
    Object.keys(window.dimensions).map((dimension) => {
      const name = `${prefix}_${dimension}`
      const all = new Set([...(values[dimension] ?? []), typed.text(name)].filter((word) => word !== ''))
      return [name, [...all].map((word) => ({ value: word, name: word }))]
    }),
  )
