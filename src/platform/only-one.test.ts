import { mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holderOf, holdFolder } from './only-one.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'better-off-one-'))

test('the first who asks holds the folder, the second is told who', async () => {
  const data = folder()
  expect((await holdFolder(data, 'http://localhost:8080/')).ok).toBe(true)
  const second = await holdFolder(data, 'http://localhost:8081/')
  expect(second.ok || second.problems).toEqual([
    {
      code: 'start.taken',
      message: `The data in ${data} is in use by http://localhost:8080/ (process ${process.pid}). Stop it first.`,
    },
  ])
  expect(await holderOf(data)).toEqual({ pid: process.pid, what: 'http://localhost:8080/' })
})

test('another path to the same folder is the same folder', async () => {
  const data = folder()
  symlinkSync(data, `${data}-link`)
  await holdFolder(data, 'first')
  expect((await holdFolder(`${data}-link`, 'second')).ok).toBe(false)
})

test('a folder that was let go can be held again', async () => {
  const data = folder()
  const first = await holdFolder(data, 'first')
  if (first.ok) first.value.release()
  expect(await holderOf(data)).toBeUndefined()
  expect((await holdFolder(data, 'second')).ok).toBe(true)
})
