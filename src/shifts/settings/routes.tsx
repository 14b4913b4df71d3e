import type { JSX } from 'preact'
import { meanwhile, ok, type Result } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { type HistoryLine, historyOf } from '../../platform/history.ts'
import { goTo, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { Form, formOver, TextField, Tick } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { type RuleForm, ruleForm, type ShiftRules } from '../model.ts'
import { access } from '../rules.ts'
import { shiftRules } from '../store.ts'
import { mayWrite } from '../week/pages.tsx'
import { rulesRecord, saveRules } from './store.ts'

/** What the organisation asks of its shifts. */
export const settingsRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/settings', may: access.read, answer: (visit) => show(visit) },
  { method: 'POST', path: '/shifts/settings', may: access.write, answer: save },
]

/** Saves the rules over the version that was read. */
export const changeRules = (
  db: Db,
  scope: Scope,
  { version, form }: { version: number; form: RuleForm },
): Promise<Result<null>> =>
  db.act(scope, 'shifts.changeRules', async (tx) =>
    (await saveRules(tx, version, form)) ? ok(null) : meanwhile('shifts', 'these rules'),
  )

async function show(visit: Visit, form?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    rules: await shiftRules(tx),
    history: await historyOf(tx, await rulesRecord(tx)),
  }))
  const over = formOver(typedFrom(shown.rules), shown.rules.version, form)
  return page(<SettingsPage visit={visit} {...shown} form={over} />, form ? 422 : 200)
}

async function save(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(ruleForm, typed, 'shifts.wrong')
  const version = typed.version()
  const saved = form.ok ? await changeRules(visit.db, visit.scope, { version, form: form.value }) : form
  return saved.ok ? goTo(visit.to('/shifts/settings?said=saved')) : show(visit, { typed, problems: saved.problems })
}

function SettingsPage({
  visit,
  rules,
  history,
  form,
}: {
  visit: Visit
  rules: ShiftRules
  history: readonly HistoryLine[]
  form: Refused
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Rules for shifts" trail={[{ name: 'Shifts', path: '/shifts' }]}>
      <RecordPage history={history}>
        {!mayWrite(visit) && (
          <Facts
            facts={[
              ['Rest between shifts', inWords.counted(rules.restHours, 'hour')],
              ['Two coaches on first visits', rules.isTwoOnFirstVisit ? 'yes' : 'no'],
              ['Late notice', `under ${inWords.counted(rules.lateHours, 'hour')}`],
              ['Shifts are made', `${inWords.counted(rules.daysAhead, 'day')} ahead`],
              ['Gaps are told', `${inWords.counted(rules.gapDays, 'day')} ahead`],
            ]}
          />
        )}
        {mayWrite(visit) && (
          <Form form={form} action={visit.to('/shifts/settings')} save="Save rules" cancel={visit.to('/shifts')}>
            <TextField
              form={form}
              name="restHours"
              label="Hours of rest between two shifts"
              inputMode="numeric"
              width="short"
            />
            <Tick
              form={form}
              name="isTwoOnFirstVisit"
              label="Nobody goes alone on a first visit"
              help="Shifts in person where first visits may be made need two coaches."
            />
            <TextField
              form={form}
              name="lateHours"
              label="Hours of notice to give up a shift"
              help="Later than this takes a note, and coordinators are told at once."
              inputMode="numeric"
              width="short"
            />
            <TextField
              form={form}
              name="daysAhead"
              label="Days ahead that shifts are made"
              inputMode="numeric"
              width="short"
            />
            <TextField
              form={form}
              name="gapDays"
              label="Days ahead that gaps are told"
              inputMode="numeric"
              width="short"
            />
          </Form>
        )}
      </RecordPage>
    </TeamPage>
  )
}
