import type { Day } from '../../core/day.ts'
import { meanwhile, ok, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import { drafts } from './drafts.ts'
import type { CheckForm, TextForm } from './model.ts'
import { checkedProblems, refusedText } from './rules.ts'
import { hasNoTexts, texts } from './store.ts'

/** Writes a wording that holds from a day on; earlier ones stay for what was signed. Answers its id. */
export const writeText = verb('linkage.writeText', async (tx, form: TextForm, today) => {
  const problems = checkedProblems(form.checkedOn, today)
  if (problems.length > 0) return refuseAll(problems)
  return refusedText(await texts(tx), form, today) ?? ok(await put(tx, 'consent_text', form))
})

/** Notes where a wording is from and when it was checked. */
export const checkText = verb(
  'linkage.checkText',
  async (tx, { form, ...read }: { id: string; version: number; form: CheckForm }, today) => {
    const problems = checkedProblems(form.checkedOn, today)
    if (problems.length > 0) return refuseAll(problems)
    return (await saveOver(tx, 'consent_text', read, form)) ? ok(read.id) : meanwhile('linkage', 'this text')
  },
)

/** Puts the drafts in force where an organization has no wording yet; answers how many. */
export async function startTexts(tx: Tx, fromOn: Day): Promise<number> {
  if (!(await hasNoTexts(tx))) return 0
  for (const draft of drafts) await put(tx, 'consent_text', { ...draft, fromOn, source: '', checkedOn: null })
  return drafts.length
}
