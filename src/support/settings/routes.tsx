import { meanwhile, ok, type Result } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { type HistoryLine, historyOf } from '../../platform/history.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { TeamRoute } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { TextField } from '../../platform/ui/form.tsx'
import { History } from '../../platform/ui/records.tsx'
import { formDoor } from '../form-door.tsx'
import { type RuleForm, ruleForm, type SupportRules } from '../model.ts'
import { access } from '../rules.ts'
import { rulesRecord, saveRules, supportRules } from '../store.ts'
import { trail } from '../words.ts'

/** What the organisation asks of its support. */
export const settingsRoutes = (): readonly TeamRoute[] =>
  formDoor<{ rules: SupportRules; history: readonly HistoryLine[] }>({
    path: '/support/settings',
    may: access.write,
    read: async (tx) => ({ rules: await supportRules(tx), history: await historyOf(tx, await rulesRecord(tx)) }),
    title: () => 'Rules for supervision',
    trail: () => trail,
    start: ({ rules }) => typedFrom({ intervalDays: rules.intervalDays, coachesEach: rules.coachesEach }),
    version: ({ rules }) => rules.version,
    fields: (form) => (
      <>
        <TextField
          form={form}
          name="intervalDays"
          label="Days between sessions"
          help="The most days from one session of supervision to the next. 30 is monthly."
          inputMode="numeric"
          width="short"
        />
        <TextField
          form={form}
          name="coachesEach"
          label="Coaches for one supervisor"
          help="The most coaches that one person supervises. Medicaid allows 8 for paid peer support specialists."
          inputMode="numeric"
          width="short"
        />
      </>
    ),
    below: ({ history }) => <History lines={history} />,
    save: 'Save the rules',
    send: async (visit, typed) => {
      const form = parseTyped(ruleForm, typed, 'support.rules-wrong')
      const version = typed.version()
      return form.ok ? changeRules(visit.db, visit.scope, { version, form: form.value }) : form
    },
    back: () => '/support/settings',
    said: 'saved',
  })

/** Saves the rules over the version that was read. */
export const changeRules = (
  db: Db,
  scope: Scope,
  { version, form }: { version: number; form: RuleForm },
): Promise<Result<null>> =>
  db.act(scope, 'support.changeRules', async (tx) => {
    if (await saveRules(tx, version, form)) return ok(null)
    return meanwhile('support', 'these rules')
  })
