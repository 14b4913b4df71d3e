import type { Result } from '../../core/result.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { pathTo, trailOf } from '../pieces.tsx'
import { access as coachAccess } from '../rules.ts'
import { coach } from '../store.ts'
import { addFile, enterHours, reverseHours } from './actions.ts'
import { coachOfFile } from './files.ts'
import { HoursPage, NobodyHere } from './hours-pages.tsx'
import { hoursOf } from './ledger.ts'
import { hoursForm, nothingForm, reverseForm } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { EvidenceField } from './pages.tsx'
import { handOut, uploadLimit } from './papers.ts'
import { access } from './rules.ts'
import { credential } from './store.ts'

const theirs = '/coaches/:coachId/hours'
const { mine, changeMine } = coachAccess
const trail = [{ name: 'My page', path: '/mine' }]

/** The ledger of hours of a coach for the coordinator, and one's own with one's own papers. */
export const hoursRoutes = (needs: CredentialNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: theirs, may: access.read, answer: (visit) => show(visit, needs) },
  { method: 'POST', path: theirs, may: access.write, limit: uploadLimit, answer: (visit) => enter(visit, needs) },
  { method: 'POST', path: `${theirs}/reverse`, may: access.write, answer: (visit) => reverse(visit, needs) },
  {
    method: 'GET',
    path: `${theirs}/files/:fileId`,
    may: access.read,
    answer: (visit) => handOut(visit, visit.params.coachId ?? '', visit.params.fileId ?? ''),
  },
  ...ownDoors(nobody, [
    { method: 'GET', path: '/mine/hours', may: mine, answer: (visit) => showMine(visit, needs) },
    {
      method: 'POST',
      path: '/mine/hours',
      may: changeMine,
      limit: uploadLimit,
      answer: (visit) => enterMine(visit, needs),
    },
  ]),
  ...ownDoors(
    nobody,
    [
      {
        method: 'GET',
        path: '/mine/files/:fileId',
        may: mine,
        answer: (visit) => handOut(visit, visit.coachId ?? '', visit.params.fileId ?? ''),
      },
    ],
    async (tx, { params }) => (await coachOfFile(tx, params.fileId ?? '')) !== null,
  ),
  ...ownDoors(nobody, myPapers, async (tx, { params }) => (await credential(tx, params.credentialId ?? '')) !== null),
]

const nobody = (visit: Visit) => <NobodyHere visit={visit} />

const myPapers = formDoor({
  path: '/mine/credentials/:credentialId/files',
  may: changeMine,
  seenBy: mine,
  read: async (tx, { coachId, params }) => {
    const one = await credential(tx, params.credentialId ?? '')
    return one?.coachId === coachId ? one : null
  },
  title: ({ kind }) => `Add a paper to my ${kind}`,
  trail,
  form: nothingForm,
  code: 'credentials.wrong',
  fields: (form) => <EvidenceField form={form} />,
  upload: uploadLimit,
  save: 'Add paper',
  send: async (visit, _, { shown }) =>
    addFile(visit, { id: shown.id, coachId: shown.coachId, file: await visit.file('file') }),
  back: '/mine',
  to: () => '/mine#credentials',
  said: 'added',
})

type Forms = { readonly form?: Refused; readonly reverse?: Refused }
const start = ({ today }: Visit): Refused => fresh(typedFrom({ on: today, ethicsHours: 0 }))

// A page of its own shape: every entry has a little form of its own, and a refused one comes back in its place.
async function show(visit: Visit, needs: CredentialNeeds, forms: Forms = {}): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await coach(tx, id)
    return found && { coach: found, hours: await hoursOf(tx, id, needs) }
  })
  if (!shown) return notFound()
  const path = `${pathTo(shown.coach)}/hours`
  return page(
    <HoursPage
      visit={visit}
      title={`Hours of ${shown.coach.name}`}
      trail={trailOf(shown.coach)}
      hours={shown.hours}
      form={forms.form ?? start(visit)}
      path={path}
      files={`${path}/files`}
      isPaperAsked={false}
      reverse={{ path: `${path}/reverse`, form: forms.reverse ?? fresh() }}
    />,
    forms.form || forms.reverse ? 422 : 200,
  )
}

async function enter(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const coachId = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => coach(tx, coachId)))) return notFound()
  const entered = await entry(visit, coachId, false)
  return entered.ok
    ? goTo(visit.to(`/coaches/${coachId}/hours?said=recorded`))
    : show(visit, needs, { form: { typed, problems: entered.problems } })
}

async function entry(visit: Visit, coachId: string, isPaperAsked: boolean): Promise<Result<string>> {
  const form = parseTyped(hoursForm, await visit.typed(), 'credentials.hours-wrong')
  return form.ok ? enterHours(visit, { coachId, form: form.value, file: await visit.file('file'), isPaperAsked }) : form
}

async function reverse(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const coachId = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => coach(tx, coachId)))) return notFound()
  const form = parseTyped(reverseForm, typed, 'credentials.reverse-wrong')
  const back = form.ok ? await reverseHours(visit, { coachId, ...form.value }) : form
  return back.ok
    ? goTo(visit.to(`/coaches/${coachId}/hours?said=recorded`))
    : show(visit, needs, { reverse: { typed, problems: back.problems } })
}

async function showMine(visit: Visit, needs: CredentialNeeds, refused?: Refused): Promise<Response> {
  const hours = await visit.db.read(visit.scope, (tx) => hoursOf(tx, visit.coachId ?? '', needs))
  return page(
    <HoursPage
      visit={visit}
      title="My hours"
      trail={trail}
      hours={hours}
      form={refused ?? start(visit)}
      path="/mine/hours"
      files="/mine/files"
      isPaperAsked
    />,
    refused ? 422 : 200,
  )
}

async function enterMine(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const entered = await entry(visit, visit.coachId ?? '', true)
  return entered.ok
    ? goTo(visit.to('/mine/hours?said=recorded'))
    : showMine(visit, needs, { typed: await visit.typed(), problems: entered.problems })
}
