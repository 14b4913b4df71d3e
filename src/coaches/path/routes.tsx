import { markOf } from '../../core/mark.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { TextField } from '../../platform/ui/form.tsx'
import { coachOf, ofCoach, onCoachPage, pathTo } from '../pieces.tsx'
import { type PathNeeds, recordStep, removeEngagement, setEngagement, undoStep } from './actions.ts'
import { endEngagementForm, engagementForm, exits, stepForm, undoForm } from './model.ts'
import { type PathShown, standingInWords, titles } from './pages.tsx'
import { nextSteps } from './rules.ts'
import { engagementsOf, recordedSteps, type TrainedOn } from './store.ts'

const toPath = ({ params }: Visit): string => `/coaches/${params.coachId}#path`
const idIn = ({ params }: Visit): string => params.coachId ?? ''

/** The path of one coach: the next step, the last one taken back, and how they coach. */
export const pathRoutes = (needs: PathNeeds): readonly TeamRoute[] => [
  ...formDoor({
    ...ofCoach,
    path: '/coaches/:coachId/step',
    read: async (tx, visit) => {
      const coach = await coachOf(tx, visit)
      if (!coach) return null
      const path = await pathShown(tx, coach.id, needs.trainedOn)
      return { coach, path, next: nextSteps(path.steps, path.trainedOn) }
    },
    title: ({ coach }) => `Next step of ${coach.name}`,
    above: ({ path }) => <p class="lead">{standingInWords(path)}</p>,
    form: stepForm,
    code: 'coaches.step-wrong',
    start: (_, visit) => ({ stage: visit.url.searchParams.get('to') ?? '', on: visit.today }),
    fields: (form, { next }) => (
      <>
        <Fields
          of={stepForm}
          form={form}
          but={['reason']}
          choices={{ stage: next.map((stage) => ({ value: stage, name: titles[stage] })) }}
        />
        <TextField
          form={form}
          name="reason"
          label="Reason"
          help={`Needed when somebody leaves. Only coordinators and administrators see it. Leave out health and recovery.${
            next.some((stage) => exits.includes(stage)) ? ' Example: moved to another county.' : ''
          }`}
          optional
        />
      </>
    ),
    save: 'Record step',
    send: (visit, form) => recordStep(visit, { coachId: idIn(visit), form, needs }),
    to: (_, { coach }) => `${pathTo(coach)}#path`,
    said: 'recorded',
  }),
  buttonDoor({
    ...onCoachPage,
    path: '/coaches/:coachId/step/undo',
    form: undoForm,
    code: 'coaches.step-wrong',
    send: (visit, { stepId }) => undoStep(visit, { coachId: idIn(visit), stepId, needs }),
    back: toPath,
    said: 'undone',
  }),
  ...formDoor({
    ...ofCoach,
    path: '/coaches/:coachId/engagement',
    read: async (tx, visit) => {
      const coach = await coachOf(tx, visit)
      const typed = visit.request.method === 'POST' ? (await visit.typed()).text('on') : ''
      return coach && { coach, known: await engagementsOf(tx, coach.id), on: typed || visit.today }
    },
    title: ({ coach }) => `How ${coach.name} coaches`,
    form: engagementForm,
    code: 'coaches.engagement-wrong',
    // What is saved from the day that was typed on; a new entry starts with none.
    start: ({ known, on }, visit) => ({
      on,
      kind: visit.request.method === 'POST' ? known.find(({ fromOn }) => fromOn === on)?.kind : undefined,
    }),
    version: ({ known }) => markOf(known),
    save: 'Record change',
    send: (visit, form, { typed }) =>
      setEngagement(visit, { coachId: idIn(visit), form, opened: typed.text('version'), needs }),
    to: (_, { coach }) => `${pathTo(coach)}#path`,
    said: 'recorded',
  }),
  buttonDoor({
    ...onCoachPage,
    path: '/coaches/:coachId/engagement/remove',
    form: endEngagementForm,
    code: 'coaches.engagement-wrong',
    send: (visit, { engagementId }) => removeEngagement(visit, { coachId: idIn(visit), engagementId, needs }),
    back: toPath,
    said: 'removed',
  }),
]

/** What is known of a coach's path. */
export async function pathShown(tx: Tx, coachId: string, trained: TrainedOn): Promise<PathShown> {
  const [steps, trainedOn, engagements] = await together(
    recordedSteps(tx, coachId),
    trained(tx, coachId),
    engagementsOf(tx, coachId),
  )
  return { steps, trainedOn, engagements }
}
