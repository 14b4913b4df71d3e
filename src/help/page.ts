import type { Role } from '../platform/http/route.ts'

/** A page of the guide: one job. Words in `**stars**` are words of the product, as they stand on its screens. */
export type GuidePage = {
  /** Its address below `/help`. */
  readonly slug: string
  /** The job, in the words of whoever does it. */
  readonly title: string
  /** Whose job it is: they see it first. */
  readonly whose: readonly Role[]
  /** Beginnings of addresses below the organization whose help it is, `:any` for a part that differs. */
  readonly helpsAt: readonly string[]
  /** What it is for. */
  readonly what: string
  /** Where it begins, for those whose job it is. */
  readonly start?: { readonly path: string; readonly name: string }
  /** In their order, three to seven. */
  readonly steps: readonly string[]
  /** What can go wrong, and the way out of it. */
  readonly ways: readonly (readonly [what: string, wayOut: string])[]
}
