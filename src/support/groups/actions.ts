import { type Day, dayInWords } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import { meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import { gone } from '../mentors/actions.ts'
import { coachOf } from '../store.ts'
import { dayProblems } from '../supervision/rules.ts'
import type { GroupForm, NewGroupForm } from './model.ts'
import { endMember, group, insertMember, meetingOn, members, saveMeeting } from './store.ts'

/** Starts a group. Answers its id. */
export const startGroup = verb('support.startGroup', async (tx, form: NewGroupForm) =>
  ok(await put(tx, 'peer_group', form)),
)

/** Saves what a group says of itself over the version that was read. */
export const changeGroup = verb(
  'support.changeGroup',
  async (tx, { form, ...read }: { id: string; version: number; form: GroupForm }) => {
    if (!(await group(tx, read.id))) return gone
    return (await saveOver(tx, 'peer_group', read, form)) ? ok(read.id) : meanwhile('support', 'this group')
  },
)

type OfMember = { readonly groupId: string; readonly coachId: string }

export const joinGroup = verb('support.joinGroup', async (tx, { groupId, coachId }: OfMember, today) => {
  if (!(await group(tx, groupId)) || !(await coachOf(tx, coachId))) return gone
  return (await insertMember(tx, groupId, coachId, today))
    ? ok(groupId)
    : refuse('support.in-group', 'This coach belongs to the group already.', 'coachId')
})

export const leaveGroup = verb('support.leaveGroup', async (tx, { groupId, coachId }: OfMember, today) =>
  (await endMember(tx, groupId, coachId, today)) ? ok(groupId) : gone,
)

type Roster = { groupId: string; heldOn: Day; minutes: number; came: readonly string[]; opened: string }

/**
 * Writes down who came on a day. Refused for whoever does not belong to the group, and once when a roster of that day is
 * there that the form was not opened at (`opened` is its mark).
 */
export const takeRoster = verb('support.takeRoster', async (tx, asked: Roster, today) => {
  if (!(await group(tx, asked.groupId))) return gone
  const problems = dayProblems(asked.heldOn, today)
  if (problems.length > 0) return refuseAll(problems)
  const belong = new Set((await members(tx, asked.groupId)).map(({ id }) => id))
  if (asked.came.some((id) => !belong.has(id)))
    return refuse('support.not-in-group', 'Somebody on the roster left the group. Look at the list again.')
  if (asked.came.length === 0) return refuse('support.nobody-came', `Check who came on ${dayInWords(asked.heldOn)}.`)
  const there = await meetingOn(tx, asked.groupId, asked.heldOn)
  if (there && asked.opened !== markOf(there)) return meanwhile('support', 'a roster of that day')
  await saveMeeting(tx, asked.groupId, asked)
  return ok(asked.groupId)
})
