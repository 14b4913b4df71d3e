import type { Beginning } from './beginning.ts'
import type { Db } from './db/db.ts'
import type { OpenRoute } from './http/open-route.ts'
import type { TeamRoute } from './http/route.ts'
import type { MineSection } from './ui/mine.ts'
import type { Waiting } from './waiting.ts'

/** What a room, given what it needs of its neighbours, does for the house. */
export type Room = {
  readonly doors: readonly TeamRoute[]
  /** Doors that stand outside of the team's side. */
  readonly open?: readonly OpenRoute[]
  /** Its parts of a coach's own page. */
  readonly mine?: readonly MineSection[]
  /** Its lines of Today. */
  readonly waiting?: readonly Waiting[]
  /** Its steps of a county's first days. */
  readonly begins?: readonly Beginning[]
  /** What it does by itself, again and again. */
  readonly rounds?: readonly ((db: Db) => Promise<unknown>)[]
}
