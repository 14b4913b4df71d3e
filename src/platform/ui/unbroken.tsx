import type { JSX } from 'preact'

/** A text in which odds such as `2-in-3` stay on one line. */
export const Unbroken = ({ text }: { text: string }): JSX.Element => (
  <>{text.split(/(\d+-in-\d+)/).map((part, index) => (index % 2 === 1 ? <span class="whole">{part}</span> : part))}</>
)
