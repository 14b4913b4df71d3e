import { createHash } from 'node:crypto'
import { counted, nounFor } from '../../core/counted.ts'
import type { Day } from '../../core/day.ts'
import { ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { filledDown } from '../../platform/sheet/merged.ts'
import { readSheet } from '../../platform/sheet/read.ts'
import type { Sheet } from '../../platform/sheet/sheet.ts'
import {
  deleteEntered,
  enteredReadings,
  insertEntered,
  type NewEntered,
  targetsOf,
  updateEntered,
} from '../entered/store.ts'
import type { EnteredReading, Measure } from '../model.ts'
import { noMeasure } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import { unanswered } from './asked.ts'
import {
  type CarriedSheet,
  type Change,
  type Choices,
  type Fate,
  type KeptImport,
  mostRows,
  type RowSays,
} from './model.ts'
import { type Plan, planOf } from './reading.ts'
import { columnsByHeading, isOfHostedScorecard, plainly } from './rules.ts'
import { importsOf, insertImport, markUndone } from './store.ts'
import { targetsTouched, undoTargets, writeTargets } from './targets.ts'

/** Reads a sent file or pasted cells. Nothing is kept; the sheet travels with the form until it is decided over. */
export async function readReadings(file: { name: string; bytes: Uint8Array }): Promise<Result<CarriedSheet>> {
  const read = await readSheet(file.bytes, file.name)
  if (!read.ok) return read
  const { columns } = read.value
  const held = columnsByHeading(columns)
  if (held.period === undefined)
    return refuse(
      'measures.no-period-column',
      `No column is headed “period”. The headings are: ${columns.slice(0, 8).join(', ')}.`,
      'file',
    )
  const measures = measuresIn(read.value)
  if (measures.size > 1)
    return refuse(
      'measures.several-measures',
      `The file has values of ${counted(measures.size, 'measure')}: ${[...measures].slice(0, 8).join(', ')}. Send the lines of this measure alone, and those of the others on their own pages.`,
      'file',
    )
  const labels = [held.period, held.source, held.status].flatMap((at) => at ?? [])
  const { rows, notes } = filledDown(read.value, labels)
  if (rows.length === 0) return refuse('sheet.empty', 'There are headings but no rows under them.', 'file')
  if (rows.length > mostRows)
    return refuse(
      'measures.too-many-rows',
      `The sheet has ${counted(rows.length, 'row')}. One measure takes at most ${mostRows.toLocaleString('en-US')}.`,
      'file',
    )
  return ok({
    name: file.name.normalize('NFC').replace(/\p{C}/gu, '').slice(0, 300),
    hash: createHash('sha256').update(file.bytes).digest('hex'),
    columns: columns.map((heading) => heading.slice(0, 300)),
    rows: rows.map(({ line, cells, marks, formulas, isHidden }) => ({
      line,
      cells: [...cells],
      marks: [...marks],
      hasFormula: formulas.size > 0,
      isHidden,
    })),
    notes: [...notes, ...hiddenIn(read.value)].slice(0, 20).map((note) => note.slice(0, 500)),
  })
}

/** Whose values the lines are, where they say so: `PM 1432`. */
function measuresIn({ columns, rows }: Sheet): ReadonlySet<string> {
  if (!isOfHostedScorecard(columns)) return new Set()
  const parts = ['measure_type', 'id'].map((name) => columns.findIndex((heading) => plainly(heading) === plainly(name)))
  return new Set(
    rows.map(({ cells }) =>
      parts
        .map((at) => cells[at] ?? '')
        .join(' ')
        .trim(),
    ),
  )
}

function hiddenIn({ columns, hiddenColumns }: Sheet): string[] {
  const names = hiddenColumns.flatMap((at) => (columns[at] === undefined ? [] : [`“${columns[at]}”`]))
  if (names.length === 0) return []
  return [`Hidden in the workbook: ${nounFor(names.length, 'column')} ${names.join(', ')}.`]
}

export type Preview = {
  readonly measure: Measure
  readonly plan: Plan
  /** Names exactly this preview. */
  readonly shown: string
  /** The same file was imported before, and still stands. */
  readonly before: KeptImport | null
}

type Asked = {
  readonly measureId: string
  readonly sheet: CarriedSheet
  readonly choices: Choices
  readonly today: Day
  /** Whoever may only enter readings leaves the targets of a sheet aside. */
  readonly maySetTargets: boolean
}

/** What a sheet would do to an entered measure if it were imported now; null when there is no such measure. */
export async function previewImport(tx: Tx, asked: Asked): Promise<Preview | null> {
  const measure = await findMeasure(tx, asked.measureId)
  if (measure?.definition !== null) return null
  const kept = (await enteredReadings(tx, measure)).filter(({ dimension }) => dimension === '')
  const targets = (await targetsOf(tx, [measure])).get(measure.id) ?? []
  const plan = planOf(asked.sheet, asked.choices, { measure, kept, targets, today: asked.today })
  const own = asked.maySetTargets ? plan : { ...plan, targets: [] }
  const shown = createHash('sha256')
    .update(JSON.stringify([asked.sheet.hash, own]))
    .digest('hex')
    .slice(0, 32)
  return { measure, plan: own, shown, before: (await importsOf(tx, measure.id, asked.sheet.hash))[0] ?? null }
}

/**
 * Imports the rows of a sheet that can be, all in one transaction; rows at fault and in conflict are left out, as the preview
 * said. Refuses while a question is open, and when the preview that was shown is no longer what would happen. Answers the id of the import.
 */
export const importReadings = verb(
  'measures.importReadings',
  async (tx, asked: Omit<Asked, 'today'> & { shown: string }, today) => {
    const preview = await previewImport(tx, { ...asked, today })
    if (!preview) return noMeasure()
    const open = unanswered(preview.plan, preview.measure)
    if (open.length > 0) return refuseAll(open)
    if (preview.shown !== asked.shown)
      return refuse(
        'measures.preview-changed',
        'Readings changed while the preview was open. Read it once more, then import.',
      )
    const { measure, plan } = preview
    const changes = await write(tx, measure, plan.fates, today)
    const targets = await writeTargets(tx, measure, plan.targets)
    if (changes.length === 0 && targets.length === 0)
      return refuse('measures.nothing-to-import', 'No row brings anything new, so nothing was changed.')
    const { name, hash } = asked.sheet
    return ok(
      await insertImport(tx, {
        measureId: measure.id,
        fileName: name,
        hash,
        rowCount: asked.sheet.rows.length,
        changes,
        targets,
      }),
    )
  },
)

async function write(tx: Tx, measure: Measure, fates: readonly Fate[], today: Day): Promise<Change[]> {
  const fresh = fates.flatMap((fate) => (fate.kind === 'new' ? [fate.row] : []))
  const ids = await insertEntered(
    tx,
    fresh.map((row) => readingFrom(measure, row, null, today)),
  )
  const added = fresh.map(
    (row, at): Change => ({ id: ids[at] ?? '', version: 1, label: row.period.label, before: null }),
  )
  const changed: Change[] = []
  for (const fate of fates) {
    if (fate.kind !== 'changed') continue
    const { row, before } = fate
    await updateEntered(tx, before.id, before.version, readingFrom(measure, row, before, today))
    changed.push({ id: before.id, version: before.version + 1, label: row.period.label, before: asKept(before) })
  }
  return [...added, ...changed]
}

function readingFrom(measure: Measure, row: RowSays, before: EnteredReading | null, today: Day): NewEntered {
  return {
    measureId: measure.id,
    period: row.period,
    value: row.value,
    numerator: row.numerator,
    denominator: row.denominator,
    reason: row.reason,
    status: row.status ?? before?.status ?? (row.period.to < today ? 'final' : 'open'),
    source: row.source ?? before?.source ?? measure.source,
    note: row.note ?? before?.note ?? '',
    externalId: row.externalId ?? before?.externalId ?? '',
  }
}

// The value of a share follows from its counts and is not kept beside them.
const asKept = (reading: EnteredReading): Change['before'] => ({
  ...reading,
  value: reading.denominator === null ? reading.value : null,
  reason: reading.reason === 'no cases' || reading.reason === 'no value' ? null : reading.reason,
})

/** Takes back all that an import brought. Refuses when a reading it brought has been touched since: nothing is half undone. */
export const undoImport = verb(
  'measures.undoImport',
  async (
    tx,
    { measureId, importId, maySetTargets }: { measureId: string; importId: string; maySetTargets: boolean },
  ) => {
    const measure = await findMeasure(tx, measureId)
    const found = (await importsOf(tx, measureId)).find(({ id }) => id === importId)
    if (!measure || !found) return noMeasure()
    if (found.undoneAt) return refuse('measures.undone-already', 'This import was undone already.')
    if (found.targets.length > 0 && !maySetTargets)
      return refuse(
        'measures.targets-of-others',
        'This import set targets, which you may not change. Ask an editor or an administrator to undo it.',
      )
    const kept = new Map((await enteredReadings(tx, measure)).map((reading) => [reading.id, reading]))
    const touched = [
      ...found.changes.filter(({ id, version }) => kept.get(id)?.version !== version),
      ...(await targetsTouched(tx, measure, found.targets)),
    ]
    if (touched.length > 0)
      return refuse(
        'measures.touched-since',
        `${touched.map(({ label }) => label).join(', ')} ${touched.length === 1 ? 'was' : 'were'} edited or removed after this import. Correct the others by hand.`,
      )
    for (const { id, version, before } of found.changes)
      if (before) await updateEntered(tx, id, version, { measureId, ...before })
      else await deleteEntered(tx, measureId, id, version)
    await undoTargets(tx, measure, found.targets)
    await markUndone(tx, importId)
    return ok(importId)
  },
)
