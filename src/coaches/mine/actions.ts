import { meanwhile, ok, refuse } from '../../core/result.ts'
import type { CountFacts } from '../../platform/counted.ts'
import { verb } from '../../platform/db/verbs.ts'
import { mayBeSaved } from '../rules.ts'
import { coach, coachesLike, splitBy, updateCoach } from '../store.ts'
import type { Details } from './model.ts'

type Changing = { readonly id: string; readonly version: number; readonly form: Details; readonly counted: CountFacts }

/** Keeps what coaches say of themselves over the version that was read; their name stays. */
export const changeDetails = verb('coaches.changeDetails', async (tx, { form, counted, ...read }: Changing) => {
  const kept = await coach(tx, read.id)
  if (!kept) return refuse('coaches.no-coach', 'You are not on the roster any more. Ask the coordinator.')
  const details = { ...form, name: kept.name, isSomebodyElse: true }
  const taken = mayBeSaved(details, await coachesLike(tx, kept.name, form.email), kept)
  // Whose address it is, is nobody's to learn here.
  if (taken.length > 0)
    return refuse('coaches.address-taken', 'This mail address is used already. Ask the coordinator.', 'email')
  const isSaved = await counted(tx, splitBy(tx, read.id), () => updateCoach(tx, read, details))
  return isSaved ? ok(read.id) : meanwhile('coaches', 'your record')
})
