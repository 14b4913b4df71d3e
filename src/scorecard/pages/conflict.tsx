import type { JSX } from 'preact'
import { Instant } from '../../platform/ui/instant.tsx'

/** Who saved or removed something while a form was open, and when. */
export type Conflict = {
  readonly who: string
  readonly at: Date | null
  readonly isRemoved: boolean
}

/** Says so above the form: what is saved now stands at each field that differs from what was typed. */
export function SavedMeanwhile({ conflict, keepTheirs }: { conflict: Conflict; keepTheirs: string }): JSX.Element {
  const { who, at, isRemoved } = conflict
  return (
    <section class="conflict" id="problems" role="alert" tabindex={-1} aria-labelledby="conflict-heading">
      <h2 id="conflict-heading">
        {isRemoved ? `${who} removed this while you were writing` : `${who} saved this while you were writing`}
      </h2>
      {at && (
        <p class="quiet">
          <Instant at={at} />
        </p>
      )}
      <p>
        {isRemoved
          ? 'It is off the page now. Your words are in the form below and are not saved yet.'
          : 'Theirs is saved. Yours is in the form below and is not saved yet: take over what you need, then save over theirs, or '}
        {!isRemoved && <a href={keepTheirs}>keep theirs and drop yours</a>}
        {!isRemoved && '.'}
      </p>
    </section>
  )
}
