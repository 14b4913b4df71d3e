import type { ComponentChildren, JSX } from 'preact'
import { clockIn, timeInWords } from '../../core/clock.ts'

/** Something that is done: a tick, and what it is in words. */
export const Ticked = ({ children }: { children: ComponentChildren }): JSX.Element => (
  <p class="ticked">
    <span aria-hidden="true">✓</span> {children}
  </p>
)

/** When a coach who is signed in was marked as present, of each class that is held now. */
export const PresentSince = ({ since, zone }: { since: readonly Date[]; zone: string }): JSX.Element => (
  <>
    {since.map((at) => (
      <Ticked key={at.getTime()}>You are marked as present: {timeInWords(clockIn(zone, at))}</Ticked>
    ))}
  </>
)
