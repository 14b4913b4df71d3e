import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dayText, idText, line, title } from '../../core/text.ts'

export type LeadershipRole = {
  readonly id: string
  readonly title: string
  readonly fromOn: Day
  readonly toOn: Day | null
}
export type LeadershipStep = { readonly id: string; readonly what: string; readonly takenOn: Day }

export const roleForm = z.strictObject({
  title: title('Role', { help: 'Leads the Tuesday group, or trains new coaches.' }),
  fromOn: dayText('From'),
})
export const stepForm = z.strictObject({
  what: line('Step', { help: 'Led a first meeting, or spoke to the county board.' }),
  takenOn: dayText('Day'),
})
export const endRoleForm = z.strictObject({ roleId: idText('Role') })
fills('leadership_step', stepForm)

fills('leadership_role', roleForm)
