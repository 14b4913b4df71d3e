import { type Problem, type Result, withoutFields } from '../../core/result.ts'
import { historyOf } from '../../platform/history.ts'
import { badAddress, goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { type Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver } from '../../platform/ui/form.tsx'
import type { PathNeeds } from '../path/actions.ts'
import { decide, discard, noteCheck, noteReference, noteStep, saveOpening, takeUp, whoMayApply } from './actions.ts'
import { checkForm, decisionForm, openingForm, referenceForm, stepDoneForm } from './model.ts'
import { OpeningFormPage, OpeningsPage } from './opening-pages.tsx'
import { ApplicationPage, ApplicationsPage } from './pages.tsx'
import type { Programs } from './public-routes.tsx'
import { access, usual } from './rules.ts'
import {
  applicationRecords,
  listApplications,
  livedExperience,
  readApplication,
  readOpening,
  readOpenings,
  screeningOf,
} from './store.ts'

type Needs = PathNeeds & { readonly programs: Programs }
const at = '/coaches/applications/:applicationId'

/** Applications and openings, for those who choose coaches. */
export const applicationRoutes = (needs: Needs): readonly TeamRoute[] => [
  { method: 'GET', path: '/coaches/openings', may: access.review, answer: (visit) => openings(visit, needs) },
  {
    method: 'GET',
    path: '/coaches/openings/:programId',
    may: access.review,
    answer: (visit) => openingPage(visit, needs),
  },
  {
    method: 'POST',
    path: '/coaches/openings/:programId',
    may: access.review,
    answer: (visit) => keepOpening(visit, needs),
  },
  { method: 'GET', path: '/coaches/applications', may: access.review, answer: list },
  { method: 'GET', path: at, may: access.review, answer: (visit) => show(visit, needs) },
  ...verbs.map(
    ([name, verb]): TeamRoute => ({
      method: 'POST',
      path: `${at}/${name}`,
      may: access.review,
      answer: (visit) => act(visit, needs, verb),
    }),
  ),
  { method: 'POST', path: `${at}/check`, may: access.review, answer: (visit) => checked(visit, needs) },
  { method: 'POST', path: `${at}/decide`, may: access.review, answer: (visit) => decided(visit, needs) },
]

type Verb = (visit: Visit, id: string, typed: Typed, needs: Needs) => Promise<Result<string>>

const verbs: readonly (readonly [name: string, verb: Verb])[] = [
  [
    'take-up',
    ({ db, scope, today }, id, typed, needs) => takeUp(db, scope, { id, who: typed.text('who') }, { ...needs, today }),
  ],
  [
    'discard',
    ({ db, scope, today: on }, id, _, { counted }) => discard(db, scope, id, { isDiscarded: true, on, counted }),
  ],
  [
    'bring-back',
    ({ db, scope, today: on }, id, _, { counted }) => discard(db, scope, id, { isDiscarded: false, on, counted }),
  ],
  [
    'step',
    async ({ db, scope, today }, id, typed) => {
      const form = parseTyped(stepDoneForm, typed, 'coaches.step-wrong')
      if (!form.ok) return form
      const { stepId, on } = form.value
      return noteStep(db, scope, id, { stepId, on: on || null, today, opened: typed.text('version') })
    },
  ],
  [
    'reference',
    async ({ db, scope, today }, id, typed) => {
      const form = parseTyped(referenceForm, typed, 'coaches.reference-wrong')
      return form.ok ? noteReference(db, scope, id, { ...form.value, today, opened: typed.text('version') }) : form
    },
  ],
]

async function list(visit: Visit): Promise<Response> {
  const number = Number(visit.url.searchParams.get('page') || 1)
  if (!Number.isSafeInteger(number) || number < 1 || number > 100_000) return badAddress()
  const waits = visit.url.searchParams.get('show') !== 'decided'
  const found = await visit.db.read(visit.scope, (tx) => listApplications(tx, { waits, page: number }))
  return page(<ApplicationsPage visit={visit} waits={waits} found={found} page={number} />)
}

async function show(
  visit: Visit,
  { programs }: Needs,
  refused: {
    readonly problems?: readonly Problem[]
    readonly little?: Refused
    readonly check?: Refused
    readonly decision?: Refused
  } = {},
): Promise<Response> {
  const id = visit.params.applicationId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const application = await readApplication(tx, id)
    if (!application) return null
    const screening = await screeningOf(tx, application)
    const opening = await readOpening(tx, { id: application.openingId })
    const program = (await programs(tx)).find((one) => one.id === opening?.programId)?.title ?? 'a program that is gone'
    return {
      application,
      program,
      screening,
      lived: await livedExperience(tx, id),
      maybe: await whoMayApply(tx, application),
      history: await historyOf(tx, applicationRecords(id, screening)),
    }
  })
  if (!shown) return notFound()
  const { problems = [], little, check, decision } = refused
  const status = problems.length > 0 || check || decision ? 422 : 200
  const forms = { problems, little, check, decision }
  return page(<ApplicationPage visit={visit} shown={shown} {...forms} />, status)
}

async function act(visit: Visit, needs: Needs, verb: Verb): Promise<Response> {
  const id = visit.params.applicationId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => readApplication(tx, id)))) return notFound()
  const done = await verb(visit, id, typed, needs)
  // The little forms of the page have no field of a name of their own to point at.
  if (!done.ok)
    return show(visit, needs, { problems: withoutFields(done.problems), little: { typed, problems: done.problems } })
  return goTo(visit.to(`/coaches/applications/${id}?said=saved#screening`))
}

async function checked(visit: Visit, needs: Needs): Promise<Response> {
  const id = visit.params.applicationId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => readApplication(tx, id)))) return notFound()
  const form = parseTyped(checkForm, typed, 'coaches.check-wrong')
  const asked = { today: visit.today, opened: typed.text('version') }
  const done = form.ok ? await noteCheck(visit.db, visit.scope, id, { ...asked, form: form.value }) : form
  return done.ok
    ? goTo(visit.to(`/coaches/applications/${id}?said=saved#screening`))
    : show(visit, needs, { check: { typed, problems: done.problems } })
}

async function decided(visit: Visit, needs: Needs): Promise<Response> {
  const id = visit.params.applicationId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => readApplication(tx, id)))) return notFound()
  const form = parseTyped(decisionForm, typed, 'coaches.decision-wrong')
  const done = form.ok ? await decide(visit.db, visit.scope, id, form.value, { ...needs, today: visit.today }) : form
  return done.ok
    ? goTo(visit.to(`/coaches/applications/${id}?said=recorded`))
    : show(visit, needs, { decision: { typed, problems: done.problems } })
}

async function openings(visit: Visit, { programs }: Needs): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    programs: await programs(tx),
    openings: await readOpenings(tx),
  }))
  return page(<OpeningsPage visit={visit} {...shown} />)
}

async function openingPage(visit: Visit, { programs }: Needs, refused?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const program = (await programs(tx)).find(({ id }) => id === visit.params.programId)
    const opening = program ? await readOpening(tx, { program_id: program.id }) : null
    return program && { program, opening, history: opening ? await historyOf(tx, [opening.id]) : [] }
  })
  if (!shown) return notFound()
  const form = formOver(typedFrom({ ...(shown.opening ?? usual) }), shown.opening?.version ?? 0, refused)
  return page(<OpeningFormPage visit={visit} {...shown} form={form} />, refused ? 422 : 200)
}

async function keepOpening(visit: Visit, needs: Needs): Promise<Response> {
  const typed = await visit.typed()
  const programs = await visit.db.read(visit.scope, (tx) => needs.programs(tx))
  const program = programs.find(({ id }) => id === visit.params.programId)
  if (!program) return notFound()
  const form = parseTyped(openingForm, typed, 'coaches.opening-wrong')
  const version = typed.version()
  const saved = form.ok ? await saveOpening(visit.db, visit.scope, { program, version, form: form.value }) : form
  return saved.ok
    ? goTo(visit.to('/coaches/openings?said=saved'))
    : openingPage(visit, needs, { typed, problems: saved.problems })
}
