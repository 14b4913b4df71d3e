import type { JSX } from 'preact'
import { isId } from '../../core/id.ts'
import { centsTyped } from '../../core/money.ts'
import type { PartnerNamed } from '../../partners/facts.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { pageIn } from '../../platform/doors/list-door.tsx'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { type Typed, typedFrom } from '../../platform/http/typed.ts'
import { toldInAddress } from '../../platform/told.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { confidenceIn, feedbackOn } from '../answers/store.ts'
import { enrolForm } from '../completions/model.ts'
import { coachesForForm } from '../completions/routes.tsx'
import type { Course } from '../courses/model.ts'
import { courses } from '../courses/store.ts'
import { classDaysOf } from '../days/store.ts'
import { trail, trailOf } from '../fields.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { noticesOf } from '../notices/store.ts'
import { addressesOfOthers, placesOf, seatsWithoutPlace } from '../places/store.ts'
import { access } from '../rules.ts'
import { addSession, cancelSession, editSession, enrolCoach, recordOutcomes, restoreSession } from './actions.ts'
import { TrainingPage } from './list-page.tsx'
import { type Seat, scheduleForm, sessionForm } from './model.ts'
import { seatField } from './outcomes.ts'
import { CourseChoice, ScheduleFields } from './schedule.tsx'
import { SessionPage } from './session-page.tsx'
import { organisers, type SessionChoice, seatsOf, session, sessions, sessionViews, waitingSessions } from './store.ts'

/** The list of sessions, and each session with its roster. */
export const sessionRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/training', may: access.read, answer: list },
  ...formDoor({
    path: '/training/sessions/add',
    may: access.write,
    read: async (tx, { today }) => {
      const isOffered = ({ endedOn }: Course): boolean => endedOn === null || endedOn >= today
      return { courses: (await courses(tx)).filter(isOffered), partners: await organisers(tx) }
    },
    title: 'Schedule a class',
    trail,
    form: scheduleForm,
    code: 'training.wrong',
    fields: (form, shown) => <ScheduleFields form={form} {...shown} />,
    save: 'Schedule class',
    send: (visit, form) => addSession(visit, { form, needs }),
    back: '/training',
    to: (id) => `/training/sessions/${id}`,
    said: 'added',
  }),
  {
    method: 'GET',
    path: '/training/sessions/:sessionId',
    may: access.read,
    answer: (visit) => showSession(visit, needs),
  },
  ...formDoor({
    path: '/training/sessions/:sessionId/edit',
    may: access.write,
    read: async (tx, { params }) => {
      const held = await session(tx, params.sessionId ?? '')
      return held && { held, courses: await courses(tx), partners: await organisers(tx) }
    },
    title: 'Edit session',
    trail: ({ held }) => trailOf(held),
    form: sessionForm,
    code: 'training.wrong',
    start: ({ held }) => ({ ...held, costCents: held.costCents === null ? null : centsTyped(held.costCents) }),
    version: ({ held }) => held.version,
    fields: sessionFields,
    save: 'Save session',
    send: (visit, form, { shown, typed }) =>
      editSession(visit, { id: shown.held.id, version: typed.version(), form, needs }),
    back: ({ held }) => `/training/sessions/${held.id}`,
    said: (told) => `saved${toldInAddress(told)}`,
  }),
  {
    method: 'POST',
    path: '/training/sessions/:sessionId/outcomes',
    may: access.write,
    answer: (visit) => saveOutcomes(visit, needs),
  },
  {
    method: 'POST',
    path: '/training/sessions/:sessionId/enrol',
    may: access.write,
    answer: (visit) => enrol(visit, needs),
  },
  buttonDoor({
    ...ofSession('cancel'),
    send: (visit) => cancelSession(visit, { id: idOf(visit), needs }),
    said: (told) => `saved${toldInAddress(told)}`,
  }),
  buttonDoor({
    ...ofSession('restore'),
    send: (visit) => restoreSession(visit, { id: idOf(visit), needs }),
    said: (told) => `undone${toldInAddress(told)}`,
  }),
]

/** What every button on the page of a session has in common. */
function ofSession(path: string) {
  return {
    path: `/training/sessions/:sessionId/${path}`,
    may: access.write,
    about: 'sessionId',
    back: (visit: Visit) => `/training/sessions/${idOf(visit)}`,
  }
}

const idOf = (visit: Visit): string => visit.params.sessionId ?? ''
const back = (visit: Visit, said: string): Response => goTo(visit.to(`/training/sessions/${idOf(visit)}?said=${said}`))

function sessionFields(
  form: Refused,
  { courses: offered, partners }: { courses: readonly Course[]; partners: readonly PartnerNamed[] },
): JSX.Element {
  return (
    <>
      <CourseChoice form={form} courses={offered} />
      <Fields of={sessionForm} form={form} but={['courseId']} choices={{ organiserId: partners }} />
    </>
  )
}

async function list(visit: Visit): Promise<Response> {
  const address = visit.url.searchParams
  const courseId = address.get('course') ?? ''
  const choice: SessionChoice = {
    view: sessionViews.find((view) => view === address.get('view')) ?? 'all',
    courseId: isId(courseId) ? courseId : null,
    page: pageIn(visit.url) ?? 1,
    today: visit.today,
  }
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    found: await sessions(tx, choice),
    courses: await courses(tx),
    waiting: await waitingSessions(tx, visit.today),
  }))
  return page(<TrainingPage visit={visit} choice={choice} {...shown} />)
}

/** The page of a session; a form that did not pass is shown with what was typed. */
async function showSession(
  visit: Visit,
  { clock }: Pick<TrainingNeeds, 'clock'>,
  refused: { enrol?: Refused; outcomes?: Refused } = {},
  status = 200,
): Promise<Response> {
  const enrol = refused.enrol ?? fresh()
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const held = await session(tx, idOf(visit))
    if (!held) return null
    const seats = await seatsOf(tx, held.id)
    return {
      session: held,
      seats,
      days: await classDaysOf(tx, held.id),
      places: await placesOf(tx, held.id),
      others: await addressesOfOthers(tx, held.id),
      unreached: (await seatsWithoutPlace(tx, held.id)).flatMap(({ name, email }) => (email === null ? [name] : [])),
      notices: await noticesOf(tx, held.id),
      answers: { confidence: await confidenceIn(tx, held.id), feedback: await feedbackOn(tx, held.id) },
      coaches: await coachesForForm(tx, enrol),
      history: await historyOf(tx, [held.id]),
    }
  })
  if (!shown) return notFound()
  return page(
    <SessionPage
      visit={visit}
      now={clock()}
      {...shown}
      enrol={enrol}
      outcomes={outcomesShown(refused.outcomes, shown.seats)}
    />,
    status,
  )
}

/** What was typed, or what is saved when nothing was. */
const outcomesShown = (refused: Refused | undefined, seats: readonly Seat[]): Refused =>
  refused && seats.some((seat) => refused.typed.has(seatField('outcome', seat)))
    ? refused
    : { typed: savedOutcomes(seats), problems: refused?.problems ?? [] }

const savedOutcomes = (seats: readonly Seat[]): Typed =>
  typedFrom(
    Object.fromEntries(
      seats.flatMap((seat) => [
        [seatField('outcome', seat), seat.outcome],
        [seatField('hours', seat), seat.attended === null ? seat.hours : ''],
        [seatField('on', seat), seat.outcomeOn],
        [seatField('confirmed', seat), seat.isShortConfirmed],
      ]),
    ),
  )

async function saveOutcomes(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const saved = await recordOutcomes(visit, { sessionId: idOf(visit), typed, needs })
  return saved.ok
    ? back(visit, `saved${toldInAddress(saved.value)}`)
    : showSession(visit, needs, { outcomes: { typed, problems: saved.problems } }, 422)
}

async function enrol(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(enrolForm, typed, 'training.wrong')
  const enrolled = form.ok ? await enrolCoach(visit, { sessionId: idOf(visit), form: form.value, needs }) : form
  return enrolled.ok
    ? back(visit, `added${toldInAddress(enrolled.value)}`)
    : showSession(visit, needs, { enrol: { typed, problems: enrolled.problems } }, 422)
}
