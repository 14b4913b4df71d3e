import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { historyOf } from '../history.ts'
import { newKey } from './envelope.ts'
import { sealsWith } from './keys.ts'
import { addServed, everybody, ida, keysIn, twoCounties } from './test-served.ts'

test('a person served reads as they were written', async () => {
  const at = await twoCounties()
  const id = await addServed(at, at.wilson, ida)
  const other = await addServed(at, at.wilson, { name: 'Sam Bell', phone: '', note: '' })
  const all = await everybody(at, at.wilson)
  expect(all.get(id)).toEqual(ida)
  expect(all.get(other)).toEqual({ name: 'Sam Bell', phone: '', note: '' })
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
    const keys = await keysIn(tx)
    expect(keys.open({ table: 'person_served', column: 'name', id: one }, name)).toBe('Ida Moss')
    const moved =
      (column: string, id: string, table = 'person_served') =>
      () =>
        keys.open({ table, column, id }, name)
    expect(moved('name', two)).toThrow(
      /^what is sealed in person_served.name of [0-9a-f-]+ does not open: it was sealed/,
    )
    expect(moved('phone', one)).toThrow('does not open')
    expect(moved('name', one, 'referral')).toThrow('does not open')
  })
  await at.db.read(at.nash, async (tx) => {
    const keys = await keysIn(tx)
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
  await expect(at.db.read(at.nash, (tx) => keysIn(tx))).rejects.toThrow('is not the one that seals this database')
})

test('somebody is found by the mark of their number, in their own county alone', async () => {
  const at = await twoCounties()
  const id = await addServed(at, at.wilson, ida)
  await addServed(at, at.nash, ida)
  const found = (scope: typeof at.wilson) =>
    at.db.read(scope, async (tx) => {
      const mark = (await keysIn(tx)).mark('phone', '2525550101')
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
    const keys = await keysIn(tx)
    expect(keys.mark('phone', '2525550101')).toHaveLength(16)
    const place = { table: 'person_served', column: 'name', id: newId() }
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
  const id = await addServed(at, at.wilson, { ...ida, note: '' })
  const change = (name: string, set: (keys: Awaited<ReturnType<typeof keysIn>>) => ReturnType<typeof sql>) =>
    at.db.act(at.wilson, `test.${name}`, async (tx) =>
      ok(await sql`update person_served set ${set(await keysIn(tx))} where id = ${id}`.execute(tx.sql)),
    )
  const sealed = (keys: Awaited<ReturnType<typeof keysIn>>, column: string, text: string) =>
    keys.seal({ table: 'person_served', column, id }, text)
  await change('rename', (keys) => sql`name = ${sealed(keys, 'name', 'Ida Bell')}, note = ${sealed(keys, 'note', 'x')}`)
  await change(
    'empty',
    (keys) => sql`phone = null, phone_mark = null, note = ${sealed(keys, 'note', '')}, zone = 'West'`,
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
      after: { org_id: at.wilson.org, id, name: 'filled in', phone: 'filled in', zone: '', version: 1 },
    },
    { act: 'test.rename', before: { name: null, note: null }, after: { name: 'changed', note: 'filled in' } },
    {
      act: 'test.empty',
      before: { phone: null, note: null, zone: '' },
      after: { phone: 'emptied', note: 'emptied', zone: 'West' },
    },
    { act: 'test.remove', before: { zone: 'West', version: 1 }, after: null },
  ])
  const said = await at.db.read(at.wilson, (tx) => historyOf(tx, [id]))
  expect(said.map(({ act, changes }) => [act, changes])).toContainEqual([
    'test.rename',
    [
      { field: 'name', before: null, after: 'changed' },
      { field: 'note', before: null, after: 'filled in' },
    ],
  ])
})
