import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { whenFileIsOver } from '../../src/test-over.ts'
import { readCases } from './cases.ts'
import { judge } from './run.ts'
import { openWorld, type World } from './world.ts'

// The promise: whatever is sent, the product answers calmly, keeps what is true, and loses nothing.

let world: World
beforeAll(async () => {
  world = await openWorld(whenFileIsOver, { patience: 20 }) // other tests run on this machine at the same time
})

for (const one of readCases(dirname(fileURLToPath(import.meta.url))))
  test(`${one.id} (${one.class})`, async ({ skip }) => {
    const verdict = await judge(world, one)
    if (verdict.is === 'not present') skip(verdict.why)
    expect('why' in verdict ? verdict.why : '').toBe('')
  })
