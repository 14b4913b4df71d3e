import loadHighs, { type Highs } from 'highs'

/** A linear program over columns with bounds, rows that must equal a number, and a cost to make small. */
export type Program = {
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly rows: readonly {
    readonly columns: readonly number[]
    readonly by: readonly number[]
    readonly equals: number
  }[]
}

/** One program that is asked many questions. Null: no values satisfy it. */
export type Asked = {
  readonly smallest: (
    costs: ReadonlyMap<number, number>,
  ) => { readonly x: ArrayLike<number>; readonly value: number } | null
}

export type Solver = <T>(program: Program, ask: (asked: Asked) => T) => T

/**
 * HiGHS (MIT). `wasmFile` is the path of its compiled part, `highs/runtime` as the caller resolved it: a bundle lies elsewhere
 * than the package does. Load once and keep: compiling takes about 50 ms.
 */
export async function loadSolver(wasmFile: string): Promise<Solver> {
  const highs = await loadHighs({ locateFile: () => wasmFile })
  return (program, ask) => solveWith(highs, program, ask)
}

function solveWith<T>(highs: Highs, program: Program, ask: (asked: Asked) => T): T {
  const n = program.lower.length
  const starts = new Int32Array(program.rows.length + 1)
  program.rows.forEach((row, i) => {
    starts[i + 1] = (starts[i] ?? 0) + row.columns.length
  })
  const equals = program.rows.map((row) => row.equals)
  return highs.withModel(
    {
      numCols: n,
      numRows: program.rows.length,
      colCost: new Float64Array(n),
      colLower: Float64Array.from(program.lower),
      colUpper: Float64Array.from(program.upper, (v) => (Number.isFinite(v) ? v : highs.infinity)),
      rowLower: Float64Array.from(equals),
      rowUpper: Float64Array.from(equals),
      matrix: {
        format: 'csr',
        numRows: program.rows.length,
        numCols: n,
        starts,
        indices: Int32Array.from(program.rows.flatMap((row) => [...row.columns])),
        values: Float64Array.from(program.rows.flatMap((row) => [...row.by])),
      },
    },
    (model) => {
      model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' })
      let set: number[] = []
      return ask({
        smallest: (costs) => {
          for (const column of set) model.changeColCost(column, 0)
          set = [...costs.keys()]
          for (const [column, cost] of costs) model.changeColCost(column, cost)
          model.run()
          if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return null
          return { x: model.getSolution().colValue, value: model.getObjectiveValue() }
        },
      })
    },
  )
}
