import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newIds } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { changeMaster } from './change-master.ts'
import { keyIdOf } from './envelope.ts'
import { sealsWith } from './keys.ts'
import { openSeals } from './open.ts'
import { rotateKeys } from './rotate.ts'
import { testMaster, testSeals } from './test-seals.ts'
import { addServed, type Counties, everybody, ida, twoCounties } from './test-served.ts'

const rotate = ({ db, owner }: Counties, tell: (words: string) => void = () => undefined): Promise<string> =>
  rotateKeys({ db, owner, master: testMaster, tell })

const keyOf = async ({ owner }: Counties, id: string): Promise<string> =>
  keyIdOf((await owner.query('select name from person_served where id = $1', [id])).rows[0].name)

const keysOfFields = async ({ owner }: Counties) =>
  (
    await owner.query(
      `select is_current, retired_at is not null as is_retired from sealing_key where purpose = 'field' order by made_at`,
    )
  ).rows

/** Many people of one county, in one statement for each thousand. */
async function addMany({ db, owner }: Counties, org: number, count: number): Promise<readonly string[]> {
  const ids = newIds(count)
  await db.act({ org, person: null }, 'test.addMany', async (tx) => {
    const keys = await testSeals.keysOf(tx)
    const names = ids.map((id, at) => keys.seal({ table: 'person_served', column: 'name', id }, `Person ${at}`))
    await tx.client.query(
      'insert into person_served (org_id, id, name) select $1, * from unnest($2::uuid[], $3::bytea[])',
      [org, ids, names],
    )
    return ok(null)
  })
  expect((await owner.query('select count(*)::int as n from person_served')).rows[0].n).toBe(count)
  return ids
}

test('after a change of keys everybody reads as before, sealed with a new key, and the old one is retired', async () => {
  const at = await twoCounties()
  const id = await addServed(at, at.wilson, { ...ida, reach_note: '' })
  const other = await addServed(at, at.nash, { ...ida, name: 'Sam Bell' })
  const [was, lines] = [await keyOf(at, id), await at.owner.query('select from history')]
  expect(await rotate(at)).toBe('2 records were sealed with new keys.')
  expect(await keyOf(at, id)).not.toBe(was)
  expect((await everybody(at, at.wilson)).get(id)).toEqual({ ...ida, reach_note: '' })
  expect((await everybody(at, at.nash)).get(other)?.name).toBe('Sam Bell')
  expect(await keysOfFields(at)).toEqual([
    { is_current: false, is_retired: true },
    { is_current: false, is_retired: true },
    { is_current: true, is_retired: false },
    { is_current: true, is_retired: false },
  ])
  expect((await at.owner.query('select from history')).rows, 'nothing was changed by anybody').toHaveLength(
    lines.rows.length,
  )
  const { rows } = await at.owner.query('select distinct phone_mark from person_served where org_id = $1', [
    at.nash.org,
  ])
  expect(rows, 'marks find people as before').toHaveLength(1)
})

test('where nothing was ever sealed, no key is made', async () => {
  const at = await twoCounties()
  expect(await rotate(at)).toBe('Nothing was left to seal anew.')
  expect(await keysOfFields(at)).toEqual([])
})

test('a change of keys that was cut short goes on with the same new key', async () => {
  const at = await twoCounties()
  const ids = await addMany(at, at.wilson.org, 1_200)
  const last = ids.at(-1) ?? ''
  await at.db.owner('update person_served set name = set_byte(name, 60, 255 - get_byte(name, 60)) where id = $1', [
    last,
  ])
  await expect(rotate(at), 'one row does not open').rejects.toThrow(`person_served.name of ${last} does not open`)
  const half = await keyOf(at, ids[0] ?? '')
  expect(await keyOf(at, last)).not.toBe(half)
  expect(await keysOfFields(at)).toEqual([
    { is_current: false, is_retired: false },
    { is_current: true, is_retired: false },
  ])
  await at.db.owner('delete from person_served where id = $1', [last])
  expect(await rotate(at)).toBe('199 records were sealed with new keys.')
  expect(await keyOf(at, ids[1_100] ?? '')).toBe(half)
  expect((await everybody(at, at.wilson)).get(ids[1_100] ?? '')).toMatchObject({ name: 'Person 1100' })
  expect(await keysOfFields(at)).toEqual([
    { is_current: false, is_retired: true },
    { is_current: true, is_retired: false },
  ])
})

test('what is written while keys are changed is kept, and reads', async () => {
  const at = await twoCounties()
  const ids = await addMany(at, at.wilson.org, 2_000)
  const changed = new Map<string, string>()
  let isOver = false
  const writing = (async () => {
    for (let turn = 0; !isOver; turn++) {
      const id = ids[(turn * 37) % ids.length] ?? ''
      await at.db.act(at.wilson, 'test.rename', async (tx) => {
        const sealed = (await testSeals.keysOf(tx)).seal(
          { table: 'person_served', column: 'name', id },
          `Renamed ${turn}`,
        )
        return ok(await tx.client.query('update person_served set name = $1 where id = $2', [sealed, id]))
      })
      changed.set(id, `Renamed ${turn}`)
      const added = await addServed(at, at.wilson, { ...ida, name: `New ${turn}` })
      changed.set(added, `New ${turn}`)
    }
  })()
  await rotate(at)
  isOver = true
  await writing
  const all = await everybody(at, at.wilson)
  expect(changed.size).toBeGreaterThan(0)
  for (const [place, id] of ids.entries()) expect(all.get(id)?.name).toBe(changed.get(id) ?? `Person ${place}`)
  for (const [id, name] of changed) expect(all.get(id)?.name).toBe(name)
  const current = await at.owner.query(`select id from sealing_key where is_current and purpose = 'field'`)
  for (const id of all.keys()) expect(await keyOf(at, id)).toBe(current.rows[0].id)
})

test('two changes of keys at once lose nobody', async () => {
  const at = await twoCounties()
  await addMany(at, at.wilson.org, 1_500)
  await Promise.all([rotate(at), rotate(at)])
  const all = await everybody(at, at.wilson)
  expect([...all.values()].map(({ name }) => name)).toEqual(Array.from({ length: 1_500 }, (_, n) => `Person ${n}`))
  expect((await keysOfFields(at)).filter((key) => key.is_current)).toHaveLength(1)
})

test('what nobody may change, and what only two may read, is sealed anew too', async () => {
  const at = await twoCounties()
  const id = await addServed(at, at.wilson, ida)
  await at.owner.query('revoke update, delete on person_served from better_off_app')
  await at.owner.query(
    'create policy read_by_nobody on person_served as restrictive for select to better_off_app using (false)',
  )
  const was = await keyOf(at, id)
  await rotate(at)
  expect(await keyOf(at, id)).not.toBe(was)
  await at.owner.query('drop policy read_by_nobody on person_served')
  expect((await everybody(at, at.wilson)).get(id)).toEqual(ida)
})

test('the keys may be wrapped by another key file, which is the only one that opens them from then on', async () => {
  const at = await twoCounties()
  const ids = [await addServed(at, at.wilson, ida), await addServed(at, at.nash, ida)]
  const folder = newFolder()
  const file = join(folder, 'next.key')
  const change = () => changeMaster({ db: at.db, owner: at.owner, master: testMaster, file })
  expect(await change()).toEqual({
    ok: true,
    value: `4 keys are wrapped by ${file}. Set KEY_FILE to it, then start. Keep ${testMaster.file} for the backups made before now.`,
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await expect(everybody(at, at.wilson)).rejects.toThrow('is not the one that seals this database')
  const next = await openSeals({ keyFile: file }, at.db)
  if (!next.ok) throw new Error('refused')
  expect((await everybody(at, at.wilson, sealsWith(next.value.master))).get(ids[0] ?? '')).toEqual(ida)
  expect((await everybody(at, at.nash, next.value)).get(ids[1] ?? '')).toEqual(ida)
  await expect(change(), 'the old key opens nothing any more').rejects.toThrow('is not the one that seals')
  writeFileSync(join(folder, 'same.key'), readFileSync(file))
  const again = { db: at.db, owner: at.owner, master: next.value.master, file: join(folder, 'same.key') }
  expect(await changeMaster(again)).toMatchObject({ ok: false, problems: [{ code: 'sealed.same' }] })
})

test('the files of the database hold no byte of who was served', async ({ skip }) => {
  const at = await twoCounties()
  const canary = 'Canary Quillfeather of Plumstead'
  await addServed(at, at.wilson, { name: canary, phone: '2525550199', reach_note: `Says ${canary}` })
  await rotate(at)
  await at.db.owner(`update organisation set contact = 'Plainly Peregrine of Elmstead' where slug = 'wilson'`)
  await at.owner.query('checkpoint')
  const { rows } = await at.owner.query(
    `select current_setting('data_directory') as data, oid from pg_database where datname = current_database()`,
  )
  // Other tests write on the same server, so only what is like nothing else is looked for outside of this database.
  const own = filesIn(join(rows[0].data, 'base', String(rows[0].oid)))
  const journal = filesIn(join(rows[0].data, 'pg_wal'))
  if (own.length === 0) skip('the server keeps its files elsewhere')
  const holding = (files: readonly string[], text: string): boolean =>
    files.some((file) => contentOf(file).includes(text))
  expect(holding(own, 'Plainly Peregrine of Elmstead'), 'what is not sealed is found this way').toBe(true)
  for (const secret of [canary, 'Quillfeather', '2525550199']) expect(holding(own, secret), secret).toBe(false)
  for (const secret of [canary, 'Quillfeather']) expect(holding(journal, secret), secret).toBe(false)
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name))
  } catch {
    return []
  }
}

/** A file may be gone by now: other tests use the same server. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}
