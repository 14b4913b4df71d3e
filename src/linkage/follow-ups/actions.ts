import type { Day } from '../../core/day.ts'
import { meanwhile, ok, refuseAll } from '../../core/result.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import type { LinkageNeeds } from '../needs.ts'
import { notInHand } from '../on-referral.ts'
import type { FollowUpForm, FollowUpState, RuleForm } from './model.ts'
import { keepUsualRules, planAfterContacts, rulesInForce } from './plan.ts'
import { notAnswerable, ruleProblems, stateOn } from './rules.ts'
import { followUp, keptRules, setStates, turning, unplannedContacts } from './store.ts'

type Answered = {
  readonly referralId: string
  readonly id: string
  readonly version: number
  readonly form: FollowUpForm
  readonly needs: LinkageNeeds
}

/**
 * Writes down what somebody said when they were asked. What was not asked is not known, and never no. The referral, once linked, is
 * in its follow-up by it.
 */
export const answerFollowUp = verb(
  'linkage.answerFollowUp',
  async (tx, { referralId, id, version, form, needs }: Answered, today) => {
    const found = (await needs.referral(tx, referralId)) && (await followUp(tx, referralId, id))
    if (!found) return notInHand
    const refused = notAnswerable(found, today)
    if (refused) return refused
    const keys = await needs.seals.keysOf(tx)
    const { note, ...answers } = form
    const isSaved = await needs.counted(tx, { follow_up: [id] }, () =>
      saveOver(
        tx,
        'follow_up',
        { id, version },
        {
          ...answers,
          note: keys.seal({ table: 'follow_up', column: 'note', id }, note),
          state: 'done',
          doneOn: found.doneOn ?? today,
        },
      ),
    )
    if (!isSaved) return meanwhile('linkage', 'this follow-up')
    // A referral that was closed stays closed; its follow-ups go on.
    await needs.advance(tx, referralId, { to: 'following up' })
    return ok(id)
  },
)

/** Adds a rule for what happens from a day on. The usual rules become the organization's own by the first. */
export const addRule = verb('linkage.addFollowUpRule', async (tx, form: RuleForm, today) => {
  const problems = ruleProblems(await rulesInForce(tx), form, today)
  if (problems.length > 0) return refuseAll(problems)
  await keepUsualRules(tx)
  return ok(await put(tx, 'follow_up_rule', form))
})

/** Ends a rule with a day: what happens after it is not followed by it. */
export const endRule = verb(
  'linkage.endFollowUpRule',
  async (tx, { untilOn, ...read }: { id: string; version: number; untilOn: Day }, today) => {
    const rule = (await keptRules(tx)).find(({ id }) => id === read.id)
    if (!rule) return notInHand
    if (untilOn < rule.fromOn || untilOn < today)
      return refuseAll([
        { code: 'linkage.rule-end', message: 'A rule ends today or later, and not before it began.', field: 'untilOn' },
      ])
    return (await saveOver(tx, 'follow_up_rule', read, { untilOn })) ? ok(read.id) : meanwhile('linkage', 'this rule')
  },
)

/** What the program does by itself on a day: plans what follows new contacts, and lets follow-ups come due and be missed. */
export const turnFollowUps = verb('linkage.turnFollowUps', async (tx, needs: LinkageNeeds, today) => {
  await planAfterContacts(tx, await unplannedContacts(tx, today), today)
  const all = await turning(tx, today)
  for (const state of ['due', 'missed'] as const satisfies readonly FollowUpState[]) {
    const ids = all.filter((one) => stateOn(one, today) === state).map(({ id }) => id)
    if (ids.length > 0) await needs.counted(tx, { follow_up: ids }, () => setStates(tx, ids, state))
  }
  return ok(all.length)
})
