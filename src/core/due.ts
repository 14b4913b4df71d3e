/** Something that waits for somebody, with its one next act. `href` is below the organisation. */
export type Due = {
  readonly what: string
  /** Why it is due, in plain words. */
  readonly why: string
  readonly act: string
  readonly href: string
  /** Something to look at before the work of the day. */
  readonly isAlert?: boolean
}
