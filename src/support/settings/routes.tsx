import { meanwhile, ok } from '../../core/result.ts'
import { saveOnly, verb } from '../../platform/db/verbs.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { type RuleForm, ruleForm } from '../model.ts'
import { access } from '../rules.ts'
import { rulesRecord, supportRules } from '../store.ts'
import { trail } from '../words.ts'

/** What the organisation asks of its support. */
export const settingsRoutes = (): readonly TeamRoute[] =>
  formDoor({
    path: '/support/settings',
    may: access.write,
    read: async (tx) => ({ rules: await supportRules(tx), records: await rulesRecord(tx) }),
    title: 'Rules for supervision',
    trail,
    history: ({ records }) => records,
    form: ruleForm,
    code: 'support.rules-wrong',
    start: ({ rules }) => rules,
    version: ({ rules }) => rules.version,
    save: 'Save the rules',
    send: (visit, form, { typed }) => changeRules(visit, { version: typed.version(), form }),
    back: '/support/settings',
    said: 'saved',
  })

/** Saves the rules over the version that was read. */
export const changeRules = verb(
  'support.changeRules',
  async (tx, { form, ...read }: { version: number; form: RuleForm }) =>
    (await saveOnly(tx, 'support_rule', read, form)) ? ok(null) : meanwhile('support', 'these rules'),
)
