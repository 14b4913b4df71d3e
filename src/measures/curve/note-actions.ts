import { periodOf } from '../../core/period.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import type { Measure, MeasureReadings } from '../model.ts'
import { meanwhile, noMeasure } from '../settings/actions.ts'
import { findMeasure, readingsOf } from '../store.ts'
import { evidenceOf } from './evidence.ts'
import type { ChartNote, TypedNote } from './model.ts'
import { curveFacts, deleteNote, insertNote, type NewNote, updateNote } from './store.ts'

type Asked = { readonly measureId: string; readonly today: string }

/** Writes a note beside a period of the chart, or begins its limits anew there. */
export const addNote = (
  db: Db,
  scope: Scope,
  { measureId, today, typed }: Asked & { readonly typed: TypedNote },
): Promise<Result<string>> =>
  db.act(scope, 'measures.addNote', async (tx) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const fitting = await fittingNote(tx, measure, typed, { today, before: null })
    return fitting.ok ? ok(await insertNote(tx, fitting.value)) : fitting
  })

type OnNote = Asked & { readonly id: string; readonly version: number }

export const saveNote = (
  db: Db,
  scope: Scope,
  { measureId, today, id, version, typed }: OnNote & { readonly typed: TypedNote },
): Promise<Result<string>> =>
  db.act(scope, 'measures.saveNote', async (tx) => {
    const measure = await findMeasure(tx, measureId)
    const before = measure && (await curveFacts(tx, measure)).notes.find((note) => note.id === id)
    if (!measure || !before) return noNote()
    if (before.version !== version) return meanwhile()
    const fitting = await fittingNote(tx, measure, typed, { today, before })
    if (!fitting.ok) return fitting
    return (await updateNote(tx, { id, version }, fitting.value)) ? ok(id) : meanwhile()
  })

export const removeNote = (db: Db, scope: Scope, { id, version }: OnNote): Promise<Result<string>> =>
  db.act(scope, 'measures.removeNote', async (tx) => ((await deleteNote(tx, { id, version })) ? ok(id) : meanwhile()))

const noNote = () => refuse('measures.no-note', 'There is no such note any more.')

async function fittingNote(
  tx: Tx,
  measure: Measure,
  typed: TypedNote,
  { today, before }: { readonly today: string; readonly before: ChartNote | null },
): Promise<Result<NewNote>> {
  const [found] = await readingsOf(tx, [measure], today)
  const { notes } = await curveFacts(tx, measure)
  const period = periodOf(measure.calendar, typed.from)
  const others = notes.filter(({ id }) => id !== before?.id)
  if (!found || !found.readings.some((reading) => reading.period.from === period.from))
    return refuse('measures.note-period', 'Choose a period that has a reading.', 'from')
  if (others.some((note) => note.period.from === period.from))
    return refuse('measures.note-twice', `${period.label} has a note already. Change that one.`, 'from')
  const isNewly = typed.beginsAnew && !(before?.reason !== null && before?.period.from === period.from)
  const wrong = isNewly ? whyNotAnew(found, others, period.from) : null
  if (wrong) return refuse('measures.note-no-signal', wrong, 'beginsAnew')
  if (typed.beginsAnew && typed.reason === '')
    return refuse('measures.note-reason', 'Say why limits begin anew here: what changed.', 'reason')
  return ok({ measureId: measure.id, period, text: typed.text, reason: typed.beginsAnew ? typed.reason : null })
}

/** Limits begin anew only where the chart itself shows a change: never to make an unwelcome point look usual (specification 1.2). */
function whyNotAnew(found: MeasureReadings, others: readonly ChartNote[], from: string): string | null {
  const evidence = evidenceOf({ ...found, curve: { notes: others } })
  const at = found.readings.findIndex(({ period }) => period.from === from)
  const classes = evidence.ok ? evidence.value.classes : null
  if (!classes) return 'Limits begin anew only after a signal, and with fewer than 8 values no signal can be shown.'
  return classes.some((found, i) => i >= at && found !== null && found !== 'common')
    ? null
    : 'Limits begin anew only after a signal, and no point from this period on shows one.'
}
