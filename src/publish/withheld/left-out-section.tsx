import type { JSX } from 'preact'
import type { LeftOut } from './statement.ts'

/** Breakdowns of coaches that are not published, and what else can be done. */
export function LeftOutSplits({ all }: { all: readonly LeftOut[] }): JSX.Element | null {
  if (all.length === 0) return null
  return (
    <section aria-labelledby="left-out-heading" class="small-counts">
      <h2 id="left-out-heading">Breakdowns that are left out</h2>
      <p>
        To be a coach tells of one’s own recovery, so small groups of coaches are withheld. Here a reader could work
        them out from the published whole, so the breakdown is left out. To show it all the same, say why in the
        settings of the measure.
      </p>
      <ul>
        {all.map(({ measureId, title, dimension }) => (
          <li key={`${measureId} ${dimension}`}>
            {title}, by {dimension}
          </li>
        ))}
      </ul>
    </section>
  )
}
