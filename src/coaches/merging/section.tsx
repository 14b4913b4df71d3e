import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { Coach } from '../model.ts'
import type { Candidate } from '../same/model.ts'
import type { Named } from '../store.ts'
import type { Merge } from './model.ts'

/** On the page of a coach: that the same person may be here twice, and who was merged into them. */
export function SamePersonSection({
  visit,
  coach,
  merges,
  alike,
}: {
  visit: Visit
  coach: Coach
  merges: readonly Merge[]
  alike: readonly Candidate<Named>[]
}): JSX.Element {
  return (
    <section aria-labelledby="same">
      <h2 id="same">Same person</h2>
      {alike.length > 0 && (
        <p>
          {counted(alike.length, 'other record')} may be the same person:{' '}
          {alike.map(({ who, reasons }, index) => (
            <>
              {index > 0 && '; '}
              <a key={who.id} href={visit.to(`/coaches/${coach.id}/same/${who.id}`)}>
                {who.name}
              </a>{' '}
              ({reasons.join(', ')})
            </>
          ))}
          .
        </p>
      )}
      {merges.map((merge, at) => (
        <p key={merge.id}>
          {merge.goneName} was merged into this record on {dayInWords(merge.mergedOn)} by {merge.by}.{' '}
          {at === 0 && <a href={visit.to(`/coaches/${coach.id}/merges/${merge.id}`)}>Take them apart</a>}
        </p>
      ))}
      <p>
        <a href={visit.to(`/coaches/${coach.id}/same`)}>This is the same person as somebody else on the roster</a>
      </p>
    </section>
  )
}
