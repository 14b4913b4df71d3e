import type { RawBuilder } from 'kysely'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'

/** A coach that this room brings along: their name and mail address are all that is known. */
export type NewCoach = { readonly id: string; readonly name: string; readonly email: string | null }

/** What this room asks of its neighbours; the app supplies it. Coaches are read through the window `coach_named`. */
export type TrainingNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  /** What the addresses in mails begin with. */
  readonly baseUrl: string
  readonly coaches: {
    readonly add: (tx: Tx, importId: string | null, coaches: readonly NewCoach[]) => Promise<void>
    /** Takes away the coaches an import brought and nobody has edited since, except these; answers how many went. */
    readonly removeOfImport: (tx: Tx, importId: string, except: RawBuilder<{ key: string }>) => Promise<number>
    /** The coaches an import brought who are still there, by name. */
    readonly ofImport: (tx: Tx, importId: string) => Promise<readonly { readonly id: string; readonly name: string }[]>
    /** The kinds of credentials that each of these coaches holds or has sent papers for, in words. */
    readonly credentials: (tx: Tx, of: RawBuilder<{ key: string }>) => Promise<ReadonlyMap<string, string>>
  }
}
