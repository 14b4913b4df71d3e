import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import type { Actor } from './route.ts'
import type { Typed } from './typed.ts'

/** One request at a door that stands outside of any organisation: sign-in, invitations, one's own account. */
export type OpenCall = {
  readonly request: Request
  readonly url: URL
  /** Values of `:name` parts of the path, as they came. */
  readonly params: Readonly<Record<string, string>>
  /** Who is signed in, if anybody. */
  readonly actor: Actor | null
  readonly db: Db
  readonly clock: () => Date
  readonly baseUrl: string
  /** The network that it comes from (`networkBehind`), by which tries are counted; never what a stranger's header claims. */
  readonly network: string
  readonly log: Log
  /** The form that was sent; refused beyond the size limit. Reads the body once and may be called again. */
  typed(): Promise<Typed>
}

/** A door that anybody may reach. `path` is from the root. A POST has passed `mayPost` before it comes here. */
export type OpenRoute = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /**
   * For programs: each request brings its own key, so that neither a cookie counts nor the page that it comes from, and what goes
   * wrong is answered as JSON.
   */
  readonly isForPrograms?: boolean
  readonly answer: (call: OpenCall) => Promise<Response>
}
