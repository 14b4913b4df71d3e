// Longer than most, since each verb serves all seven kinds of words of the scorecard.
import type { ComponentChildren } from 'preact'
import type { Day } from '../core/day.ts'
import { meanwhile, ok, type Result, refuse } from '../core/result.ts'
import type { Period, Reading } from '../measures/model.ts'
import type { Tx } from '../platform/db/db.ts'
import { verb } from '../platform/db/verbs.ts'
import type { Visit } from '../platform/http/route.ts'
import { kinds } from './kinds.ts'
import type {
  ActionReport,
  DefinitionWords,
  Kept,
  Kind,
  MeasureNamed,
  PartnerNamed,
  PlaceOf,
  WordsOf,
} from './model.ts'
import { differingFields, hasStarted, moved } from './rules.ts'
import { all, find, insert, lastNumber, reorder, setRemoved, update } from './store.ts'

/** What this room asks of the rooms to its left; the app supplies it. */
export type ScorecardNeeds = {
  /** The measures of this organisation, in the order of their titles. */
  readonly measures: (tx: Tx) => Promise<readonly MeasureNamed[]>
  /** The draft readings of measures as the records stand now, in order of time, by measure id. */
  readonly readings: (tx: Tx, measureIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Reading[]>>
  /** The periods a story may be about, in order of time. */
  readonly periodsOf: (tx: Tx, measureId: string) => Promise<readonly Period[]>
  /** The curve of a measure as the draft would show it, with its values: what the words are about. */
  readonly curve: (tx: Tx, measureId: string, visit: Visit) => Promise<ComponentChildren>
  /** The partners of this organisation, in the order of their names. */
  readonly partners: (tx: Tx) => Promise<readonly PartnerNamed[]>
  /** Told, in the same transaction, that an action of a measure's plan is under way or done: what it is judged against is frozen then. */
  readonly planStarted: (tx: Tx, start: PlanStart) => Promise<void>
  /** What was frozen when an action started: where the number was headed, and the path to it; null where nothing was. */
  readonly frozenAtStart: (
    tx: Tx,
    start: Omit<PlanStart, 'on'>,
  ) => Promise<{ readonly expected: string; readonly path: string } | null>
}

export type PlanStart = { readonly measureId: string; readonly actionId: string; readonly on: Day }

type Writing = Pick<ScorecardNeeds, 'partners' | 'planStarted'>
export type Written = Exclude<Kind, 'measure_definition'>

/** Adds a result, a program or an entry of a measure. Refuses a partner that is unknown or already there. */
export const addWords = <K extends Written>(kind: K, needs: Writing) =>
  verb(
    `scorecard.add${kinds[kind].act}`,
    async (tx, { words, place }: { words: WordsOf[K]; place: PlaceOf<K> }): Promise<Result<string>> => {
      const measureId = measureIdOf(place)
      const checked = await partnerMayStand(tx, needs, kind, words, { id: null, measureId })
      if (!checked.ok) return checked
      const id = await insert(tx, kind, words, place)
      await startPlan(tx, needs, { id, measureId, after: words, on: dayIn(place) })
      return ok(id)
    },
  )

/** An object, and the version of it that the person read. */
type Read = { readonly id: string; readonly version: number }

/**
 * Changes the words of an object. Refuses (`scorecard.changed-meanwhile`) when the object is no longer as it was read, also
 * when it was removed; with the version of then, the same save goes through and a removed object stands again.
 */
export const changeWords = <K extends Written>(kind: K, needs: Writing) =>
  verb(
    `scorecard.change${kinds[kind].act}`,
    async (tx, { id, version, words }: Read & { words: WordsOf[K] }, today): Promise<Result<string>> => {
      const kept = await find(tx, kind, id)
      if (!kept) return unknown()
      const isAlreadySo = kept.removedAt === null && differingFields(words, kept).length === 0
      if (isAlreadySo) return ok(id)
      if (kept.version !== version) return savedMeanwhile(kind, kept)
      const checked = await partnerMayStand(tx, needs, kind, words, { id, measureId: measureIdOf(kept) })
      if (!checked.ok) return checked
      await update(tx, kind, id, words, kind === 'action' ? { updatedOn: today } : {})
      await startPlan(tx, needs, { id, measureId: measureIdOf(kept), before: kept, after: words, on: today })
      return ok(id)
    },
  )

/** Says how an action stands, by those who carry it out; what, who and when stay as they are. */
export const reportOnAction = (needs: Pick<ScorecardNeeds, 'planStarted'>) =>
  verb(
    'scorecard.reportOnAction',
    async (tx, { id, version, report }: Read & { report: ActionReport }, today): Promise<Result<string>> => {
      const kept = await find(tx, 'action', id)
      if (!kept || kept.removedAt !== null) return unknown()
      if (differingFields(report, kept).length === 0) return ok(id)
      if (kept.version !== version) return savedMeanwhile('action', kept)
      await update(tx, 'action', id, report, { updatedOn: today })
      await startPlan(tx, needs, { id, measureId: kept.measureId, before: kept, after: report, on: today })
      return ok(id)
    },
  )

export type NewDefinition = {
  readonly measureId: string
  /** The number of the newest definition that the person read; 0 for none. */
  readonly read: number
  readonly words: DefinitionWords
}

/**
 * Keeps a definition under the next number; the earlier ones stay and are listed. Refuses words that change nothing, and a
 * day before the one on which the definition before took effect.
 */
export const defineMeasure = verb(
  'scorecard.defineMeasure',
  async (tx, { measureId, read, words }: NewDefinition): Promise<Result<string>> => {
    const newest = (await all(tx, 'measure_definition', { measureId }))[0]
    const isSame = newest && newest.lay === words.lay && newest.technical === words.technical
    if (isSame && newest.effectiveOn === words.effectiveOn)
      return newest.number === read
        ? refuse('scorecard.same-definition', `These are the words of version ${newest.number} already.`, 'lay')
        : ok(newest.id)
    if ((newest?.number ?? 0) !== read)
      return newest
        ? savedMeanwhile('measure_definition', newest)
        : refuse(
            'scorecard.changed-meanwhile',
            'Somebody removed this definition while you were writing. Save again to keep yours.',
          )
    if (newest && words.effectiveOn < newest.effectiveOn)
      return refuse(
        'scorecard.effective-too-early',
        `The day is before ${newest.effectiveOn}, when version ${newest.number} took effect. Choose that day or a later one.`,
        'effectiveOn',
      )
    const number = (await lastNumber(tx, measureId)) + 1
    return ok(await insert(tx, 'measure_definition', words, { measureId, number }))
  },
)

/** Takes an object off its page. Its words stay and can be put back. Refuses when they are not those that were read. */
export const removeWords = <K extends Kind>(kind: K) =>
  verb(`scorecard.remove${kinds[kind].act}`, async (tx, { id, version }: Read): Promise<Result<string>> => {
    const kept = await find(tx, kind, id)
    if (!kept) return unknown()
    if (kept.removedAt !== null) return ok(id)
    if (kept.version !== version)
      return refuse(
        'scorecard.changed-meanwhile',
        'Somebody changed this after you opened it. Read it below, then decide again.',
      )
    await setRemoved(tx, kind, id, true)
    return ok(id)
  })

/** Puts a removed object back as it was. Refuses a partner who has been added again since. */
export const putWordsBack = <K extends Kind>(kind: K, needs: Pick<ScorecardNeeds, 'partners'>) =>
  verb(`scorecard.putBack${kinds[kind].act}`, async (tx, id: string): Promise<Result<string>> => {
    const kept = await find(tx, kind, id)
    if (!kept) return unknown()
    if (kept.removedAt === null) return ok(id)
    const checked = await partnerMayStand(tx, needs, kind, kept, { id, measureId: measureIdOf(kept) })
    if (!checked.ok) return checked
    await setRemoved(tx, kind, id, false)
    return ok(id)
  })

export const ways = ['up', 'down'] as const
export type Way = (typeof ways)[number]
type Ordered = Exclude<Kind, 'measure_definition' | 'story'>

/** Moves an object one place in its list: results and programs on the scorecard, entries within their measure. */
export const moveWords = <K extends Ordered>(kind: K) =>
  verb(`scorecard.move${kinds[kind].act}`, async (tx, { id, way }: { id: string; way: Way }) => {
    const kept = await find(tx, kind, id)
    if (!kept || kept.removedAt !== null) return unknown()
    const inOrder = await all(tx, kind, { measureId: measureIdOf(kept) ?? undefined })
    const ids = moved(inOrder, id, way).map((each) => each.id)
    await reorder(tx, kind, ids)
    return ok(id)
  })

/** The measure an entry belongs to; null for results and programs. */
const measureIdOf = (kept: unknown): string | null =>
  typeof kept === 'object' && kept !== null && 'measureId' in kept && typeof kept.measureId === 'string'
    ? kept.measureId
    : null

/** Tells of an action that starts: under way or done, and not so before. */
async function startPlan(
  tx: Tx,
  needs: Pick<ScorecardNeeds, 'planStarted'>,
  {
    id,
    measureId,
    before = {},
    after,
    on,
  }: { id: string; measureId: string | null; before?: object; after: object; on: Day | null },
): Promise<void> {
  if (measureId === null || on === null || !hasStarted(after) || hasStarted(before)) return
  await needs.planStarted(tx, { measureId, actionId: id, on })
}

/** The day on which a new action was written; null for anything else. */
const dayIn = (place: unknown): Day | null =>
  typeof place === 'object' && place !== null && 'updatedOn' in place && typeof place.updatedOn === 'string'
    ? place.updatedOn
    : null

const unknown = () => refuse('scorecard.unknown', 'This is not on the scorecard.')

const savedMeanwhile = (kind: Kind, kept: Kept<Kind>) =>
  kept.removedAt === null
    ? meanwhile('scorecard', `this ${kinds[kind].noun}`)
    : refuse(
        'scorecard.changed-meanwhile',
        'Somebody removed this while you were writing. Save again to put it back with your words.',
      )

async function partnerMayStand(
  tx: Tx,
  needs: Pick<ScorecardNeeds, 'partners'>,
  kind: Kind,
  words: WordsOf[Kind],
  self: { readonly id: string | null; readonly measureId: string | null },
): Promise<Result<null>> {
  const partnerId = 'partnerId' in words ? words.partnerId : null
  if (partnerId === null) return ok(null)
  if (!(await needs.partners(tx)).some((partner) => partner.id === partnerId))
    return refuse('scorecard.unknown-partner', 'Partner was not one of the list. Choose it again.', 'partnerId')
  if (kind !== 'measure_partner' || self.measureId === null) return ok(null)
  const others = await all(tx, 'measure_partner', { measureId: self.measureId })
  return others.some((other) => other.partnerId === partnerId && other.id !== self.id)
    ? refuse('scorecard.partner-twice', 'This partner is on the page already. Edit that entry instead.', 'partnerId')
    : ok(null)
}
