import { clockIn, timeInWords } from '../../core/clock.ts'
import type { Problem } from '../../core/result.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { clockOf } from '../days/rules.ts'
import { classDay } from '../days/store.ts'
import { hereAddress } from '../here/routes.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { session } from '../sessions/store.ts'
import { hereField, noteAttendance, noteMadeUp, outcomesFromAttendance, showCode } from './actions.ts'
import { makeUpForm, type SeatThatDay } from './model.ts'
import { ClassPage, CodePage } from './pages.tsx'
import { opensInWords } from './rules.ts'
import { codeOf, mayMakeUp, seatsThatDay } from './store.ts'

/** Who was there, class by class: the roster, the code for the room, classes made up, and the outcomes that follow. */
export const attendanceRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/training/classes/:classId', may: access.read, answer: (visit) => show(visit, needs) },
  {
    method: 'POST',
    path: '/training/classes/:classId/attendance',
    may: access.write,
    answer: (visit) => save(visit, needs),
  },
  {
    method: 'POST',
    path: '/training/classes/:classId/make-up',
    may: access.write,
    answer: (visit) => makeUp(visit, needs),
  },
  {
    method: 'GET',
    path: '/training/classes/:classId/code',
    may: access.write,
    answer: (visit) => codePage(visit, needs),
  },
  {
    method: 'POST',
    path: '/training/classes/:classId/code',
    may: access.write,
    answer: (visit) => newCode(visit, needs),
  },
  buttonDoor({
    path: '/training/sessions/:sessionId/outcomes-from-attendance',
    may: access.write,
    send: (visit) => outcomesFromAttendance(visit, { sessionId: visit.params.sessionId ?? '', needs }),
    about: 'sessionId',
    back: ({ params }) => `/training/sessions/${params.sessionId}`,
    said: 'recorded',
  }),
]

const idOf = (visit: Visit): string => visit.params.classId ?? ''

async function show(
  visit: Visit,
  needs: TrainingNeeds,
  refused: { readonly form?: Refused; readonly makeUp?: Refused } = {},
): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const day = await classDay(tx, idOf(visit))
    const held = day && (await session(tx, day.sessionId))
    return day && held
      ? { day, session: held, seats: await seatsThatDay(tx, day), others: await mayMakeUp(tx, day) }
      : null
  })
  if (!shown) return notFound()
  const zone = visit.organisation.timeZone
  const opens = opensInWords(shown.day, { language: 'en', zone, now: needs.clock() })
  return page(
    <ClassPage
      visit={visit}
      {...shown}
      opens={opens}
      form={refused.form ?? fresh(saved(shown.seats, shown.day.minutes))}
      makeUp={refused.makeUp ?? fresh(typedFrom({ minutes: shown.day.minutes }))}
    />,
    refused.form || refused.makeUp ? 422 : 200,
  )
}

const saved = (seats: readonly SeatThatDay[], whole: number): Typed =>
  typedFrom(
    Object.fromEntries(
      seats.flatMap(({ id, minutes, total }): [string, string | number][] => [
        // Before anybody was noted nothing is chosen, so that nobody is absent by a slip.
        [hereField('here', id), minutes === whole ? 'all' : minutes !== null ? 'part' : total === null ? '' : 'no'],
        [hereField('minutes', id), minutes !== null && minutes !== whole ? minutes : ''],
      ]),
    ),
  )

async function save(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const done = await noteAttendance(visit, { classId: idOf(visit), typed, needs })
  return done.ok
    ? goTo(visit.to(`/training/classes/${idOf(visit)}?said=saved`))
    : show(visit, needs, { form: { typed, problems: done.problems } })
}

async function makeUp(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(makeUpForm, typed, 'training.wrong')
  const done = form.ok ? await noteMadeUp(visit, { classId: idOf(visit), form: form.value, needs }) : form
  return done.ok
    ? goTo(visit.to(`/training/classes/${idOf(visit)}?said=recorded`))
    : show(visit, needs, { makeUp: { typed, problems: done.problems } })
}

async function codePage(visit: Visit, needs: TrainingNeeds, problems: readonly Problem[] = []): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const day = await classDay(tx, idOf(visit))
    const held = day && (await session(tx, day.sessionId))
    return day && held ? { day, session: held, now: await codeOf(tx, day.id, needs.clock()) } : null
  })
  if (!shown) return notFound()
  const zone = visit.organisation.timeZone
  return page(
    <CodePage
      visit={visit}
      address={hereAddress(needs, visit.organisation.slug)}
      day={shown.day}
      session={shown.session}
      code={shown.now?.code ?? null}
      until={shown.now ? `${timeInWords(clockIn(zone, shown.now.expiresAt))}${clockOf(shown.day, zone)}` : ''}
      form={{ typed: new Typed(), problems }}
    />,
    problems.length > 0 ? 422 : 200,
  )
}

async function newCode(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const done = await showCode(visit, { classId: idOf(visit), needs })
  return done.ok ? goTo(visit.to(`/training/classes/${idOf(visit)}/code`)) : codePage(visit, needs, done.problems)
}
