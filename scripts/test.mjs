// Runs every test on the product's own PostgreSQL, and counts honestly. Where SECOND_DATABASE_URL names another, what asks a database
// runs there too, in the same queue; with --postgres that alone runs, on the PostgreSQL of DATABASE_URL.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './build.mjs'
import { setup as openTestFolder } from './test-folder.mjs'

const isSecondAlone = process.argv.includes('--postgres')
if (isSecondAlone && !process.env.DATABASE_URL) {
  console.error('Set DATABASE_URL to a PostgreSQL, 15 or newer, on which databases and roles may be created.')
  process.exit(1)
}
if (isSecondAlone) process.env.SECOND_DATABASE_URL = process.env.DATABASE_URL
openTestFolder()
const file = join(tmpdir(), 'results.json')
const words = process.argv.slice(2).filter((word) => word !== '--postgres')
const projects = isSecondAlone ? ['--project=*-second'] : []
const reporters = ['default', 'json', join(root, 'scripts/times.mjs')].map((name) => `--reporter=${name}`)
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', ...reporters, `--outputFile.json=${file}`, ...projects, ...words],
  { cwd: root, stdio: 'inherit' },
)
const { passed, failed, skipped } = countOf(file)
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
