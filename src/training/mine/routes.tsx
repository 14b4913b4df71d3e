import type { JSX } from 'preact'
import { type Problem, type Result, refuse } from '../../core/result.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Form, fresh, Problems, TextField } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { enterCode } from '../attendance/actions.ts'
import type { TrainingNeeds } from '../needs.ts'
import { acceptOfferCoach, withdrawCoach } from '../places/actions.ts'
import { access } from '../rules.ts'
import { session } from '../sessions/store.ts'

/** What a signed-in coach does about their own classes. The addresses name nobody: it is always whoever asks. */
export const myClassRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/mine/classes/code', may: access.mine, answer: async (visit) => codePage(visit, fresh()) },
  { method: 'POST', path: '/mine/classes/code', may: access.changeMine, answer: (visit) => enter(visit, needs) },
  {
    method: 'POST',
    path: '/mine/classes/:sessionId/withdraw',
    may: access.changeMine,
    answer: (visit) => withdraw(visit, needs),
  },
  {
    method: 'POST',
    path: '/mine/classes/:sessionId/accept',
    may: access.changeMine,
    answer: (visit) => accept(visit, needs),
  },
]

const codePage = (visit: Visit, form: Refused, status = 200): Response =>
  page(<CodePage visit={visit} form={form} />, status)

async function enter(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const { coachId } = visit
  if (coachId === null) return codePage(visit, { typed, problems: [{ code: 'training.nobody', message: nobody }] }, 422)
  const done = await enterCode(visit.db, visit.scope, { who: { coachId }, code: typed.text('code'), needs })
  if (done.ok) return goTo(visit.to('/mine?said=recorded#classes'))
  const isOver = done.problems.some(({ code }) => code === 'training.too-many')
  return codePage(visit, { typed, problems: done.problems }, isOver ? 429 : 422)
}

const withdraw = (visit: Visit, needs: TrainingNeeds): Promise<Response> =>
  change(visit, 'Withdraw from a class', (mine) => withdrawCoach(visit.db, visit.scope, { ...mine, needs }))

const accept = (visit: Visit, needs: TrainingNeeds): Promise<Response> =>
  change(visit, 'Take a seat', (mine) => acceptOfferCoach(visit.db, visit.scope, { ...mine, needs }))

async function change(
  visit: Visit,
  title: string,
  act: (mine: { readonly sessionId: string; readonly coachId: string }) => Promise<Result<null>>,
): Promise<Response> {
  const sessionId = visit.params.sessionId ?? ''
  const { coachId } = visit
  if (!(await visit.db.read(visit.scope, (tx) => session(tx, sessionId)))) return notFound()
  const done = coachId === null ? refuse('training.nobody', nobody) : await act({ sessionId, coachId })
  return done.ok
    ? goTo(visit.to('/mine?said=saved#classes'))
    : page(<RefusedPage visit={visit} title={title} problems={done.problems} />, 422)
}

const RefusedPage = ({
  visit,
  title,
  problems,
}: {
  visit: Visit
  title: string
  problems: readonly Problem[]
}): JSX.Element => (
  <TeamPage visit={visit} title={title} trail={[{ name: 'My page', path: '/mine' }]}>
    <Problems form={{ typed: new Typed(), problems }} />
  </TeamPage>
)

const nobody = 'Your account is not linked to a coach on the roster. Ask the coordinator to invite you from there.'

const CodePage = ({ visit, form }: { visit: Visit; form: Refused }): JSX.Element => (
  <TeamPage visit={visit} title="I am here" trail={[{ name: 'My page', path: '/mine' }]}>
    {visit.coachId === null ? (
      <p class="empty">{nobody}</p>
    ) : (
      <Form form={form} action={visit.to('/mine/classes/code')} save="I am here" cancel={visit.to('/mine')}>
        <TextField
          form={form}
          name="code"
          label="Code"
          help="The six digits that the room shows."
          inputMode="numeric"
          width="short"
        />
      </Form>
    )}
  </TeamPage>
)
