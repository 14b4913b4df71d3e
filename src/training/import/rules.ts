import { nounFor } from '../../core/counted.ts'
import type { Day } from '../../core/day.ts'
import type { Outcome } from '../sessions/model.ts'

/** Lines of a sheet as a person would list them: `rows 3, 5 and 7 to 9`. A long list is cut short. */
export function linesInWords(lines: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last && line === last.to + 1) last.to = line
    else runs.push({ from: line, to: line })
  }
  const said = runs.map(({ from, to }) =>
    from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`,
  )
  const most = 20
  const list =
    said.length > most ? `${said.slice(0, most).join(', ')} and more` : said.join(', ').replace(/, ([^,]*)$/, ' and $1')
  return `${nounFor(lines.length, 'row')} ${list}`
}

/** One seat or outcome that is on record already. */
export type OnRecord = {
  readonly coachId: string
  readonly courseId: string
  readonly sessionId: string | null
  readonly outcome: Outcome
  readonly on: Day | null
}
