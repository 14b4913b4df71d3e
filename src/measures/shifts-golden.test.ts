import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { instantAt } from '../core/clock.ts'
import { addDays } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb } from '../platform/db/test-db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts, rebuild } from './cells.ts'
import type { Reading } from './model.ts'
import { insertMeasures, listMeasures, readingsOf } from './store.ts'

const measured = ['coverage-hours', 'shift-fill-rate', 'virtual-coaching-sessions']
/** Splits that are shown in the table; the others are as right, and longer. */
const shownSplits = ['coverage-hours mode', 'virtual-coaching-sessions kind']

test('the readings of shifts are those worked out by hand, counted along the way or computed anew', async () => {
  const db = await freshDb()
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) insert into organisation (id, slug, name) select $1, 'wilson', 'Wilson County' from act returning org_id`,
    [newId()],
  )
  const scope = { org: rows[0].org_id as number, person: null }
  await db.act(scope, 'test.setUp', async (tx) => {
    await insertMeasures(
      tx,
      catalogue.filter(({ slug }) => measured.includes(slug)).map((measure) => ({ ...measure, ...collected })),
    )
    await write(tx)
    return ok(null)
  })
  const shown = () =>
    db.read(scope, async (tx) =>
      (await readingsOf(tx, await listMeasures(tx), '2025-01-10'))
        .flatMap(({ measure, readings, splits }) => [
          ...lines(measure.slug, readings),
          ...splits
            .filter(({ dimension }) => shownSplits.includes(`${measure.slug} ${dimension}`))
            .flatMap(({ dimension, categories }) =>
              categories.flatMap((each) => lines(`${measure.slug}, ${dimension} ${each.name}`, each.readings)),
            ),
        ])
        .sort(),
    )
  const expected = table('Readings')
    .map((row) =>
      [row.measure, row.period, row.value, row.numerator, row.denominator, row.status, row.reason].join(' | '),
    )
    .sort()
  expect(await shown()).toEqual(expected)
  await db.act(scope, 'test.rebuild', async (tx) => ok(await rebuild(tx)))
  expect(await shown()).toEqual(expected)
})

const collected = {
  kind: 'performance',
  calendar: { kind: 'year' },
  collectedFrom: '2023-01-01',
  collectedThrough: '2024-12-31',
  endedOn: null,
  settlesAfterDays: 30,
  isPersonLevel: false,
  publishesSplits: true,
  source: '',
  isSample: true,
} as const

const lines = (name: string, readings: readonly Reading[]): string[] =>
  readings.map(({ period, value, numerator, denominator, status, reason }) =>
    [name, period.label, value ?? '-', numerator ?? '-', denominator ?? '-', status, reason ?? '-'].join(' | '),
  )

const zone = 'America/New_York'

async function write(tx: Tx): Promise<void> {
  const coaches = new Map<string, string>()
  for (const name of ['Ana', 'Ben']) {
    coaches.set(name, newId())
    await tx.sql
      .insertInto('coach')
      .values({ org_id: tx.org, id: coaches.get(name) ?? '', name, search: name.toLowerCase() })
      .execute()
  }
  const shifts = new Map<string, { id: string; number: number }>()
  for (const row of table('Places')) {
    const day = row['shift day'] ?? ''
    const at = `${day} ${row.starts}`
    // A place that follows a swapped one has its number.
    const before = shifts.get(at)
    const here = { id: before?.id ?? newId(), number: (before?.number ?? 0) + 1 }
    if (!before) await writeShift(tx, here.id, row, day)
    shifts.set(at, row.state === 'swapped' ? { ...here, number: here.number - 1 } : here)
    const id = newId()
    await countFacts(tx, { shift_place: [id] }, () =>
      tx.sql
        .insertInto('shift_place')
        .values({
          org_id: tx.org,
          id,
          shift_id: here.id,
          number: here.number,
          state: row.state ?? '',
          coach_id: coaches.get(row.coach ?? '') ?? null,
          passed_on: row.over === 'yes' ? day : null,
          hours: row['hours worked'] ? Number(row['hours worked']) : null,
        })
        .execute(),
    )
  }
  for (const row of table('Virtual sessions')) {
    const id = newId()
    await countFacts(tx, { virtual_session: [id] }, () =>
      tx.sql
        .insertInto('virtual_session')
        .values({
          org_id: tx.org,
          id,
          coach_id: coaches.get(row.coach ?? '') ?? '',
          held_on: row.held ?? '',
          minutes: Number(row.minutes),
          kind: row.kind ?? '',
        })
        .execute(),
    )
  }
}

async function writeShift(tx: Tx, id: string, row: Readonly<Record<string, string>>, day: string): Promise<void> {
  const [starts = '', ends = ''] = [row.starts, row.ends]
  await tx.sql
    .insertInto('shift')
    .values({
      org_id: tx.org,
      id,
      day,
      starts_at: instantAt(zone, day, starts).toISOString(),
      ends_at: instantAt(zone, ends <= starts ? addDays(day, 1) : day, ends).toISOString(),
      mode: row.mode ?? '',
      coaches: 1,
    })
    .execute()
}

/** The rows of a table of the golden file, by the names in its head. */
function table(heading: string): Record<string, string>[] {
  const text = readFileSync('golden/shifts.md', 'utf8').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}
