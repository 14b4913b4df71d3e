import type { JSX } from 'preact'
import type { Refused } from '../../platform/http/route.ts'
import { TickAmong } from '../../platform/ui/form.tsx'

type Choosable = { readonly value: string; readonly name: string; readonly note?: string }
export type Group = { readonly name: string; readonly legend: string; readonly options: readonly Choosable[] }

export const asChoice = ({
  id,
  title,
  isSample = false,
}: {
  readonly id: string
  readonly title: string
  readonly isSample?: boolean
}): Choosable => ({ value: id, name: title, ...(isSample && { note: 'sample' }) })

/** Ticks for what stands where; one group a legend, sent under one name a group. */
export const ChoiceFields = ({ form, groups }: { form: Refused; groups: readonly Group[] }): JSX.Element => (
  <>
    {groups.map(({ name, legend, options }) => (
      <fieldset key={legend}>
        <legend>{legend}</legend>
        {options.length === 0 && <p class="quiet">None yet.</p>}
        {options.map(({ value, name: label, note }) => (
          <TickAmong
            key={value}
            form={form}
            name={name}
            value={value}
            label={
              <>
                {label}
                {note && <span class="quiet"> {note}</span>}
              </>
            }
          />
        ))}
      </fieldset>
    ))}
  </>
)
