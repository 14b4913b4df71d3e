import { defineConfig } from 'vitest/config'

// A time limit is the net for a test that hangs, never what a fast machine needs: both processors may be busy with something else.
const shared = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } }

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'rooms',
          include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
          globalSetup: ['scripts/test-folder.mjs', 'scripts/built.mjs', 'src/platform/db/test-server.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: 'promises',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['scripts/test-folder.mjs', 'scripts/built.mjs', 'e2e/setup.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
    ],
  },
})
