import { isId } from '../../core/id.ts'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { type Told, toldInAddress, toldNobody } from '../../platform/told.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { confidenceIn, feedbackOn } from '../answers/store.ts'
import { enrolForm } from '../completions/model.ts'
import { coachesForForm } from '../completions/routes.tsx'
import { courses } from '../courses/store.ts'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { noticesOf } from '../notices/store.ts'
import { addressesOfOthers, placesOf, seatsWithoutPlace } from '../places/store.ts'
import { access } from '../rules.ts'
import { addSession, cancelSession, editSession, enrolCoach, recordOutcomes } from './actions.ts'
import { AddSessionPage, EditSessionPage } from './edit-pages.tsx'
import { TrainingPage } from './list-page.tsx'
import { type Seat, sessionForm } from './model.ts'
import { seatField } from './outcomes.ts'
import { SessionPage } from './session-page.tsx'
import { organisers, type SessionChoice, seatsOf, session, sessions, sessionViews, waitingSessions } from './store.ts'

/** The list of sessions, and each session with its roster. */
export const sessionRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/training', may: access.read, answer: list },
  { method: 'GET', path: '/training/sessions/add', may: access.write, answer: (visit) => addPage(visit) },
  { method: 'POST', path: '/training/sessions/add', may: access.write, answer: (visit) => add(visit, needs) },
  { method: 'GET', path: '/training/sessions/:sessionId', may: access.read, answer: (visit) => showSession(visit) },
  { method: 'GET', path: '/training/sessions/:sessionId/edit', may: access.write, answer: (visit) => editPage(visit) },
  {
    method: 'POST',
    path: '/training/sessions/:sessionId/edit',
    may: access.write,
    answer: (visit) => save(visit, needs),
  },
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
  {
    method: 'POST',
    path: '/training/sessions/:sessionId/cancel',
    may: access.write,
    answer: (visit) => cancel(visit, true, needs),
  },
  {
    method: 'POST',
    path: '/training/sessions/:sessionId/restore',
    may: access.write,
    answer: (visit) => cancel(visit, false, needs),
  },
]

const idOf = (visit: Visit): string => visit.params.sessionId ?? ''
const back = (visit: Visit, said: string, told: Told = toldNobody): Response =>
  goTo(visit.to(`/training/sessions/${idOf(visit)}?said=${said}${toldInAddress(told)}`))

async function list(visit: Visit): Promise<Response> {
  const address = visit.url.searchParams
  const courseId = address.get('course') ?? ''
  const number = Number(address.get('page') ?? 1)
  const choice: SessionChoice = {
    view: sessionViews.find((view) => view === address.get('view')) ?? 'all',
    courseId: isId(courseId) ? courseId : null,
    page: Number.isSafeInteger(number) && number > 0 && number < 100_000 ? number : 1,
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
export async function showSession(
  visit: Visit,
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
    <SessionPage visit={visit} {...shown} enrol={enrol} outcomes={outcomesShown(refused.outcomes, shown.seats)} />,
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

async function addPage(visit: Visit, form?: Refused, status = 200): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    courses: await courses(tx),
    partners: await organisers(tx),
  }))
  const offered = shown.courses.filter((course) => course.endedOn === null || course.endedOn >= visit.today)
  return page(
    <AddSessionPage visit={visit} courses={offered} partners={shown.partners} form={form ?? fresh()} />,
    status,
  )
}

async function add(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(sessionForm, typed, 'training.wrong')
  const added = form.ok ? await addSession(visit.db, visit.scope, form.value, needs) : form
  return added.ok
    ? goTo(visit.to(`/training/sessions/${added.value}?said=added`))
    : addPage(visit, { typed, problems: added.problems }, 422)
}

async function editPage(visit: Visit, form?: Refused, status = 200): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    session: await session(tx, idOf(visit)),
    courses: await courses(tx),
    partners: await organisers(tx),
  }))
  if (!shown.session) return notFound()
  const { courseId, startsOn, endsOn, place, link, capacity, instructor, organiserId, funder, costCents } =
    shown.session
  const { isOpen, offerHours, lateDays } = shown.session
  const dollars = costCents === null ? '' : (costCents / 100).toFixed(2)
  const where = { courseId, startsOn, endsOn, place, link, capacity, instructor, organiserId, funder }
  const saved = typedFrom({ ...where, isOpen, offerHours, lateDays, costCents: dollars })
  return page(
    <EditSessionPage
      visit={visit}
      session={shown.session}
      courses={shown.courses}
      partners={shown.partners}
      form={formOver(saved, shown.session.version, form)}
    />,
    status,
  )
}

async function save(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(sessionForm, typed, 'training.wrong')
  const saved = form.ok
    ? await editSession(visit.db, visit.scope, {
        id: idOf(visit),
        version: typed.version(),
        form: form.value,
        needs,
      })
    : form
  return saved.ok ? back(visit, 'saved', saved.value) : editPage(visit, { typed, problems: saved.problems }, 422)
}

const isThere = async (visit: Visit): Promise<boolean> =>
  (await visit.db.read(visit.scope, (tx) => session(tx, idOf(visit)))) !== null

async function saveOutcomes(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const saved = await recordOutcomes(visit.db, visit.scope, {
    sessionId: idOf(visit),
    typed,
    needs,
    today: visit.today,
  })
  return saved.ok ? back(visit, 'saved') : showSession(visit, { outcomes: { typed, problems: saved.problems } }, 422)
}

async function enrol(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(enrolForm, typed, 'training.wrong')
  const enrolled = form.ok
    ? await enrolCoach(visit.db, visit.scope, { sessionId: idOf(visit), form: form.value, needs })
    : form
  return enrolled.ok ? back(visit, 'added') : showSession(visit, { enrol: { typed, problems: enrolled.problems } }, 422)
}

async function cancel(visit: Visit, isCancelled: boolean, needs: TrainingNeeds): Promise<Response> {
  const done = await cancelSession(visit.db, visit.scope, idOf(visit), isCancelled, needs)
  if (done.ok) return back(visit, isCancelled ? 'saved' : 'undone', done.value)
  const shown = await visit.db.read(visit.scope, async (tx) => seatsOf(tx, idOf(visit)))
  return showSession(visit, { outcomes: { typed: savedOutcomes(shown), problems: done.problems } }, 422)
}
