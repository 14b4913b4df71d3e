import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { historyOf } from '../history.ts'
import { newKey } from './envelope.ts'
import { type Keys, sealsWith } from './keys.ts'
import { testSeals } from './test-seals.ts'
import { addServed, everybody, ida, twoCounties } from './test-served.ts'

test('a person served reads as they were written', async () => {
  const at = await twoCounties()
  const id = await addServed(at, at.wilson, ida)
  const other = await addServed(at, at.wilson, { name: 'Sam Bell', phone: '', reach_note: '' })
  const all = await everybody(at, at.wilson)
  expect(all.get(id)).toEqual(ida)
  expect(all.get(other)).toEqual({ name: 'Sam Bell', phone: '', reach_note: '' })
  const { rows } = await at.owner.query('select phone, phone_mark from person_served where id = $1', [other])
  expect(rows).toEqual([{ phone: null, phone_mark: null }])
})

test('what is moved to another row, another column or another county does not open, and the value is not told', async () => {
  const at = await twoCounties()
  const one = await addServed(at, at.wilson, ida)
  const two = await addServed(at, at.wilson, { ...ida, name: 'Sam Bell' })
  await addServed(at, at.nash, ida)
  const { rows } = await at.owner.query('select name from person_served where id = $1', [one])
  const name = rows[0].name as Buffer
  await at.db.read(at.wilson, async (tx) => {
    const keys = await testSeals.keysOf(tx)
    expect(keys.open({ table: 'person_served', column: 'name', id: one }, name)).toBe('Ida Moss')
    const moved = (column: 'name' | 'phone', id: string) => () =>
      keys.open({ table: 'person_served', column, id }, name)
    expect(moved('name', two)).toThrow(
      /^what is sealed in person_served.name of [0-9a-f-]+ does not open: it was sealed/,
    )
    expect(moved('phone', one)).toThrow('does not open')
    expect(() => keys.open({ table: 'referral', column: 'note', id: one }, name)).toThrow('does not open')
  })
  await at.db.read(at.nash, async (tx) => {
    const keys = await testSeals.keysOf(tx)
    expect(() => keys.open({ table: 'person_served', column: 'name', id: one }, name)).toThrow(
      'its key is not one of this organization',
    )
  })
})

test('a county whose lines of keys are given another county’s does not open them', async () => {
  const at = await twoCounties()
  await addServed(at, at.wilson, ida)
  await at.owner.query('insert into sealing_key select $1, id, purpose, wrapped, is_current from sealing_key', [
    at.nash.org,
  ])
  await expect(at.db.read(at.nash, (tx) => testSeals.keysOf(tx))).rejects.toThrow(
    'is not the one that seals this database',
  )
})

test('somebody is found by the mark of their number, in their own county alone', async () => {
  const at = await twoCounties()
  const id = await addServed(at, at.wilson, ida)
  await addServed(at, at.nash, ida)
  const found = (scope: typeof at.wilson) =>
    at.db.read(scope, async (tx) => {
      const mark = (await testSeals.keysOf(tx)).mark('phone', '2525550101')
      const { rows } = await sql<{ id: string }>`select id from person_served where phone_mark = ${mark}`.execute(
        tx.sql,
      )
      return rows
    })
  expect(await found(at.wilson)).toEqual([{ id }])
  expect(await found(at.nash)).toHaveLength(1)
  const marks = await at.owner.query('select distinct phone_mark from person_served')
  expect(marks.rows).toHaveLength(2)
})

test('a county that never sealed anything finds nobody, and gets no keys by looking', async () => {
  const at = await twoCounties()
  await at.db.read(at.nash, async (tx) => {
    const keys = await testSeals.keysOf(tx)
    expect(keys.mark('phone', '2525550101')).toHaveLength(16)
    const place = { table: 'person_served', column: 'name', id: newId() } as const
    expect(() => keys.seal(place, 'Ida')).toThrow('nothing is sealed while reading')
  })
  expect((await at.owner.query('select from sealing_key')).rows).toEqual([])
})

test('two who seal first at the same moment make one key of each purpose', async () => {
  const at = await twoCounties()
  await Promise.all([at.wilson, at.wilson, at.nash, at.nash].map((scope) => addServed(at, scope, ida)))
  const { rows } = await at.owner.query(
    'select org_id, purpose, count(*)::int as keys from sealing_key group by 1, 2 order by 1, 2',
  )
  expect(rows.map(({ purpose, keys }) => [purpose, keys])).toEqual([
    ['field', 1],
    ['index', 1],
    ['field', 1],
    ['index', 1],
  ])
})

test('a process with another key file neither reads nor adds keys', async () => {
  const at = await twoCounties()
  await addServed(at, at.wilson, ida)
  const stranger = sealsWith({ key: newKey(), file: '/etc/other.key' })
  for (const scope of [at.wilson, at.nash])
    await expect(addServed(at, scope, ida, { seals: stranger })).rejects.toThrow(
      'The key in /etc/other.key is not the one that seals this database.',
    )
  expect((await at.owner.query('select from sealing_key')).rows).toHaveLength(2)
})

test('history says that a sealed field changed, and holds no byte of it', async () => {
  const at = await twoCounties()
  const id = await addServed(at, at.wilson, { ...ida, reach_note: '' })
  const change = (name: string, set: (keys: Keys) => ReturnType<typeof sql>) =>
    at.db.act(at.wilson, `test.${name}`, async (tx) =>
      ok(await sql`update person_served set ${set(await testSeals.keysOf(tx))} where id = ${id}`.execute(tx.sql)),
    )
  const sealed = (keys: Keys, column: 'name' | 'reach_note', text: string) =>
    keys.seal({ table: 'person_served', column, id }, text)
  await change(
    'rename',
    (keys) => sql`name = ${sealed(keys, 'name', 'Ida Bell')}, reach_note = ${sealed(keys, 'reach_note', 'x')}`,
  )
  await change(
    'empty',
    (keys) => sql`phone = null, phone_mark = null, reach_note = ${sealed(keys, 'reach_note', '')}, zone = 'West'`,
  )
  await change('markAlone', (keys) => sql`phone_mark = ${keys.mark('phone', '1')}`)
  await at.db.act(at.wilson, 'test.remove', async (tx) =>
    ok(await sql`delete from person_served where id = ${id}`.execute(tx.sql)),
  )
  const { rows } = await at.owner.query('select act, before, after from history where object_id = $1 order by id', [id])
  expect(rows).toEqual([
    {
      act: 'test.addServed',
      before: null,
      after: expect.objectContaining({ id, name: 'filled in', phone: 'filled in', zone: '' }),
    },
    {
      act: 'test.rename',
      before: { name: null, reach_note: null },
      after: { name: 'changed', reach_note: 'filled in' },
    },
    {
      act: 'test.empty',
      before: { phone: null, reach_note: null, zone: '' },
      after: { phone: 'emptied', reach_note: 'emptied', zone: 'West' },
    },
    { act: 'test.remove', before: expect.objectContaining({ zone: 'West' }), after: null },
  ])
  const fields = rows.flatMap(({ before, after }) => [...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  expect(fields.filter((field) => field.endsWith('_mark'))).toEqual([])
  expect(Object.keys(rows[0].after)).not.toContain('reach_note')
  expect(Object.keys(rows[3].before)).not.toContain('name')
  expect(JSON.stringify(rows)).not.toContain('\\x')
  const said = await at.db.read(at.wilson, (tx) => historyOf(tx, [id]))
  expect(said.map(({ act, changes }) => [act, changes])).toContainEqual([
    'test.rename',
    [
      { field: 'name', before: null, after: 'changed' },
      { field: 'reach_note', before: null, after: 'filled in' },
    ],
  ])
})
