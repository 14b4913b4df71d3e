import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { LongestFirst } from './src/test-order.ts'
import { sortTestFiles } from './src/test-projects.ts'

const files = sortTestFiles(import.meta.dirname)
// What is set here for the product is not for its tests. The second server is named for them alone.
delete process.env.DATABASE_URL
const second = process.env.SECOND_DATABASE_URL ?? ''

const shared = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } }
const plain = ['scripts/test-folder.mjs', 'scripts/built.mjs']
const records = [...plain, 'src/platform/db/test-server.ts']
const promises = [...plain, 'e2e/setup.ts']
const onSecond = { env: { DATABASE_URL: second } }

type Test = NonNullable<TestProjectInlineConfiguration['test']>
// A time limit is the net for a test that hangs, never what a fast machine needs: both processors may be busy with something else.
const project = (name: string, include: readonly string[], own: Test): TestProjectInlineConfiguration => ({
  ...shared,
  test: {
    name,
    include: [...include],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 300_000 } },
    pool: 'forks',
    maxWorkers: 2,
    ...own,
  },
})

export default defineConfig({
  ...shared,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // These share nothing but pure modules, so a worker reads them once.
      project('plain', files.plain, { globalSetup: plain, isolate: false }),
      project('records', files.records, { globalSetup: records }),
      project('promises', files.promises, { globalSetup: promises }),
      ...(second
        ? [
            project('records-second', files.askingTheServer, { globalSetup: records, ...onSecond }),
            project('promises-second', files.promisesOfTheServer, { globalSetup: promises, ...onSecond }),
          ]
        : []),
    ],
  },
})
