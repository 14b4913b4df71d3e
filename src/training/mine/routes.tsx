import type { JSX } from 'preact'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { goTo, page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Form, fresh, TextField } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { enterCode } from '../attendance/actions.ts'
import { presentNow } from '../attendance/store.ts'
import { PresentSince } from '../attendance/ticked.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { acceptOfferCoach, withdrawCoach } from '../places/actions.ts'
import { access } from '../rules.ts'
import { session } from '../sessions/store.ts'

const trail = [{ name: 'Your page', path: '/mine' }]
const coachOf = ({ coachId }: Visit): string => coachId ?? ''
const sessionOf = ({ params }: Visit): string => params.sessionId ?? ''

/** What a signed-in coach does about their own classes. The addresses name nobody: it is always whoever asks. */
export const myClassRoutes = (needs: TrainingNeeds): readonly TeamRoute[] =>
  ownDoors(
    (visit) => <NobodyPage visit={visit} />,
    [
      {
        method: 'GET',
        path: '/mine/classes/code',
        may: access.mine,
        answer: async (visit) => codePage(visit, needs),
      },
      { method: 'POST', path: '/mine/classes/code', may: access.changeMine, answer: (visit) => enter(visit, needs) },
      buttonDoor({
        ...ofMyClass('withdraw'),
        send: (visit) => withdrawCoach(visit, { sessionId: sessionOf(visit), coachId: coachOf(visit), needs }),
      }),
      buttonDoor({
        ...ofMyClass('accept'),
        send: (visit) => acceptOfferCoach(visit, { sessionId: sessionOf(visit), coachId: coachOf(visit), needs }),
      }),
    ],
    async (tx, visit) => sessionOf(visit) === '' || (await session(tx, sessionOf(visit))) !== null,
  )

/** What both buttons of one's own class have in common. */
function ofMyClass(path: string) {
  return {
    path: `/mine/classes/:sessionId/${path}`,
    may: access.changeMine,
    read: (tx: Tx, visit: Visit) => session(tx, sessionOf(visit)),
    about: 'sessionId',
    back: () => '/mine',
    to: () => '/mine#classes',
    said: 'saved',
  }
}

async function enter(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const done = await enterCode(visit, { who: { coachId: coachOf(visit) }, code: typed.text('code'), needs })
  if (done.ok) return goTo(visit.to('/mine?said=recorded#classes'))
  const isOver = done.problems.some(({ code }) => code === 'training.too-many')
  return codePage(visit, needs, { form: { typed, problems: done.problems }, status: isOver ? 429 : 422 })
}

async function codePage(visit: Visit, needs: TrainingNeeds, { form = fresh(), status = 200 } = {}): Promise<Response> {
  const present = await visit.db.read(visit.scope, (tx) => presentNow(tx, { coachId: coachOf(visit) }, needs.clock()))
  return page(<CodePage visit={visit} form={form} since={[...present.values()]} />, status)
}

const NobodyPage = ({ visit }: { visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title={sessionOf(visit) === '' ? 'Say you are here' : 'Nothing was changed'} trail={trail}>
    <p class="empty">
      Your account is not linked to a coach on the roster. Ask the coordinator to invite you from there.
    </p>
  </TeamPage>
)

type CodeShown = { readonly visit: Visit; readonly form: Refused; readonly since: readonly Date[] }

/** Who is marked as present is not asked again; another class at the same time is behind a fold. */
const CodePage = ({ visit, form, since }: CodeShown): JSX.Element => (
  <TeamPage visit={visit} title="Say you are here" trail={trail}>
    <PresentSince since={since} zone={visit.organisation.timeZone} />
    {since.length === 0 ? (
      <CodeForm visit={visit} form={form} />
    ) : (
      <details open={form.problems.length > 0}>
        <summary>Type the code of another class</summary>
        <CodeForm visit={visit} form={form} />
      </details>
    )}
  </TeamPage>
)

const CodeForm = ({ visit, form }: Pick<CodeShown, 'visit' | 'form'>): JSX.Element => (
  <Form form={form} action={visit.to('/mine/classes/code')} save="Say you are here" cancel={visit.to('/mine')}>
    <TextField
      form={form}
      name="code"
      label="Code"
      help="The six digits that the room shows."
      inputMode="numeric"
      width="short"
    />
  </Form>
)
