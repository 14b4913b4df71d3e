// How often may be guessed at the front door. Each guess is counted narrowly first, by person and network together, so that a
// stranger keeps a named person out of one network at most; then by network, by person and over all. (OWASP, Blocking Brute
// Force Attacks, with device cookies.)
import type { Db } from '../db/db.ts'
import type { Count, TryLimit } from '../tries.ts'
import { isKnownTo } from './known-browser.ts'
import { hashOf } from './secret.ts'

const quarter = 15 * 60
const hour = 60 * 60

type Door = {
  readonly here: TryLimit
  /** Many people may sign in behind one network. */
  readonly from: TryLimit
  readonly at: TryLimit
  readonly all: TryLimit
  /** A browser that a person signed in with before is counted by itself alone: no stranger uses up its tries. */
  readonly known: TryLimit
}

const guesses: Door = {
  here: { name: 'guess-here', points: 10, seconds: quarter },
  from: { name: 'guess-from', points: 30, seconds: quarter },
  at: { name: 'guess-at', points: 50, seconds: hour },
  all: { name: 'guess-all', points: 300, seconds: quarter },
  known: { name: 'guess-known', points: 10, seconds: quarter },
}
const links: Door = {
  here: { name: 'link-here', points: 5, seconds: hour },
  from: { name: 'link-from', points: 20, seconds: hour },
  // Each is a mail to that person.
  at: { name: 'link-at', points: 10, seconds: hour },
  all: { name: 'link-all', points: 500, seconds: hour },
  known: { name: 'link-known', points: 5, seconds: hour },
}

/** Who tries: the network, the address typed, and the mark of the browser, null for one that has none. */
type Trying = { readonly network: string; readonly email: string; readonly mark: string | null }

/** What a guess at a password is counted by. */
export const guessCounts = (db: Db, trying: Trying): Promise<readonly Count[]> => countsOf(db, guesses, trying)

/** What a wish for a mailed link is counted by. */
export const linkCounts = (db: Db, trying: Trying): Promise<readonly Count[]> => countsOf(db, links, trying)

/** What a guess at one's own password is counted by, from inside a session. */
export const ownGuessCounts = (personId: string): readonly Count[] => [
  [{ name: 'guess-own', points: 10, seconds: quarter }, personId],
]

/** What beginning with a passkey is counted by. The answer is a signature that nobody guesses; this keeps the asking cheap. */
export const passkeyAskCounts = (network: string): readonly Count[] => [
  [{ name: 'passkey-ask-from', points: 60, seconds: quarter }, network],
  [{ name: 'passkey-ask-all', points: 5_000, seconds: quarter }, ''],
]

/** What a wrong passkey is counted by. */
export const passkeyCounts = (network: string): readonly Count[] => [
  [{ name: 'passkey-from', points: 30, seconds: quarter }, network],
  [{ name: 'passkey-all', points: 1_000, seconds: quarter }, ''],
]

async function countsOf(
  db: Db,
  { here, from, at, all, known }: Door,
  { network, email, mark }: Trying,
): Promise<readonly Count[]> {
  if (mark !== null && (await isKnownTo(db, mark, email)))
    return [[known, `${email} ${hashOf(mark).toString('base64url')}`]]
  return [
    [here, `${email} ${network}`],
    [from, network],
    [at, email],
    [all, ''],
  ]
}
