import type { JSX } from 'preact'
import type { Option } from '../core/field.ts'
import type { Refused } from '../platform/http/route.ts'
import { SavedNow } from '../platform/ui/form.tsx'
import { nameOr, type Served } from './people.ts'

/** One of a few, each a target for a thumb. */
export function OneAmong({
  form,
  name,
  label,
  options,
  usual = '',
}: {
  form: Refused
  name: string
  label: string
  options: readonly Option[]
  /** Chosen where nothing was chosen yet. */
  usual?: string
}): JSX.Element {
  const problem = form.problems.find(({ field }) => field === name)?.message
  const chosen = form.typed.text(name) || usual
  const id = (form.idsBegin ?? '') + name
  return (
    <fieldset id={id} class={problem ? 'wrong' : undefined} aria-describedby={problem && `${id}-problem`}>
      <legend>{label}</legend>
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <SavedNow form={form} name={name} asRead={(value) => options.find((one) => one.value === value)?.name ?? value} />
      {options.map((option) => (
        <div key={option.value} class="field tick">
          <input
            type="radio"
            id={`${id}-${option.value}`}
            name={name}
            value={option.value}
            checked={option.value === chosen}
            required
          />
          <label for={`${id}-${option.value}`}>{option.name}</label>
        </div>
      ))}
    </fieldset>
  )
}

/** Whom a page is about, in it and never in its title. */
export const About = ({ person }: { person: Served | null }): JSX.Element => (
  <p class="lead">{person === null ? 'Whom it is about is not for you to see.' : nameOr(person.name)}</p>
)

/** A text as it was written, paragraph by paragraph. */
export const Wording = ({ body, language }: { body: string; language: string }): JSX.Element => (
  <div class="wording" lang={language}>
    {body.split(/\n+/).map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </div>
)
