// Longer than most, since it is one promise asked of every table that says who a coach is.
import { expect, test } from 'vitest'
import { sideBySide } from './coaches/merging/look.ts'
import type { Pair, Side } from './coaches/merging/model.ts'
import { coach } from './coaches/store.ts'
import { mergeNeeds } from './merge-needs.ts'
import { freshDb } from './platform/db/test-db.ts'
import { county, type MergingCounty, twoWithEverything } from './test-merging.ts'

test('every column of the database that says which coach is in the list of its room', async () => {
  const db = await freshDb()
  const { rows } = await db.owner(`
    select distinct c.conrelid::regclass::text || '.' || a.attname as at from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'org_id'
    where c.contype = 'f' and c.confrelid = 'coach'::regclass
    union
    select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and (a.attname ~ '(^|_)coach_id$' or a.attname = 'mentor_id')
    order by 1`)
  expect(mergeNeeds.ofCoach.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
    rows.map(({ at }: { at: string }) => at),
  )
})

test('what a coach can have only once is asked about or set aside, with all that hangs on it', async () => {
  const db = await freshDb()
  const { rows } = await db.owner(`
    select distinct i.indrelid::regclass::text || '.' || a.attname as at from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indisunique and not i.indisprimary order by 1`)
  const unique = new Set(rows.map(({ at }: { at: string }) => at))
  const refused = ['membership.coach_id']
  const sessionsAreNamedByThem = ['supervision_session.coach_id']
  for (const { table, column, whenBoth } of mergeNeeds.ofCoach) {
    const at = `${table}.${column}`
    if (unique.has(at) && !refused.includes(at) && !sessionsAreNamedByThem.includes(at))
      expect(whenBoth, at).toBeDefined()
  }
  const asked = mergeNeeds.ofCoach.filter(({ whenBoth }) => whenBoth !== undefined)
  const hanging = await db.owner(
    `select c.conrelid::regclass::text || '.' || a.attname as at, c.confrelid::regclass::text as "of" from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'org_id'
     where c.contype = 'f' and c.confrelid::regclass::text = any($1) order by 1`,
    [asked.map(({ table }) => table)],
  )
  const named = new Set([
    ...mergeNeeds.ofCoach.map(({ table, column }) => `${table}.${column}`),
    ...asked.flatMap(({ parts = [], joins = [] }) =>
      [...parts, ...joins].map(({ table, column }) => `${table}.${column}`),
    ),
    // Who has one of these on a seat is refused: training/of-coach.ts.
    ...['attendance', 'confidence', 'class_feedback_given'].map((table) => `${table}.enrolment_id`),
  ])
  for (const { at } of hanging.rows as { at: string }[]) expect([...named], at).toContain(at)
})

for (const side of ['kept', 'gone'] as const)
  test(`two coaches with every kind of record are one, and two again exactly as they were, where the ${side} one’s stays`, async () => {
    const made = await county()
    const pair = await twoWithEverything(made)
    await made.counters()
    const before = await made.everyRow()
    const merged = await made.merge(pair, await answers(made, pair, side))
    if (!merged.ok) throw new Error(merged.problems.map(({ message }) => message).join(' '))
    const { rows } = await made.db.owner(
      `select distinct rows_of || '.' || moved_column as at from coach_merge_row where moved_column is not null`,
    )
    const follows = mergeNeeds.ofCoach
      .filter((of) => of.follows !== undefined)
      .map(({ table, column }) => `${table}.${column}`)
    // Of what both have, one is set aside: what is left of the other has nothing to move where the kept one stays.
    const stayed =
      side === 'gone'
        ? []
        : [
            'coach_engagement',
            'coach_free_time',
            'coach_stage',
            'credential',
            'meeting_link',
            'mentor',
            'mentor_pair',
            'supervisor',
          ]
    expect(
      [
        ...rows.map(({ at }) => String(at)),
        ...follows,
        ...asideOnly,
        ...stayed.map((table) => `${table}.coach_id`),
      ].sort(),
    ).toEqual(
      [...mergeNeeds.ofCoach.map(({ table, column }) => `${table}.${column}`), 'credential_file.credential_id'].sort(),
    )
    expect((await made.db.owner('select id from coach where id = $1', [pair.gone])).rows).toEqual([])
    const one = await made.counters()
    expect(one.along, 'numbers of one').toEqual(one.anew)

    expect(await made.unmerge(merged.value)).toEqual({ ok: true, value: pair })
    const after = await made.everyRow()
    for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table])
    const two = await made.counters()
    expect(two.along, 'numbers of two').toEqual(two.anew)
  })

/** Both have the same of these and nothing else, so that all that who goes has of them is set aside. */
const asideOnly = ['peer_group_member.coach_id', 'shift_feed.coach_id']

test('any two coaches of the sample can be one, and are two again exactly as they were', {
  timeout: 300_000,
}, async () => {
  const made = await county({ withSample: true })
  const { rows } = await made.db.owner('select id from coach order by md5(name)')
  const ids = rows.map(({ id }) => String(id))
  let merged = 0
  for (let at = 0; at + 1 < ids.length && merged < 4; at += 2) {
    const pair = { kept: ids[at] ?? '', gone: ids[at + 1] ?? '' }
    const before = await made.everyRow()
    const done = await made.merge(pair, await answers(made, pair, merged % 2 === 0 ? 'kept' : 'gone'))
    if (!done.ok) continue
    merged++
    const one = await made.counters()
    expect(one.along).toEqual(one.anew)
    expect(await made.unmerge(done.value)).toEqual({ ok: true, value: pair })
    const after = await made.everyRow()
    for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table])
    const two = await made.counters()
    expect(two.along).toEqual(two.anew)
  }
  expect(merged).toBe(4)
})

/** The same side for all that is asked. */
async function answers(made: MergingCounty, pair: Pair, side: Side): Promise<Readonly<Record<string, string>>> {
  const look = await made.db.read(made.team.scope, async (tx) => {
    const [kept, gone] = [await coach(tx, pair.kept), await coach(tx, pair.gone)]
    return kept && gone ? sideBySide(tx, { kept, gone }, mergeNeeds) : null
  })
  return Object.fromEntries([...(look?.questions ?? []), ...(look?.profile ?? [])].map(({ field }) => [field, side]))
}
