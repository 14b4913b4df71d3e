import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Db } from '../platform/db/db.ts'
import type { PackedPage } from './pack.ts'
import { findPage, publicOrganisations, publishedMark } from './store.ts'

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
  /** The front page, made from the organisations that have published. */
  readonly frontPage: (organisations: Awaited<ReturnType<typeof publicOrganisations>>) => Promise<Stored>
  readonly now: () => number
  readonly onTrouble: (error: unknown) => void
}

/** Pages are few and small: this many are more than a state's counties have. */
const mostKept = 20_000
/** Another instance may have published: ask at most this often, in milliseconds. */
const askAgainAfter = 1_000

/** Published pages, served as they are. With the database gone, what is in memory is still answered. */
export function publicPages({ db, frontPage, now, onTrouble }: Needs): PublicPages {
  const kept = new Map<string, Stored>()
  let mark: string | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const askWhetherNewer = (): void => {
    if (now() - askedAt < askAgainAfter) return
    askedAt = now()
    db.published(publishedMark).then((latest) => {
      if (mark !== undefined && latest !== mark) kept.clear()
      mark = latest
    }, onTrouble)
  }

  return {
    answerFromMemory(request, response) {
      const page = kept.get(pathOf(request))
      if (!page) return false
      send(page, request, response)
      askWhetherNewer()
      return true
    },
    async answerFromDatabase(request, response) {
      const path = pathOf(request)
      const page =
        path === '/'
          ? await frontPage(await db.published(publicOrganisations))
          : await db.published((sql) => findPage(sql, path))
      if (!page) return false
      if (kept.size >= mostKept) kept.clear()
      kept.set(path, page)
      send(page, request, response)
      return true
    },
    forget: () => kept.clear(),
  }
}

/** The address without its query: nothing public depends on one. */
export function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/'
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

/** Sends stored bytes in the best encoding that the reader takes; 304 when the reader has them already. */
function send(page: Stored, request: IncomingMessage, response: ServerResponse): void {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const encoding =
    page.brotli && /\bbr\b/.test(accepted) ? 'br' : page.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : undefined
  const body = (encoding === 'br' ? page.brotli : encoding === 'gzip' ? page.gzip : page.plain) ?? page.plain
  const headers: Record<string, string | number> = {
    'content-type': page.contentType,
    'content-length': body.length,
    etag: page.etag,
    // Asked again each time, answered with 304: a reader never sees an old edition after a new one.
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  }
  if (encoding) headers['content-encoding'] = encoding
  if (page.policy) headers['content-security-policy'] = page.policy
  else headers['access-control-allow-origin'] = '*' // open data may be read from anywhere
  if (request.headers['if-none-match'] === page.etag) {
    delete headers['content-length']
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
}
