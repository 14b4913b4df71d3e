// Runs every measurement one after another, each in a process of its own, and repeats at the end how each goal stands.
import { spawn } from 'node:child_process'
import { mark } from './goal.ts'

const all = [
  'start',
  'page',
  'weight',
  'team',
  'phone',
  'rebuild',
  'save',
  'import',
  'publish',
  'statistics',
  'coaches',
  'matching',
  'keys',
  'response',
  'phones',
  'false-alarms',
  'm3',
  'simulated',
]
const wanted = process.argv.slice(2)
const goals: string[] = []
for (const name of all.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  console.log(`\n== ${name}`)
  await measured(name)
}
console.log(`\n${goals.join('\n')}`)

function measured(name: string): Promise<void> {
  const child = spawn(process.execPath, ['scripts/run.mjs', `bench/${name}.ts`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.on('data', (part: Buffer) => {
    process.stdout.write(part)
    goals.push(
      ...part
        .toString()
        .split('\n')
        .filter((line) => line.startsWith(mark)),
    )
  })
  return new Promise((done) => child.once('exit', () => done()))
}
