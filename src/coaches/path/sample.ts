import { addDays, type Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { EngagementKind, Stage } from './model.ts'

// What became of the invented cast, in the order in which they were trained; chosen by hand, and the same every time. Of the 39
// trained in 2023, 11 came on board and 8 still work.
type End = 'works' | 'on leave' | 'back' | 'stopped' | 'moved on' | 'onboarding' | 'waits' | 'left'
const ends: readonly (readonly [year: string, ...ends: (readonly [End, number])[]])[] = [
  ['2020', ['works', 2], ['stopped', 1], ['moved on', 1], ['left', 1]],
  ['2021', ['works', 3], ['back', 1], ['on leave', 1], ['stopped', 2], ['moved on', 1], ['left', 6]],
  ['2023', ['works', 7], ['back', 1], ['on leave', 1], ['stopped', 1], ['moved on', 1], ['left', 17], ['waits', 11]],
  ['2024', ['works', 5], ['stopped', 1], ['onboarding', 3], ['waits', 3]],
]

const reasons = [
  'Found full-time work',
  'Moved to another county',
  'Cares for a family member',
  'Evening shifts did not fit',
  'No answer to three calls',
]

type Step = { readonly stage: Stage; readonly on: Day; readonly reason: string }

/** The steps of one coach around the day of their training; `place` is their place in the cast. */
function stepsOf(end: End, trainedOn: Day, place: number): readonly Step[] {
  const step = (stage: Stage, days: number, reason = ''): Step => ({ stage, on: addDays(trainedOn, days), reason })
  const reason = reasons[place % reasons.length] ?? ''
  const applied = -60 - ((place * 7) % 45)
  const before = [
    ...(place % 4 === 0 ? [step('prospect', applied - 21)] : []),
    step('applicant', applied),
    step('screened', applied + 12),
    step('accepted', applied + 20),
    step('in training', -8),
  ]
  if (end === 'waits') return before
  if (end === 'left') return [...before, step('withdrawn', 30 + ((place * 11) % 90), reason)]
  const onboard = step('onboarding', 10 + (place % 4) * 3)
  if (end === 'onboarding') return [...before, onboard]
  // Most begin within half a year; every ninth takes longer.
  const start = place % 9 === 0 ? 195 : 40 + (place % 7) * 15
  const active = [...before, onboard, step('active', start)]
  const after = start + 60 + (place % 5) * 45
  if (end === 'on leave') return [...active, step('on leave', after)]
  if (end === 'stopped') return [...active, step('inactive', after, reason)]
  if (end === 'moved on') return [...active, step('withdrawn', after, reason)]
  if (end === 'back') return [...active, step('inactive', after, reason), step('reactivated', after + 70)]
  return active
}

const endOf = (year: string, at: number): End => {
  const all = ends.find(([one]) => one === year)?.slice(1) as readonly (readonly [End, number])[] | undefined
  const spread = (all ?? []).flatMap(([end, count]) => Array.from({ length: count }, () => end))
  // Spread over the year, so that no class has all who stay: 5 is prime to the sizes that are no multiple of it.
  return spread[spread.length % 5 === 0 ? at : (at * 5) % spread.length] ?? 'waits'
}

/** Gives the trained coaches of the sample county their paths; answers when each applied. */
export async function loadPaths(
  tx: Tx,
  coaches: readonly string[],
): Promise<readonly { readonly coachId: string; readonly appliedOn: Day }[]> {
  const { rows } = await tx.client.query<{ key: string; trained_on: Day }>(
    'select key, trained_on from coach_trained_fact where org_id = $1',
    [tx.org],
  )
  const trainedOn = new Map(rows.map((row) => [row.key, row.trained_on]))
  const places = new Map<string, number>()
  const paths = coaches.flatMap((coachId, place) => {
    const day = trainedOn.get(coachId)
    if (day === undefined) return []
    const year = day.slice(0, 4)
    const at = places.get(year) ?? 0
    places.set(year, at + 1)
    return [{ coachId, place, steps: stepsOf(endOf(year, at), day, place) }]
  })
  const steps = paths.flatMap(({ coachId, steps: own }) =>
    own.map((step, at) => ({ ...step, coachId, position: at + 1 })),
  )
  await tx.client.query(
    `insert into coach_stage (org_id, id, coach_id, stage, from_on, position, reason, is_sample)
     select $1, id, coach_id, stage, from_on, position, reason, true
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::int[], $7::text[])
       as s (id, coach_id, stage, from_on, position, reason)`,
    [
      tx.org,
      steps.map(() => newId()),
      steps.map(({ coachId }) => coachId),
      steps.map(({ stage }) => stage),
      steps.map(({ on }) => on),
      steps.map(({ position }) => position),
      steps.map(({ reason }) => reason),
    ],
  )
  await loadEngagements(tx, paths)
  return paths.map(({ coachId, steps: own }) => ({
    coachId,
    appliedOn: own.find(({ stage }) => stage === 'applicant')?.on ?? '2020-01-01',
  }))
}

async function loadEngagements(
  tx: Tx,
  paths: readonly { readonly coachId: string; readonly place: number; readonly steps: readonly Step[] }[],
): Promise<void> {
  const rows = paths.flatMap(({ coachId, place, steps }) => {
    const start = steps.find(({ stage }) => stage === 'active')?.on
    if (start === undefined) return []
    const kind: EngagementKind = place % 8 === 0 ? 'employed' : 'volunteer'
    const later: EngagementKind = 'stipended'
    return [
      { coachId, kind, on: start },
      ...(kind === 'volunteer' && place % 3 === 0 ? [{ coachId, kind: later, on: addDays(start, 45) }] : []),
    ]
  })
  await tx.client.query(
    `insert into coach_engagement (org_id, id, coach_id, kind, from_on, is_sample)
     select $1, id, coach_id, kind, from_on, true
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[]) as e (id, coach_id, kind, from_on)`,
    [
      tx.org,
      rows.map(() => newId()),
      rows.map(({ coachId }) => coachId),
      rows.map(({ kind }) => kind),
      rows.map(({ on }) => on),
    ],
  )
}
