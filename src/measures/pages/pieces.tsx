import type { JSX } from 'preact'
import type { Day } from '../../core/day.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import type { Measure, Reading } from '../model.ts'
import { figure, reasonInWords, recordsAt } from '../rules.ts'

export const trail = [{ name: 'Measures', path: '/measures' }]
export const trailOf = (measure: Pick<Measure, 'id' | 'title'>) => [
  ...trail,
  { name: measure.title, path: `/measures/${measure.id}` },
]

export const pathOf = ({ measure }: { readonly measure: Pick<Measure, 'id'> }): string => `/measures/${measure.id}`
export const trailTo = ({ measure }: { readonly measure: Pick<Measure, 'id' | 'title'> }) => trailOf(measure)

export const readingsOf = ({ measure }: { readonly measure: Pick<Measure, 'id'> }): string => recordsAt(measure.id)

/** A button that takes something away: folded, and with what happens beside it. */
export const TakeAway = ({
  action,
  title,
  means,
  name,
  values,
}: {
  action: string
  title: string
  means: string
  name: string
  values: Readonly<Record<string, string | number | undefined>>
}): JSX.Element => (
  <details class="after-things">
    <summary>{title}</summary>
    <form method="post" action={action} class="stack">
      <p>{means}</p>
      {Object.entries(values).map(([key, value]) => (
        <Hidden key={key} name={key} value={value ?? 0} />
      ))}
      <button class="button danger" type="submit">
        {name}
      </button>
    </form>
  </details>
)

export const Sample = (): JSX.Element => <span class="tag">sample</span>

/** A value, or in other words than any number why there is none. */
export const ValueOf = ({ reading, measure }: { reading: Reading; measure: Measure }): JSX.Element =>
  reading.value === null ? (
    <em class="quiet">{reasonInWords[reading.reason ?? 'not yet']}</em>
  ) : (
    <>{figure(reading.value, measure)}</>
  )

/** The address of the records behind a computed number. */
export function recordsPath(
  measure: Pick<Measure, 'id'>,
  reading: Pick<Reading, 'period'>,
  more: Readonly<Record<string, string>> = {},
): string {
  return `/measures/${measure.id}/records?${new URLSearchParams({ from: reading.period.from, ...more })}`
}

/** The address of the records of a day, or of all days up to `through`. */
export const dayRecordsPath = (measure: Pick<Measure, 'id'>, on: Day, through: Day = on): string =>
  `/measures/${measure.id}/records?${new URLSearchParams({ on, ...(through !== on && { through }) })}`
