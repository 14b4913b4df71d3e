import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isReserved } from '../platform/access/rules.ts'
import type { Config } from '../platform/config.ts'
import type { Db } from '../platform/db/db.ts'
import type { Calm } from '../platform/http/calm.ts'
import { isBrokenWorld } from '../platform/http/trouble.ts'
import type { Log } from '../platform/log.ts'
import { pagesAbove } from './above.ts'
import { editionMade } from './edition.ts'
import type { EditionContent, EditionNamed } from './model.ts'
import type { PackedPage } from './pack.ts'
import { calmPage } from './pages/calm.tsx'
import { assetsAt } from './pages/document.tsx'
import { type PublicPages, pathOf, publicPages } from './serve.ts'

type PublicSide = PublicPages & {
  /** Whether the first part of the address could be an organisation's; nothing else is looked up among editions. */
  mayBePublished(request: IncomingMessage): boolean
  answerTrouble(error: unknown, response: ServerResponse): void
  /** All pages and pictures of an edition. */
  render(content: EditionContent, earlier: readonly EditionNamed[]): Promise<readonly PackedPage[]>
  calm(page: Calm): Response
}

/** What anybody may read, and the calm pages that everybody gets when something cannot be had. */
export function publicSide({
  config,
  db,
  log,
  clock,
}: {
  config: Config
  db: Db
  log: Log
  clock: () => Date
}): PublicSide {
  const assets = assetsAt(config.baseUrl)
  const pages = publicPages({
    db,
    now: () => clock().getTime(),
    onTrouble: (error) => log.warn({ error }, 'published pages could not be looked up'),
    above: pagesAbove(db, assets),
  })
  const calm = (page: Calm): Response => {
    const { html, policy } = calmPage(page, assets)
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    }
    return new Response(html, {
      status: page.status,
      headers: page.status === 503 ? { ...headers, 'retry-after': '30' } : headers,
    })
  }
  return {
    ...pages,
    calm,
    mayBePublished: (request) => {
      const [first = '', second = ''] = pathOf(request).slice(1).split('/')
      return first === '' || !isReserved(first === 'embed' ? second : first.replace(/\.json$/, ''))
    },
    answerTrouble(error, response) {
      const reference = randomBytes(4).toString('hex')
      log.error({ error, reference }, 'a published page could not be read')
      const isPassing = isBrokenWorld(error)
      const page = calm({
        status: isPassing ? 503 : 500,
        title: 'One moment',
        message: 'This page cannot be read right now. Try again in a minute.',
        reference,
      })
      response.writeHead(page.status, Object.fromEntries(page.headers))
      page.text().then(
        (html) => response.end(html),
        () => response.end(),
      )
    },
    render: (content, earlier) => editionMade({ content, earlier, assets }),
  }
}
