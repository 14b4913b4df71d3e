import { type Day, dayInWords } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { change, verb } from '../../platform/db/verbs.ts'
import { type StillShared, stillShared } from '../disclosures/still.ts'
import type { FollowUp } from '../follow-ups/model.ts'
import { notAnswerable } from '../follow-ups/rules.ts'
import { followUpsAfter } from '../follow-ups/store.ts'
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
  /** What follows a first appointment, by day, and which of it the partner is asked now. */
  readonly followUps: readonly FollowUp[]
  readonly asked: FollowUp | null
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
  const followUps = onward.state === 'attended' ? await followUpsAfter(tx, onward.id) : []
  const asked = followUps.find((one) => one.isKept === null && notAnswerable(one, today) === null) ?? null
  const is = { hasSetAppointment: onward.scheduledFor !== null, isAskedWhetherKept: asked !== null }
  return { link, onward, shared, answers: openAnswers(onward.state, is), followUps, asked }
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
    const { link, onward, answers, asked } = opened
    if (!answers.includes(form.answer) || isOfAnother(form, asked))
      return refuse(
        'linkage.answered-already',
        onward.state === 'attended'
          ? 'This was answered already, or it is not asked yet.'
          : onward.scheduledFor
            ? 'The appointment is set already. To move it, call the team.'
            : 'This does not follow from what was answered before. Call the team.',
      )
    if (form.answer === 'kept' || form.answer === 'not kept') {
      if (asked) await sayKept(tx, { asked, isKept: form.answer === 'kept', needs })
      return ok('')
    }
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

/** An answer to what was asked before, or after: each is of its own days. */
const isOfAnother = ({ answer, days }: AnswerForm, asked: FollowUp | null): boolean =>
  (answer === 'kept' || answer === 'not kept') && days !== String(asked?.days)

/** Writes down that somebody is still there, or is not. The follow-up stays open: the person is asked how they are all the same. */
const sayKept = (tx: Tx, { asked, isKept, needs }: { asked: FollowUp; isKept: boolean; needs: LinkageNeeds }) =>
  needs.counted(tx, { follow_up: [asked.id] }, () => change(tx, 'follow_up', asked.id, { isKept }))
