import { dayInWords } from '../../core/day.ts'
import type { Fate, Fault, Match, ReadRow, SheetPerson } from './model.ts'
import type { OnRecord } from './rules.ts'

/** What stands around the rows of a sheet: whom its people are, what is on record of them, and how many seats are free. */
export type Around = {
  readonly people: readonly SheetPerson[]
  readonly matches: readonly Match[]
  readonly onRecord: readonly OnRecord[]
  /** Free seats by session; a session without a limit is not in it. */
  readonly freeSeats: ReadonlyMap<string, number>
  /** Headings of the columns that a fault may name. */
  readonly headings: { readonly on: string; readonly session: string }
}

const isNew: Fate = { kind: 'new' }
const isOnRecord: Fate = { kind: 'already' }

/**
 * What will happen with each row, in the order of the sheet: new, already on record, said twice by the sheet, about somebody
 * who is asked about or left out, or at fault.
 * Rows of the sheet that contradict each other are both at fault, since which of them is right only a person can tell.
 */
export function fatesOf(rows: readonly ReadRow[], around: Around): readonly Fate[] {
  const { people, matches, onRecord, headings } = around
  const days = new Map<string, OnRecord>()
  const seats = new Map<string, OnRecord>()
  for (const record of onRecord) {
    if (record.on !== null) days.set(`${record.coachId} ${record.courseId} ${record.on}`, record)
    if (record.sessionId !== null) seats.set(`${record.coachId} ${record.sessionId}`, record)
  }
  const free = new Map(around.freeSeats)
  const said = new Map<string, number>()
  const fates: Fate[] = []
  const fault = (row: ReadRow, column: string, message: string): Fate => ({
    kind: 'fault',
    faults: [{ line: row.line, column, value: people[row.person]?.name ?? '', message } satisfies Fault],
  })

  const fateOf = (row: ReadRow, at: number): Fate => {
    const match = matches[row.person]
    if (!match) throw new Error('every row names a person of the sheet')
    if (match.kind === 'asked' || match.kind === 'out') return { kind: match.kind }
    const coach = match.kind === 'known' ? match.coachId : `new ${match.key}`
    const onDay = `${coach} ${row.courseId} ${row.on}`
    const inSeat = row.sessionId === null ? null : `${coach} ${row.sessionId}`
    const earlier = said.get(onDay) ?? (inSeat === null ? undefined : said.get(inSeat))
    if (earlier !== undefined) return twice(row, earlier)
    said.set(onDay, at)
    if (inSeat !== null) said.set(inSeat, at)
    const record = days.get(onDay) ?? (inSeat === null ? undefined : seats.get(inSeat))
    if (record) return known(row, record)
    if (row.sessionId !== null && !takeSeat(row.sessionId))
      return fault(row, headings.session, 'All seats of this session are taken. Add seats to it first.')
    return isNew
  }

  const twice = (row: ReadRow, earlier: number): Fate => {
    const first = rows[earlier]
    if (!first) throw new Error('an earlier row is one of the sheet')
    if (first.outcome === row.outcome && first.hours === row.hours && first.on === row.on)
      return { kind: 'twice', same: first.line }
    if (fates[earlier]?.kind === 'new') {
      if (first.sessionId !== null && free.has(first.sessionId))
        free.set(first.sessionId, (free.get(first.sessionId) ?? 0) + 1)
      fates[earlier] = fault(
        first,
        headings.on,
        `Row ${row.line} says something else about the same person, course and day. Keep one of them.`,
      )
    }
    return fault(
      row,
      headings.on,
      `Row ${first.line} says something else about the same person, course and day. Keep one of them.`,
    )
  }

  const known = (row: ReadRow, record: OnRecord): Fate => {
    if (record.outcome === row.outcome && record.on === row.on) return isOnRecord
    if (record.outcome === 'enrolled')
      return fault(
        row,
        headings.session,
        'This coach has a seat in the session, without an outcome. Record it on the session’s own page.',
      )
    return fault(
      row,
      headings.on,
      `On record is “${record.outcome}${record.on ? ` on ${dayInWords(record.on)}` : ''}”. Correct it there if that is wrong.`,
    )
  }

  const takeSeat = (sessionId: string): boolean => {
    const left = free.get(sessionId)
    if (left === undefined) return true
    free.set(sessionId, left - 1)
    return left > 0
  }

  for (const [at, row] of rows.entries()) fates.push(fateOf(row, at))
  return fates
}
