import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, refuse } from '../../core/result.ts'
import type { CountFacts, Touched } from '../../platform/counted.ts'
import { verb } from '../../platform/db/verbs.ts'
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
export type PathNeeds = { readonly counted: CountFacts; readonly trainedOn: TrainedOn }
type Counting = Pick<PathNeeds, 'counted'>

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
export const recordStep = verb(
  'coaches.recordStep',
  async (tx, { coachId, form, needs }: { coachId: string; form: StepForm; needs: PathNeeds }, today) => {
    if (!(await coach(tx, coachId))) return noCoach
    const recorded = await recordedSteps(tx, coachId)
    const may = mayStep({ recorded, trainedOn: await needs.trainedOn(tx, coachId), today }, form)
    if (!may.ok) return may
    const id = newId()
    await needs.counted(tx, moved(coachId, id), () => insertStep(tx, coachId, id, may.value))
    return ok(id)
  },
)

/** Takes the last step of a coach back. */
export const undoStep = verb(
  'coaches.undoStep',
  async (tx, { coachId, stepId, needs }: { coachId: string; stepId: string; needs: Counting }) => {
    const may = mayUndo(await recordedSteps(tx, coachId), stepId)
    if (!may.ok) return may
    await needs.counted(tx, moved(coachId, stepId), () => deleteStep(tx, stepId))
    return ok(stepId)
  },
)

type Engaging = { coachId: string; form: EngagementForm; opened?: string; needs: Counting }

/** Says in which way somebody coaches from a day on. `opened` is the mark of what was known when the form was opened. */
export const setEngagement = verb(
  'coaches.setEngagement',
  async (tx, { coachId, form, opened = '', needs }: Engaging, today) => {
    if (!(await coach(tx, coachId))) return noCoach
    const known = await engagementsOf(tx, coachId)
    if (isOther(opened, known)) return meanwhile('coaches', 'how they coach')
    const may = mayEngage(known, form, today)
    if (!may.ok) return may
    await needs.counted(tx, { coach_start: [coachId] }, () => writeEngagement(tx, coachId, may.value))
    return ok(coachId)
  },
)

export const removeEngagement = verb(
  'coaches.removeEngagement',
  async (tx, { coachId, engagementId, needs }: { coachId: string; engagementId: string; needs: Counting }) => {
    const isGone = await needs.counted(tx, { coach_start: [coachId] }, () =>
      deleteEngagement(tx, coachId, engagementId),
    )
    return isGone ? ok(coachId) : refuse('coaches.no-entry', 'This entry was taken away meanwhile.')
  },
)
