// Runs a program of the project: `run.mjs cli help` is dist/cli.js, `run.mjs bench/run.ts` is bundled first.
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { freshen, root } from './build.mjs'
import { setup as openTestFolder } from './test-folder.mjs'

const [program = '', ...rest] = process.argv.slice(2)
await freshen(console.error)
// What is measured and what is sent bad inputs starts products of its own: they end with it, however it ends.
if (program.endsWith('.ts')) openTestFolder()
const file = program.endsWith('.ts') ? await bundled(program) : join(root, 'dist', `${program}.js`)
process.argv = [process.argv[0], file, ...rest]
await import(file)

async function bundled(source) {
  const { build: bundle } = await import('esbuild')
  const outfile = join(root, 'dist/run', `${basename(source, '.ts')}-${process.pid}.js`)
  const options = { platform: 'node', format: 'esm', target: 'node20.19', packages: 'external', logLevel: 'error' }
  const jsx = { jsx: 'automatic', jsxImportSource: 'preact' }
  await bundle({ ...options, ...jsx, absWorkingDir: root, entryPoints: [source], bundle: true, outfile })
  process.on('exit', () => rmSync(outfile, { force: true }))
  return outfile
}
