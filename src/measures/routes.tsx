import type { Tx } from '../platform/db/db.ts'
import { listDoor } from '../platform/doors/list-door.tsx'
import { type HistoryLine, historyOf } from '../platform/history.ts'
import { notFound, page } from '../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import { attentionRoutes, curveRoutes } from './curve/routes.tsx'
import { turnOf } from './curve/turn-view.ts'
import { newRoutes } from './definition/new-routes.tsx'
import { definitionRoutes } from './definition/routes.tsx'
import { dueRoutes } from './due/routes.tsx'
import { enteredRoutes } from './entered/routes.tsx'
import { enteredReadings } from './entered/store.ts'
import { gapsOf } from './gaps/store.ts'
import { importRoutes } from './import/routes.tsx'
import { importsOf } from './import/store.ts'
import { asks, type EnteredReading, type MeasureReadings, type WholeReadings } from './model.ts'
import { historyInWords } from './pages/history-words.ts'
import { type Chosen, Finding, listOf } from './pages/list.tsx'
import { CurvePage } from './pages/measure.tsx'
import { ReadingsPage } from './pages/readings.tsx'
import { readingsOf } from './readings.ts'
import type { MeasuresNeeds } from './records/need.ts'
import { recordRoutes } from './records/routes.tsx'
import { access, curveAt, recordsAt } from './rules.ts'
import { settingsRoutes } from './settings/routes.tsx'
import { spikeRoutes } from './spikes/routes.tsx'
import { allOpenAlerts } from './spikes/store.ts'
import { historyIds, listMeasures } from './store.ts'

/** Every measure's numbers, where they come from, and how they are entered, counted and set. */
export const measuresRoutes = (needs: MeasuresNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/measures',
    may: access.read,
    title: 'Measures',
    act: { to: '/measures/new', name: 'Add measure', may: access.write },
    read: async (tx, { url, today }) => {
      const all = await needs.wholes(tx, today)
      const chosen = chosenIn(url)
      const rows = all.filter((one) => isChosen(one, chosen)).map((one) => ({ ...one, id: one.measure.id }))
      return { chosen, rows, total: all.length }
    },
    above: (found, visit) => <Finding visit={visit} found={found} />,
    list: listOf,
  }),
  ...newRoutes(),
  ...dueRoutes(),
  ...attentionRoutes(needs),
  { method: 'GET', path: curveAt(':id'), may: access.read, answer: (visit) => showCurve(visit, needs) },
  { method: 'GET', path: recordsAt(':id'), may: access.read, answer: showReadings },
  ...definitionRoutes(),
  ...settingsRoutes(),
  ...recordRoutes(needs),
  ...enteredRoutes(),
  ...importRoutes(),
  ...spikeRoutes(),
  ...curveRoutes(),
]

function chosenIn({ searchParams }: URL): Chosen {
  const question = searchParams.get('asks')
  const kept = searchParams.get('kept')
  return {
    search: (searchParams.get('q') ?? '').normalize('NFC').slice(0, 200),
    asks: question === 'indicator' ? question : (asks.find((one) => one === question) ?? null),
    kept: kept === 'computed' || kept === 'entered' ? kept : null,
  }
}

function isChosen({ measure }: WholeReadings, { search, asks, kept }: Chosen): boolean {
  if (asks !== null && (measure.asks ?? 'indicator') !== asks) return false
  if (kept !== null && (measure.definition ? 'computed' : 'entered') !== kept) return false
  const title = plain(measure.title)
  return plain(search)
    .split(' ')
    .every((word) => title.includes(word))
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

async function showCurve(visit: Visit, needs: MeasuresNeeds): Promise<Response> {
  const view = await visit.db.read(visit.scope, async (tx) => {
    const found = await readingsAt(tx, visit)
    if (!found) return null
    const turn = await turnOf(tx, found, visit.today)
    return {
      found,
      isPlaced: (await needs.onScorecard(tx)).includes(found.measure.id),
      curve: await needs.curve(tx, { ...found, curve: turn.facts }, visit),
      turn,
      gaps: await gapsOf(tx, found, turn.facts, visit.today),
      history: await changesOf(tx, found, ['baseline', 'review', 'chart_note', 'target']),
    }
  })
  return view ? page(<CurvePage visit={visit} {...view} />) : notFound()
}

async function showReadings(visit: Visit): Promise<Response> {
  const view = await visit.db.read(visit.scope, async (tx) => {
    const found = await readingsAt(tx, visit)
    if (!found) return null
    const { measure } = found
    const entered = measure.definition === null ? await enteredReadings(tx, measure) : []
    return {
      found,
      entered,
      spikes: await allOpenAlerts(tx, visit.today, measure.id),
      imports: measure.definition === null ? await importsOf(tx, measure.id) : [],
      history: await changesOf(tx, found, ['entered_reading', 'reading_import'], entered),
    }
  })
  return view ? page(<ReadingsPage visit={visit} {...view} />) : notFound()
}

async function readingsAt(tx: Tx, { params, today }: Visit): Promise<MeasureReadings | undefined> {
  return (await readingsOf(tx, await listMeasures(tx, [params.id ?? '']), today))[0]
}

/** The newest changes of the measure and of some kinds of its; those of a reading or a target say of which period. */
async function changesOf(
  tx: Tx,
  { measure, targets }: MeasureReadings,
  kinds: readonly string[],
  entered: readonly EnteredReading[] = [],
): Promise<readonly HistoryLine[]> {
  const lines = await historyOf(tx, [measure.id, ...(await historyIds(tx, measure.id, kinds))], 50)
  const labels = new Map([...entered, ...targets].map(({ id, period }) => [id, period.label]))
  const periods = new Map(
    lines.flatMap(({ id, objectId }) => {
      const label = labels.get(objectId)
      return label === undefined ? [] : [[id, label] as const]
    }),
  )
  return historyInWords(lines, measure, periods)
}
