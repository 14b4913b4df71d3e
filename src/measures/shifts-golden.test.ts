import { test } from 'vitest'
import { instantAt } from '../core/clock.ts'
import { addDays } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { collected, goldenTable, holdsGolden } from './test-golden.ts'

const measured = ['coverage-hours', 'shift-fill-rate', 'virtual-coaching-sessions']

test('the readings of shifts are those worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('shifts', {
    today: '2025-01-10',
    measures: catalogue.filter(({ slug }) => measured.includes(slug)).map((measure) => ({ ...measure, ...collected })),
    write,
  }))

const table = (heading: string) => goldenTable('shifts', heading)

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
