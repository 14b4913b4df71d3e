// `npm run vectors -- DIR`: every reference file of a folder through the code. The only file of this folder that reads files.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { vectorFile } from './vectors/format.ts'
import { reportLines, runFile } from './vectors/run.ts'
import type { NamedSeries } from './vectors/topic.ts'
import { loadSolver } from './withheld/solver.ts'

const seriesFile = z.object({
  series: z.record(
    z.string(),
    z.object({
      period: z.string(),
      frequency: z.number(),
      h: z.number(),
      train: z.array(z.number()),
      test: z.array(z.number()),
      official: z.record(z.string(), z.array(z.number())),
    }),
  ),
})

async function main(folder: string | undefined): Promise<number> {
  if (!folder || !existsSync(folder)) {
    process.stderr.write('Name a folder of reference files: npm run vectors -- golden/vectors\n')
    return 2
  }
  const around = {
    solver: await loadSolver(createRequire(import.meta.url).resolve('highs/runtime')),
    series: seriesOf(folder),
  }
  const reports = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = vectorFile.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      return file.success ? [runFile(file.data, around)] : []
    })
  process.stdout.write(`${reportLines(reports).join('\n')}\n`)
  return reports.some((report) => report.failed > 0) ? 1 : 0
}

/** The M3 subset lies beside the files, or with the benchmarks. */
function seriesOf(folder: string): ReadonlyMap<string, NamedSeries> {
  const path = [join(folder, 'm3-subset.json'), 'bench/data/m3/m3-subset.json'].find((each) => existsSync(each))
  if (!path) return new Map()
  const read = seriesFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  return new Map(read.success ? Object.entries(read.data.series) : [])
}

process.exitCode = await main(process.argv[2])
