import { counted } from '../../core/counted.ts'
import { meanwhile, ok } from '../../core/result.ts'
import { saveOnly, verb } from '../../platform/db/verbs.ts'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { type RuleForm, ruleForm, type ShiftRules } from '../model.ts'
import { access } from '../rules.ts'
import { shiftRules } from '../store.ts'
import { trail } from '../words.ts'
import { rulesRecord } from './store.ts'

type Shown = { readonly rules: ShiftRules; readonly records: readonly string[] }

/** What the organisation asks of its shifts. */
export const settingsRoutes = (): readonly TeamRoute[] =>
  pageOfForms({
    path: '/shifts/settings',
    seenBy: access.read,
    read: async (tx): Promise<Shown> => ({ rules: await shiftRules(tx), records: await rulesRecord(tx) }),
    history: ({ records }) => records,
    forms: {
      rules: oneForm({
        path: '/shifts/settings',
        may: access.write,
        form: ruleForm,
        code: 'shifts.wrong',
        start: ({ rules }: Shown) => rules,
        version: ({ rules }) => rules.version,
        save: 'Save rules',
        cancel: '/shifts',
        send: (visit, form, { typed }) => changeRules(visit, { version: typed.version(), form }),
        to: () => '/shifts/settings',
        said: 'saved',
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <TeamPage visit={visit} title="Rules for shifts" trail={trail}>
        <RecordPage history={history}>{forms.rules ?? <Facts facts={factsOf(shown.rules)} />}</RecordPage>
      </TeamPage>
    ),
  })

const factsOf = (rules: ShiftRules) =>
  [
    ['Rest between shifts', counted(rules.restHours, 'hour')],
    ['Two coaches on first visits', rules.isTwoOnFirstVisit ? 'yes' : 'no'],
    ['Late notice', `under ${counted(rules.lateHours, 'hour')}`],
    ['Shifts are made', `${counted(rules.daysAhead, 'day')} ahead`],
    ['Gaps are told', `${counted(rules.gapDays, 'day')} ahead`],
  ] as const

/** Saves the rules over the version that was read. */
export const changeRules = verb(
  'shifts.changeRules',
  async (tx, { form, ...read }: { version: number; form: RuleForm }) =>
    (await saveOnly(tx, 'shift_rule', read, form)) ? ok(null) : meanwhile('shifts', 'these rules'),
)
