import { PeopleIndex } from '../../coaches/same/rules.ts'
import { isId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { goTo, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { toldInAddress } from '../../platform/told.ts'
import { fresh } from '../../platform/ui/form.tsx'
import type { Certificate } from '../certificates/model.ts'
import { certificateOf } from '../certificates/store.ts'
import { courses } from '../courses/store.ts'
import type { CoachesForForm } from '../fields.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { pastSessions } from '../sessions/store.ts'
import { correctEnrolment, putBack, recordCompletion, removeEnrolment } from './actions.ts'
import { completionForm, correctionForm, type Enrolment } from './model.ts'
import { correctionFields, EnrolmentPage, RecordCompletionPage, RemovedPage } from './pages.tsx'
import {
  coachesLike,
  coachSuggestions,
  coachWithId,
  enrolment,
  type RemovedEnrolment,
  removedEnrolment,
} from './store.ts'

/** Recording a completion, and the page of each record where it is corrected, removed and put back. */
export const completionRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/training/record',
    may: access.write,
    answer: (visit) => recordPage(visit, fresh(startOf(visit))),
  },
  { method: 'POST', path: '/training/record', may: access.write, answer: (visit) => record(visit, needs) },
  ...pageOfForms({
    path: '/training/enrolments/:enrolmentId',
    seenBy: access.read,
    read: shownOf,
    history: ({ id }) => [id],
    forms: {
      correct: oneForm({
        path: '/training/enrolments/:enrolmentId',
        may: access.write,
        form: correctionForm,
        code: 'training.wrong',
        start: ({ found }: Shown) => ({ ...found, on: found?.outcomeOn }),
        version: ({ found }) => found?.version ?? 0,
        // Removed meanwhile, it is corrected no more.
        fields: (form, { found, certificate }) => found && correctionFields(form, found, certificate),
        save: 'Save correction',
        send: (visit, form, { shown: { id }, typed }) =>
          correctEnrolment(visit, { id, version: typed.version(), form, needs }),
        to: ({ id }) => `/training/enrolments/${id}`,
        said: (done) => `saved${toldInAddress(done)}`,
      }),
    },
    view: ({ visit, shown, forms: { correct }, history }) =>
      shown.found ? (
        <EnrolmentPage
          visit={visit}
          enrolment={shown.found}
          certificate={shown.certificate}
          history={history}
          correct={correct}
        />
      ) : (
        <RemovedPage visit={visit} gone={shown.gone} history={history} correct={correct} />
      ),
  }),
  buttonDoor({
    ...ofRecord('remove'),
    send: (visit) => removeEnrolment(visit, { id: visit.params.enrolmentId ?? '', needs }),
    said: (told) => `removed${toldInAddress(told)}`,
  }),
  buttonDoor({
    ...ofRecord('put-back'),
    send: (visit) => putBack(visit, { id: visit.params.enrolmentId ?? '', needs }),
    said: 'undone',
  }),
]

/** A record, or what it was before somebody removed it. */
type Shown = { readonly id: string } & (
  | { readonly found: Enrolment; readonly certificate: Certificate | null; readonly gone: null }
  | { readonly found: null; readonly certificate: null; readonly gone: RemovedEnrolment }
)

async function shownOf(tx: Tx, { params: { enrolmentId: id = '' } }: Visit): Promise<Shown | null> {
  const found = await enrolment(tx, id)
  if (found) return { id, found, certificate: await certificateOf(tx, id), gone: null }
  const gone = await removedEnrolment(tx, id)
  return gone && { id, found, certificate: null, gone }
}

/** What both buttons on the page of a record have in common. */
function ofRecord(path: string) {
  return {
    path: `/training/enrolments/:enrolmentId/${path}`,
    may: access.write,
    about: 'enrolmentId',
    back: ({ params }: Visit) => `/training/enrolments/${params.enrolmentId}`,
  }
}

/** A link may say which coach or class it is about. */
const startOf = (visit: Visit): Typed =>
  new Typed(['coachId', 'classTaken'].map((name) => [name, visit.url.searchParams.get(name) ?? ''] as const))

async function recordPage(visit: Visit, form: Refused, status = 200): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    coaches: await coachesForForm(tx, form),
    courses: await courses(tx),
    sessions: await pastSessions(tx, visit.today),
  }))
  return page(<RecordCompletionPage visit={visit} form={form} {...shown} />, status)
}

/** What the coach fields show for what was typed so far. */
export async function coachesForForm(tx: Tx, { typed, problems }: Refused): Promise<CoachesForForm> {
  const isAmbiguous = problems.some((problem) => problem.field === 'coachId')
  const [id, name] = [typed.text('coachId'), typed.text('coachName')]
  const namesakes =
    isAmbiguous || id === 'new' ? new PeopleIndex(await coachesLike(tx, name)).like({ name, email: null }) : []
  const chosen = !isId(id) || isAmbiguous ? null : await coachWithId(tx, id)
  return { suggestions: chosen ? [] : await coachSuggestions(tx), chosen, namesakes }
}

async function record(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(completionForm, typed, 'training.wrong')
  const recorded = form.ok ? await recordCompletion(visit, { form: form.value, needs }) : form
  return recorded.ok
    ? goTo(visit.to(`/coaches/${recorded.value.coachId}?said=recorded`))
    : recordPage(visit, { typed, problems: recorded.problems }, 422)
}
