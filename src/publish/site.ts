import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join, normalize, resolve } from 'node:path'
import { z } from 'zod'
import { counted } from '../core/counted.ts'
import { ok, type Result, refuse } from '../core/result.ts'
import { robots } from '../platform/access/well-known.ts'
import { assetFile } from '../platform/assets.ts'
import type { Db } from '../platform/db/db.ts'
import { pagesAbove } from './above.ts'
import { assetsAt } from './pages/document.tsx'
import { pagesFrom, publishedMark } from './store.ts'

/** What of a folder is ours, so that the next export changes and removes nothing else: each file with what it holds. */
const listName = '.better-off-site.json'
/** A list that names anything outside the folder was changed by hand, and is believed in nothing. */
const listSchema = z.record(
  z.string().refine((name) => !isAbsolute(name) && !normalize(name).startsWith('..')),
  z.string(),
)
const writeList = (folder: string, list: Readonly<Record<string, string>>): Promise<void> =>
  writeFile(join(folder, listName), JSON.stringify(list, null, 1))

/**
 * Writes the public site into a folder, for any plain file server: every page of every edition with the bytes that the product
 * answers, at the same addresses, and the files that they ask for. A page without an ending is the `index.html` of a folder of its
 * name. What is as it was is not written again; what is not public any more is removed. A folder with files of somebody else is refused.
 */
export async function exportSite(
  { db, baseUrl }: { db: Db; baseUrl: string },
  folder: string,
): Promise<Result<string>> {
  const before = await listOf(folder)
  if (before === null)
    return refuse(
      'site.not-ours',
      `${folder} is a file, or has files that are not of an exported site. Name an empty folder or a new one.`,
    )
  // Begun, it is ours: one that was cut short is taken up again.
  await mkdir(folder, { recursive: true })
  await writeList(folder, before)
  const site = { folder: resolve(folder), before, now: new Map<string, string>(), assets: new Set<string>() }
  // What was published meanwhile is written too: a site never holds pages of two editions as the newest.
  for (let mark: string | undefined; ; ) {
    const latest = await db.published(publishedMark)
    if (latest === mark) break
    mark = latest
    await putPages(site, db, baseUrl)
  }
  for (const path of site.assets) {
    const file = assetFile(path)
    if (file) await put(site, { path, plain: file.body })
  }
  const gone = Object.keys(before).filter((file) => !site.now.has(file))
  for (const file of gone) await remove(site, file)
  await writeList(folder, Object.fromEntries(site.now))
  return ok(`The public site is in ${folder}: ${counted(site.now.size, 'file', 'files')}.`)
}

type Site = {
  readonly folder: string
  readonly before: Readonly<Record<string, string>>
  readonly now: Map<string, string>
  /** Addresses of files that pages ask for. */
  readonly assets: Set<string>
}

/** The list of an earlier export; empty for a folder that is new or empty, null for somebody else's. */
async function listOf(folder: string): Promise<Readonly<Record<string, string>> | null> {
  if (!existsSync(folder)) return {}
  try {
    if ((await readdir(folder)).length === 0) return {}
    return listSchema.parse(JSON.parse(await readFile(join(folder, listName), 'utf8')))
  } catch {
    return null
  }
}

async function putPages(site: Site, db: Db, baseUrl: string): Promise<void> {
  site.now.clear()
  await put(site, { path: '/robots.txt', plain: Buffer.from(robots(baseUrl)) })
  for (const make of Object.values(pagesAbove(db, assetsAt(baseUrl)))) await put(site, await make())
  for (let after = ''; ; ) {
    const pages = await db.published((sql) => pagesFrom(sql, after))
    const last = pages.at(-1)
    if (!last) return
    for (const page of pages) await put(site, page)
    after = last.path
  }
}

async function put(site: Site, { path, plain }: { path: string; plain: Buffer }): Promise<void> {
  const name = fileOf(path)
  const hash = createHash('sha256').update(plain).digest('base64url')
  for (const [address] of name.endsWith('.html') ? plain.toString().matchAll(/\/assets\/[\w.-]+/g) : [])
    site.assets.add(address)
  site.now.set(name, hash)
  const file = join(site.folder, name)
  if (site.before[name] === hash && existsSync(file)) return
  await mkdir(dirname(file), { recursive: true })
  // A server may read it meanwhile: it finds the old one or the new one, whole.
  await writeFile(`${file}.part`, plain)
  await rename(`${file}.part`, file)
}

async function remove(site: Site, name: string): Promise<void> {
  const file = join(site.folder, name)
  await rm(file, { force: true })
  for (let above = dirname(file); above !== site.folder; above = dirname(above))
    if (
      !(await rmdir(above).then(
        () => true,
        () => false,
      ))
    )
      return // it holds more
}

/** The file of an address. */
const fileOf = (path: string): string => (extname(path) === '' ? join(path.slice(1), 'index.html') : path.slice(1))
