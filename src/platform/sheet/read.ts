import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { ok, type Result, refuse } from '../../core/result.ts'
import { root } from '../root.ts'
import { columnLetter, limits, type Mark, noFormulas, noMarks, type Sheet, type SheetRow } from './sheet.ts'
import { type Batch, cellEnd, rowEnd } from './wire.ts'

/**
 * Reads a CSV file, an Excel workbook or pasted cells in a thread of its own, with bounds on size, rows, memory and time.
 * Refuses with `sheet.…` and a sentence that says what to do; never throws for what is in the file.
 */
export async function readSheet(bytes: Uint8Array, name: string): Promise<Result<Sheet>> {
  const rows: SheetRow[] = []
  const notes: string[] = []
  let layout: Pick<Sheet, 'hiddenColumns' | 'merged'> = { hiddenColumns: [], merged: [] }
  const refused = await inAThread(await workerOf({ bytes, name }), (batch) => {
    if (batch.kind === 'note') notes.push(batch.text)
    if (batch.kind === 'layout') layout = { hiddenColumns: batch.hiddenColumns, merged: batch.merged }
    if (batch.kind === 'rows') for (const row of rowsOf(batch)) rows.push(row)
  })
  if (refused) return refused
  const [headings, ...below] = rows
  if (!headings) return refuse('sheet.empty', 'There is nothing in it.')
  return ok({
    columns: headings.cells.map((cell, at) => (cell === '' ? `Column ${columnLetter(at)}` : cell)),
    rows: below,
    notes,
    ...layout,
  })
}

type Refusal = ReturnType<typeof refuse>

function inAThread(worker: Worker, hear: (batch: Batch) => void): Promise<Refusal | null> {
  return new Promise((resolve, reject) => {
    const end = (answer: Refusal | null): void => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const timer = setTimeout(
      () =>
        end(
          refuse(
            'sheet.too-slow',
            `The file took longer than ${limits.milliseconds / 1000} seconds to read. Split it, or save it as CSV.`,
          ),
        ),
      limits.milliseconds,
    )
    worker.on('message', (batch: Batch) => {
      if (batch.kind === 'end') end(null)
      else if (batch.kind === 'problem') end(refuse(batch.code, batch.message))
      else hear(batch)
    })
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        end(
          refuse(
            'sheet.too-large',
            'The file needs more memory to read than it may have. Split it, or save it as CSV.',
          ),
        )
      else {
        clearTimeout(timer)
        reject(error)
      }
    })
  })
}

function* rowsOf(batch: Extract<Batch, { kind: 'rows' }>): Generator<SheetRow> {
  const marks = new Map<number, Map<number, Mark>>()
  for (const [row, column, mark] of batch.marks) {
    const known = marks.get(row)
    if (known) known.set(column, mark)
    else marks.set(row, new Map([[column, mark]]))
  }
  const formulas = new Map<number, Set<number>>()
  for (const [row, column] of batch.formulas) {
    const known = formulas.get(row)
    if (known) known.add(column)
    else formulas.set(row, new Set([column]))
  }
  const hidden = new Set(batch.hidden)
  const rows = batch.cells.split(rowEnd)
  for (const [at, line] of batch.lines.entries())
    yield new WiredRow(rows[at] ?? '', {
      line,
      marks: marks.get(at) ?? noMarks,
      formulas: formulas.get(at) ?? noFormulas,
      isHidden: hidden.has(at),
    })
}

/** A row that keeps its text whole and takes it apart when asked: of 200,000 rows only one is apart at a time. */
class WiredRow implements SheetRow {
  readonly line: number
  readonly marks: ReadonlyMap<number, Mark>
  readonly formulas: ReadonlySet<number>
  readonly isHidden: boolean
  private readonly text: string

  constructor(text: string, { line, marks, formulas, isHidden }: Omit<SheetRow, 'cells'>) {
    this.text = text
    this.line = line
    this.marks = marks
    this.formulas = formulas
    this.isHidden = isHidden
  }

  get cells(): readonly string[] {
    return this.text.split(cellEnd)
  }
}

let source: Promise<string> | undefined

async function workerOf(task: { bytes: Uint8Array; name: string }): Promise<Worker> {
  const options: WorkerOptions = {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    stderr: true,
  }
  if (!import.meta.url.endsWith('.ts')) {
    const built = join(root, 'dist/sheet-worker.js')
    if (!existsSync(built)) throw new Error('dist/sheet-worker.js is missing: build again')
    return new Worker(built, options)
  }
  // Run from source, as tests do: Node 20 cannot start a thread from TypeScript.
  source ??= bundled()
  return new Worker(await source, { ...options, eval: true })
}

async function bundled(): Promise<string> {
  const { build } = await import('esbuild')
  const made = await build({
    entryPoints: [join(root, 'src/platform/sheet/worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  })
  return made.outputFiles[0]?.text ?? ''
}
