import type { JSX } from 'preact'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { type SettingsOf, settingsForm } from './model.ts'

const first = ['title', 'asks', 'better', 'shape', 'unit', 'decimals', 'calendarKind', 'startMonth']
const rare = ['years', 'lastYear', 'names']

/** The fields of a measure's settings. What is not asked of this kind of measure travels along as it is. */
export function SettingsFields({ form, of: kind }: { form: Refused; of: SettingsOf }): JSX.Element {
  const of = settingsForm(kind)
  const later = kind.isComputed ? [] : ['collectedThrough', 'settlesAfterDays']
  return (
    <>
      <Fields of={of} form={form} only={first.filter((name) => !(kind.isComputed && name === 'shape'))} />
      <details class="more-fields" open={isRare(form)}>
        <summary>For spans and own parts</summary>
        <Fields of={of} form={form} only={rare} />
      </details>
      <Fields of={of} form={form} but={[...first, ...rare, ...later, ...(kind.isNew ? ['isSlugConfirmed'] : [])]} />
      {later.map((name) => (
        <Hidden key={name} name={name} value={form.typed.text(name)} />
      ))}
    </>
  )
}

const isRare = ({ typed, problems }: Refused): boolean =>
  ['span', 'own'].includes(typed.text('calendarKind')) || problems.some(({ field = '' }) => rare.includes(field))
