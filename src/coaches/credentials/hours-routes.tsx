import { formDoor } from '../../platform/doors/form-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { fresh } from '../../platform/ui/form.tsx'
import type { Trail } from '../../platform/ui/shell.tsx'
import type { Coach } from '../model.ts'
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

const { mine, changeMine } = coachAccess
const trailMine = [{ name: 'Your page', path: '/mine' }]

/** Whose hours they are, and where their page stands. Coaches show a paper for what they enter of themselves. */
type Side = {
  readonly idIn: (visit: Visit) => string
  readonly to: (one: Coach) => string
  readonly files: (one: Coach) => string
  readonly title: (one: Coach) => string
  readonly trail: (one: Coach) => Trail
  readonly isPaperAsked: boolean
}

const theirs: Side = {
  idIn: ({ params }) => params.coachId ?? '',
  to: (one) => `${pathTo(one)}/hours`,
  files: (one) => `${pathTo(one)}/hours/files`,
  title: ({ name }) => `Hours of ${name}`,
  trail: trailOf,
  isPaperAsked: false,
}
const own: Side = {
  idIn: ({ coachId }) => coachId ?? '',
  to: () => '/mine/hours',
  files: () => '/mine/files',
  title: () => 'Your hours',
  trail: () => trailMine,
  isPaperAsked: true,
}

/** The ledger of hours of a coach for the coordinator, and one's own with one's own papers. */
export const hoursRoutes = (needs: CredentialNeeds): readonly TeamRoute[] => {
  const { read, write } = access
  const at = '/coaches/:coachId/hours'
  const [limit, ofFile] = [uploadLimit, '/files/:fileId']
  return [
    { method: 'GET', path: at, may: read, answer: (visit) => show(visit, needs, theirs) },
    { method: 'POST', path: at, may: write, limit, answer: (visit) => enter(visit, needs, theirs) },
    { method: 'POST', path: `${at}/reverse`, may: write, answer: (visit) => reverse(visit, needs) },
    { method: 'GET', path: `${at}${ofFile}`, may: read, answer: (visit) => hand(visit, theirs) },
    ...ownDoors(nobody, [
      { method: 'GET', path: '/mine/hours', may: mine, answer: (visit) => show(visit, needs, own) },
      { method: 'POST', path: '/mine/hours', may: changeMine, limit, answer: (visit) => enter(visit, needs, own) },
    ]),
    ...ownDoors(
      nobody,
      [{ method: 'GET', path: `/mine${ofFile}`, may: mine, answer: (visit) => hand(visit, own) }],
      async (tx, { params }) => (await coachOfFile(tx, params.fileId ?? '')) !== null,
    ),
    ...ownDoors(nobody, myPapers, async (tx, { params }) => (await credential(tx, params.credentialId ?? '')) !== null),
  ]
}

const hand = (visit: Visit, side: Side): Promise<Response> =>
  handOut(visit, side.idIn(visit), visit.params.fileId ?? '')

const nobody = (visit: Visit) => <NobodyHere visit={visit} />

const myPapers = formDoor({
  path: '/mine/credentials/:credentialId/files',
  may: changeMine,
  seenBy: mine,
  read: async (tx, { coachId, params }) => {
    const one = await credential(tx, params.credentialId ?? '')
    return one?.coachId === coachId ? one : null
  },
  title: ({ kind }) => `Add a paper to your ${kind}`,
  trail: trailMine,
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

// A page of its own shape: every entry has a little form of its own, and a refused one comes back in its place.
async function show(visit: Visit, needs: CredentialNeeds, side: Side, forms?: Forms): Promise<Response> {
  const id = side.idIn(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await coach(tx, id)
    return found && { coach: found, hours: await hoursOf(tx, id, needs) }
  })
  if (!shown) return notFound()
  const path = side.to(shown.coach)
  return page(
    <HoursPage
      visit={visit}
      title={side.title(shown.coach)}
      trail={side.trail(shown.coach)}
      hours={shown.hours}
      form={forms?.form ?? fresh(typedFrom({ on: visit.today, ethicsHours: 0 }))}
      path={path}
      files={side.files(shown.coach)}
      isPaperAsked={side.isPaperAsked}
      {...(side === theirs && { reverse: { path: `${path}/reverse`, form: forms?.reverse ?? fresh() } })}
    />,
    forms ? 422 : 200,
  )
}

async function enter(visit: Visit, needs: CredentialNeeds, side: Side): Promise<Response> {
  const typed = await visit.typed()
  const found = await visit.db.read(visit.scope, (tx) => coach(tx, side.idIn(visit)))
  if (!found) return notFound()
  const form = parseTyped(hoursForm, typed, 'credentials.hours-wrong')
  const { isPaperAsked } = side
  const done = form.ok
    ? await enterHours(visit, { coachId: found.id, form: form.value, file: await visit.file('file'), isPaperAsked })
    : form
  return done.ok
    ? goTo(visit.to(`${side.to(found)}?said=recorded`))
    : show(visit, needs, side, { form: { typed, problems: done.problems } })
}

async function reverse(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const typed = await visit.typed()
  const found = await visit.db.read(visit.scope, (tx) => coach(tx, theirs.idIn(visit)))
  if (!found) return notFound()
  const form = parseTyped(reverseForm, typed, 'credentials.reverse-wrong')
  const done = form.ok ? await reverseHours(visit, { coachId: found.id, ...form.value }) : form
  return done.ok
    ? goTo(visit.to(`${theirs.to(found)}?said=recorded`))
    : show(visit, needs, theirs, { reverse: { typed, problems: done.problems } })
}
