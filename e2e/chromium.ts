import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** The path of a Chromium: the one named by CHROMIUM, the system's, or the browser tool's. Installs one if there is none, and says so. */
export function findChromium(): string {
  const given = process.env.CHROMIUM
  if (given) return given
  return found() ?? installed()
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function found(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, chromium.executablePath()].find((path) => existsSync(path))
}

function installed(): string {
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  say(
    `No Chromium was found (set CHROMIUM to name one), so one is installed with ${isRootOnDebian ? 'apt-get' : 'playwright-core'}.`,
  )
  if (isRootOnDebian) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  } else run(process.execPath, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
  const path = found()
  if (path === undefined) throw new Error('Chromium could not be installed. Install it, or set CHROMIUM to its path.')
  return path
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

const say = (words: string): void => void process.stdout.write(`${words}\n`)
