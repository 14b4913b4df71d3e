import type { Config } from '../config.ts'
import { freshDb, type TestDb } from '../db/test-db.ts'
import { doors } from '../http/doors.tsx'
import { openLog } from '../log.ts'
import type { Role } from './model.ts'
import { accessRoutes, openAccessRoutes } from './routes.tsx'
import { actorOf } from './session.ts'
import { addMember, addOrganisation, ensureFirstAdministrator, makeSignInLink } from './set-up.ts'

/** One browser: it keeps its cookie, and says where it comes from as a browser does. */
export type Browser = {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  post(
    path: string,
    form?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  head(path: string): Promise<Response>
  /** The cookie of its session, '' for none. */
  cookie: string
  /** Its other cookie, by which it is known again. */
  mark: string
}

export type Front = {
  readonly db: TestDb
  readonly wilson: number
  readonly nash: number
  /** What the log holds, a line each. */
  readonly log: string[]
  clock: Date
  browser(userAgent?: string, address?: string): Browser
  /** A browser in which somebody has just signed in by a link from the terminal. */
  signedIn(email: string): Promise<Browser>
  /** The newest mail to an address: its text, and the path of the link in it. */
  mailTo(email: string): Promise<{ readonly text: string; readonly link: string }>
}

const baseUrl = 'http://localhost:8080'
export const smtp: NonNullable<Config['mail']> = { url: 'smtp://mail.example.org', from: 'scorecard@example.org' }

/** Wilson County and Nash County with their people (ada, edna, cora and vic at wilson.example; ned at nash.example), behind the real doors. */
export async function frontOf(
  options: { readonly mail?: Config['mail']; readonly baseUrl?: string } = {},
): Promise<Front> {
  const db = await freshDb()
  const config = { baseUrl: options.baseUrl ?? baseUrl, mail: options.mail }
  const first = await ensureFirstAdministrator(db)
  const wilson = await county(db, 'wilson', 'Wilson County', first.id)
  const nash = await county(db, 'nash', 'Nash County', first.id)
  for (const [email, role] of cast) await addMember(db, wilson, { email, name: nameOf(email), role })
  await addMember(db, nash, { email: 'ned@nash.example', name: 'Ned', role: 'administrator' })
  const lines: string[] = []
  const log = openLog({ write: (line) => lines.push(line) })
  const front = { db, wilson, nash, log: lines, clock: new Date() }
  const answer = doors({
    team: accessRoutes({ config, clock: () => front.clock }),
    open: openAccessRoutes({ config }),
    db,
    log,
    clock: () => front.clock,
    baseUrl: config.baseUrl,
    actorOf: (request) => actorOf(db, request, front.clock, config.baseUrl),
    calm: ({ status, title, again }) =>
      new Response([title, ...(again?.typed.entries() ?? []).map((pair) => pair.join('='))].join('\n'), { status }),
  })
  const browser = browserOn(answer, config.baseUrl)
  return Object.assign(front, {
    browser,
    signedIn: async (email: string) => {
      const one = browser()
      await one.post(`/sign-in/link/${await makeSignInLink(db, email, 1)}`)
      return one
    },
    mailTo: async (email: string) => {
      const { rows } = await db.owner(`select body from mail where to_address = $1 order by id desc limit 1`, [email])
      const text = String(rows[0]?.body ?? '')
      return { text, link: new URL(/https?:\S+/.exec(text)?.[0] ?? baseUrl).pathname }
    },
  })
}

const cast: readonly (readonly [string, Role])[] = [
  ['ada@wilson.example', 'administrator'],
  ['edna@wilson.example', 'editor'],
  ['cora@wilson.example', 'coordinator'],
  ['vic@wilson.example', 'viewer'],
]
const nameOf = (email: string): string => email.charAt(0).toUpperCase() + (email.split('@')[0] ?? '').slice(1)

async function county(db: TestDb, slug: string, name: string, administrator: string): Promise<number> {
  const added = await addOrganisation(db, { slug, name, isSample: false }, administrator)
  if (!added.ok) throw new Error(added.problems[0]?.message)
  return added.value.org
}

const browserOn =
  (answer: (request: Request, address: string) => Promise<Response>, base: string) =>
  (
    userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
    address = '192.0.2.1',
  ): Browser => {
    const one: Browser = {
      cookie: '',
      mark: '',
      get: (path, headers = {}) => ask(path, { headers }),
      head: (path) => ask(path, { method: 'HEAD' }),
      post: (path, form = {}, headers = {}) =>
        ask(path, {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { 'sec-fetch-site': 'same-origin', ...headers },
        }),
    }
    const ask = async (path: string, init: RequestInit): Promise<Response> => {
      const headers = {
        'user-agent': userAgent,
        ...((one.cookie || one.mark) && { cookie: [one.cookie, one.mark].filter(Boolean).join('; ') }),
        ...(init.headers as object),
      }
      const response = await answer(new Request(base + path, { ...init, headers }), address)
      for (const set of response.headers.getSetCookie())
        one[/_known=/.test(set) ? 'mark' : 'cookie'] = /Max-Age=0/.test(set) ? '' : (set.split(';')[0] ?? '')
      return response
    }
    return one
  }
