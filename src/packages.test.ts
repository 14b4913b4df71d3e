import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './platform/root.ts'

type Lock = { readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>> }

test('whoever installs without development packages has all that the product is built from and with', async () => {
  const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  // A script in plain JavaScript: its types are those written here.
  const build: { builtFrom(): Promise<readonly string[]> } = await import(join(root, 'scripts/build.mjs'))
  const used = new Set((await build.builtFrom()).flatMap((file) => packageOf(file) ?? []))
  used.add('node_modules/esbuild')
  expect(used.size).toBeGreaterThan(30)
  expect([...used].filter((name) => !lock.packages[name] || lock.packages[name].dev)).toEqual([])
})

/** `node_modules/a/node_modules/@b/c` of a file below it. */
const packageOf = (file: string): string | undefined => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]
