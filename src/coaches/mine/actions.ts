import { meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { CountFacts } from '../../platform/counted.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { mayBeSaved } from '../rules.ts'
import { coach, coachesLike, splitBy, updateCoach } from '../store.ts'
import type { Details } from './model.ts'

/** Keeps what coaches say of themselves over the version that was read; their name stays. */
export const changeDetails = (
  db: Db,
  scope: Scope,
  { coachId, version, details, counted }: { coachId: string; version: number; details: Details; counted: CountFacts },
): Promise<Result<string>> =>
  db.act(scope, 'coaches.changeDetails', async (tx) => {
    const kept = await coach(tx, coachId)
    if (!kept) return refuse('coaches.no-coach', 'You are not on the roster any more. Ask the coordinator.')
    const form = { ...details, name: kept.name, isSomebodyElse: true }
    const taken = mayBeSaved(form, await coachesLike(tx, kept.name, details.email), kept)
    // Whose address it is, is nobody's to learn here.
    if (taken.length > 0)
      return refuse('coaches.address-taken', 'This mail address is used already. Ask the coordinator.', 'email')
    const isSaved = await counted(tx, splitBy(tx, coachId), () => updateCoach(tx, coachId, version, form))
    return isSaved ? ok(coachId) : meanwhile('coaches', 'your record')
  })
