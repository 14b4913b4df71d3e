/**
 * The window of a room onto one kind of thing that happened, for measures to count. `view` is a view with `org_id` and
 * `key` (one row a key) and the columns named here; each record maps the name a measure uses to its column. No view
 * shows a name, number, address or note of a person. An empty value in a column means "not known", never "no".
 */
export type FactWindow = {
  readonly name: string
  readonly view: string
  /** What one row is, in the singular, as a person says it. */
  readonly subject: string
  /** Whether a row is a person served, or their health: then small counts are withheld from the public unless the team says otherwise. */
  readonly isPersonLevel: boolean
  /** Whether a row is about one coach, or who wants to be one: then small counts in breakdowns are withheld, for a coach's recovery is health. */
  readonly isOfCoach: boolean
  /** Days (`date`) on which a row may be counted; empty when it has not happened yet. */
  readonly days: Readonly<Record<string, string>>
  /**
   * The days (`date`) from which on a row counts, for those of `days` that are known before they come: what is planned counts from
   * the day after. A row counts from its own day where none is named.
   */
  readonly countsFrom?: Readonly<Record<string, string>>
  /** Words (`text`) to choose rows by, or to split a measure by. */
  readonly dimensions: Readonly<Record<string, string>>
  /** Yes or no (`boolean`). */
  readonly flags: Readonly<Record<string, string>>
  /** Quantities (`numeric`, or whole numbers) to add up or to take the middle of. */
  readonly amounts: Readonly<Record<string, string>>
  /** What is to be known of a flag or an amount, said wherever a definition uses it: a sentence. */
  readonly notes?: Readonly<Record<string, string>>
  /** Amounts that are changes of how many there are: at the end of a period stands the sum of all up to then. */
  readonly running?: readonly string[]
  /** Flags that are known only so many days after the day of a row: a period waits for the last of them. */
  readonly knownAfterDays?: Readonly<Record<string, number>>
  /**
   * The same rows as those of `view`, in parts. A part may be rows of another `fact`, by the same keys: its view is read once
   * for both, and what moves that fact moves this one. A part has the columns of this window, but for its own days; `only` is
   * a column (`boolean`) that chooses its rows.
   */
  readonly parts?: readonly {
    readonly view: string
    readonly fact?: string
    readonly days?: FactWindow['days']
    readonly countsFrom?: FactWindow['countsFrom']
    readonly only?: string
  }[]
}
