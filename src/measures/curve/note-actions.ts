import { periodOf } from '../../core/period.ts'
import { changedSince, meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { Measure, MeasureReadings } from '../model.ts'
import { readingsOf } from '../readings.ts'
import { noMeasure } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import { evidenceOf } from './evidence.ts'
import type { ChartNote, TypedNote } from './model.ts'
import { curveFacts, deleteNote, insertNote, type NewNote, updateNote } from './store.ts'

type Asked = { readonly measureId: string }

/** Writes a note beside a period of the chart, or begins its limits anew there. */
export const addNote = verb(
  'measures.addNote',
  async (tx, { measureId, typed }: Asked & { typed: TypedNote }, today) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const fitting = await fittingNote(tx, measure, typed, { today, before: null })
    return fitting.ok ? ok(await insertNote(tx, fitting.value)) : fitting
  },
)

type OnNote = Asked & { readonly id: string; readonly version: number }

export const saveNote = verb(
  'measures.saveNote',
  async (tx, { measureId, typed, ...read }: OnNote & { typed: TypedNote }, today) => {
    const measure = await findMeasure(tx, measureId)
    const before = measure && (await curveFacts(tx, measure)).notes.find((note) => note.id === read.id)
    if (!measure || !before) return noNote()
    if (before.version !== read.version) return meanwhile('measures', 'this note')
    const fitting = await fittingNote(tx, measure, typed, { today, before })
    if (!fitting.ok) return fitting
    return (await updateNote(tx, read, fitting.value)) ? ok(read.id) : meanwhile('measures', 'this note')
  },
)

export const removeNote = verb('measures.removeNote', async (tx, { measureId, ...read }: OnNote) =>
  (await deleteNote(tx, read)) ? ok(measureId) : changedSince('measures', 'this note'),
)

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
