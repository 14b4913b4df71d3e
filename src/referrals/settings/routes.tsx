import { z } from 'zod'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { meanwhile, ok, refuse } from '../../core/result.ts'
import { dayText, manyLines, tick, wholeNumber } from '../../core/text.ts'
import { put, saveOnly, verb } from '../../platform/db/verbs.ts'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { type RetentionRule, retentionInForce, retentionRules } from '../old/store.ts'
import { type ResponseRule, responseRule, ruleIds } from '../receive/store.ts'
import { access } from '../rules.ts'
import { trail } from '../words.ts'

const ruleForm = z.strictObject({
  windowHours: wholeNumber('Hours until the first attempt', {
    least: 12,
    most: 336,
    help: 'From when it happened; from the receipt where that is not known. It holds for referrals that come from now on.',
  }),
  attemptsAtMost: wholeNumber('Most attempts', { least: 1, most: 20, help: 'After so many, closing is proposed.' }),
  isTwoOnFirstVisit: tick('Two coaches go on a first visit'),
  isPart2: tick('Records are held to 42 CFR Part 2', {
    help: 'Nothing is shared without a consent or an exception that the law names.',
  }),
  zones: manyLines('Zones served', 2_000, { optional: true, rows: 5, help: 'One a line. None: the whole county.' }),
})

const retentionForm = z.strictObject({
  months: wholeNumber('Months', { least: 1, most: 240 }),
  fromOn: dayText('From'),
})

/** Says what the organization asks of its response, over the version that was read (0 for the first time). */
const saveRule = verb(
  'referrals.saveRule',
  async (tx, { version, form }: { version: number; form: z.infer<typeof ruleForm> }) => {
    const { isPart2, ...rest } = form
    const isSaved = await saveOnly(tx, 'response_rule', { version }, { ...rest, is_part_2: isPart2 })
    return isSaved ? ok('') : meanwhile('referrals', 'these rules')
  },
)

/** Says from which day on referrals that led to nobody are emptied after so many months. */
const addRetention = verb('referrals.addRetention', async (tx, form: z.infer<typeof retentionForm>, today) => {
  if (form.fromOn < today) return refuse('referrals.retention-past', 'Choose today or a day to come.', 'fromOn')
  if ((await retentionRules(tx)).some(({ fromOn }) => fromOn === form.fromOn))
    return refuse('referrals.retention-twice', 'A rule begins on this day already. Choose another day.', 'fromOn')
  return ok(await put(tx, 'retention_rule', { ...form, recordClass: 'referral that led to nobody' }))
})

type Shown = {
  readonly rule: ResponseRule
  readonly retention: readonly RetentionRule[]
  readonly ids: readonly string[]
}

/** What the organization asks of its response, and for how long it keeps what led to nobody. */
export const settingsRoutes = (): readonly TeamRoute[] =>
  pageOfForms({
    path: '/referrals/rules',
    seenBy: access.write,
    read: async (tx): Promise<Shown> => {
      const retention = await retentionRules(tx)
      return {
        rule: await responseRule(tx),
        retention,
        ids: [...(await ruleIds(tx)), ...retention.map(({ id }) => id)],
      }
    },
    history: ({ ids }) => ids,
    forms: {
      rule: oneForm<Shown, z.infer<typeof ruleForm>, string>({
        path: '/referrals/rules',
        may: access.write,
        form: ruleForm,
        code: 'referrals.rule-wrong',
        start: ({ rule }) => rule,
        version: ({ rule }) => rule.version,
        save: 'Save rules',
        send: (visit, form, { typed }) => saveRule(visit, { version: typed.version(), form }),
        to: () => '/referrals/rules',
        said: 'saved',
      }),
      retention: oneForm<Shown, z.infer<typeof retentionForm>, string>({
        path: '/referrals/rules/retention',
        may: access.write,
        form: retentionForm,
        code: 'referrals.retention-wrong',
        start: ({ retention }, { today }) => ({ months: retentionInForce(retention, today), fromOn: today }),
        save: 'Save months',
        isSecond: true,
        send: (visit, form) => addRetention(visit, form),
        to: () => '/referrals/rules',
        said: 'saved',
      }),
    },
    view: ({ visit, shown: { retention }, forms, history }) => (
      <TeamPage visit={visit} title="Rules for referrals" trail={trail}>
        <RecordPage history={history}>
          {forms.rule}
          <section aria-labelledby="kept">
            <h2 id="kept">How long it is kept</h2>
            <p>
              A referral on which nobody was reached is emptied{' '}
              {counted(retentionInForce(retention, visit.today), 'month')} after it was closed: of who it was about, of
              what was said, and of its traces in the history. It is still counted.
            </p>
            {retention.length > 0 && (
              <ul>
                {retention.map(({ id, months, fromOn }) => (
                  <li key={id}>
                    {counted(months, 'month')} from {dayInWords(fromOn)}
                  </li>
                ))}
              </ul>
            )}
            {forms.retention}
          </section>
        </RecordPage>
      </TeamPage>
    ),
  })
