/** Something that waits for somebody, with its one next act. `href` is below the organisation. */
export type Due = {
  readonly what: string
  /** Why it is due, in plain words. */
  readonly why: string
  readonly act: string
  readonly href: string
  /** Before the work of the day, or on this day; without it there is time. */
  readonly when?: 'now' | 'today'
}

/** A line for what there is some of. */
export const dueIf = (count: number, line: Due): readonly Due[] => (count === 0 ? [] : [line])
