import { markOf } from '../../core/mark.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { addKind, addRule, setRequired } from './actions.ts'
import { AddKindPage, KindsPage, RequiredPage, RulesPage } from './kind-pages.tsx'
import { cpss, kindForm, requiredForm, ruleForm } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { access } from './rules.ts'
import { kindOf, kinds, rulesByKind } from './store.ts'

const list = '/coaches/credentials/kinds'

/** Kinds of credentials and what each asks. */
export const kindRoutes = (needs: CredentialNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: list, may: access.read, answer: show },
  { method: 'POST', path: `${list}/cpss`, may: access.rules, answer: addCpss },
  { method: 'GET', path: `${list}/add`, may: access.rules, answer: (visit) => addPage(visit, needs) },
  { method: 'POST', path: `${list}/add`, may: access.rules, answer: (visit) => add(visit, needs) },
  { method: 'GET', path: `${list}/:kindId/rules`, may: access.rules, answer: (visit) => rulesPage(visit, needs) },
  { method: 'POST', path: `${list}/:kindId/rules`, may: access.rules, answer: (visit) => saveRules(visit, needs) },
  { method: 'GET', path: `${list}/:kindId/required`, may: access.rules, answer: (visit) => requiredPage(visit) },
  {
    method: 'POST',
    path: `${list}/:kindId/required`,
    may: access.rules,
    answer: (visit) => saveRequired(visit, needs),
  },
]

/** From when on the built-in rules hold: earlier than any credential that a team may have on record. */
const always = '2000-01-01'

async function show(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    kinds: await kinds(tx),
    rules: await rulesByKind(tx),
  }))
  return page(<KindsPage visit={visit} {...shown} />)
}

async function addCpss(visit: Visit): Promise<Response> {
  const { name, about, rule } = cpss
  // Asked twice, it is there once: either way it is there.
  await addKind(visit.db, visit.scope, { name, about, effectiveOn: always, ...rule })
  return goTo(visit.to(`${list}?said=added`))
}

async function addPage(visit: Visit, { courseKinds }: CredentialNeeds, refused?: Refused): Promise<Response> {
  const form = refused ?? fresh(typedFrom({ effectiveOn: visit.today }))
  return page(<AddKindPage visit={visit} form={form} courseKinds={courseKinds} />, refused ? 422 : 200)
}

async function add(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(kindForm, typed, 'credentials.kind-wrong')
  const added = form.ok ? await addKind(visit.db, visit.scope, form.value) : form
  return added.ok ? goTo(visit.to(`${list}?said=added`)) : addPage(visit, needs, { typed, problems: added.problems })
}

async function rulesPage(visit: Visit, { courseKinds }: CredentialNeeds, refused?: Refused): Promise<Response> {
  const id = visit.params.kindId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    kind: await kindOf(tx, id),
    newest: (await rulesByKind(tx)).get(id)?.at(-1),
  }))
  if (!shown.kind) return notFound()
  const form = refused ?? fresh(typedFrom({ ...shown.newest, effectiveOn: visit.today }))
  return page(<RulesPage visit={visit} kind={shown.kind} form={form} courseKinds={courseKinds} />, refused ? 422 : 200)
}

async function saveRules(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const id = visit.params.kindId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => kindOf(tx, id)))) return notFound()
  const form = parseTyped(ruleForm, typed, 'credentials.rule-wrong')
  const saved = form.ok ? await addRule(visit.db, visit.scope, id, form.value) : form
  return saved.ok ? goTo(visit.to(`${list}?said=saved`)) : rulesPage(visit, needs, { typed, problems: saved.problems })
}

async function requiredPage(visit: Visit, refused?: Refused): Promise<Response> {
  const kind = await visit.db.read(visit.scope, (tx) => kindOf(tx, visit.params.kindId ?? ''))
  if (!kind) return notFound()
  const { requiredFrom } = kind
  const saved = typedFrom({ isRequired: requiredFrom !== null, from: requiredFrom ?? visit.today })
  const form = formOver(saved, markOf(requiredFrom), refused)
  return page(<RequiredPage visit={visit} kind={kind} form={form} />, refused ? 422 : 200)
}

async function saveRequired(visit: Visit, { counted }: CredentialNeeds): Promise<Response> {
  const id = visit.params.kindId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => kindOf(tx, id)))) return notFound()
  const form = parseTyped(requiredForm, typed, 'credentials.required-wrong')
  const { today } = visit
  const saved = form.ok
    ? await setRequired(
        visit.db,
        visit.scope,
        { kindId: id, from: form.value.isRequired ? form.value.from || today : null, opened: typed.text('version') },
        { counted, today },
      )
    : form
  return saved.ok ? goTo(visit.to(`${list}?said=saved`)) : requiredPage(visit, { typed, problems: saved.problems })
}
