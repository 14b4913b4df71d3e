import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../src/platform/root.ts'
import { isAlive } from './product.ts'

// The promise: a test run that ends in whatever way leaves no PostgreSQL, no product and no folder behind.

const onOwnServer = ['records', 'src/partners', 'better-off-test-', 'data'] as const
const onProduct = ['promises', 'e2e/edition-never-changes.test.ts', 'promise-', 'postgres/data'] as const

test.each([
  { how: 'interrupted at the terminal', signal: 'SIGINT', run: onOwnServer },
  { how: 'killed', signal: 'SIGKILL', run: onOwnServer },
  { how: 'killed while a product runs', signal: 'SIGKILL', run: onProduct },
] as const)('a test run that is $how leaves nothing behind', async ({ signal, run }) => {
  const [project, file, folderName, data] = run
  const around = mkdtempSync(join(tmpdir(), 'i-'))
  chmodSync(around, 0o711) // as root its PostgreSQL runs as another user, who passes through here
  const tests = begin(around, ['--project', project, file])
  const folder = await found(around, 'better-off-tests-')
  const server = await serverIn(join(await found(folder, folderName), data))
  tests.kill(signal)
  for (let tries = 0; tries < 1_000 && (existsSync(folder) || isAlive(server)); tries++) await pause(50)
  expect({ folder: existsSync(folder), server: isAlive(server) }).toEqual({ folder: false, server: false })
})

/** A whole run of its own, as `npm test` starts it, that writes below a folder. */
function begin(around: string, words: readonly string[]): ChildProcess {
  const { BETTER_OFF_TEST_DATABASES: _, SECOND_DATABASE_URL: __, VITEST: ___, ...env } = process.env
  const tests = spawn(process.execPath, [join(root, 'scripts/test.mjs'), ...words], {
    cwd: root,
    env: { ...env, TMPDIR: around },
    stdio: 'ignore',
  })
  onTestFinished(() => void tests.kill('SIGKILL'))
  return tests
}

/** The folder whose name begins so, once it is there. */
async function found(around: string, begins: string): Promise<string> {
  for (;;) {
    const name = existsSync(around) && readdirSync(around).find((each) => each.startsWith(begins))
    if (name) return join(around, name)
    await pause(20)
  }
}

/** The number of the PostgreSQL of a data folder, once it runs. */
async function serverIn(data: string): Promise<number> {
  const file = join(data, 'postmaster.pid')
  while (!existsSync(file) || !/^\d+\n/.test(readFileSync(file, 'utf8'))) await pause(20)
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}
