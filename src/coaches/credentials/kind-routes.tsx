import { markOf } from '../../core/mark.ts'
import { ok } from '../../core/result.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { addKind, addRule, setRequired } from './actions.ts'
import { KindsPage } from './kind-pages.tsx'
import { cpss, type Kind, kindForm, requiredForm, ruleForm } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { credentialsTrail } from './pages.tsx'
import { access } from './rules.ts'
import { kindOf, kinds, rulesByKind } from './store.ts'

const list = '/coaches/credentials/kinds'
const idIn = ({ params }: Visit): string => params.kindId ?? ''
/** What every form about kinds has in common. */
const ofKinds = {
  may: access.rules,
  trail: [...credentialsTrail, { name: 'What each one requires', path: list }],
  back: list,
}

/** From when on the built-in rules hold: earlier than any credential that a team may have on record. */
const always = '2000-01-01'

/** Kinds of credentials and what each asks. */
export const kindRoutes = ({ counted, courseKinds }: CredentialNeeds): readonly TeamRoute[] => {
  const choices = () => ({
    courseKind: courseKinds.map((kind) => ({ value: kind, name: kind.charAt(0).toUpperCase() + kind.slice(1) })),
  })
  return [
    { method: 'GET', path: list, may: access.read, answer: show },
    buttonDoor({
      path: `${list}/cpss`,
      may: access.rules,
      send: async (visit) => {
        const { name, about, rule } = cpss
        // Asked twice, it is there once: either way it is there.
        await addKind(visit, { name, about, effectiveOn: always, ...rule })
        return ok(null)
      },
      back: () => list,
      said: 'added',
    }),
    ...formDoor({
      ...ofKinds,
      path: `${list}/add`,
      read: async () => ({}),
      title: 'Add kind of credential',
      form: kindForm,
      code: 'credentials.kind-wrong',
      start: (_, { today }) => ({ effectiveOn: today }),
      choices,
      save: 'Add kind',
      send: addKind,
      said: 'added',
    }),
    ...formDoor({
      ...ofKinds,
      path: `${list}/:kindId/rules`,
      read: async (tx, visit) => {
        const kind = await kindOf(tx, idIn(visit))
        return kind && { kind, newest: (await rulesByKind(tx)).get(kind.id)?.at(-1) }
      },
      title: ({ kind }) => `What ${kind.name} asks`,
      above: () => <p>The rules up to the day before stay as they are. What was given under them keeps its days.</p>,
      form: ruleForm,
      code: 'credentials.rule-wrong',
      start: ({ newest }, { today }) => ({ ...newest, effectiveOn: today }),
      choices,
      save: 'Save rules',
      send: (visit, form) => addRule(visit, { kindId: idIn(visit), form }),
      said: 'saved',
    }),
    ...formDoor({
      ...ofKinds,
      path: `${list}/:kindId/required`,
      read: (tx, visit): Promise<Kind | null> => kindOf(tx, idIn(visit)),
      title: ({ name }) => `Who has to hold ${name}`,
      form: requiredForm,
      code: 'credentials.required-wrong',
      start: ({ requiredFrom }, { today }) => ({ isRequired: requiredFrom !== null, from: requiredFrom ?? today }),
      version: ({ requiredFrom }) => markOf(requiredFrom),
      save: 'Save',
      send: (visit, { isRequired, from }, { typed }) =>
        setRequired(visit, {
          kindId: idIn(visit),
          from: isRequired ? from || visit.today : null,
          opened: typed.text('version'),
          counted,
        }),
      said: 'saved',
    }),
  ]
}

async function show(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    kinds: await kinds(tx),
    rules: await rulesByKind(tx),
  }))
  return page(<KindsPage visit={visit} {...shown} />)
}
