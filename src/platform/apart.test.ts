import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { patience } from '../test-effort.ts'
import { apart } from './apart.ts'
import { root } from './root.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(root, 'node_modules', '.apart-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
/** A program that does its task as this source says, in terms of `task` and `tell`. */
async function program(work: string): Promise<string> {
  const outfile = join(folder, `program-${made++}.mjs`)
  const contents = `import { writeFileSync } from 'node:fs'
    import { workApart } from './src/platform/apart.ts'
    workApart(async (task, tell) => { ${work} })`
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  return outfile
}

test('a task and its answer pass as they are: maps, sets, infinities and bytes', async () => {
  const same = {
    map: new Map([['a', new Set([1])]]),
    far: Number.POSITIVE_INFINITY,
    bytes: Buffer.from('äö'),
    no: null,
  }
  expect(await apart(await program('return task'), same)).toEqual(same)
})

test('an answer of many megabytes arrives whole, and notes before it in their order', async () => {
  const heard: number[] = []
  const answer = await apart<null, Buffer, number>(
    await program('for (let n = 0; n < 100; n++) tell(n); return Buffer.alloc(20_000_000, 7)'),
    null,
    (note) => heard.push(note),
  )
  expect(answer).toHaveLength(20_000_000)
  expect(answer.every((byte) => byte === 7)).toBe(true)
  expect(heard).toEqual([...Array(100).keys()])
})

test('a program that fails, or that ends without a word, is told with what it said', async () => {
  await expect(apart(await program("throw new Error('there is no paper')"), 1)).rejects.toThrow(
    /program-\d+\.mjs did not answer \(1\): [^]*there is no paper/,
  )
  await expect(apart(await program('process.exit(0)'), 1)).rejects.toThrow(/did not answer \(0\)/)
  await expect(apart(join(folder, 'nowhere.mjs'), 1)).rejects.toThrow(/nowhere\.mjs did not answer \(1\)/)
})

test('a program ends when whoever waits for it is gone', async () => {
  const file = join(folder, 'pid')
  const outer = await program(`
    const { fork } = await import('node:child_process')
    const child = fork(task.inner, { serialization: 'advanced' })
    child.send(task.file)
    await new Promise((ready) => child.once('message', ready))
    return child.pid`)
  const inner = await program(
    'tell(1); await new Promise((done) => setTimeout(done, 60_000)); writeFileSync(task, "late")',
  )
  const pid = await apart<object, number>(outer, { inner, file })
  await expect
    .poll(() => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')), {
      timeout: patience,
    })
    .toBe(false)
  expect(existsSync(file)).toBe(false)
})
