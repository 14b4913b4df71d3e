import type { JSX } from 'preact'

/** A text in which odds such as `about 2 years in 3` stay on one line. */
export const Unbroken = ({ text }: { text: string }): JSX.Element => (
  <>
    {text
      .split(/(about \d+(?: [\w-]+)? in \d{1,2}\b)/)
      .map((part, index) => (index % 2 === 1 ? <span class="whole">{part}</span> : part))}
  </>
)
