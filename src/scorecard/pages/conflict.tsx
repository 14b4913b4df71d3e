import type { JSX } from 'preact'
import { Instant } from '../../platform/ui/instant.tsx'

/** What somebody else saved while a form was open: the fields in which it differs from what was typed. */
export type Conflict = {
  readonly who: string
  readonly at: Date | null
  readonly isRemoved: boolean
  readonly fields: readonly { readonly label: string; readonly theirs: string; readonly yours: string }[]
}

/** Theirs beside yours, field by field. What was typed is still in the form below. */
export function SavedMeanwhile({ conflict, keepTheirs }: { conflict: Conflict; keepTheirs: string }): JSX.Element {
  const { who, at, isRemoved, fields } = conflict
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
      {fields.map(({ label, theirs, yours }) => (
        <div class="conflict-field" key={label}>
          <h3>{label}</h3>
          <div class="conflict-texts">
            <figure>
              <figcaption>Theirs, saved</figcaption>
              <pre class="conflict-text">{theirs === '' ? <em>empty</em> : theirs}</pre>
            </figure>
            <figure>
              <figcaption>Yours, not saved</figcaption>
              <pre class="conflict-text">{yours === '' ? <em>empty</em> : yours}</pre>
            </figure>
          </div>
        </div>
      ))}
    </section>
  )
}
