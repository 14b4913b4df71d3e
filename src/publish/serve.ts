import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Db } from '../platform/db/db.ts'
import { type PackedPage, packedTight } from './pack.ts'
import { findPage, publishedMark } from './store.ts'

type Stored = Omit<PackedPage, 'isNewest'>

export type PublicPages = {
  /** Answers a GET or HEAD from memory at once; false when the page is not there (it may still be in the database). */
  answerFromMemory(request: IncomingMessage, response: ServerResponse): boolean
  /** Answers from the database, and keeps the page; false when nothing is published at this address. */
  answerFromDatabase(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Something was published here: what was kept is out of date. */
  forget(): void
}

type Needs = {
  readonly db: Db
  /** Pages above all organisations, by address: made of what they have published. */
  readonly above: Readonly<Record<string, () => Promise<Stored>>>
  readonly now: () => number
  readonly onTrouble: (error: unknown) => void
  /** The most bytes that are kept in memory; without it, the usual. */
  readonly most?: number
}

/** What may be kept in memory, in bytes: more than the newest pages of a state's counties. Old editions come and go. */
const mostKept = 64_000_000
/** Another instance may have published: ask at most this often, in milliseconds. */
const askAgainAfter = 1_000

/** Published pages, served as they are. With the database gone, what is in memory is still answered. */
export function publicPages({ db, above, now, onTrouble, most = mostKept }: Needs): PublicPages {
  let kept = keptPages(most)
  let mark: string | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const askWhetherNewer = (): void => {
    if (now() - askedAt < askAgainAfter) return
    askedAt = now()
    db.published(publishedMark).then((latest) => {
      if (latest !== mark) forget() // also the first time: what is kept may be older than the mark
      mark = latest
    }, onTrouble)
  }

  // A new memory, not an emptied one: what was asked of the database before is then put where nobody looks any more.
  const forget = (): void => {
    kept = keptPages(most)
  }

  // What is read is made as small as it gets, one page at a time, beside the answers. The rest is read once in years.
  let isPacking = false
  const tighten = (page: Ready): void => {
    if (isPacking || page.isTight || !page.brotli) return
    isPacking = true
    packedTight(page.plain.body)
      .then((body) => {
        page.brotli = page.answer(body, 'br')
        page.isTight = true
      }, onTrouble)
      .finally(() => {
        isPacking = false
      })
  }

  return {
    answerFromMemory(request, response) {
      const page = kept.get(pathOf(request))
      if (!page) return false
      send(page, request, response)
      tighten(page)
      askWhetherNewer()
      return true
    },
    async answerFromDatabase(request, response) {
      const path = pathOf(request)
      const keeping = kept
      const made = Object.hasOwn(above, path) ? above[path] : undefined
      const stored = made ? await made() : await db.published((sql) => findPage(sql, path))
      if (!stored) return false
      const page = madeReady(stored)
      keeping.keep(path, page)
      send(page, request, response)
      return true
    },
    forget,
  }
}

type Kept = { get(path: string): Ready | undefined; keep(path: string, page: Ready): void }

/** Pages up to so many bytes; what nobody has asked for the longest makes room. A page larger than all of it is not kept. */
function keptPages(most: number): Kept {
  const pages = new Map<string, Ready>()
  let bytes = 0
  const drop = (path: string, page: Ready): void => {
    pages.delete(path)
    bytes -= page.bytes
  }
  return {
    get(path) {
      const page = pages.get(path)
      if (!page) return undefined
      // A map remembers in which order its entries were set.
      pages.delete(path)
      pages.set(path, page)
      return page
    },
    keep(path, page) {
      const earlier = pages.get(path)
      if (earlier) drop(path, earlier)
      if (page.bytes > most) return
      pages.set(path, page)
      bytes += page.bytes
      for (const [oldest, its] of pages) {
        if (bytes <= most) break
        drop(oldest, its)
      }
    },
  }
}

/** The address without its query: nothing public depends on one. */
export function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/'
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

/** A page with everything about its answers settled once, since it is answered the same way ever after. */
type Ready = {
  readonly etag: string
  /** What it takes in memory, with its headers and the entry that finds it. */
  readonly bytes: number
  readonly plain: Answer
  readonly gzip: Answer | undefined
  brotli: Answer | undefined
  /** Whether `brotli` is the smallest that can be made. */
  isTight: boolean
  /** The answer with other bytes of the same page. */
  readonly answer: (body: Buffer, encoding: string) => Answer
  /** The head of a 304. */
  readonly unchanged: string[]
}
/** Names and values of headers in turn, as they go out. */
type Answer = { readonly headers: string[]; readonly body: Buffer }

function madeReady({ etag, contentType, policy, plain, gzip, brotli }: Stored): Ready {
  const headers = {
    'content-type': contentType,
    etag,
    // Asked again each time, answered with 304: a reader never sees an old edition after a new one.
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    // Open data may be read from anywhere.
    ...(policy ? { 'content-security-policy': policy } : { 'access-control-allow-origin': '*' }),
  }
  const answer = (body: Buffer, encoding?: string): Answer => ({
    headers: Object.entries({
      ...headers,
      'content-length': String(body.length),
      ...(encoding ? { 'content-encoding': encoding } : {}),
    }).flat(),
    body,
  })
  return {
    etag,
    bytes: plain.length + (gzip?.length ?? 0) + (brotli?.length ?? 0) + headersTake,
    plain: answer(plain),
    gzip: gzip ? answer(gzip, 'gzip') : undefined,
    brotli: brotli ? answer(brotli, 'br') : undefined,
    isTight: false,
    answer,
    unchanged: Object.entries(headers).flat(),
  }
}

const headersTake = 4_000

/** Sends stored bytes in the best encoding that the reader takes; 304 when the reader has them already. */
function send(page: Ready, request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, page.unchanged).end()
    return
  }
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const { headers, body } =
    (/\bbr\b/.test(accepted) ? page.brotli : undefined) ??
    (/\bgzip\b/.test(accepted) ? page.gzip : undefined) ??
    page.plain
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body)
}
