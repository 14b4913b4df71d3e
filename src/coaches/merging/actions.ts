import { newId } from '../../core/id.ts'
import { ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Touched } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type Hand, verb } from '../../platform/db/verbs.ts'
import { searchKey } from '../facts.ts'
import type { Coach } from '../model.ts'
import { coach } from '../store.ts'
import { sideBySide } from './look.ts'
import { type OfCoach, type Pair, profileFields, type Question, type Side, sides } from './model.ts'
import type { MergeNeeds } from './needs.ts'
import {
  asideOf,
  collisions,
  deleteCoach,
  type MovedRows,
  move,
  moveBack,
  movedBy,
  moveTogether,
  papersParted,
  putBack,
  rowsBetween,
  rowsOf,
  setAside,
  stepsAway,
  stepsInOrder,
} from './rows.ts'
import { deleteMerge, insertMerge, type KeptMerge, mergesOf, mergeWithId, type Profile, writeProfile } from './store.ts'

export const goneAlready = refuse('coaches.no-coach', 'One of the two is not on the roster any more.')
export const partedAlready = refuse('coaches.no-merge', 'These two are apart already.')

/**
 * Makes one coach of two: what hangs on the one hangs on the other, in one transaction, with its history and its numbers.
 * `choices` says whose stays where only one can (`kept` or `gone`, by the name of the field). Refuses what the rooms refuse.
 */
export const mergeCoaches = verb('coaches.mergeCoaches', async (tx, { pair, choices, needs }: Merging, today) => {
  const [kept, gone] = [await coach(tx, pair.kept), await coach(tx, pair.gone)]
  if (!kept || !gone || kept.id === gone.id) return goneAlready
  const look = await sideBySide(tx, { kept, gone }, needs)
  const open = [...look.questions, ...look.profile].filter(({ field }) => sideIn(choices, field) === null)
  if (look.refusals.length > 0) return refuseAll(look.refusals)
  if (open.length > 0)
    return refuseAll(
      open.map(({ field }) => ({ code: 'coaches.choose-side', message: 'Choose which of the two stays.', field })),
    )
  const id = newId()
  await needs.counted(tx, await touchedBy(tx, pair, needs), async () => {
    await moveTogether(tx)
    await insertMerge(tx, { ...pair, id, ...goneAs(gone), ...profileAfter(kept, gone, choices), on: today })
    for (const one of look.questions) await leave(tx, id, one, sideIn(choices, one.field) ?? 'kept')
    await handOver(tx, id, pair, needs)
    await deleteCoach(tx, id, gone.id)
    const { after } = profileAfter(kept, gone, choices)
    await writeProfile(tx, kept.id, { ...after, ...(after.name && { search: searchKey(after.name) }) })
  })
  return ok(id)
})

type Merging = { readonly pair: Pair; readonly choices: Readonly<Record<string, string>>; readonly needs: MergeNeeds }

const sideIn = (choices: Readonly<Record<string, string>>, field: string): Side | null =>
  sides.find((side) => side === choices[field]) ?? null

const goneAs = ({ name }: Coach) => ({ goneName: name, goneSearch: searchKey(name) })

/** What the kept coach is called and reached by, where that changes: as it was, and as it becomes. An empty field is filled. */
function profileAfter(
  kept: Coach,
  gone: Coach,
  choices: Readonly<Record<string, string>>,
): { readonly before: Partial<Profile>; readonly after: Partial<Profile> } {
  const changed = profileFields.filter(
    (field) => gone[field] && kept[field] !== gone[field] && (!kept[field] || sideIn(choices, field) === 'gone'),
  )
  const of = (one: Coach): Partial<Profile> => Object.fromEntries(changed.map((field) => [field, one[field]]))
  return { before: of(kept), after: of(gone) }
}

/** Of one thing that both have, sets the one aside that does not stay, with its parts; what joins it goes over to the other. */
async function leave(tx: Tx, mergeId: string, { of, kept, gone }: Question, stays: Side): Promise<void> {
  const [staying, leaving] = stays === 'kept' ? [kept, gone] : [gone, kept]
  for (const one of of) {
    for (const join of one.joins ?? [])
      await move(tx, mergeId, join, { was: leaving[0] ?? '', becomes: staying[0] ?? '' })
    for (const part of one.parts ?? []) await setAside(tx, mergeId, part, leaving)
    await setAside(tx, mergeId, { table: one.table, column: 'id' }, leaving)
  }
}

async function handOver(tx: Tx, mergeId: string, pair: Pair, { ofCoach }: MergeNeeds): Promise<void> {
  const own = ofCoach.filter(({ follows }) => follows === undefined)
  for (const of of own) await setAside(tx, mergeId, { table: of.table, column: 'id' }, await rowsBetween(tx, of, pair))
  for (const of of own) {
    if (!of.isSealed) {
      const both = await collisions(tx, of, pair)
      await setAside(tx, mergeId, { table: of.table, column: 'id' }, [...new Set(both.map(({ gone }) => gone))])
    }
    await move(tx, mergeId, of, { was: pair.gone, becomes: pair.kept })
  }
}

/** The numbers that move when two are one, or two again: those of both coaches, and of each record that says who. */
async function touchedBy(tx: Tx, pair: Pair, needs: MergeNeeds, mergeId?: string): Promise<Touched> {
  const both = [pair.kept, pair.gone]
  const facts: Record<string, string[]> = {}
  for (const of of needs.ofCoach) {
    if (of.fact === undefined) continue
    const ids = [...(await rowsOf(tx, of, pair.kept)), ...(await rowsOf(tx, of, pair.gone))]
    const aside = mergeId === undefined ? [] : await asideOf(tx, mergeId, of.table)
    facts[of.fact] = [...new Set([...ids, ...aside])]
  }
  return {
    ...facts,
    coach_trained: [...new Set([...both, ...(await needs.beside(tx, pair))])],
    coach_start: both,
    coach_first_shift: both,
    credential_standing: both,
  }
}

/**
 * Makes two coaches of one again, each as they were. What came to the kept coach since then stays there. Refuses where what is
 * there by now leaves no room for what was.
 */
export async function unmergeCoaches(hand: Hand, asked: Parting): Promise<Result<Pair>> {
  try {
    return await takeApart(hand, asked)
  } catch (error) {
    // What is unique in the database is the rule here: it knows every table, also those to come.
    if (!isTaken(error)) throw error
    return refuse(
      'coaches.no-room',
      'Since they were merged something was recorded that takes the place of what each had before, such as a new mentor, credential or record of one class. Remove it first, then take them apart.',
    )
  }
}

type Parting = { readonly mergeId: string; readonly needs: MergeNeeds }
const takeApart = verb('coaches.unmergeCoaches', async (tx, { mergeId, needs }: Parting) => {
  const merge = await mergeWithId(tx, mergeId)
  return merge ? part(tx, merge, needs) : partedAlready
})

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '23P01')

async function part(tx: Tx, merge: KeptMerge, needs: MergeNeeds): Promise<Result<Pair>> {
  const pair = { kept: merge.kept, gone: merge.gone }
  const kept = await coach(tx, pair.kept)
  if (!kept) return goneAlready
  const [newest] = await mergesOf(tx, kept.id)
  if (newest && newest.id !== merge.id)
    return refuse(
      'coaches.newer-merge',
      `${newest.goneName} was merged into ${kept.name} later. Take these two apart first.`,
    )
  const isInOrder = await needs.counted(tx, await touchedBy(tx, pair, needs, merge.id), async () => {
    await moveTogether(tx)
    await profileBack(tx, merge, kept)
    await putBack(tx, merge.id, { isOf: (table) => table === 'coach', ofCoach: [] })
    const moved = await movedBy(tx, merge.id)
    await handBack(tx, pair, moved, needs.ofCoach)
    // Where the path of who goes was the one that stayed, that of who stays comes back before the steps taken since.
    const hadTheirPath = moved.some(({ table }) => table === 'coach_stage')
    if (hadTheirPath) await stepsAway(tx, pair.kept)
    await putBack(tx, merge.id, { isOf: (table) => table !== 'coach', ofCoach: needs.ofCoach })
    for (const rows of moved.filter(isJoin(needs.ofCoach))) await moveBack(tx, { ...rows, isSealed: false })
    await papersParted(tx, pair.kept)
    await needs.parted(tx, pair)
    await deleteMerge(tx, merge.id)
    return !hadTheirPath || (await stepsInOrder(tx, pair.kept))
  })
  if (isInOrder) return ok(pair)
  return refuse(
    'coaches.steps-since',
    'Steps of the path recorded since they were merged are older than those that come back. Take these steps back first.',
  )
}

const isJoin =
  (ofCoach: readonly OfCoach[]) =>
  ({ table, column }: MovedRows): boolean =>
    !ofCoach.some((of) => of.table === table && of.column === column)

async function handBack(
  tx: Tx,
  { kept, gone }: Pair,
  moved: readonly MovedRows[],
  ofCoach: readonly OfCoach[],
): Promise<void> {
  const isSealed = ({ table }: MovedRows): boolean => ofCoach.some((of) => of.table === table && of.isSealed === true)
  const isOther = isJoin(ofCoach)
  for (const rows of moved)
    if (!isOther(rows)) await moveBack(tx, { ...rows, was: gone, became: kept, isSealed: isSealed(rows) })
}

/** What the merge changed of the kept coach, as far as nobody changed it since. */
async function profileBack(tx: Tx, { before, after, kept }: KeptMerge, now: Coach): Promise<void> {
  const same = profileFields.filter((field) => field in after && now[field] === after[field])
  const change: Partial<Profile> = Object.fromEntries(same.map((field) => [field, before[field] ?? null]))
  await writeProfile(tx, kept, { ...change, ...(change.name && { search: searchKey(change.name) }) })
}
