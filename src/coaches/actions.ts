import { meanwhile, ok, type Result, refuse, refuseAll } from '../core/result.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Db, Scope } from '../platform/db/db.ts'
import type { CoachForm } from './model.ts'
import { mayBeSaved } from './rules.ts'
import { coach, coachesLike, insertCoach, splitBy, updateCoach } from './store.ts'

/** Adds a coach; answers the id. Refuses a mail address that somebody has, and asks about the same name. */
export const addCoach = (db: Db, scope: Scope, form: CoachForm): Promise<Result<string>> =>
  db.act(scope, 'coaches.addCoach', async (tx) => {
    const problems = mayBeSaved(form, await coachesLike(tx, form.name, form.email))
    return problems.length > 0 ? refuseAll(problems) : ok(await insertCoach(tx, form))
  })

/** Saves a coach over the version that was read. Zone and language split measures, so the readings follow. */
export const editCoach = (
  db: Db,
  scope: Scope,
  { id, version, form, counted }: { id: string; version: number; form: CoachForm; counted: CountFacts },
): Promise<Result<string>> =>
  db.act(scope, 'coaches.editCoach', async (tx) => {
    const own = await coach(tx, id)
    if (!own) return refuse('coaches.no-coach', 'This coach is not on the roster any more.')
    const problems = mayBeSaved(form, await coachesLike(tx, form.name, form.email), own)
    if (problems.length > 0) return refuseAll(problems)
    const isSaved = await counted(tx, splitBy(tx, id), () => updateCoach(tx, id, version, form))
    return isSaved ? ok(id) : meanwhile('coaches', 'this coach')
  })
