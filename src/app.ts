import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { helpRoom } from './help/room.ts'
import { accessRoutes, openAccessRoutes } from './platform/access/routes.tsx'
import { actorOf } from './platform/access/session.ts'
import { ensureFirstAdministrator, linkAtStart } from './platform/access/set-up.ts'
import { assetFile } from './platform/assets.ts'
import type { Config } from './platform/config.ts'
import type { Db } from './platform/db/db.ts'
import { doors } from './platform/http/doors.tsx'
import { networkBehind, proxiesOf } from './platform/http/network.ts'
import type { OpenRoute } from './platform/http/open-route.ts'
import { unlessHanging } from './platform/http/patience.ts'
import type { TeamRoute } from './platform/http/route.ts'
import type { Log } from './platform/log.ts'
import { startMail } from './platform/mail.ts'
import { startRounds } from './platform/rounds.ts'
import type { Seals } from './platform/sealed/keys.ts'
import { setMailed } from './platform/told.ts'
import { setHelp, setRail } from './platform/ui/shell.tsx'
import { publishRoom } from './publish/room.ts'
import { rail } from './rail.ts'
import { rooms } from './rooms.ts'

export type App = {
  /** Answers everything: published pages from memory first, then files, then the team's side. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Every door that it has, so that each can be tried by everybody. */
  readonly doors: { readonly team: readonly TeamRoute[]; readonly open: readonly OpenRoute[] }
  /** The address of a one-time sign-in of the first administrator; null once they have another way in. */
  signInLink(): Promise<string | null>
  close(): Promise<void>
}

export type AppNeeds = {
  readonly config: Config
  readonly db: Db
  readonly log: Log
  readonly seals: Seals
  readonly clock: () => Date
  /** Milliseconds between two rounds of what the program does by itself. */
  readonly rest?: number
}

/** The one place where rooms meet. */
export async function createApp(needs: AppNeeds): Promise<App> {
  const { config, db, log, clock } = needs
  setRail(rail)
  setHelp(helpRoom.at)
  setMailed(config.mail !== undefined)
  const { side, all: inOrder } = house(needs)
  const mail = startMail({ db, config, log })
  const going = startRounds({ db, log, rounds: inOrder.flatMap(({ rounds = [] }) => rounds), rest: needs.rest })
  const all = {
    team: [...inOrder.flatMap(({ doors }) => doors), ...accessRoutes({ config, clock })],
    open: [...openAccessRoutes({ config }), ...inOrder.flatMap(({ open = [] }) => open)],
  }
  const answer = doors({
    ...all,
    db,
    log,
    clock,
    baseUrl: config.baseUrl,
    actorOf: (request) => actorOf(db, request, clock(), config.baseUrl),
    calm: (page) => side.calm(page),
  })
  const proxies = proxiesOf(config.trustedProxies)
  const networkOf = ({ socket, headers }: IncomingMessage): string =>
    networkBehind(proxies, socket.remoteAddress ?? '', headers['x-forwarded-for']?.toString())
  const teamSide = getRequestListener(
    (request, { incoming }) => answer(request, networkOf(incoming as IncomingMessage)),
    { overrideGlobalObjects: false },
  )

  const isSecure = config.baseUrl.startsWith('https:')
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    // A year, for this host alone: the county may run others. Over http a browser has to ignore it (RFC 6797, 7.2).
    if (isSecure) response.setHeader('strict-transport-security', 'max-age=31536000')
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (isReading && side.answerFromMemory(request, response)) return
    if (isReading && answerFile(request, response)) return
    if (isReading && side.mayBePublished(request)) {
      unlessHanging(side.answerFromDatabase(request, response), db).then(
        async (found) => {
          if (found === null) side.answerTrouble(noAnswer, response)
          else if (!found) await teamSide(request, response)
        },
        (error: unknown) => side.answerTrouble(error, response),
      )
      return
    }
    void teamSide(request, response)
  }

  return {
    handle,
    doors: all,
    async signInLink() {
      const token = await linkAtStart(db, { isMailed: config.mail !== undefined })
      return token && `${config.baseUrl}/sign-in/link/${token}`
    },
    async close() {
      await going.stop()
      await mail.stop()
    },
  }
}

/** Makes the first administrator and, where no organisation is at work yet, the sample county; answers whether it was loaded. */
export async function loadSampleCounty(needs: AppNeeds): Promise<boolean> {
  const { loadSample } = await import('./sample.ts')
  const { id } = await ensureFirstAdministrator(needs.db)
  return loadSample(needs.db, {
    administratorId: id,
    needs: house(needs).publishNeeds,
    seals: needs.seals,
    now: needs.clock(),
  })
}

/** The public side and the rooms, put together. */
function house({ config, db, log, seals, clock }: AppNeeds) {
  const side = publishRoom.publicSide({ config, db, log, clock })
  const made = rooms({
    pages: (content, earlier) => side.render(content, earlier),
    published: () => side.forget(),
    clock,
    config,
    seals,
  })
  return { side, ...made }
}

const noAnswer = Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' })

function answerFile(request: IncomingMessage, response: ServerResponse): boolean {
  if (!request.url?.startsWith('/assets/')) return false
  const file = assetFile(request.url, String(request.headers['accept-encoding'] ?? ''))
  if (!file) return false
  response.writeHead(200, file.headers).end(request.method === 'HEAD' ? undefined : file.body)
  return true
}
