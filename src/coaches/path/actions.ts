import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { CountFacts, Touched } from '../../platform/counted.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import { coach } from '../store.ts'
import type { EngagementForm, StepForm } from './model.ts'
import { mayEngage, mayStep, mayUndo } from './rules.ts'
import {
  deleteEngagement,
  deleteStep,
  engagementsOf,
  insertStep,
  recordedSteps,
  type TrainedOn,
  writeEngagement,
} from './store.ts'

/** What the path of a coach needs of its neighbours. */
export type PathNeeds = { readonly counted: CountFacts; readonly trainedOn: TrainedOn; readonly today: Day }

/**
 * The readings that a step moves: the move itself, what came of the training, the start and the first shift of this coach, and
 * who of the active holds what.
 */
const moved = (coachId: string, stepId: string): Touched => ({
  coach_move: [stepId],
  coach_start: [coachId],
  coach_trained: [coachId],
  coach_first_shift: [coachId],
  credential_standing: [coachId],
})

const noCoach = refuse('coaches.no-coach', 'This coach is not on the roster any more.')

/** Records the next step of a coach; answers its id. Refuses what the table of steps does not have. */
export const recordStep = (
  db: Db,
  scope: Scope,
  coachId: string,
  form: StepForm,
  needs: PathNeeds,
): Promise<Result<string>> => db.act(scope, 'coaches.recordStep', async (tx) => recordStepIn(tx, coachId, form, needs))

/** The same inside an act that is under way. */
export async function recordStepIn(
  tx: Tx,
  coachId: string,
  form: StepForm,
  { counted, trainedOn, today }: PathNeeds,
): Promise<Result<string>> {
  if (!(await coach(tx, coachId))) return noCoach
  const recorded = await recordedSteps(tx, coachId)
  const may = mayStep({ recorded, trainedOn: await trainedOn(tx, coachId), today }, form)
  if (!may.ok) return may
  const id = newId()
  await counted(tx, moved(coachId, id), () => insertStep(tx, coachId, id, may.value))
  return ok(id)
}

/** Takes the last step of a coach back. */
export const undoStep = (
  db: Db,
  scope: Scope,
  coachId: string,
  stepId: string,
  { counted }: Pick<PathNeeds, 'counted'>,
): Promise<Result<string>> =>
  db.act(scope, 'coaches.undoStep', async (tx) => {
    const may = mayUndo(await recordedSteps(tx, coachId), stepId)
    if (!may.ok) return may
    await counted(tx, moved(coachId, stepId), () => deleteStep(tx, stepId))
    return ok(stepId)
  })

/** Says in which way somebody coaches from a day on. */
export const setEngagement = (
  db: Db,
  scope: Scope,
  coachId: string,
  { opened = '', ...form }: EngagementForm & { readonly opened?: string },
  { counted, today }: Pick<PathNeeds, 'counted' | 'today'>,
): Promise<Result<string>> =>
  db.act(scope, 'coaches.setEngagement', async (tx) => {
    if (!(await coach(tx, coachId))) return noCoach
    const known = await engagementsOf(tx, coachId)
    if (isOther(opened, known)) return meanwhile('coaches', 'how they coach')
    const may = mayEngage(known, form, today)
    if (!may.ok) return may
    await counted(tx, { coach_start: [coachId] }, () => writeEngagement(tx, coachId, newId(), may.value))
    return ok(coachId)
  })

export const removeEngagement = (
  db: Db,
  scope: Scope,
  coachId: string,
  engagementId: string,
  { counted }: Pick<PathNeeds, 'counted'>,
): Promise<Result<string>> =>
  db.act(scope, 'coaches.removeEngagement', async (tx) => {
    const isGone = await counted(tx, { coach_start: [coachId] }, () => deleteEngagement(tx, coachId, engagementId))
    return isGone ? ok(coachId) : refuse('coaches.no-entry', 'This entry was taken away meanwhile.')
  })
