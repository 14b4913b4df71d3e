// Reads one sheet apart from the program, so that a hostile or huge file can be stopped and takes nobody's time but its own.
import { parentPort, workerData } from 'node:worker_threads'
import { parseSheet } from './parse.ts'
import { type Mark, SheetProblem } from './sheet.ts'
import { type Batch, cellEnd, rowEnd } from './wire.ts'

type Task = { readonly bytes: Uint8Array; readonly name: string }

const rowsABatch = 2_000

const { bytes, name } = workerData as Task
let lines: number[] = []
let rows: string[] = []
let marks: [number, number, Mark][] = []
let formulas: [number, number][] = []
let hidden: number[] = []

const send = (batch: Batch): void => parentPort?.postMessage(batch)

function flush(): void {
  if (lines.length > 0) send({ kind: 'rows', lines, cells: rows.join(rowEnd), marks, formulas, hidden })
  lines = []
  rows = []
  marks = []
  formulas = []
  hidden = []
}

async function read(): Promise<void> {
  await parseSheet(bytes, name, {
    note: (text) => send({ kind: 'note', text }),
    layout: (layout) => send({ kind: 'layout', ...layout }),
    row(row) {
      for (const [column, mark] of row.marks) marks.push([lines.length, column, mark])
      for (const column of row.formulas) formulas.push([lines.length, column])
      if (row.isHidden) hidden.push(lines.length)
      lines.push(row.line)
      rows.push(wired(row.cells))
      if (lines.length === rowsABatch) flush()
    },
  })
  flush()
  send({ kind: 'end' })
}

read().catch((error: unknown) => {
  if (!(error instanceof SheetProblem)) throw error
  send({ kind: 'problem', code: error.code, message: error.message })
})

// The marks between cells and rows are control characters; one inside a cell becomes another control character, which
// every text rule refuses just the same.
function wired(cells: readonly string[]): string {
  const joined = cells.join(cellEnd)
  if (!joined.includes(rowEnd) && joined.split(cellEnd).length === cells.length) return joined
  return cells.map((cell) => cell.replaceAll(rowEnd, '\u0001').replaceAll(cellEnd, '\u0001')).join(cellEnd)
}
