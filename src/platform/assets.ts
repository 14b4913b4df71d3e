import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { root } from './root.ts'

/** A built file as a reader gets it: `headers` are complete, `body` is already compressed if they say so. */
export type AssetFile = {
  readonly body: Buffer
  readonly contentType: string
  readonly headers: Readonly<Record<string, string>>
}

/** The address of a built file by its plain name: `asset('team.css')` is `/assets/team-4F2A91B0.css`. Without a build the plain name stays. */
export const asset = (name: string): string => `/assets/${manifest()[name] ?? name}`

/**
 * The bytes behind such an address, from memory after the first time, in the best encoding that the reader accepts.
 * The name carries a hash of the content, so that a copy is good for ever. Undefined if there is no such file.
 */
export function assetFile(path: string, acceptEncoding = ''): AssetFile | undefined {
  const name = path.replace(/^\/assets\//, '')
  const contentType = contentTypes[extname(name)]
  if (!plainName.test(name) || contentType === undefined) return undefined
  const encoding = ['br', 'gzip'].find((each) => acceptEncoding.includes(each) && stored(name, each) !== undefined)
  const body = stored(name, encoding)
  if (body === undefined) return undefined
  const headers = {
    'Content-Type': contentType,
    'Content-Length': String(body.length),
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    ...(contentType !== 'font/woff2' ? { Vary: 'Accept-Encoding' } : {}),
    ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
  }
  return { body, contentType, headers }
}

const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/ // no folder, so that nothing outside dist/assets can be named
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const suffixes: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz' }

const folder = join(root, 'dist/assets')
const memory = new Map<string, Buffer | undefined>()

function stored(name: string, encoding?: string): Buffer | undefined {
  const file = name + (encoding === undefined ? '' : suffixes[encoding])
  if (memory.has(file)) return memory.get(file)
  const path = join(folder, file)
  if (!existsSync(path)) return undefined
  const body = readFileSync(path)
  memory.set(file, body)
  return body
}

let names: Readonly<Record<string, string>> | undefined

function manifest(): Readonly<Record<string, string>> {
  const file = join(folder, 'manifest.json')
  names ??= existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
  return names
}
