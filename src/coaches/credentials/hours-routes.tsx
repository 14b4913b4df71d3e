import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { access as coachAccess } from '../rules.ts'
import { coach } from '../store.ts'
import { enterHours, reverseHours } from './actions.ts'
import { coachOfFile } from './files.ts'
import { HoursPage } from './hours-pages.tsx'
import { hoursOf } from './ledger.ts'
import { hoursForm, reverseForm } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { NobodyHere, PapersPage } from './own-pages.tsx'
import { addedFile, handOut, uploadLimit } from './papers.ts'
import { access } from './rules.ts'
import { credential } from './store.ts'

const mine = '/mine/credentials/:credentialId/files'
const own = '/mine/files/:fileId'

/** The ledger of hours of a coach for the coordinator, and one's own with one's own papers. */
export const hoursRoutes = (needs: CredentialNeeds): readonly TeamRoute[] => {
  const { read, write } = access
  const of = '/coaches/:coachId/hours'
  const changeMine = coachAccess.changeMine
  return [
    { method: 'GET', path: of, may: read, answer: (visit) => show(visit, needs) },
    { method: 'POST', path: of, may: write, limit: uploadLimit, answer: (visit) => enter(visit, needs) },
    { method: 'POST', path: `${of}/reverse`, may: write, answer: (visit) => reverse(visit, needs) },
    { method: 'GET', path: `${of}/files/:fileId`, may: read, answer: theirFile },
    { method: 'GET', path: '/mine/hours', may: coachAccess.mine, answer: (visit) => showMine(visit, needs) },
    {
      method: 'POST',
      path: '/mine/hours',
      may: changeMine,
      limit: uploadLimit,
      answer: (visit) => enterMine(visit, needs),
    },
    { method: 'GET', path: own, may: coachAccess.mine, answer: myFile },
    { method: 'GET', path: mine, may: coachAccess.mine, answer: (visit) => papersPage(visit) },
    { method: 'POST', path: mine, may: changeMine, limit: uploadLimit, answer: addMine },
  ]
}

type Forms = { readonly form?: Refused; readonly reverse?: Refused }

async function show(visit: Visit, needs: CredentialNeeds, forms: Forms = {}): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    coach: await coach(tx, id),
    hours: await hoursOf(tx, id, needs),
  }))
  if (!shown.coach) return notFound()
  const { name } = shown.coach
  return page(
    <HoursPage
      visit={visit}
      title={`Hours of ${name}`}
      trail={[
        { name: 'Coaches', path: '/coaches' },
        { name, path: `/coaches/${id}` },
      ]}
      hours={shown.hours}
      form={forms.form ?? fresh(typedFrom({ on: visit.today, ethicsHours: 0 }))}
      path={`/coaches/${id}/hours`}
      files={`/coaches/${id}/hours/files`}
      isPaperAsked={false}
      reverse={{ path: `/coaches/${id}/hours/reverse`, form: forms.reverse ?? fresh() }}
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

async function entry(visit: Visit, coachId: string, isPaperAsked: boolean) {
  const form = parseTyped(hoursForm, await visit.typed(), 'credentials.hours-wrong')
  if (!form.ok) return form
  const file = await visit.file('file')
  return enterHours(visit.db, visit.scope, { coachId, form: form.value, file, isPaperAsked, today: visit.today })
}

async function reverse(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const coachId = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => coach(tx, coachId)))) return notFound()
  const form = parseTyped(reverseForm, typed, 'credentials.reverse-wrong')
  const back = form.ok
    ? await reverseHours(visit.db, visit.scope, { coachId, ...form.value, today: visit.today })
    : form
  return back.ok
    ? goTo(visit.to(`/coaches/${coachId}/hours?said=recorded`))
    : show(visit, needs, { reverse: { typed, problems: back.problems } })
}

const theirFile = (visit: Visit): Promise<Response> =>
  handOut(visit, visit.params.coachId ?? '', visit.params.fileId ?? '')

async function showMine(visit: Visit, needs: CredentialNeeds, refused?: Refused): Promise<Response> {
  const { coachId } = visit
  if (coachId === null) return page(<NobodyHere visit={visit} />, refused ? 422 : 200)
  const hours = await visit.db.read(visit.scope, (tx) => hoursOf(tx, coachId, needs))
  return page(
    <HoursPage
      visit={visit}
      title="My hours"
      trail={[{ name: 'My page', path: '/mine' }]}
      hours={hours}
      form={refused ?? fresh(typedFrom({ on: visit.today, ethicsHours: 0 }))}
      path="/mine/hours"
      files="/mine/files"
      isPaperAsked
    />,
    refused ? 422 : 200,
  )
}

async function enterMine(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const typed = await visit.typed()
  const { coachId } = visit
  if (coachId === null) return showMine(visit, needs, fresh(typed))
  const entered = await entry(visit, coachId, true)
  return entered.ok
    ? goTo(visit.to('/mine/hours?said=recorded'))
    : showMine(visit, needs, { typed, problems: entered.problems })
}

async function myFile(visit: Visit): Promise<Response> {
  const { fileId = '' } = visit.params
  const of = await visit.db.read(visit.scope, (tx) => coachOfFile(tx, fileId))
  if (of === null) return notFound()
  return visit.coachId === null ? page(<NobodyHere visit={visit} />) : handOut(visit, visit.coachId, fileId)
}

async function papersPage(visit: Visit, refused?: Refused): Promise<Response> {
  const one = await visit.db.read(visit.scope, (tx) => credential(tx, visit.params.credentialId ?? ''))
  if (!one) return notFound()
  const status = refused ? 422 : 200
  if (visit.coachId === null) return page(<NobodyHere visit={visit} />, status)
  if (one.coachId !== visit.coachId) return notFound()
  return page(<PapersPage visit={visit} one={one} form={refused ?? fresh()} />, status)
}

async function addMine(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const { coachId } = visit
  if (coachId === null) return papersPage(visit, fresh(typed))
  const one = await visit.db.read(visit.scope, (tx) => credential(tx, visit.params.credentialId ?? ''))
  if (!one || one.coachId !== coachId) return notFound()
  const kept = await addedFile(visit, typed, one.id, coachId)
  return kept.ok
    ? goTo(visit.to('/mine?said=added#credentials'))
    : papersPage(visit, { typed, problems: kept.problems })
}
