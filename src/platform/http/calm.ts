import type { Typed } from './typed.ts'

/** What a person reads when a page cannot be had. `again` holds what was typed, to be sent once more with one tap. */
export type Calm = {
  readonly status: 400 | 401 | 403 | 404 | 413 | 500 | 503
  readonly title: string
  readonly message: string
  readonly reference?: string
  readonly again?: { readonly path: string; readonly typed: Typed }
  /** Where signing in leads; beside `again` it opens in another tab, so that this page stays. */
  readonly signIn?: string
}
