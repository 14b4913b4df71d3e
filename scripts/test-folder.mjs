// Before tests: one folder for all that a run of them writes, and a process that outlives the run, however it ends.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build.mjs'
import { quickestFolder } from './quickest-folder.mjs'

/** Makes the folder and says so to whatever this process starts; where that is done already, nothing. */
export function setup() {
  if (process.env.BETTER_OFF_TEST_DATABASES) return
  const folder = mkdtempSync(join(quickestFolder(), 'better-off-tests-'))
  chmodSync(folder, 0o711) // as root a PostgreSQL of ours runs as another user, who passes through here
  const databases = `better_off_${Buffer.from(folder.slice(-6)).toString('hex')}_`
  const lastOut = spawn(process.execPath, [join(root, 'scripts/last-out.mjs'), folder, databases], {
    env: { PATH: process.env.PATH, DATABASE_URL: process.env.SECOND_DATABASE_URL ?? '' },
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true, // an interrupt typed at the terminal is not for it
  })
  lastOut.unref()
  lastOut.stdin.unref()
  process.env.TMPDIR = folder
  process.env.BETTER_OFF_TEST_DATABASES = databases
}
