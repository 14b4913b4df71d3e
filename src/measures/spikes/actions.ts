import type { Day } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import { meanwhile, ok, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { Measure } from '../model.ts'
import { noMeasure } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import type { DailyCount, Seen, WatchForm } from './model.ts'
import { openAlerts } from './rules.ts'
import { countsOf, daysThatDiffer, keepDays, keepSeen, seenOf, setWatch, watchOf } from './store.ts'

/** Watches a count by day or by week, or not any more (`never`). `version` is that of the watch as it was read, 0 without one. */
export const watch = verb(
  'measures.setSpikeWatch',
  async (tx, { measureId, version, every, lagDays }: { measureId: string; version: number } & WatchForm) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    if (measure.shape !== 'count') return noCount()
    if (((await watchOf(tx, measureId))?.version ?? 0) !== version)
      return meanwhile('measures', 'how this count is watched')
    await setWatch(tx, measureId, every === 'never' ? null : { every, lagDays })
    return ok(measureId)
  },
)

type Days = { readonly measureId: string; readonly days: readonly DailyCount[]; readonly opened: string | null }

/**
 * Keeps daily counts of a measure whose readings are entered. Days that have not come yet are refused, and once those that
 * have another count already, unless the form was opened at these (`opened` is their mark; null says nothing).
 */
export const enterDays = verb('measures.enterDailyCounts', async (tx, { measureId, days, opened }: Days, today) => {
  const measure = await findMeasure(tx, measureId)
  if (!measure || measure.definition) return noMeasure()
  if (measure.shape !== 'count') return noCount()
  const ahead = days.find(({ on }) => on > today)
  if (ahead) return refuse('measures.not-begun', `${ahead.on} has not come yet.`, 'days')
  const there = await daysThatDiffer(tx, measureId, days)
  if (opened !== null && there.length > 0 && opened !== markOf(there))
    return meanwhile('measures', 'counts of some of these days')
  await keepDays(tx, measureId, days)
  return ok(measureId)
})

type Look = Pick<Seen, 'from' | 'count' | 'finding' | 'note'>

/** Says what an alert was. Refused when there is no such alert, or late records have changed its count meanwhile. */
export const lookAtSpike = verb(
  'measures.lookAtSpike',
  async (tx, { measureId, look }: { measureId: string; look: Look }, today) => {
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
  },
)

async function alertsOf(tx: Tx, measure: Measure, today: Day) {
  const found = await watchOf(tx, measure.id)
  const counts = found && (await countsOf(tx, measure, found, today))
  return counts ? openAlerts(counts, await seenOf(tx, [measure.id])) : []
}

const noCount = () => refuse('measures.no-count', 'Only counts are watched for spikes.', 'every')
