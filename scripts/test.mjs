// Runs every test on the product's own PostgreSQL, or with --postgres on the one of DATABASE_URL, and counts honestly.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './build.mjs'

const { DATABASE_URL, ...environment } = process.env
const onGivenServer = process.argv.includes('--postgres')
if (onGivenServer && !DATABASE_URL) {
  console.error('Set DATABASE_URL to a PostgreSQL, 15 or newer, on which databases and roles may be created.')
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'better-off-results-'))
const file = join(folder, 'results.json')
const filters = process.argv.slice(2).filter((word) => word !== '--postgres')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...filters], {
  cwd: root,
  stdio: 'inherit',
  env: onGivenServer ? { ...environment, DATABASE_URL } : environment,
})
const { passed, failed, skipped } = countOf(file)
rmSync(folder, { recursive: true })
const isGood = status === 0 && failed === 0 && passed > 0
const failures = isGood || failed > 0 ? failed : 1
console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(isGood ? 0 : 1)

/** A file that could not even be read counts as one failed test. */
function countOf(results) {
  if (!existsSync(results)) return { passed: 0, failed: 0, skipped: 0 }
  const { testResults, numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'))
  const unread = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + unread.length, skipped: numPendingTests }
}
