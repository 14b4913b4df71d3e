import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Every test file, by what it reaches (docs/decisions/0013). */
export type TestFiles = {
  /** Computes, and asks nobody: no database, no process, no server, no browser. */
  readonly plain: readonly string[]
  /** On a real PostgreSQL, or with a process or a server of its own. */
  readonly records: readonly string[]
  /** Those of them that ask a database of the server they are given: all that may differ on another one. */
  readonly askingTheServer: readonly string[]
  /** The whole product, as people meet it. */
  readonly promises: readonly string[]
  /** Those of them that the second server could break. */
  readonly promisesOfTheServer: readonly string[]
}

/** Sorts the test files below a folder of the project. What they import says where they belong, so no list has to be kept. */
export function sortTestFiles(root: string): TestFiles {
  const reaches = reachingIn(root)
  const tests = ['src', 'bench'].flatMap((folder) => testsBelow(root, folder))
  const promises = testsBelow(root, 'e2e')
  const [plain, records] = [false, true].map((isOut) => tests.filter((file) => reaches(file, goesOut) === isOut))
  return {
    plain: plain ?? [],
    records: records ?? [],
    askingTheServer: tests.filter((file) => reaches(file, asksTheServer)),
    promises,
    promisesOfTheServer: promises.filter((file) => !Object.keys(sameOnEveryServer).some((name) => named(file, name))),
  }
}

/**
 * The promises that are kept once, on the product's own PostgreSQL, each with why another server could not break it. A new
 * promise is tried on both unless it is named here.
 */
export const sameOnEveryServer: Readonly<Record<string, string>> = {
  'bad-inputs/derive': 'arithmetic of the judge, without a product',
  'behind-a-proxy': 'addresses and headers, before anything is asked of a database',
  'coach-sees-own': 'who sees what is asked of every door in access.test, on both servers',
  'coach-year': 'each step of the year is a verb that the records of its room prove on both servers',
  'coaches-without-javascript': 'what a browser does without script',
  'curve-agrees': 'picture, table and words of one edition, which is bytes by then',
  'disk-full': 'the disk of the PostgreSQL that the product starts itself',
  'every-page': 'what axe and a narrow screen find in a page; that every door answers is access.test, on both servers',
  'interrupted-tests': 'how a run of tests ends; it starts runs of its own',
  'keyboard-only': 'what keys do in a browser',
  'large-text': 'how a page is laid out',
  'nobody-is-found': 'the files of the PostgreSQL that the product starts itself',
  'paste-from-a-spreadsheet':
    'what a browser takes from the clipboard; the import itself is training/import, on both servers',
  'public-pages': 'how published pages are laid out and drawn',
  'rich-text': 'what an editor does in a browser',
  'shift-calendar': 'what a calendar program makes of a file; the shifts themselves are shifts, on both servers',
  'sign-in': 'passkeys and forms in a browser; sessions and tries are platform/access, on both servers',
  'small-counts': 'withholding is computed from counts that the records prove on both servers',
  'without-javascript': 'what a browser does without script',
}

/** The files that take longest, by what a run said of them (its last lines name ten). */
export const longestFirst: readonly string[] = [
  'e2e/every-page/refused.test.ts',
  'e2e/every-page/new-county.test.ts',
  'src/walls.test.ts',
  'src/access.test.ts',
  'src/forms.test.ts',
  'src/buttons.test.ts',
  'src/measures/incremental.test.ts',
  'src/training/training.test.ts',
  'e2e/coach-year.test.ts',
  'e2e/every-page/scorecard.test.ts',
  'e2e/every-page/coaches.test.ts',
  'e2e/every-page/others.test.ts',
  'e2e/every-page/measures.test.ts',
  'e2e/every-page/support.test.ts',
  'e2e/every-page/training.test.ts',
]

const named = (file: string, name: string): boolean => file === `e2e/${name}.test.ts` || file.startsWith(`e2e/${name}/`)

/** What is unreadable to us counts as reaching everything. */
const unknown = '?'
const goesOut = (name: string): boolean =>
  name === unknown ||
  name.startsWith('src/platform/db/') ||
  /^(node:(child_process|cluster|dgram|http2?|https|net|tls)|pg|@hono\/node-server|nodemailer|playwright-core)$/.test(
    name,
  )
const asksTheServer = (name: string): boolean => /^src\/platform\/db\/test-(db|server)\.ts$/.test(name)

const testsBelow = (root: string, folder: string): readonly string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.test\.tsx?$/.test(file))
        .map((file) => join(folder, file).replaceAll('\\', '/'))
        .sort()
    : []

/** Whether a file, or anything that it imports, is such a one; each file is read once. */
function reachingIn(root: string): (file: string, isSuch: (name: string) => boolean) => boolean {
  const imports = new Map<string, readonly string[]>()
  const importsOf = (file: string): readonly string[] => {
    const known =
      imports.get(file) ?? (isOurs(root, file) ? importsIn(readFileSync(join(root, file), 'utf8'), file) : [])
    imports.set(file, known)
    return known
  }
  return (file, isSuch) => {
    const seen = new Set([file])
    for (const each of seen) for (const name of importsOf(each)) seen.add(name)
    return [...seen].some((name) => isSuch(name))
  }
}

const isOurs = (root: string, name: string): boolean => /\.(tsx?|mjs)$/.test(name) && existsSync(join(root, name))

/** What a source imports when it runs; types are gone by then. */
export const importsIn = (source: string, file: string): readonly string[] =>
  [...source.matchAll(imported)].flatMap(({ groups }) => {
    const name = groups?.from ?? groups?.alone ?? groups?.later
    if (groups?.type || name === undefined) return groups?.computed ? [unknown] : []
    return [name.startsWith('.') ? normalize(join(dirname(file), name)).replaceAll('\\', '/') : name]
  })

const imported = new RegExp(
  [
    String.raw`^(?:import|export)\s+(?<type>type\s+)?(?:[\w*{][^'"=()]*?)?\bfrom\s+'(?<from>[^']+)'`,
    String.raw`^import\s+'(?<alone>[^']+)'`,
    String.raw`(?<!typeof )(?<!: )(?<!<)\bimport\('(?<later>[^']+)'\)(?!\.[A-Z])`,
    String.raw`(?<computed>\bimport\((?!'))`,
  ].join('|'),
  'gm',
)
