import { meanwhile, ok, refuse, refuseAll } from '../core/result.ts'
import type { CountFacts } from '../platform/counted.ts'
import { verb } from '../platform/db/verbs.ts'
import type { CoachForm } from './model.ts'
import { mayBeSaved } from './rules.ts'
import { coach, coachesLike, insertCoach, splitBy, updateCoach } from './store.ts'

/** Adds a coach; answers the id. Refuses a mail address that somebody has, and asks about the same name. */
export const addCoach = verb('coaches.addCoach', async (tx, form: CoachForm) => {
  const problems = mayBeSaved(form, await coachesLike(tx, form.name, form.email))
  return problems.length > 0 ? refuseAll(problems) : ok(await insertCoach(tx, form))
})

type Editing = { readonly id: string; readonly version: number; readonly form: CoachForm; readonly counted: CountFacts }

/** Saves a coach over the version that was read. Zone and language split measures, so the readings follow. */
export const editCoach = verb('coaches.editCoach', async (tx, { form, counted, ...read }: Editing) => {
  const own = await coach(tx, read.id)
  if (!own) return refuse('coaches.no-coach', 'This coach is not on the roster any more.')
  const problems = mayBeSaved(form, await coachesLike(tx, form.name, form.email), own)
  if (problems.length > 0) return refuseAll(problems)
  const isSaved = await counted(tx, splitBy(tx, read.id), () => updateCoach(tx, read, form))
  return isSaved ? ok(read.id) : meanwhile('coaches', 'this coach')
})
