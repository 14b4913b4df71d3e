import { addDays } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import { insertGoal, insertServing } from './store.ts'

/** Some ratings, plans and courses of the invented county: two ratings a year apart, and a plan that follows from them. */
export async function loadCompetencies(tx: Tx, { now }: { readonly now: Date }): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const { rows: active } = await tx.client.query<{ id: string }>(
    `select coach_id as id from coach_standing where org_id = $1 and is_active order by coach_id limit 4`,
    [tx.org],
  )
  for (const [place, { id: coachId }] of active.entries()) {
    for (const area of [2, 5, 8, 9].map((first) => ((first + place - 1) % 12) + 1)) {
      const say = (rater: 'self' | 'supervisor', level: number, days: number) =>
        put(tx, 'competency_rating', { coachId, area, rater, level, ratedOn: addDays(today, -days), isSample: true })
      await say('self', 2, 380)
      await say('self', 2 + ((area + place) % 3), 20)
      await say('supervisor', 2 + (area % 2), 15)
    }
    const what = 'Sit in on two crisis talks with a mentor'
    await insertGoal(tx, coachId, { area: 8, what, dueOn: addDays(today, 60), courseId: '' }, true)
  }
  const { rows: courses } = await tx.client.query<{ id: string; kind: string }>(
    'select id, kind from course where org_id = $1 order by id',
    [tx.org],
  )
  const serves: Readonly<Record<string, readonly number[]>> = {
    academy: [1, 2, 3, 4, 5],
    ethics: [9, 12],
    naloxone: [7],
    'mental health': [8],
    'peer support': [1, 3, 6],
  }
  for (const { id: courseId, kind } of courses)
    for (const area of serves[kind] ?? []) await insertServing(tx, { area, courseId }, true)
}
