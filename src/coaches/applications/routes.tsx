import type { z } from 'zod'
import { dayInWords } from '../../core/day.ts'
import { type Problem, type Result, withoutFields } from '../../core/result.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { Filter } from '../../platform/ui/filter.tsx'
import type { CoachNeeds } from '../needs.ts'
import type { PathNeeds } from '../path/actions.ts'
import { CoachesTabs, trail } from '../pieces.tsx'
import { acceptedShown } from './accepted.tsx'
import { bringBack, decide, discard, noteCheck, noteReference, noteStep, takeUp, whoMayApply } from './actions.ts'
import { type Application, checkForm, decisionForm, referenceForm, stepDoneForm } from './model.ts'
import { openingRoutes } from './opening-routes.tsx'
import { ApplicationPage, nameOf, standsAs } from './pages.tsx'
import type { Programs } from './public-routes.tsx'
import { access } from './rules.ts'
import {
  applicationRecords,
  listApplications,
  listPage,
  livedExperience,
  readApplication,
  readOpening,
  screeningOf,
} from './store.ts'

type Needs = PathNeeds & { readonly programs: Programs } & Pick<CoachNeeds, 'taken' | 'classesAhead'>
const at = '/coaches/applications/:applicationId'
const idIn = ({ params }: Visit): string => params.applicationId ?? ''
const pathOf = (id: string): string => `/coaches/applications/${id}`

/** Applications and openings, for those who choose coaches. */
export const applicationRoutes = (needs: Needs): readonly TeamRoute[] => [
  ...openingRoutes(needs.programs),
  listDoor({
    path: '/coaches/applications',
    may: access.review,
    title: 'Applications',
    trail,
    pageSize: listPage,
    read: async (tx, { url }, page) => {
      const waits = url.searchParams.get('show') !== 'decided'
      return { waits, rows: await listApplications(tx, { waits, page }) }
    },
    above: ({ waits }, visit) => (
      <>
        <CoachesTabs visit={visit} />
        <Filter
          url={visit.url}
          label="Which applications"
          name="show"
          chosen={waits ? null : 'decided'}
          options={[
            [null, 'To decide'],
            ['decided', 'Done'],
          ]}
        />
      </>
    ),
    list: ({ waits }) => listOf(waits),
  }),
  { method: 'GET', path: at, may: access.review, answer: (visit) => show(visit, needs) },
  ...asideButtons(needs),
  ...formsOf(needs).map(
    (form): TeamRoute => ({
      method: 'POST',
      path: `${at}/${form.path}`,
      may: access.review,
      answer: (visit) => sent(visit, needs, form),
    }),
  ),
]

const listOf = (waits: boolean): List<Application> => ({
  caption: 'Applications',
  columns: [
    ['Name', nameOf],
    ['Sent on', ({ submittedOn }) => dayInWords(submittedOn)],
    ['Status', standsAs],
    ['Zone', ({ zone }) => zone],
    ['Language', ({ language }) => language],
  ],
  to: ({ id }) => pathOf(id),
  empty: waits
    ? 'No application waits. Share the address of an opening to invite people.'
    : 'No application has been decided yet.',
})

const asideButtons = ({ counted }: Needs): readonly TeamRoute[] =>
  (
    [
      ['discard', discard],
      ['bring-back', bringBack],
    ] as const
  ).map(([path, act]) =>
    buttonDoor({
      path: `${at}/${path}`,
      may: access.review,
      read: (tx, visit) => readApplication(tx, idIn(visit)),
      send: (visit) => act(visit, { id: idIn(visit), counted }),
      about: 'applicationId',
      back: (visit) => pathOf(idIn(visit)),
      to: (id) => `${pathOf(id)}#screening`,
      said: 'saved',
    }),
  )

/** A form of the page of an application, and where on it a refused one comes back: each step and reference has a little one. */
type FormOfPage = {
  readonly path: string
  readonly again: 'little' | 'check' | 'decision'
  readonly send: (visit: Visit, typed: Typed) => Promise<Result<string>>
}

const formsOf = (needs: Needs): readonly FormOfPage[] => [
  {
    path: 'take-up',
    again: 'little',
    send: (visit, typed) => takeUp(visit, { id: idIn(visit), who: typed.text('who'), needs }),
  },
  {
    path: 'step',
    again: 'little',
    send: parsed(stepDoneForm, 'coaches.step-wrong', (visit, { stepId, on }, asked) =>
      noteStep(visit, { ...asked, stepId, on: on || null }),
    ),
  },
  {
    path: 'reference',
    again: 'little',
    send: parsed(referenceForm, 'coaches.reference-wrong', (visit, heard, asked) =>
      noteReference(visit, { ...asked, ...heard }),
    ),
  },
  {
    path: 'check',
    again: 'check',
    send: parsed(checkForm, 'coaches.check-wrong', (visit, form, asked) => noteCheck(visit, { ...asked, form })),
  },
  {
    path: 'decide',
    again: 'decision',
    send: parsed(decisionForm, 'coaches.decision-wrong', (visit, form, { id }) => decide(visit, { id, form, needs })),
  },
]

/** What is sent, once it is read: over which application, and the mark of what was there when it was opened. */
const parsed =
  <Value,>(
    form: z.ZodType<Value>,
    code: string,
    act: (visit: Visit, value: Value, asked: { id: string; opened: string }) => Promise<Result<string>>,
  ): FormOfPage['send'] =>
  async (visit, typed) => {
    const value = parseTyped(form, typed, code)
    return value.ok ? act(visit, value.value, { id: idIn(visit), opened: typed.text('version') }) : value
  }

async function sent(visit: Visit, needs: Needs, { path, again, send }: FormOfPage): Promise<Response> {
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => readApplication(tx, idIn(visit))))) return notFound()
  const done = await send(visit, typed)
  const to = visit.to(pathOf(idIn(visit)))
  if (done.ok) return goTo(path === 'decide' ? `${to}?said=recorded` : `${to}?said=saved#screening`)
  return show(visit, needs, {
    // The little forms of the page have no field of a name of their own to point at.
    problems: again === 'little' ? withoutFields(done.problems) : [],
    [again]: { typed, problems: done.problems },
  })
}

type Again = { readonly problems?: readonly Problem[] } & { readonly [one in FormOfPage['again']]?: Refused }

async function show(visit: Visit, needs: Needs, refused?: Again): Promise<Response> {
  const id = idIn(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const application = await readApplication(tx, id)
    if (!application) return null
    const screening = await screeningOf(tx, application)
    const opening = await readOpening(tx, { id: application.openingId })
    const program =
      (await needs.programs(tx)).find((one) => one.id === opening?.programId)?.title ?? 'a program that is gone'
    return {
      application,
      program,
      screening,
      accepted: await acceptedShown(tx, application, needs, visit),
      lived: await livedExperience(tx, id),
      maybe: await whoMayApply(tx, application),
      history: await historyOf(tx, applicationRecords(id, screening)),
    }
  })
  if (!shown) return notFound()
  return page(<ApplicationPage visit={visit} shown={shown} problems={[]} {...refused} />, refused ? 422 : 200)
}
