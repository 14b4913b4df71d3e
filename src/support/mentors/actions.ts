import type { Day } from '../../core/day.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import type { Part } from '../model.ts'
import type { SupportNeeds } from '../needs.ts'
import { coachOf } from '../store.ts'
import type { EndForm, MentorForm, Pair } from './model.ts'
import { endProblems, pairProblems } from './rules.ts'
import {
  declines,
  endPairRow,
  freeTime,
  insertDecline,
  insertPair,
  mentorOf,
  pair,
  pairsOf,
  saveFreeTime,
  saveMentor,
} from './store.ts'

export const gone = refuse('support.gone', 'This record is not there any more. Open the page again.')

/** Says that a coach stands by others, and by how many at once. Nobody loses a pair when the number goes down. */
export const setMentor = (
  db: Db,
  scope: Scope,
  { coachId, version, form }: { coachId: string; version: number; form: MentorForm },
): Promise<Result<string>> =>
  db.act(scope, 'support.setMentor', async (tx) => {
    if (!(await coachOf(tx, coachId))) return gone
    if (await saveMentor(tx, coachId, version, form)) return ok(coachId)
    return meanwhile('support', 'this')
  })

/** Keeps when a coach is free; what was said before is in the history. */
export const setFreeTime = (
  db: Db,
  scope: Scope,
  { coachId, parts, opened }: { coachId: string; parts: readonly Part[]; opened: string },
): Promise<Result<string>> =>
  db.act(scope, 'support.setFreeTime', async (tx) => {
    if (!(await coachOf(tx, coachId))) return gone
    if (isOther(opened, await freeTime(tx, coachId))) return meanwhile('support', 'this')
    await saveFreeTime(tx, coachId, parts)
    return ok(coachId)
  })

type Asked = { readonly mentorId: string; readonly coachId: string; readonly fromOn: Day }

/** Pairs a coach with a mentor from a day on. */
export const pairUp = (
  db: Db,
  scope: Scope,
  { asked, today, needs }: { asked: Asked; today: Day; needs: SupportNeeds },
): Promise<Result<string>> => db.act(scope, 'support.pairUp', (tx) => pairWithin(tx, asked, today, needs))

/** Makes all of these pairs, or none: the first that may not be is told, under the name of its coach. */
export const acceptProposals = (
  db: Db,
  scope: Scope,
  { all, today, needs }: { all: readonly Omit<Asked, 'fromOn'>[]; today: Day; needs: SupportNeeds },
): Promise<Result<number>> =>
  db.act(scope, 'support.acceptProposals', async (tx) => {
    for (const one of all) {
      const made = await pairWithin(tx, { ...one, fromOn: today }, today, needs)
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
  })

async function pairWithin(tx: Tx, asked: Asked, today: Day, needs: SupportNeeds): Promise<Result<string>> {
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
  return ok(await needs.counted(tx, { coach_trained: [asked.coachId] }, () => insertPair(tx, asked)))
}

/** The pair in which a coach is stood by now. */
export const currentPair = async (tx: Tx, coachId: string): Promise<Pair | null> =>
  (await pairsOf(tx, coachId)).find((one) => one.coachId === coachId && one.toOn === null) ?? null

/** Ends a pair on a day, with the reason. */
export const endPair = (
  db: Db,
  scope: Scope,
  { pairId, form, today, needs }: { pairId: string; form: EndForm; today: Day; needs: SupportNeeds },
): Promise<Result<Pair>> =>
  db.act(scope, 'support.endPair', async (tx) => {
    const found = await pair(tx, pairId)
    if (!found) return gone
    const problems = endProblems(found, form.toOn, today)
    if (problems.length > 0) return refuseAll(problems)
    await needs.counted(tx, { coach_trained: [found.coachId] }, () => endPairRow(tx, pairId, form))
    return ok(found)
  })

/** Puts a proposal aside: it is not made again, and the coordinator may still pair the two by hand. */
export const declineProposal = (
  db: Db,
  scope: Scope,
  { mentorId, coachId, today }: { mentorId: string; coachId: string; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.declineProposal', async (tx) => {
    if (!(await coachOf(tx, coachId)) || !(await coachOf(tx, mentorId))) return gone
    await insertDecline(tx, { mentorId, coachId, by: 'coordinator', on: today })
    return ok(coachId)
  })

/**
 * A coach or their mentor ends the pair themselves and will not be put together again. Refused to whoever is not of the pair.
 */
export const leavePair = (
  db: Db,
  scope: Scope,
  { pairId, coachId, today, needs }: { pairId: string; coachId: string; today: Day; needs: SupportNeeds },
): Promise<Result<string>> =>
  db.act(scope, 'support.leavePair', async (tx) => {
    const found = await pair(tx, pairId)
    if (!found || (found.coachId !== coachId && found.mentorId !== coachId)) return gone
    if (found.toOn !== null) return refuse('support.ended', 'This pair has ended already.')
    const by = found.coachId === coachId ? 'coach' : 'mentor'
    await insertDecline(tx, { mentorId: found.mentorId, coachId: found.coachId, by, on: today })
    const form = { toOn: today, endReason: `The ${by} asked for it` }
    await needs.counted(tx, { coach_trained: [found.coachId] }, () => endPairRow(tx, pairId, form))
    return ok(pairId)
  })
