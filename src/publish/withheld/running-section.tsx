import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import type { DraftEdition } from '../actions.ts'
import { runningNumbers } from './running.ts'

/** Numbers that still grow: what it means to publish them now, and the way to publish the whole period instead. */
export function RunningNumbers({
  visit,
  draft,
  mayPublish,
}: {
  visit: Visit
  draft: DraftEdition
  mayPublish: boolean
}): JSX.Element | null {
  const all = runningNumbers(draft.content)
  if (all.length === 0) return null
  const { most } = draft.policy
  return (
    <section aria-labelledby="running-heading" class="small-counts">
      <h2 id="running-heading">Numbers that still grow</h2>
      <p>
        These periods are not over. Readers can subtract what one edition shows from what the next one shows. So once a
        number is published, a later edition withholds it while 1 to {most} people came to it since, and shows it again
        from {most + 1} on. That also holds when the period is over. To be sure that the number of the whole period can
        be published, withhold it until then.
      </p>
      <details open={all.length <= mostListed}>
        <summary>{counted(all.length, 'number')} of a period that is not over</summary>
        <RecordTable
          caption="Numbers of a period that is not over"
          columns={[{ name: 'Number' }, ...(mayPublish ? [{ name: 'Until the period is over' }] : [])]}
          rows={all.map(({ measureId, title, label, from, places }) => ({
            key: `${measureId} ${from}`,
            cells: [
              `${title}, ${label}${places.some(({ dimension }) => dimension !== '') ? ', with its breakdowns' : ''}`,
              ...(mayPublish
                ? [
                    <form method="post" action={visit.to('/publish/withhold-running')}>
                      <Hidden name="measure" value={measureId} />
                      <Hidden name="from" value={from} />
                      <button type="submit" class="button second small">
                        Withhold it
                        <span class="visually-hidden">
                          : {title}, {label}
                        </span>
                      </button>
                    </form>,
                  ]
                : []),
            ],
          }))}
          empty="Nothing."
        />
      </details>
    </section>
  )
}

const mostListed = 6
