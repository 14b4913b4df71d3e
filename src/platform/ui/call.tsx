import type { JSX } from 'preact'

/** A number that a phone dials, large enough for a thumb. A dial tone wants a pause before an extension, not its name. */
export const Call = ({ phone, words }: { phone: string; words: string }): JSX.Element => (
  <a class="call" href={`tel:${phone.replace(';ext=', ',')}`}>
    {words}
  </a>
)
