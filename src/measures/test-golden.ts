import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import type { Scope, Tx } from '../platform/db/db.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { rebuild } from './cells.ts'
import type { Reading } from './model.ts'
import { readingsOf } from './readings.ts'
import { insertMeasures, listMeasures } from './store.ts'

type NewMeasure = Parameters<typeof insertMeasures>[1][number]

/** How the measures of golden files are collected, unless a file says otherwise. */
export const collected = {
  kind: 'performance',
  calendar: { kind: 'year' },
  collectedFrom: '2023-01-01',
  collectedThrough: '2024-12-31',
  endedOn: null,
  settlesAfterDays: 30,
  isPersonLevel: false,
  publishesSplits: true,
  smallSplitsReason: '',
  source: '',
  isSample: true,
} as const

/** The rows of a table of `golden/FILE.md`, by the names in its head. */
export function goldenTable(file: string, heading: string): Record<string, string>[] {
  const text = readFileSync(`golden/${file}.md`, 'utf8').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}

/** Wilson County without a record. */
export async function bareCounty(): Promise<{ readonly db: TestDb; readonly scope: Scope }> {
  const db = await freshDb()
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) insert into organisation (id, slug, name) select $1, 'wilson', 'Wilson County' from act returning org_id`,
    [newId()],
  )
  return { db, scope: { org: rows[0].org_id as number, person: null } }
}

/**
 * Counts along the way what `write` writes, then anew, and holds both against the table “Readings” of `golden/FILE.md`: all of
 * the measures and splits that the table names, to the last row.
 */
export async function holdsGolden(
  file: string,
  given: {
    readonly today: Day
    readonly measures: readonly NewMeasure[]
    readonly write: (tx: Tx, db: TestDb) => Promise<void>
  },
): Promise<void> {
  const { db, scope } = await bareCounty()
  await db.act(scope, 'test.setUp', async (tx) => {
    await insertMeasures(tx, given.measures)
    return ok(await given.write(tx, db))
  })
  const expected = goldenTable(file, 'Readings').map((row) =>
    [row.measure, row.period, row.value, row.numerator, row.denominator, row.status, row.reason].join(' | '),
  )
  const named = new Set(goldenTable(file, 'Readings').map(({ measure }) => measure ?? ''))
  const shown = async (): Promise<string[]> => (await db.read(scope, (tx) => linesOn(tx, given.today, named))).sort()
  expect(expected.length).toBeGreaterThan(0)
  expect(await shown()).toEqual(expected.sort())
  await db.act(scope, 'test.rebuild', async (tx) => ok(await rebuild(tx)))
  expect(await shown()).toEqual(expected.sort())
}

async function linesOn(tx: Tx, today: Day, named: ReadonlySet<string>): Promise<string[]> {
  const all = (await readingsOf(tx, await listMeasures(tx), today)).flatMap(({ measure, readings, splits }) => [
    { name: measure.slug, readings },
    ...splits.flatMap(({ dimension, categories }) =>
      categories.map((each) => ({ name: `${measure.slug}, ${dimension} ${each.name}`, readings: each.readings })),
    ),
  ])
  return all.filter(({ name }) => named.has(name)).flatMap(({ name, readings }) => lines(name, readings))
}

const lines = (name: string, readings: readonly Reading[]): string[] =>
  readings.map(({ period, value, numerator, denominator, status, reason }) =>
    [name, period.label, value ?? '-', numerator ?? '-', denominator ?? '-', status, reason ?? '-'].join(' | '),
  )
