import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { addDays, dayInWords } from '../../core/day.ts'
import { fieldsOf } from '../../core/field.ts'
import { isId } from '../../core/id.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import type { Refused, TeamRoute } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import type { LinkageNeeds } from '../needs.ts'
import { onReferral, referralIdIn, referralOf, referralPath, referralTrail } from '../on-referral.ts'
import { servedPerson } from '../people.ts'
import { About, OneAmong } from '../pieces.tsx'
import { access } from '../rules.ts'
import { linkageTabs } from '../words.ts'
import { addRule, answerFollowUp, endRule } from './actions.ts'
import {
  answers,
  endRuleForm,
  type FollowUp,
  type FollowUpRule,
  followsWords,
  followUpForm,
  type Question,
  questions,
  ruleForm,
} from './model.ts'
import { usualRules } from './rules.ts'
import { followUp, keptRules } from './store.ts'

const rulesTrail = [{ name: 'Follow-up rules', path: '/linkage/rules' }]

/** When people are asked how they are, and the page on which they are asked. */
export const followUpRoutes = (needs: LinkageNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/linkage/rules',
    may: access.set,
    title: 'Follow-up rules',
    tabs: linkageTabs,
    act: { to: '/linkage/rules/add', name: 'Add rule', may: access.set },
    read: async (tx) => {
      const kept = await keptRules(tx)
      const usual = usualRules.map((rule) => ({ ...rule, id: `${rule.after} ${rule.days}` }))
      return { isUsual: kept.length === 0, rows: kept.length > 0 ? kept : usual }
    },
    above: ({ isUsual }) => (
      <p class="lead">
        A rule holds for what happens from its day on. What was planned before stays.
        {isUsual && ' These are the usual ones; the first change makes them your own.'}
      </p>
    ),
    list: allRules,
  }),
  ...formDoor({
    path: '/linkage/rules/add',
    may: access.set,
    read: async () => ({}),
    title: 'Add a follow-up rule',
    trail: rulesTrail,
    form: ruleForm,
    code: 'linkage.rule-wrong',
    start: (_, { today }) => ({ fromOn: today, graceDays: 14 }),
    save: 'Add rule',
    send: addRule,
    back: '/linkage/rules',
    said: 'added',
  }),
  ...formDoor({
    path: '/linkage/rules/:ruleId',
    may: access.set,
    read: async (tx, { params }) => (await keptRules(tx)).find(({ id }) => id === params.ruleId) ?? null,
    title: nameOf,
    trail: rulesTrail,
    history: ({ id }) => [id],
    above: ({ fromOn, graceDays }) => (
      <p class="lead">
        For what happens from {dayInWords(fromOn)}. It counts as missed {counted(graceDays, 'day')} after it was due.
      </p>
    ),
    form: endRuleForm,
    code: 'linkage.rule-wrong',
    start: ({ untilOn }, { today }) => ({ untilOn: untilOn ?? today }),
    version: ({ version }) => version,
    save: 'End the rule',
    send: (visit, { untilOn }, { shown, typed }) => endRule(visit, { id: shown.id, version: typed.version(), untilOn }),
    back: '/linkage/rules',
    said: 'ended',
  }),
  ...onReferral(
    needs,
    'follow-up',
    formDoor({
      path: '/referrals/:referralId/follow-ups/:followUpId',
      may: access.follow,
      read: async (tx, visit) => {
        const referral = await referralOf(tx, visit, needs)
        const found = referral && (await followUp(tx, referral.id, visit.params.followUpId ?? ''))
        if (!found) return null
        const keys = await needs.seals.keysOf(tx)
        return {
          found,
          person: await servedPerson(tx, needs.seals, found.personId),
          note: keys.open({ table: 'follow_up', column: 'note', id: found.id }, found.note),
        }
      },
      title: ({ found }) => `Follow-up after ${counted(found.days, 'day')}`,
      trail: (_, visit) => referralTrail(referralIdIn(visit)),
      history: ({ found }) => [found.id],
      above: ({ found, person }) => (
        <>
          <About person={person} />
          <p>{whenOf(found)}</p>
        </>
      ),
      form: followUpForm,
      code: 'linkage.follow-up-wrong',
      start: ({ found, note }) => typedFrom(found, note),
      version: ({ found }) => found.version,
      fields: (form, { found }) => <Questions form={form} asksKept={found.onwardId !== null} />,
      save: 'Save what they said',
      send: (visit, form, { shown, typed }) =>
        answerFollowUp(visit, {
          referralId: referralIdIn(visit),
          id: shown.found.id,
          version: typed.version(),
          form,
          needs,
        }),
      back: (_, visit) => referralPath(referralIdIn(visit)),
      said: 'recorded',
    }),
  ),
]

/** Each question as three targets for a thumb, with what was said before. */
const Questions = ({ form, asksKept }: { form: Refused; asksKept: boolean }): JSX.Element => (
  <>
    {[...fieldsOf(followUpForm)]
      .filter(([name]) => name in questions && (asksKept || name !== 'isKept'))
      .map(([name, { label }]) => (
        <OneAmong key={name} form={form} name={name} label={label} options={answers} usual="not asked" />
      ))}
    <Fields of={followUpForm} form={form} only={['note']} />
  </>
)

/** A form takes only what is there, and a no must not read as not asked. */
const typedFrom = (found: FollowUp, note: string): Typed =>
  new Typed([
    ...Object.keys(questions).map((name) => {
      const said = found[name as Question] // the keys of the questions
      return [name, said === null ? 'not asked' : said ? 'yes' : 'no'] as const
    }),
    ['note', note],
  ])

function whenOf({ state, dueOn, missedOn, doneOn, service }: FollowUp): string {
  const after = service === null ? 'After the first contact' : `After the first appointment at ${service}`
  if (doneOn !== null) return `${after}. Done on ${dayInWords(doneOn)}; what was said can be corrected.`
  if (state === 'missed') return `${after}. It counts as missed since ${dayInWords(missedOn)}.`
  return `${after}. Due on ${dayInWords(dueOn)}; it can be asked until ${dayInWords(addDays(missedOn, -1))}.`
}

function nameOf({ after, days }: FollowUpRule): string {
  return `${counted(days, 'day')} after ${followsWords[after].toLowerCase()}`
}

const allRules: List<FollowUpRule & { readonly id: string }> = {
  caption: 'Follow-up rules',
  columns: [
    ['When', nameOf],
    ['Missed after', ({ graceDays }) => counted(graceDays, 'day')],
    ['From', ({ fromOn }) => dayInWords(fromOn)],
    ['Until', ({ untilOn }) => (untilOn === null ? '' : dayInWords(untilOn))],
  ],
  to: ({ id }) => (isId(id) ? `/linkage/rules/${id}` : null),
  empty: 'No rule.',
}
