import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import { freezeAtStart } from '../measures/curve/actions.ts'
import { frozenAtStart } from '../measures/curve/frozen.ts'
import { insertEntered } from '../measures/entered/store.ts'
import type { Measure } from '../measures/model.ts'
import { readingsOf } from '../measures/readings.ts'
import { insertMeasures, listMeasures } from '../measures/store.ts'
import { loadSample as loadPartners } from '../partners/sample.ts'
import { partners } from '../partners/store.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import type { ScorecardNeeds } from './actions.ts'
import { scorecardRoutes } from './routes.tsx'
import { loadSample } from './sample.ts'

const today: Day = '2025-01-15'

/** The needs of this room, answered by the rooms to its left as the app does. */
export const needs: ScorecardNeeds = {
  measures: async (tx) => [...(await listMeasures(tx))].sort((a, b) => a.title.localeCompare(b.title)),
  readings: async (tx, ids) =>
    new Map((await readingsOf(tx, await listMeasures(tx, ids), today)).map((one) => [one.measure.id, one.readings])),
  periodsOf: async (tx, id) =>
    (await readingsOf(tx, await listMeasures(tx, [id]), today)).flatMap((one) =>
      one.readings.map(({ period }) => period),
    ),
  partners: (tx) => partners(tx),
  planStarted: freezeAtStart,
  frozenAtStart,
  curve: async () => null,
}

export type Room = {
  readonly db: TestDb
  readonly team: TestTeam
  readonly measures: ReadonlyMap<string, string>
  readonly partners: Readonly<Record<string, string>>
  /** The id of a sample measure by its slug. */
  readonly measure: (slug: string) => string
}

const slugs: readonly (readonly [string, string, Measure['asks'], string])[] = [
  ['new-recovery-coaches-trained', 'New recovery coaches trained', 'how much', 'coaches'],
  ['training-sessions-held', 'Training sessions held', 'how much', 'sessions'],
  ['outreach-attempts', 'Outreach attempts', 'how much', 'attempts'],
  ['training-completion', 'Coaches who complete their training', 'how well', '%'],
  ['survivors-reached', 'Survivors reached', 'how well', '%'],
  ['connected-to-treatment', 'People connected to treatment', 'better off', '%'],
  ['overdose-emergency-visits', 'Overdose emergency visits', null, 'visits'],
  ['residents-receiving-buprenorphine', 'Residents receiving buprenorphine', null, 'residents'],
]

/** The sample county's scorecard behind its doors, with values for the seed's measure. */
export async function sampleRoom(): Promise<Room> {
  const db = await freshDb()
  const team = await teamOn(db, scorecardRoutes(needs))
  const done = await db.act(team.scope, 'test.loadSample', async (tx) => {
    const measures = await insertMeasures(
      tx,
      slugs.map(([slug, title, asks, unit]) => ({
        slug,
        title,
        kind: asks === null ? 'indicator' : 'performance',
        asks,
        better: 'higher',
        unit,
        decimals: 0,
        shape: unit === '%' ? 'share' : 'count',
        definition: null,
        calendar: { kind: 'year' },
        collectedFrom: '2020-01-01',
        collectedThrough: '2024-12-31',
        endedOn: null,
        settlesAfterDays: 30,
        isPersonLevel: false,
        publishesSplits: true,
        smallSplitsReason: '',
        source: 'Training records',
        isSample: slug !== 'new-recovery-coaches-trained',
      })),
    )
    const seed = measures.get('new-recovery-coaches-trained') ?? newId()
    await insertEntered(
      tx,
      [5, 14, 0, 39, 12].map((value, index) => ({
        measureId: seed,
        period: { label: String(2020 + index), from: `${2020 + index}-01-01`, to: `${2020 + index}-12-31` },
        value,
        numerator: null,
        denominator: null,
        status: 'final',
        reason: null,
        source: 'Training records',
        note: '',
      })),
    )
    const partnerIds = await loadPartners(tx)
    await loadSample(tx, { measures, partners: partnerIds })
    return ok({ measures, partners: partnerIds })
  })
  if (!done.ok) throw new Error('the sample was refused')
  const measure = (slug: string): string => {
    const id = done.value.measures.get(slug)
    if (id === undefined) throw new Error(`there is no measure ${slug}`)
    return id
  }
  return { db, team, ...done.value, measure }
}
