import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { root } from './platform/root.ts'
import { longestFirst, sameOnEveryServer, sortTestFiles } from './test-projects.ts'

const files = sortTestFiles(root)

test('every test file is run, and by one project alone', () => {
  const all = ['src', 'bench', 'e2e'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).flatMap((file) =>
      /\.(test|spec)\.[cm]?[jt]sx?$/.test(file) ? [join(folder, file)] : [],
    ),
  )
  expect([...files.plain, ...files.records, ...files.promises].sort()).toEqual(all.sort())
})

test('whatever asks a database of the server it is given is tried on the second server too', () => {
  expect(files.askingTheServer.filter((file) => !files.records.includes(file))).toEqual([])
  for (const file of ['src/access.test.ts', 'src/forms.test.ts', 'src/measures/incremental.test.ts'])
    expect(files.askingTheServer).toContain(file)
})

test('promises about data and starting are tried on both servers, and one that is not says why', () => {
  for (const name of [
    'completion-moves-the-number',
    'edition-never-changes',
    'first-start-to-public-page',
    'nothing-is-lost',
    'start-and-stop',
    'terminal',
  ])
    expect(files.promisesOfTheServer).toContain(`e2e/${name}.test.ts`)
  const isThere = (name: string) =>
    files.promises.some((file) => file === `e2e/${name}.test.ts` || file.startsWith(`e2e/${name}/`))
  expect(Object.keys(sameOnEveryServer).filter((name) => !isThere(name))).toEqual([])
})

test('the files that are begun first are there', () => {
  const all = [...files.plain, ...files.records, ...files.promises]
  expect(longestFirst.filter((file) => !all.includes(file))).toEqual([])
})

/** Apart, since this file is sorted too. */
const importOf = 'import'

test.each([
  { what: 'asks nobody', source: `import { sum } from './sum.ts'\n`, is: 'plain' },
  { what: 'names only a type of the database', source: `import type { Db } from './platform/db/db.ts'\n`, is: 'plain' },
  { what: 'reads the type of a module', source: `type Db = typeof ${importOf}('./platform/db/db.ts')\n`, is: 'plain' },
  { what: 'reaches a database through another', source: `import { stored } from './store.ts'\n`, is: 'records' },
  { what: 'reaches it over many lines', source: `import {\n  one,\n  stored,\n} from './store.ts'\n`, is: 'records' },
  { what: 'passes it on', source: `export * from './store.ts'\n`, is: 'records' },
  { what: 'reaches it only for what it does', source: `import './store.ts'\n`, is: 'records' },
  { what: 'reaches it later', source: `const late = async () => await ${importOf}('./store.ts')\n`, is: 'records' },
  { what: 'reaches what nobody can read', source: `const late = (name: string) => ${importOf}(name)\n`, is: 'records' },
  { what: 'starts a process', source: `import { spawn } from 'node:child_process'\n`, is: 'records' },
  { what: 'listens', source: `import { createServer } from 'node:http'\n`, is: 'records' },
  { what: 'opens a browser', source: `import { chromium } from 'playwright-core'\n`, is: 'records' },
] as const)('a test file that $what is of the project $is', ({ source, is }) => {
  const folder = mkdtempSync(join(tmpdir(), 'sorted-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const written = {
    'src/some.test.ts': source,
    'src/sum.ts': 'export const sum = 1\n',
    'src/store.ts': `import { openDb } from './platform/db/db.ts'\n\nexport const stored = openDb\n`,
    'src/platform/db/db.ts': 'export const openDb = 1\n',
  }
  for (const [file, text] of Object.entries(written)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const { plain, records } = sortTestFiles(folder)
  expect({ plain, records }).toEqual({ plain: [], records: [], [is]: ['src/some.test.ts'] })
})
