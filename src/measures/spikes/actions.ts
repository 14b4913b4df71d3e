import type { Day } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import { meanwhile as meanwhileSaved, ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import type { Measure } from '../model.ts'
import { meanwhile, noMeasure } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import type { DailyCount, Every, Seen } from './model.ts'
import { openAlerts } from './rules.ts'
import { countsOf, daysThatDiffer, keepDays, keepSeen, seenOf, setWatch, watchOf } from './store.ts'

/** Watches a count by day or by week, or not any more (`never`). `version` is that of the watch as it was read, 0 without one. */
export const watch = (
  db: Db,
  scope: Scope,
  {
    measureId,
    version,
    every,
    lagDays,
  }: { measureId: string; version: number; every: Every | 'never'; lagDays: number },
): Promise<Result<string>> =>
  db.act(scope, 'measures.setSpikeWatch', async (tx) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    if (measure.shape !== 'count') return noCount()
    if (((await watchOf(tx, measureId))?.version ?? 0) !== version) return meanwhile()
    await setWatch(tx, measureId, every === 'never' ? null : { every, lagDays })
    return ok(measureId)
  })

/**
 * Keeps daily counts of a measure whose readings are entered. Days that have not come yet are refused, and once those that
 * have another count already, unless the form was opened at these (`opened` is their mark; null says nothing).
 */
export const enterDays = (
  db: Db,
  scope: Scope,
  {
    measureId,
    days,
    opened,
    today,
  }: { measureId: string; days: readonly DailyCount[]; opened: string | null; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'measures.enterDailyCounts', async (tx) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure || measure.definition) return noMeasure()
    if (measure.shape !== 'count') return noCount()
    const ahead = days.find(({ on }) => on > today)
    if (ahead) return refuse('measures.not-begun', `${ahead.on} has not come yet.`, 'days')
    const there = await daysThatDiffer(tx, measureId, days)
    if (opened !== null && there.length > 0 && opened !== markOf(there))
      return meanwhileSaved('measures', 'counts of some of these days')
    await keepDays(tx, measureId, days)
    return ok(measureId)
  })

type Look = Pick<Seen, 'from' | 'count' | 'finding' | 'note'>

/** Says what an alert was. Refused when there is no such alert, or late records have changed its count meanwhile. */
export const lookAtSpike = (
  db: Db,
  scope: Scope,
  { measureId, look, today }: { measureId: string; look: Look; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'measures.lookAtSpike', async (tx) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const found = await watchOf(tx, measureId)
    const alerts = found ? await alertsOf(tx, measure, today) : []
    const alert = alerts.find(({ from }) => from === look.from)
    if (!found || !alert)
      return refuse('measures.no-alert', 'This alert is not there any more. Somebody may have looked at it.')
    if (alert.count !== look.count)
      return refuse('measures.count-changed', `The count is ${alert.count} by now. Look again.`, 'count')
    await keepSeen(tx, measureId, { ...look, every: found.every, seenOn: today })
    return ok(measureId)
  })

async function alertsOf(tx: Tx, measure: Measure, today: Day) {
  const found = await watchOf(tx, measure.id)
  const counts = found && (await countsOf(tx, measure, found, today))
  return counts ? openAlerts(counts, await seenOf(tx, [measure.id])) : []
}

const noCount = () => refuse('measures.no-count', 'Only counts are watched for spikes.', 'every')
