import type { Day } from '../../core/day.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOnly, verb } from '../../platform/db/verbs.ts'
import type { Part } from '../model.ts'
import type { SupportNeeds } from '../needs.ts'
import { coachOf } from '../store.ts'
import type { EndForm, MentorForm, Pair } from './model.ts'
import { endProblems, pairProblems } from './rules.ts'
import { declines, endPairRow, freeTime, insertDecline, mentorOf, pair, pairsOf, saveFreeTime } from './store.ts'

export const gone = refuse('support.gone', 'This record is not there any more. Open the page again.')

/** Says that a coach stands by others, and by how many at once. Nobody loses a pair when the number goes down. */
export const setMentor = verb(
  'support.setMentor',
  async (tx, { coachId, version, form }: { coachId: string; version: number; form: MentorForm }) => {
    if (!(await coachOf(tx, coachId))) return gone
    const isSaved = await saveOnly(tx, 'mentor', { version, of: { coachId } }, form)
    return isSaved ? ok(coachId) : meanwhile('support', 'this')
  },
)

/** Keeps when a coach is free; what was said before is in the history. */
export const setFreeTime = verb(
  'support.setFreeTime',
  async (tx, { coachId, parts, opened }: { coachId: string; parts: readonly Part[]; opened: string }) => {
    if (!(await coachOf(tx, coachId))) return gone
    if (isOther(opened, await freeTime(tx, coachId))) return meanwhile('support', 'this')
    await saveFreeTime(tx, coachId, parts)
    return ok(coachId)
  },
)

type Both = { readonly mentorId: string; readonly coachId: string }

/** Pairs a coach with a mentor from a day on. */
export const pairUp = verb(
  'support.pairUp',
  async (tx, { needs, ...asked }: Both & { fromOn: Day; needs: SupportNeeds }, today) => {
    const coach = await coachOf(tx, asked.coachId)
    if (!coach) return gone
    const current = await currentPair(tx, asked.coachId)
    const problems = pairProblems({
      coach,
      mentor: await mentorOf(tx, asked.mentorId),
      current,
      declines: await declines(tx),
      fromOn: asked.fromOn,
      today,
    })
    if (problems.length > 0) return refuseAll(problems)
    return ok(await needs.counted(tx, { coach_trained: [asked.coachId] }, () => put(tx, 'mentor_pair', asked)))
  },
)

/** Makes all of these pairs, or none: the first that may not be is told, under the name of its coach. */
export const acceptProposals = verb(
  'support.acceptProposals',
  async (tx, { all, needs }: { all: readonly Both[]; needs: SupportNeeds }, today) => {
    for (const one of all) {
      const made = await pairUp.within(tx, { ...one, fromOn: today, needs }, today)
      if (!made.ok) {
        const name = (await coachOf(tx, one.coachId))?.name ?? 'A coach'
        return refuseAll(
          made.problems.map(({ code, message }) => ({
            code,
            message: `${name}: ${message}`,
            field: `m-${one.coachId}`,
          })),
        )
      }
    }
    return ok(all.length)
  },
)

/** The pair in which a coach is stood by now. */
export const currentPair = async (tx: Tx, coachId: string): Promise<Pair | null> =>
  (await pairsOf(tx, coachId)).find((one) => one.coachId === coachId && one.toOn === null) ?? null

/** Ends a pair on a day, with the reason. */
export const endPair = verb(
  'support.endPair',
  async (tx, { pairId, form, needs }: { pairId: string; form: EndForm; needs: SupportNeeds }, today) => {
    const found = await pair(tx, pairId)
    if (!found) return gone
    const problems = endProblems(found, form.toOn, today)
    if (problems.length > 0) return refuseAll(problems)
    await needs.counted(tx, { coach_trained: [found.coachId] }, () => endPairRow(tx, pairId, form))
    return ok(found)
  },
)

/** Puts a proposal aside: it is not made again, and the coordinator may still pair the two by hand. */
export const declineProposal = verb('support.declineProposal', async (tx, { mentorId, coachId }: Both, today) => {
  if (!(await coachOf(tx, coachId)) || !(await coachOf(tx, mentorId))) return gone
  await insertDecline(tx, { mentorId, coachId, by: 'coordinator', on: today })
  return ok(coachId)
})

/**
 * A coach or their mentor ends the pair themselves and will not be put together again. Refused to whoever is not of the pair.
 */
export const leavePair = verb(
  'support.leavePair',
  async (tx, { pairId, coachId, needs }: { pairId: string; coachId: string; needs: SupportNeeds }, today) => {
    const found = await pair(tx, pairId)
    if (!found || (found.coachId !== coachId && found.mentorId !== coachId)) return gone
    if (found.toOn !== null) return refuse('support.ended', 'This pair has ended already.')
    const by = found.coachId === coachId ? 'coach' : 'mentor'
    await insertDecline(tx, { mentorId: found.mentorId, coachId: found.coachId, by, on: today })
    const form = { toOn: today, endReason: `The ${by} asked for it` }
    await needs.counted(tx, { coach_trained: [found.coachId] }, () => endPairRow(tx, pairId, form))
    return ok(pairId)
  },
)
