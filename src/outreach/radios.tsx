import type { JSX } from 'preact'
import type { Option } from '../core/field.ts'
import type { Refused } from '../platform/http/route.ts'
import { SavedNow } from '../platform/ui/form.tsx'

/** One of a few, each a line as high as a thumb; in groups where they are many. */
export function Radios({
  form,
  name,
  legend,
  groups,
  isOptional = false,
}: {
  form: Refused
  name: string
  legend: string
  groups: readonly { readonly name?: string; readonly options: readonly Option[] }[]
  isOptional?: boolean
}): JSX.Element {
  const id = (form.idsBegin ?? '') + name
  const message = form.problems.find((problem) => problem.field === name)?.message
  const chosen = form.typed.text(name)
  const words = (value: string): string =>
    groups.flatMap(({ options }) => options).find((option) => option.value === value)?.name ?? value
  return (
    <fieldset
      id={id}
      tabindex={-1}
      class={message ? 'thumbs wrong' : 'thumbs'}
      aria-describedby={message ? `${id}-problem` : undefined}
    >
      <legend>
        {legend} {isOptional && <span class="optional">(optional)</span>}
      </legend>
      {message && (
        <p class="problem" id={`${id}-problem`}>
          {message}
        </p>
      )}
      <SavedNow form={form} name={name} asRead={words} />
      {groups.map((group) => (
        <div key={group.name ?? ''}>
          {group.name && <p class="quiet">{group.name}</p>}
          {group.options.map((option) => (
            <label key={option.value}>
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={option.value === chosen}
                required={!isOptional}
              />
              <span>{option.name}</span>
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  )
}
