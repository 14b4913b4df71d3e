import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { coach } from '../store.ts'
import { beginCredential, editCredential, takeStep } from './actions.ts'
import { filesOf } from './files.ts'
import { hoursRoutes } from './hours-routes.tsx'
import { kindRoutes } from './kind-routes.tsx'
import { hoursOf, hoursOfAll } from './ledger.ts'
import { beginForm, type Credential, editForm, stepForm } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { AddCredentialPage, CredentialPage, LapsesPage } from './pages.tsx'
import { addedFile, handOut, uploadLimit } from './papers.ts'
import { noticesOf } from './round.ts'
import { access, missing, ruleOn } from './rules.ts'
import { credential, credentials, kinds, lacking, rulesByKind } from './store.ts'

/** Credentials: what lapses when, one credential, its papers; before the routes of one coach, whose paths are wider. */
export const credentialRoutes = (needs: CredentialNeeds): readonly TeamRoute[] => {
  const { read, write } = access
  const at = '/coaches/credentials/:credentialId'
  return [
    { method: 'GET', path: '/coaches/credentials', may: read, answer: (visit) => list(visit, needs) },
    ...kindRoutes(needs),
    { method: 'GET', path: at, may: read, answer: (visit) => show(visit, needs) },
    { method: 'POST', path: `${at}/step`, may: write, answer: (visit) => step(visit, needs) },
    { method: 'POST', path: `${at}/edit`, may: write, answer: (visit) => edit(visit, needs) },
    { method: 'POST', path: `${at}/files`, may: write, limit: uploadLimit, answer: (visit) => upload(visit, needs) },
    { method: 'GET', path: `${at}/files/:fileId`, may: read, answer: fileOfCredential },
    { method: 'GET', path: '/coaches/:coachId/credentials/add', may: write, answer: (visit) => addPage(visit) },
    { method: 'POST', path: '/coaches/:coachId/credentials/add', may: write, answer: (visit) => add(visit, needs) },
    ...hoursRoutes(needs),
  ]
}

async function list(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const [all, rules] = [await credentials(tx), await rulesByKind(tx)]
    const coachIds = all.map(({ coachId }) => coachId)
    const hours = await hoursOfAll(tx, coachIds, needs)
    const lacks = new Map<string, readonly string[]>()
    for (const one of all) {
      const rule = ruleOn(rules.get(one.kindId) ?? [], visit.today)
      if (rule) lacks.set(one.id, missing(one, { rule, hours: hours.get(one.coachId) ?? [], on: visit.today }))
    }
    return { all, lacks, lacking: await lacking(tx, visit.today), notices: await noticesOf(tx) }
  })
  return page(<LapsesPage visit={visit} {...shown} />)
}

type Forms = { readonly stepForm?: Refused; readonly editForm?: Refused; readonly fileForm?: Refused }

async function show(visit: Visit, needs: CredentialNeeds, forms: Forms = {}): Promise<Response> {
  const id = visit.params.credentialId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const one = await credential(tx, id)
    if (!one) return null
    const rule = ruleOn((await rulesByKind(tx)).get(one.kindId) ?? [], visit.today)
    const hours = await hoursOf(tx, one.coachId, needs)
    return {
      one,
      lacks: rule ? missing(one, { rule, hours, on: visit.today }) : [],
      files: await filesOf(tx, id),
      notices: await noticesOf(tx, id),
      history: await historyOf(tx, [id]),
    }
  })
  if (!shown) return notFound()
  const refused = Object.values(forms).some(({ problems }) => problems.length > 0)
  const filled = {
    stepForm: forms.stepForm ?? fresh(typedFrom({ on: visit.today })),
    editForm: formOver(typedFrom(detailsOf(shown.one)), shown.one.version, forms.editForm),
    fileForm: forms.fileForm ?? fresh(),
  }
  return page(<CredentialPage visit={visit} {...shown} {...filled} />, refused ? 422 : 200)
}

const detailsOf = ({ number, referenceCount, verifiedOn, verifiedBy }: Credential) => ({
  number,
  referenceCount,
  verifiedOn,
  verifiedBy,
})

const isThere = async (visit: Visit): Promise<boolean> =>
  (await visit.db.read(visit.scope, (tx) => credential(tx, visit.params.credentialId ?? ''))) !== null

async function step(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const id = visit.params.credentialId ?? ''
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(stepForm, typed, 'credentials.step-wrong')
  const taken = form.ok ? await takeStep(visit.db, visit.scope, id, form.value, { ...needs, today: visit.today }) : form
  return taken.ok
    ? goTo(visit.to(`/coaches/credentials/${id}?said=recorded`))
    : show(visit, needs, { stepForm: { typed, problems: taken.problems } })
}

async function edit(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const id = visit.params.credentialId ?? ''
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(editForm, typed, 'credentials.wrong')
  const version = typed.version()
  const saved = form.ok
    ? await editCredential(visit.db, visit.scope, { id, version, form: form.value, today: visit.today })
    : form
  return saved.ok
    ? goTo(visit.to(`/coaches/credentials/${id}?said=saved`))
    : show(visit, needs, { editForm: { typed, problems: saved.problems } })
}

async function upload(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const id = visit.params.credentialId ?? ''
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const kept = await addedFile(visit, typed, id)
  return kept.ok
    ? goTo(visit.to(`/coaches/credentials/${id}?said=added#files-heading`))
    : show(visit, needs, { fileForm: { typed, problems: kept.problems } })
}

async function fileOfCredential(visit: Visit): Promise<Response> {
  const { credentialId = '', fileId = '' } = visit.params
  const coachId = await visit.db.read(visit.scope, async (tx) => (await credential(tx, credentialId))?.coachId)
  return coachId === undefined ? notFound() : handOut(visit, coachId, fileId)
}

async function addPage(visit: Visit, refused?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    coach: await coach(tx, visit.params.coachId ?? ''),
    kinds: await kinds(tx),
  }))
  if (!shown.coach) return notFound()
  const form = refused ?? fresh(typedFrom({ on: visit.today }))
  return page(
    <AddCredentialPage visit={visit} coach={shown.coach} kinds={shown.kinds} form={form} />,
    refused ? 422 : 200,
  )
}

async function add(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => coach(tx, id)))) return notFound()
  const form = parseTyped(beginForm, typed, 'credentials.wrong')
  const begun = form.ok
    ? await beginCredential(visit.db, visit.scope, id, form.value, { ...needs, today: visit.today })
    : form
  return begun.ok
    ? goTo(visit.to(`/coaches/credentials/${begun.value}?said=added`))
    : addPage(visit, { typed, problems: begun.problems })
}
