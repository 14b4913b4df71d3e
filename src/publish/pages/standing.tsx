import type { JSX } from 'preact'
import { nounFor } from '../../core/counted.ts'
import type { MeasureShown } from '../model.ts'

/** Where a measure stands for somebody who has ten seconds: by its newest review, else by what its last value shows. */
export type Standing = 'turned' | 'attention' | 'better' | 'as usual' | 'too early'

export function standingOf({ evidence, reviews }: Pick<MeasureShown, 'evidence' | 'reviews'>): Standing {
  const word = reviews[0]?.word
  const signal = evidence?.mark === 'signal' ? evidence.isBetter : null
  if (word === 'worse' || signal === false) return 'attention'
  if (word === 'turned') return 'turned'
  if (word === 'slowed' || signal === true) return 'better'
  return evidence?.rung === 'full' || word === 'not distinguishable' ? 'as usual' : 'too early'
}

type To = (slug: string) => string

/** One line on top of a scorecard: what turned, what needs attention, what is too early to say. */
export function Summary({ measures, to }: { measures: readonly MeasureShown[]; to: To }): JSX.Element | null {
  if (measures.length === 0) return null
  const those = (standing: Standing) => measures.filter((measure) => standingOf(measure) === standing)
  return (
    <p class="sentence summary">
      Of {measures.length} {nounFor(measures.length, 'measure')},{' '}
      <Named measures={those('turned')} to={to} one="turned for the better" many="turned for the better" />
      {', '}
      <Named measures={those('attention')} to={to} one="needs attention" many="need attention" />
      {those('better').length > 0 && (
        <>
          {', '}
          <Named measures={those('better')} to={to} one="is getting better" many="are getting better" />
        </>
      )}
      {those('as usual').length > 0 &&
        `, ${those('as usual').length} ${nounFor(those('as usual').length, 'moves', 'move')} as usual`}
      {`, and ${those('too early').length || 'none'} ${nounFor(those('too early').length, 'is', 'are')} too early to say.`}
    </p>
  )
}

const mostNamed = 3

/** `1 turned for the better (Follow-up visits)`. */
function Named({
  measures,
  to,
  one,
  many,
}: {
  measures: readonly MeasureShown[]
  to: To
  one: string
  many: string
}): JSX.Element {
  if (measures.length === 0) return <>none {one}</>
  const more = measures.length - mostNamed
  return (
    <>
      <b>
        {measures.length} {measures.length === 1 ? one : many}
      </b>{' '}
      (
      {measures.slice(0, mostNamed).map(({ slug, title }, index) => (
        <>
          {index > 0 && '; '}
          <a href={to(slug)}>{title}</a>
        </>
      ))}
      {more > 0 && ` and ${more} more`})
    </>
  )
}

/** A mark beside what is said of a row, where it should stand out: a tick, a triangle. */
export const StandingMark = ({ standing }: { standing: Standing }): JSX.Element | null =>
  standing === 'turned' || standing === 'attention' ? (
    <svg class={standing === 'turned' ? 'good' : 'watch'} viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">
      <path fill="currentColor" stroke="none" d={shape[standing]} fill-rule="evenodd" />
    </svg>
  ) : null

const shape = {
  turned: 'M6 0a6 6 0 1 1 0 12A6 6 0 1 1 6 0zM5 9.2 9.6 4.4 8.4 3.3 5 6.9 3.5 5.4 2.4 6.5z',
  attention: 'M6 .5 12 11.5H0z',
} as const
