import type { Problem } from '../../core/result.ts'

/** Two coaches who are one: whose record stays, and whose goes. */
export type Pair = { readonly kept: string; readonly gone: string }

/**
 * Records of some room that say which coach they are of. Every column of every table that names a coach is in one such list, or
 * merging would leave something behind; the catalogue of the database is asked by a test.
 */
export type OfCoach = {
  readonly table: string
  readonly column: string
  /** What they are called where two coaches stand side by side: `Shifts`. */
  readonly name: string
  /** A query of `id` and `words`, what is shown of each row; `$1` are their ids, `$2` is the organisation. */
  readonly words?: string
  /**
   * Where both have what one coach can have only once: whose stays is asked (`choose`), or the one of who goes is set aside. Rows
   * with the same `asOne` are one such thing together: of a path, only one coach's steps can hold.
   */
  readonly whenBoth?: 'choose' | 'aside'
  readonly asOne?: string
  /** Tables whose rows belong to one of these: they are set aside with it, or go over to the one that stays. */
  readonly parts?: readonly { readonly table: string; readonly column: string }[]
  readonly joins?: readonly { readonly table: string; readonly column: string }[]
  /** Another column of the table that can never name the same coach: a row between the two is set aside. */
  readonly neverSameAs?: string
  /** The database moves these by itself, with the rows that they hang on. */
  readonly follows?: string
  /** Who may not read or change these moves them all the same, and sees nothing of them. */
  readonly isSealed?: true
  /** A condition on a row `r` that was set aside: it does not come back, since by now it would have been taken away. */
  readonly goneWhen?: string
  /** The fact of which each row is one, by its id. */
  readonly fact?: string
}

/** What is known of a coach and can differ. */
export const profileFields = ['name', 'email', 'phone', 'zone', 'language'] as const
export type ProfileField = (typeof profileFields)[number]

export const sides = ['kept', 'gone'] as const
export type Side = (typeof sides)[number]

/** Something of which one coach's can stay: rows of both, and what is shown of them. */
export type Question = {
  /** The name of its field. */
  readonly field: string
  readonly name: string
  readonly of: readonly OfCoach[]
  readonly kept: readonly string[]
  readonly gone: readonly string[]
  readonly words: Readonly<Record<Side, string>>
}

/** What one coach has of a kind. */
export type Has = { readonly count: number; readonly words: readonly string[] }

/** What both have, side by side. */
export type SideBySide = {
  /** How many of each kind, and the first of them in words. */
  readonly counts: readonly ({ readonly name: string } & Readonly<Record<Side, Has>>)[]
  readonly profile: readonly { readonly field: ProfileField; readonly kept: string; readonly gone: string }[]
  readonly questions: readonly Question[]
  /** What both have the same of, of which one is set aside. */
  readonly aside: readonly { readonly name: string; readonly count: number }[]
  readonly refusals: readonly Problem[]
}

/** One merge that stands. */
export type Merge = Pair & {
  readonly id: string
  readonly goneName: string
  readonly mergedOn: string
  readonly by: string
}
