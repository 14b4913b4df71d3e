import type { z } from 'zod'
import type { Day } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import type { Db, Scope } from '../db/db.ts'
import type { Typed } from './typed.ts'

export const roles = [
  'administrator',
  'editor',
  'coordinator',
  'viewer',
  'privacy officer',
  'finance officer',
  'coach',
  'partner',
] as const
export type Role = (typeof roles)[number]

export type Organisation = {
  readonly org: number
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly timeZone: string
  readonly brand: string
  readonly isSample: boolean
}

/** An organisation that a person works for, with all that a request needs to know of it. */
export type Membership = Organisation & {
  readonly role: Role
  /** The coach whom the person is there, if any: whoever works for the team may also coach. */
  readonly coachId: string | null
  /** The partner whom the person is from, for whoever signs in as one. */
  readonly partnerId: string | null
}

/** A signed-in person. */
export type Actor = {
  readonly id: string
  readonly name: string
  readonly email: string
  /** May add organisations to this install. */
  readonly isOperator: boolean
  readonly sessionId: string
  readonly memberships: readonly Membership[]
}

/** One request of a signed-in member inside one organisation; all that a route may know. */
export type Visit = {
  readonly request: Request
  readonly url: URL
  /** Values of `:name` parts of the path. An id is checked to be one before the route runs. */
  readonly params: Readonly<Record<string, string>>
  readonly organisation: Organisation
  readonly actor: Actor
  readonly role: Role
  /** The coach whom the signed-in person is, null for nobody. What is asked under `/mine` is of this coach and no other. */
  readonly coachId: string | null
  /** The partner whom the signed-in person is from, null for everybody else: they see what that partner sent, and no more. */
  readonly partnerId: string | null
  readonly scope: Scope
  /** The day where the organisation is. */
  readonly today: Day
  readonly db: Db
  /** The form that was sent; refused beyond the size limit. Reads the body once and may be called again. */
  typed(): Promise<Typed>
  /** A file sent with the form, null when none was chosen. */
  file(name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>
  /** An address inside this organisation: `to('/training')` is `/team/wilson/training`. */
  to(path: string): string
}

/** A door of the team's side: `path` is below `/team/:org`. Nobody passes who is not in `may`: for them it does not exist. */
export type TeamRoute = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly may: readonly Role[]
  /** The largest body in bytes; 1 MB unless said otherwise. */
  readonly limit?: number
  /** What a form sent to it takes, so that what was typed can be said in its words where the record is gone. */
  readonly form?: z.ZodType
  readonly answer: (visit: Visit) => Promise<Response>
}

/** Whether somebody may pass what these roles may: a link to it stands on the page for no others. */
export const isOneOf = ({ role }: Visit, may: readonly Role[]): boolean => may.includes(role)

/** A form that did not pass: what was typed, and what to mend. */
export type Refused = {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** What the ids of its fields begin with, where a page has more than one form. */
  readonly idsBegin?: string
  /** Of a form over a record that is there: the version that it will be saved over. */
  readonly version?: number | string
  /** What somebody saved while it was open; there once it was refused for that, and shown at each field that differs. */
  readonly saved?: Typed
}
