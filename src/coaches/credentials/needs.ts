import type { Day } from '../../core/day.ts'
import type { CountFacts } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'

/** Hours of a coach in a class on the day they were attended. */
export type ClassAttended = {
  readonly coachId: string
  readonly key: string
  readonly on: Day
  readonly hours: number
  readonly courseKind: string
  readonly title: string
}

/** What credentials ask of the neighbours; the app supplies it. */
export type CredentialNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  /** What the addresses in mails begin with. */
  readonly baseUrl: string
  /** The hours of these coaches in classes, asked for at once. */
  readonly classes: (tx: Tx, coachIds: readonly string[]) => Promise<readonly ClassAttended[]>
  /** The kinds of courses there are. */
  readonly courseKinds: readonly string[]
}

/** The kind of course whose hours are hours of ethics. */
export const ethicsCourse = 'ethics'
