import { type Day, dayInWords } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { type StillShared, stillShared } from '../disclosures/still.ts'
import type { LinkageNeeds } from '../needs.ts'
import { instantOf, move } from '../onward/actions.ts'
import type { AnswerForm, AnswerName, Onward } from '../onward/model.ts'
import { isWithPartner, openAnswers } from '../onward/rules.ts'
import { type Link, linkOf, noteAnswered, onwardById } from '../onward/store.ts'

/** A link that opens: what it is about, and what of it may be shown at this moment. */
export type OpenedLink = {
  readonly link: Link
  readonly onward: Onward
  readonly shared: StillShared
  readonly answers: readonly AnswerName[]
}

/** What a link opens; null for one that was used, is late, was ended, or whose consent is no more. */
export async function openedLink(
  tx: Tx,
  hash: Buffer,
  { now, today }: { now: Date; today: Day },
): Promise<OpenedLink | null> {
  const link = await linkOf(tx, hash, now)
  const onward = link && (await onwardById(tx, link.onwardId))
  const shared = onward && isWithPartner(onward.state) ? await stillShared(tx, onward.id, today) : null
  if (!link || !onward || !shared) return null
  return { link, onward, shared, answers: openAnswers(onward.state, link.answeredAt !== null) }
}

const gone = refuse('linkage.link-gone', 'This link is not open any more.')
export const isGone = (code: string): boolean => code === 'linkage.link-gone'

/** Writes down what a partner answers by link: asked once more, in the same transaction, whether it still opens. */
export const answerLink = verb(
  'linkage.answerLink',
  async (
    tx,
    { hash, form, needs }: { hash: Buffer; form: AnswerForm; needs: LinkageNeeds },
    today,
  ): Promise<Result<string>> => {
    const now = needs.clock()
    const opened = await openedLink(tx, hash, { now, today })
    if (!opened) return gone
    const { link, onward, answers } = opened
    if (!answers.includes(form.answer))
      return refuse(
        'linkage.answered-already',
        onward.scheduledFor
          ? 'The appointment is set already. To move it, call the team.'
          : 'This does not follow from what was answered before. Call the team.',
      )
    const needsDay = form.answer === 'schedule' || form.answer === 'attend'
    if (needsDay && form.on === null) return refuse('linkage.answer-day', 'Choose the day.', 'on')
    const on = form.on ?? today
    const at = form.answer === 'schedule' ? await instantOf(tx, on, form.time) : null
    const done = await move(tx, { found: onward, step: form.answer, on, at, needs, today })
    if (!done.ok) return done
    await noteAnswered(tx, link.id, now)
    return ok(dayInWords(on))
  },
)
