import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Period } from '../../measures/model.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused } from '../../platform/http/route.ts'
import { Choice, DayField } from '../../platform/ui/form.tsx'
import { type PartnerNamed, storySchema } from '../model.ts'

/** What a form offers to choose from. */
export type Offered = { readonly periods: readonly Period[]; readonly partners: readonly PartnerNamed[] }

/** A story is about periods of its measure. */
export const StoryFields = ({ form, periods }: { form: Refused; periods: readonly Period[] }): JSX.Element => (
  <>
    <Fields of={storySchema} form={form} only={['body']} />
    <PeriodField
      form={form}
      name="fromOn"
      label="First period"
      periods={periods}
      end="from"
      help="Which stretch of the curve it is about."
    />
    <PeriodField form={form} name="toOn" label="Last period" periods={periods} end="to" />
    <Fields of={storySchema} form={form} only={['writtenOn']} />
  </>
)

/** Periods to choose from, newest first; a day field where the measure has none yet. A day kept earlier stays on offer. */
function PeriodField({
  periods,
  end,
  ...field
}: {
  form: Refused
  name: string
  label: string
  help?: string
  periods: readonly Period[]
  end: 'from' | 'to'
}): JSX.Element {
  const kept = field.form.typed.text(field.name)
  if (periods.length === 0) return <DayField {...field} optional />
  const offered = [...periods].reverse().map((period) => ({ value: period[end], name: period.label }))
  const isOther = /^\d{4}-\d{2}-\d{2}$/.test(kept) && !offered.some(({ value }) => value === kept)
  const options = isOther ? [{ value: kept, name: dayInWords(kept) }, ...offered] : offered
  return <Choice {...field} optional none="No period in particular" options={options} />
}
