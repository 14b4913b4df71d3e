import type { ComponentChildren, JSX } from 'preact'
import type { Day } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Role, Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { Measure, Reading } from '../model.ts'
import { figure, reasonInWords } from '../rules.ts'

export const mayPass = (may: readonly Role[], visit: Visit): boolean => may.includes(visit.role)

export const trail = [{ name: 'Measures', path: '/measures' }]
export const trailOf = (measure: Pick<Measure, 'id' | 'title'>) => [
  ...trail,
  { name: measure.title, path: `/measures/${measure.id}` },
]

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

/** The version that a form was opened at; 0 when it carries none. */
export const versionIn = (form: Refused): number => Number(/^\d{1,9}$/.exec(form.typed.text('version'))?.[0] ?? 0)

export type Difference = {
  readonly label: string
  readonly theirs: ComponentChildren
  readonly yours: ComponentChildren
}

/** What somebody saved while a form was open, beside what was typed. The typed texts are still in the form below. */
export function SavedMeanwhile({
  latest,
  differences,
  keepTheirs,
}: {
  latest: HistoryLine | undefined
  differences: readonly Difference[]
  keepTheirs: string
}): JSX.Element {
  return (
    <section class="conflict" aria-labelledby="conflict-heading">
      <h2 id="conflict-heading">{latest?.who ?? 'Somebody'} saved this while you were writing</h2>
      {latest && (
        <p class="quiet">
          <time dateTime={latest.at.toISOString()}>{inWords.instant(latest.at)}</time>
        </p>
      )}
      <p>
        Theirs is saved. Yours is in the form below and is not saved yet: take over what you need, then save over
        theirs, or <a href={keepTheirs}>keep theirs and drop yours</a>.
      </p>
      <RecordTable
        caption="What differs"
        columns={[{ name: 'Field' }, { name: 'Theirs, saved' }, { name: 'Yours, not saved' }]}
        rows={differences.map(({ label, theirs, yours }) => ({ key: label, cells: [label, theirs, yours] }))}
        empty="Both say the same."
      />
    </section>
  )
}

const empty = <em class="quiet">empty</em>

/** The fields of a form in which what is saved differs from what was typed. */
export const differencesIn = (
  labels: Readonly<Record<string, string>>,
  saved: Readonly<Record<string, string>>,
  form: Refused,
): Difference[] =>
  Object.entries(labels).flatMap(([field, label]) => {
    const [theirs, yours] = [saved[field] ?? '', form.typed.text(field)]
    return theirs.trim() === yours.trim() ? [] : [{ label, theirs: theirs || empty, yours: yours || empty }]
  })
