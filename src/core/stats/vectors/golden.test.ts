import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSolver } from '../withheld/solver.ts'
import { vectorFile } from './format.ts'
import { reportLines, runFile } from './run.ts'

const solver = await loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))
const around = { solver, series: new Map() }
const capacity = ['assignment', 'contact-window', 'erlang', 'offered-load', 'pipeline', 'queue-anchors', 'staffing']

for (const folder of ['golden/vectors', 'bench/data/surveillance'])
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json')))
    test(`${folder}/${name} comes out as R has it`, () => {
      const file = vectorFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      const report = runFile(file, around)
      expect(report.faults).toEqual([])
      expect(report.isBuilt).toBe(!capacity.includes(file.topic))
      if (report.isBuilt) expect(report.passed).toBe(file.cases.length)
    })

test('a topic that nobody built is named and counts neither way', () => {
  const report = runFile({ topic: 'tides', cases: [{ id: 'a', input: {}, expected: { x: 1 } }] }, around)
  expect(reportLines([report])).toEqual(['tides: not built', '0 passed, 0 failed'])
})

test('a case that cannot be read is a failed case', () => {
  const report = runFile({ topic: 'dispersion', cases: [{ id: 'a', input: {}, expected: { phi: 1 } }] }, around)
  expect(report).toMatchObject({ passed: 0, failed: 1 })
})

test('a number outside the tolerance of its case fails, one inside passes', () => {
  const at = (phi: number, rel: number) =>
    runFile(
      { topic: 'dispersion', cases: [{ id: 'seed', input: { counts: [5, 14, 0, 39, 12] }, expected: { phi }, tolerance: { rel } }] },
      around,
    )
  expect(at(16.2, 1e-6)).toMatchObject({ passed: 0, failed: 1 })
  expect(at(16.2, 0.01)).toMatchObject({ passed: 1, failed: 0 })
})
