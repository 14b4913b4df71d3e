import { type Day, dayInWords } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import { meanwhile, ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { gone } from '../mentors/actions.ts'
import { coachOf } from '../store.ts'
import { dayProblems } from '../supervision/rules.ts'
import type { GroupForm } from './model.ts'
import { endMember, group, insertGroup, insertMember, meetingOn, members, saveMeeting, updateGroup } from './store.ts'

/** Starts a group. Answers its id. */
export const startGroup = (db: Db, scope: Scope, form: GroupForm): Promise<Result<string>> =>
  db.act(scope, 'support.startGroup', async (tx) => ok(await insertGroup(tx, form)))

/** Saves what a group says of itself over the version that was read. */
export const changeGroup = (
  db: Db,
  scope: Scope,
  { groupId, version, form }: { groupId: string; version: number; form: GroupForm },
): Promise<Result<string>> =>
  db.act(scope, 'support.changeGroup', async (tx) => {
    if (!(await group(tx, groupId))) return gone
    return (await updateGroup(tx, groupId, version, form)) ? ok(groupId) : meanwhile('support', 'this group')
  })

export const joinGroup = (
  db: Db,
  scope: Scope,
  { groupId, coachId, today }: { groupId: string; coachId: string; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.joinGroup', async (tx) => {
    if (!(await group(tx, groupId)) || !(await coachOf(tx, coachId))) return gone
    return (await insertMember(tx, groupId, coachId, today))
      ? ok(groupId)
      : refuse('support.in-group', 'This coach belongs to the group already.', 'coachId')
  })

export const leaveGroup = (
  db: Db,
  scope: Scope,
  { groupId, coachId, today }: { groupId: string; coachId: string; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.leaveGroup', async (tx) =>
    (await endMember(tx, groupId, coachId, today)) ? ok(groupId) : gone,
  )

/**
 * Writes down who came on a day. Refused for whoever does not belong to the group, and once when a roster of that day is
 * there that the form was not opened at (`opened` is its mark).
 */
export const takeRoster = (
  db: Db,
  scope: Scope,
  asked: { groupId: string; heldOn: Day; minutes: number; came: readonly string[]; opened: string; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.takeRoster', async (tx) => {
    if (!(await group(tx, asked.groupId))) return gone
    const problems = dayProblems(asked.heldOn, asked.today)
    if (problems.length > 0) return refuseAll(problems)
    const belong = new Set((await members(tx, asked.groupId)).map(({ id }) => id))
    if (asked.came.some((id) => !belong.has(id)))
      return refuse('support.not-in-group', 'Somebody on the roster left the group. Look at the list again.')
    if (asked.came.length === 0) return refuse('support.nobody-came', `Tick who came on ${dayInWords(asked.heldOn)}.`)
    const there = await meetingOn(tx, asked.groupId, asked.heldOn)
    if (there && asked.opened !== markOf(there)) return meanwhile('support', 'a roster of that day')
    await saveMeeting(tx, asked.groupId, asked)
    return ok(asked.groupId)
  })
