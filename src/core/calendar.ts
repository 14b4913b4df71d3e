// A calendar as RFC 5545 asks for it. What its titles say stands on a phone on a table, for whoever looks.

export type CalendarEvent = {
  /** The same for as long as the event is the same one. */
  readonly uid: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Counts its changes, so that a calendar takes the newer. */
  readonly sequence: number
  readonly isCancelled: boolean
  readonly title: string
  readonly place?: string
  /** The page that it is from; '' where that is nobody else's. */
  readonly url: string
}

type About = {
  readonly of: string
  /** What a calendar program calls it that follows it; without it the events are taken over once. */
  readonly followedAs?: string
  /** When it was made. */
  readonly at: Date
}

/** The text of a calendar. Times are UTC, so that no table of zones can be wrong. */
export function calendarFile(events: readonly CalendarEvent[], { of, followedAs, at }: About): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Better Off//${of}//EN`,
    'CALSCALE:GREGORIAN',
    ...(followedAs
      ? [`X-WR-CALNAME:${escaped(followedAs)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT2H', 'X-PUBLISHED-TTL:PT2H']
      : []),
    ...events.flatMap((event) => eventLines(event, at)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const eventLines = (
  { uid, startsAt, endsAt, sequence, isCancelled, title, place = '', url }: CalendarEvent,
  at: Date,
): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(uid)}`,
  `DTSTAMP:${utc(at)}`,
  `DTSTART:${utc(startsAt)}`,
  `DTEND:${utc(endsAt)}`,
  `SEQUENCE:${sequence}`,
  `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  `SUMMARY:${escaped(title)}`,
  ...(place === '' ? [] : [`LOCATION:${escaped(place)}`]),
  ...(url === '' ? [] : [`URL:${url}`]),
  `TRANSP:${isCancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
  'CLASS:PRIVATE',
  'END:VEVENT',
]

const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Text as a value (3.3.11). */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n')

/** A line of at most 75 octets, the rest on lines that begin with a space (3.1). No letter is cut in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const letter of line) {
    const octets = Buffer.byteLength(letter)
    if (size + octets > 75) {
      parts.push(part)
      part = ' '
      size = 1
    }
    part += letter
    size += octets
  }
  return [...parts, part].join('\r\n')
}
