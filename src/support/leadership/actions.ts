import type { z } from 'zod'
import { ok, refuse } from '../../core/result.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import { gone } from '../mentors/actions.ts'
import { coachOf } from '../store.ts'
import type { roleForm, stepForm } from './model.ts'
import { endRole } from './store.ts'

/** A coach leads something from a day on; it may begin later. */
export const giveRole = verb(
  'support.giveRole',
  async (tx, { coachId, form }: { coachId: string; form: z.infer<typeof roleForm> }) => {
    if (!(await coachOf(tx, coachId))) return gone
    await put(tx, 'leadership_role', { coachId, ...form })
    return ok(coachId)
  },
)

export const finishRole = verb(
  'support.finishRole',
  async (tx, { coachId, roleId }: { coachId: string; roleId: string }, today) =>
    (await endRole(tx, coachId, roleId, today)) ? ok(coachId) : gone,
)

/** A step that a coach has taken. */
export const recordStep = verb(
  'support.recordLeadershipStep',
  async (tx, { coachId, form }: { coachId: string; form: z.infer<typeof stepForm> }, today) => {
    if (!(await coachOf(tx, coachId))) return gone
    if (form.takenOn > today)
      return refuse('support.day-to-come', 'This day is still to come. Record the step once it is taken.', 'takenOn')
    await put(tx, 'leadership_step', { coachId, ...form })
    return ok(coachId)
  },
)
