import { defineConfig } from 'vitest/config'

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
          testTimeout: 60_000,
          hookTimeout: 120_000,
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
          testTimeout: 180_000,
          hookTimeout: 180_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
    ],
  },
})
