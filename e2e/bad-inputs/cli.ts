// npm run bad-inputs -- DIR: sends every case of a folder to a product of its own, and says what became of each.
import { resolve } from 'node:path'
import { readCases } from './cases.ts'
import { judge } from './run.ts'
import { openWorld } from './world.ts'

const say = (words: string): void => void process.stdout.write(`${words}\n`)
const ends: (() => Promise<void>)[] = []
const [folder = 'e2e/bad-inputs'] = process.argv.slice(2)
const counts = { passed: 0, failed: 0, 'not present': 0 }
try {
  const cases = readCases(resolve(process.env.INIT_CWD ?? '.', folder))
  if (cases.length === 0) throw new Error(`There are no cases in ${folder}.`)
  const world = await openWorld((work) => void ends.unshift(work))
  for (const one of cases) {
    const verdict = await judge(world, one)
    counts[verdict.is]++
    const absent =
      verdict.is === 'passed' && verdict.without?.length ? ` (not present: ${verdict.without.join(', ')})` : ''
    say(`${verdict.is.padEnd(11)} ${one.id}${'why' in verdict ? `: ${verdict.why}` : absent}`)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  counts.failed++
} finally {
  for (const end of ends) await end()
}
say(`${counts.passed} passed, ${counts.failed} failed, ${counts['not present']} not present`)
process.exitCode = counts.failed === 0 ? 0 : 1
