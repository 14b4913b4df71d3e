import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { newBackupKey } from '../../platform/backup/key.ts'
import { makeBackup } from '../../platform/backup/make.ts'
import { restoreBackup } from '../../platform/backup/restore.ts'
import { addServed, ida, twoCounties } from '../../platform/sealed/test-served.ts'
import { forgetPeople } from './store.ts'

test('whoever was emptied after a backup is emptied again when it is restored, and others stand as they did', async () => {
  const at = await twoCounties()
  const folder = mkdtempSync(join(tmpdir(), 'better-off-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const forgotten = await addServed(at, at.wilson, ida)
  const kept = await addServed(at, at.wilson, { ...ida, phone: '2525550102' })
  const backup = {
    owner: at.owner,
    keyFile: join(folder, 'k'),
    backupKey: newBackupKey(),
    file: join(folder, 'a.backup'),
  }
  await makeBackup(backup)
  await at.db.act(at.wilson, 'test.forget', async (tx) => ok(await forgetPeople(tx, [forgotten], '2026-01-02')))
  await restoreBackup({
    ...backup,
    isReplacing: true,
    eraseAgain: (tx, { people }) => forgetPeople(tx, people, '2026-01-05'),
  })
  const { rows } = await at.db.owner(
    'select id, name is null as "isEmpty", emptied_on::text as on from person_served order by id = $1',
    [forgotten],
  )
  expect(rows).toEqual([
    { id: kept, isEmpty: false, on: null },
    { id: forgotten, isEmpty: true, on: '2026-01-05' },
  ])
})
