/** Somebody by name and mail address; '' or null where there is none. */
export type Named = { readonly name: string; readonly email: string | null }

/** Somebody who may be meant, and why, in words that follow their name. */
export type Candidate<P extends Named> = { readonly who: P; readonly reasons: readonly string[] }

/** Whom a name and an address mean. Known by a name alone is not enough where the name comes from outside of the team. */
export type WhoIs<P extends Named> =
  | { readonly kind: 'known'; readonly who: P; readonly by: 'address' | 'name' }
  | { readonly kind: 'asked'; readonly candidates: readonly Candidate<P>[] }
  | { readonly kind: 'new' }
