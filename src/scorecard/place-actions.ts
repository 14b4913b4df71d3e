import { isId } from '../core/id.ts'
import { isOther } from '../core/mark.ts'
import { meanwhile, ok, refuse } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { verb } from '../platform/db/verbs.ts'
import type { ScorecardNeeds, Way } from './actions.ts'
import { moved } from './rules.ts'
import { all, find, place, placements, reorder, servedResults, setServedResults, unplace } from './store.ts'

/** A result or a program, under which measures stand. */
export type Holder = { readonly kind: 'result' | 'program'; readonly id: string }

type ChosenMeasures = {
  readonly holder: Holder
  readonly measureIds: readonly string[]
  readonly opened: string
  readonly needs: Pick<ScorecardNeeds, 'measures'>
}

/** Says which measures stand under a result or a program. `opened` marks those that the form was opened at. Those that stay keep their order; new ones come last. */
export const chooseMeasures = verb(
  'scorecard.chooseMeasures',
  async (tx, { holder, measureIds, opened, needs }: ChosenMeasures) => {
    const known = await needs.measures(tx)
    if (!(await stands(tx, holder)) || !measureIds.every((id) => known.some((measure) => measure.id === id)))
      return notOfTheList('measures')
    const here = (await placements(tx)).filter((each) => holderOf(each).id === holder.id)
    if (isOther(opened, here.map((each) => each.measureId).sort())) return meanwhile('scorecard', 'this choice')
    await unplace(
      tx,
      here.filter((each) => !measureIds.includes(each.measureId)).map((each) => each.id),
    )
    const isNew = measureIds.filter((id) => !here.some((each) => each.measureId === id))
    await place(
      tx,
      isNew.map((measureId) => ({ measureId, ...under(holder) })),
    )
    return ok(null)
  },
)

/** Says under which results and programs a measure stands. */
export const placeMeasure = verb(
  'scorecard.placeMeasure',
  async (tx, { measureId, holders, opened }: { measureId: string; holders: readonly Holder[]; opened: string }) => {
    for (const holder of holders) if (!(await stands(tx, holder))) return notOfTheList('places')
    const here = (await placements(tx)).filter((each) => each.measureId === measureId)
    if (isOther(opened, here.map((each) => holderOf(each).id).sort())) return meanwhile('scorecard', 'this choice')
    const isWanted = (id: string): boolean => holders.some((holder) => holder.id === id)
    await unplace(
      tx,
      here.filter((each) => !isWanted(holderOf(each).id)).map((each) => each.id),
    )
    const isNew = holders.filter((holder) => !here.some((each) => holderOf(each).id === holder.id))
    await place(
      tx,
      isNew.map((holder) => ({ measureId, ...under(holder) })),
    )
    return ok(null)
  },
)

/** Says which results a program serves. */
export const chooseResults = verb(
  'scorecard.chooseResults',
  async (tx, { programId, resultIds, opened }: { programId: string; resultIds: readonly string[]; opened: string }) => {
    const known = await all(tx, 'result')
    const isStanding = await stands(tx, { kind: 'program', id: programId })
    if (!isStanding || !resultIds.every((id) => known.some((result) => result.id === id)))
      return notOfTheList('results')
    const served = (await servedResults(tx)).filter((link) => link.programId === programId)
    if (isOther(opened, served.map((link) => link.resultId).sort())) return meanwhile('scorecard', 'this choice')
    await setServedResults(tx, programId, resultIds)
    return ok(null)
  },
)

/** Moves a measure one place among those it stands with: under the same result, or under the same question of a program. */
export const movePlacement = verb(
  'scorecard.moveMeasure',
  async (tx, { id, way, needs }: { id: string; way: Way; needs: Pick<ScorecardNeeds, 'measures'> }) => {
    const everywhere = await placements(tx)
    const mover = everywhere.find((each) => each.id === id)
    if (!mover) return refuse('scorecard.unknown', 'This is not on the scorecard.')
    const places = everywhere.filter((each) => holderOf(each).id === holderOf(mover).id)
    const asks = new Map((await needs.measures(tx)).map((measure) => [measure.id, measure.asks]))
    const group = places.filter((each) => asks.get(each.measureId) === asks.get(mover.measureId))
    // The group keeps the places it holds in the whole order; only its members change seats.
    const seats = moved(group, id, way).map((each) => each.id)
    const inOrder = places.map((each) => (group.includes(each) ? (seats.shift() ?? each.id) : each.id))
    await reorder(tx, 'placement', inOrder)
    return ok(holderOf(mover))
  },
)

const holderOf = (each: { readonly resultId: string | null; readonly programId: string | null }): Holder =>
  each.resultId === null ? { kind: 'program', id: each.programId ?? '' } : { kind: 'result', id: each.resultId }

const under = ({ kind, id }: Holder) => (kind === 'result' ? { resultId: id } : { programId: id })

async function stands(tx: Tx, { kind, id }: Holder): Promise<boolean> {
  const kept = isId(id) ? await find(tx, kind, id) : undefined
  return kept !== undefined && kept.removedAt === null
}

const notOfTheList = (field: string) =>
  refuse('scorecard.not-of-the-list', 'One of the choices is no longer on the list. Choose again.', field)
