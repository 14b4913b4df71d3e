import { z } from 'zod'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { meanwhile, ok, refuse } from '../../core/result.ts'
import { dayText, manyLines, oneOf, tick, wholeNumber } from '../../core/text.ts'
import { put, saveOnly, verb } from '../../platform/db/verbs.ts'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { ruleSets } from '../ems/catalogue.ts'
import { type EmsRule, emsRules } from '../ems/store.ts'
import { keptFor, type RecordClass, type RetentionRule, recordClasses, retentionInForce } from '../old/rules.ts'
import { retentionRules } from '../old/store.ts'
import { zonesIn } from '../receive/rules.ts'
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

const mapOf = (of: (kept: (typeof keptFor)[RecordClass]) => string): Record<RecordClass, string> =>
  Object.fromEntries(recordClasses.map((one) => [one, of(keptFor[one])])) as Record<RecordClass, string> // of the classes

const retentionForm = z.strictObject({
  recordClass: oneOf('What', recordClasses, { words: mapOf(({ name }) => name) }),
  months: wholeNumber('Months', {
    least: 1,
    most: 240,
    help: 'Consents, what was shared and who read whom: 72 at least.',
  }),
  fromOn: dayText('From'),
})

const ruleSetWords: Readonly<Record<string, string>> = Object.fromEntries(ruleSets.map(({ key, name }) => [key, name]))

const emsForm = z.strictObject({
  ruleSet: oneOf('Suspected by', ['nemsis-opioid', 'any-drug'], { words: ruleSetWords, none: 'Choose one' }),
  counties: codes('Counties', /^\d{5}$/, 'Five digits each (FIPS), one a line: Wilson is 37195. None: every county.'),
  agencies: codes('Agencies', /^.{1,15}$/, 'Their numbers (dAgency.02), one a line. None: every agency.'),
  fromOn: dayText('For records from'),
})

/** Codes of places or senders, one a line. */
function codes(label: string, each: RegExp, help: string) {
  return manyLines(label, 2_000, { optional: true, rows: 2, help }).refine(
    (text) => zonesIn(text).every((one) => each.test(one)),
    {
      error: `${label} has a line that is no code. Write one code a line, and nothing else.`,
    },
  )
}

/** Says by which rule set records of an ambulance service are judged from a day on, and whose they may be. */
const addEmsRule = verb('referrals.addEmsRule', async (tx, form: z.infer<typeof emsForm>) => {
  if ((await emsRules(tx)).some(({ fromOn }) => fromOn === form.fromOn))
    return refuse('referrals.ems-twice', 'A rule begins on this day already. Choose another day.', 'fromOn')
  return ok(await put(tx, 'ems_rule', form))
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

/** Says from which day on a class of record is emptied after so many months. */
const addRetention = verb('referrals.addRetention', async (tx, form: z.infer<typeof retentionForm>, today) => {
  if (form.fromOn < today) return refuse('referrals.retention-past', 'Choose today or a day to come.', 'fromOn')
  const { least } = keptFor[form.recordClass]
  if (form.months < least)
    return refuse(
      'referrals.retention-short',
      `These are kept for ${least} months at least: the law asks for six years.`,
      'months',
    )
  if ((await retentionRules(tx)).some((one) => one.fromOn === form.fromOn && one.recordClass === form.recordClass))
    return refuse('referrals.retention-twice', 'A rule begins on this day already. Choose another day.', 'fromOn')
  return ok(await put(tx, 'retention_rule', form))
})

const [first] = recordClasses

type Shown = {
  readonly rule: ResponseRule
  readonly retention: readonly RetentionRule[]
  readonly ems: readonly EmsRule[]
  readonly ids: readonly string[]
}

/** What the organization asks of its response, and for how long it keeps each class of record. */
export const settingsRoutes = (): readonly TeamRoute[] =>
  pageOfForms({
    path: '/referrals/rules',
    seenBy: access.write,
    read: async (tx): Promise<Shown> => {
      const retention = await retentionRules(tx)
      const ems = await emsRules(tx)
      return {
        rule: await responseRule(tx),
        retention,
        ems,
        ids: [...(await ruleIds(tx)), ...[...retention, ...ems].map(({ id }) => id)],
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
        start: ({ retention }, { today }) => ({
          recordClass: first,
          months: retentionInForce(retention, first, today),
          fromOn: today,
        }),
        save: 'Save months',
        isSecond: true,
        send: (visit, form) => addRetention(visit, form),
        to: () => '/referrals/rules',
        said: 'saved',
      }),
      ems: oneForm<Shown, z.infer<typeof emsForm>, string>({
        path: '/referrals/rules/ems',
        may: access.write,
        form: emsForm,
        code: 'referrals.ems-rule-wrong',
        start: ({ ems }, { today }) => ({
          ruleSet: 'nemsis-opioid',
          counties: '',
          agencies: '',
          ...ems.at(-1),
          fromOn: today,
        }),
        save: 'Save for these files',
        isSecond: true,
        send: (visit, form) => addEmsRule(visit, form),
        to: () => '/referrals/rules',
        said: 'saved',
      }),
    },
    view: ({ visit, shown: { retention, ems }, forms, history }) => (
      <TeamPage visit={visit} title="Rules for referrals" trail={trail}>
        <RecordPage history={history}>
          {forms.rule}
          <section aria-labelledby="kept">
            <h2 id="kept">How long it is kept</h2>
            <p>What is over its time is emptied by itself, its traces in the history too. It is still counted.</p>
            <ul>
              {recordClasses.map((one) => (
                <li key={one}>
                  {keptFor[one].name}: {counted(retentionInForce(retention, one, visit.today), 'month')}{' '}
                  {keptFor[one].what}.
                  {retention
                    .filter(({ recordClass }) => recordClass === one)
                    .map(({ id, months, fromOn }) => (
                      <span key={id} class="quiet">
                        {' '}
                        {counted(months, 'month')} from {dayInWords(fromOn)}.
                      </span>
                    ))}
                </li>
              ))}
            </ul>
            {forms.retention}
          </section>
          <section aria-labelledby="ems">
            <h2 id="ems">Files of the ambulance service</h2>
            <p>
              A record is a suspected overdose by the rule set that holds on its day: until somebody chose otherwise, by{' '}
              {ruleSetWords['nemsis-opioid']}. Records of other counties or agencies are shown as at fault, and left
              out.
            </p>
            <Facts facts={ruleSets.map(({ name, source }) => [name, source])} />
            {ems.length > 0 && (
              <ul>
                {ems.map(({ id, ruleSet, counties, agencies, fromOn }) => (
                  <li key={id}>
                    {ruleSetWords[ruleSet]} from {dayInWords(fromOn)}
                    {counties !== '' && `, counties ${zonesIn(counties).join(', ')}`}
                    {agencies !== '' && `, agencies ${zonesIn(agencies).join(', ')}`}
                  </li>
                ))}
              </ul>
            )}
            {forms.ems}
          </section>
        </RecordPage>
      </TeamPage>
    ),
  })
