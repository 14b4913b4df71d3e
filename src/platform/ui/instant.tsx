import { createContext, type JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { inWords } from './words.ts'

/** The time zone of whose page it is: `America/New_York`; the server's own for whoever belongs to no county. */
export const ZoneOfPage = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone)

/** An instant as the clock on the county's wall showed it. */
export const Instant = ({ at }: { at: Date }): JSX.Element => (
  <time dateTime={at.toISOString()}>{inWords.instant(at, useContext(ZoneOfPage))}</time>
)

/** What a field held, in words; an instant by the county's clock. */
export const Held = ({ value }: { value: string }): JSX.Element => <>{inWords.value(value, useContext(ZoneOfPage))}</>
