// From a request to its answer, and every calm page for when there is none: longer than most, since it is one path.
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { dayIn } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import { asJson } from '../access/json.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import { goneMeanwhile } from '../ui/gone-meanwhile.tsx'
import { goTo } from './answer.tsx'
import { NotAForm, readSent, readTexts, type Sent, TooLarge } from './body.ts'
import type { Calm } from './calm.ts'
import { inTurn } from './in-turn.ts'
import type { OpenRoute } from './open-route.ts'
import { mayPost } from './origin.ts'
import { unlessHanging } from './patience.ts'
import type { Actor, TeamRoute, Visit } from './route.ts'
import { isBrokenWorld, isDiskFull } from './trouble.ts'
import type { Typed } from './typed.ts'
import { type UploadRoom, uploadRoom } from './upload-room.ts'

export type Doors = {
  readonly team: readonly TeamRoute[]
  readonly open: readonly OpenRoute[]
  readonly db: Db
  readonly log: Log
  readonly clock: () => Date
  readonly baseUrl: string
  readonly actorOf: (request: Request) => Promise<Actor | null>
  readonly calm: (page: Calm) => Response
  /** Where large bodies take turns; a room of their own unless one is given. */
  readonly uploads?: UploadRoom
}

/** Everything that is not a published page: who asks, may they, what do they get. `network` is where a request comes from. */
export function doors(given: Doors): (request: Request, network: string) => Promise<Response> {
  const needs = { ...given, uploads: given.uploads ?? uploadRoom() }
  const hono = new Hono<{ Bindings: { network: string } }>()
  for (const route of needs.open)
    hono.on(route.method, route.path, (context) =>
      answered(openNeeds(needs, route), context.req.raw, route.path, undefined, (sent) =>
        openAnswer(needs, route, context.req.raw, context.req.param(), context.env.network, sent),
      ),
    )
  for (const route of needs.team.toSorted(wordsFirst))
    hono.on(route.method, `/team/:org${route.path}`, (context) =>
      answered(needs, context.req.raw, route.path, route.limit, (sent) =>
        teamAnswer(needs, route, context.req.raw, context.req.param(), sent),
      ),
    )
  hono.notFound(() => needs.calm(missing))
  return async (request, network) => hono.fetch(request, { network })
}

const openNeeds = (needs: Doors, { isForPrograms = false }: OpenRoute) =>
  isForPrograms ? { ...needs, isForPrograms, calm: calmAsJson } : needs

const calmAsJson = ({ status, message, reference }: Calm): Response =>
  asJson({ problems: [{ code: `http.${status}`, message, ...(reference && { reference }) }] }, status)

/** A word of an address comes before what stands for an id there, whichever room is put together first. */
const wordsFirst = (a: TeamRoute, b: TeamRoute): number =>
  shapeOf(a) < shapeOf(b) ? -1 : shapeOf(a) > shapeOf(b) ? 1 : 0
const shapeOf = ({ path }: TeamRoute): string => path.replace(/[^/]+/g, (part) => (part.startsWith(':') ? '1' : '0'))

/** "Not there" and "not yours" are one answer. */
const missing: Calm = {
  status: 404,
  title: 'This page was not found',
  message: 'The address may be mistyped, or the page may not be yours to see.',
}
const unclear: Calm = {
  status: 400,
  title: 'This address asks for something that is not there',
  message: 'It may have been cut or changed on its way. Open the list from the menu, and choose again.',
}
const foreign: Calm = {
  status: 403,
  title: 'This form came from somewhere else',
  message: 'Nothing was changed. Open the page here and send the form again.',
}

type SentOnce = {
  read(): Promise<Sent>
  /** Only what was typed, for a body whose files there is no room for. */
  readonly readTexts: () => Promise<Typed>
  soFar(): Typed | undefined
}

async function answered(
  needs: Doors & { readonly isForPrograms?: boolean },
  request: Request,
  path: string,
  limit: number | undefined,
  work: (sent: SentOnce) => Promise<Response>,
): Promise<Response> {
  const sent = sentOnce(request, limit ?? 1_000_000)
  try {
    if (request.method === 'POST' && !needs.isForPrograms && !mayPost(request.headers, needs.baseUrl)) {
      needs.log.warn({ path, isOf: needs.baseUrl }, 'a form was refused that did not come from the address of BASE_URL')
      return needs.calm(foreign)
    }
    // A form comes in while the database is asked who sends it; a large upload waits until that is known.
    if (request.method === 'POST' && limit === undefined && !needs.isForPrograms) sent.read().catch(() => undefined)
    const response = await unlessHanging(work(sent), needs.db)
    if (response === null) return needs.calm(unanswered(needs.log, request, path, sent.soFar()))
    if (response.body !== null) return response
    if (response.status === 401) return await signedOut(needs, new URL(request.url).pathname, sent)
    if (response.status === 400) return needs.calm(unclear)
    return response.status === 404 ? needs.calm(missing) : response
  } catch (error) {
    return needs.calm(calmFor(needs.log, error, request, path, sent.soFar()))
  }
}

function sentOnce(request: Request, limit: number): SentOnce {
  let reading: Promise<Sent> | undefined
  let typed: Typed | undefined
  return {
    read: async () => {
      reading ??= readSent(request, limit)
      const sent = await reading
      typed = sent.typed
      return sent
    },
    readTexts: () => readTexts(request, limit),
    soFar: () => typed,
  }
}

/** What was typed, to be sent once more; never a password. */
const againOf = (url: string, typed: Typed | undefined): Pick<Calm, 'again'> =>
  typed && !typed.entries().some(([name]) => isSecret(name)) ? { again: { path: new URL(url).pathname, typed } } : {}

/** The database hangs: a change may have been kept, and nobody knows. */
function unanswered(log: Log, { method, url }: Request, path: string, typed: Typed | undefined): Calm {
  const reference = randomBytes(4).toString('hex')
  log.error({ reference, method, path }, 'a request was given up: the database does not answer')
  return {
    status: 503,
    title: 'The records do not answer',
    message:
      method === 'POST'
        ? 'It is not known whether this was saved. Wait a minute, open the page again and look before you send it once more.'
        : 'Nothing that was saved is lost. Wait a minute, then try again.',
    reference,
    ...againOf(url, typed),
  }
}

function calmFor(log: Log, error: unknown, request: Request, path: string, typed: Typed | undefined): Calm {
  const again = againOf(request.url, typed)
  if (error instanceof TooLarge)
    return {
      status: 413,
      title: 'This is too large',
      message: 'Nothing was changed. Go back, and send a smaller file or a shorter text.',
    }
  if (error instanceof NotAForm)
    return {
      status: 400,
      title: 'This could not be read',
      message: 'Nothing was changed. Open the page again and send its form.',
    }
  const reference = randomBytes(4).toString('hex')
  log.error({ error, reference, method: request.method, path }, 'a request failed')
  if (isDiskFull(error))
    return {
      status: 503,
      title: 'There is no room left to save',
      message:
        'The disk of this site is full, so this was not saved. Nothing that was saved before is lost. Tell the person who runs the site, and try again later.',
      reference,
      ...again,
    }
  if (isBrokenWorld(error))
    return {
      status: 503,
      title: 'One moment',
      message:
        'The records cannot be reached right now. Nothing that was saved is lost. Wait a minute, then try again.',
      reference,
      ...again,
    }
  return {
    status: 500,
    title: 'Something went wrong',
    message:
      'It is our mistake and has been written down. Nothing was changed. Try again, or tell the person who runs this site the reference below.',
    reference,
    ...again,
  }
}

async function openAnswer(
  needs: Doors,
  route: OpenRoute,
  request: Request,
  params: Record<string, string>,
  network: string,
  sent: SentOnce,
): Promise<Response> {
  const { db, clock, baseUrl, log } = needs
  return route.answer({
    request,
    url: new URL(request.url),
    params,
    actor: route.isForPrograms ? null : await needs.actorOf(request),
    db,
    clock,
    baseUrl,
    network,
    log,
    typed: async () => (await sent.read()).typed,
  })
}

async function teamAnswer(
  needs: Doors & { readonly uploads: UploadRoom },
  route: TeamRoute,
  request: Request,
  params: Record<string, string>,
  sent: SentOnce,
): Promise<Response> {
  const url = new URL(request.url)
  const actor = await needs.actorOf(request)
  if (!actor) return signInFirst(needs, request, url, sent)
  const membership = actor.memberships.find((one) => one.slug === params.org)
  if (!membership || !route.may.includes(membership.role) || !Object.entries(params).every(isIdWhereOneIs))
    return needs.calm(missing)
  const visit: Visit = {
    request,
    url,
    params,
    organisation: membership,
    actor,
    role: membership.role,
    coachId: membership.coachId,
    partnerId: membership.partnerId,
    scope: { org: membership.org, person: actor.id },
    today: dayIn(membership.timeZone, needs.clock()),
    db: needs.db,
    typed: async () => (await sent.read()).typed,
    file: async (name) => (await sent.read()).files.get(name) ?? null,
    to: (path) => `/team/${membership.slug}${path}`,
  }
  const answer = await (route.limit === undefined
    ? route.answer(visit)
    : inTurn(needs, { visit, route, limit: route.limit, readTexts: sent.readTexts }))
  const isNowhere = request.method === 'POST' && answer.status === 404
  return (isNowhere && (await goneMeanwhile(visit, route, needs.team))) || answer
}

const isIdWhereOneIs = ([name, value]: [string, string]): boolean => !/(^id|Id)$/.test(name) || isId(value)

function signInFirst(needs: Doors, request: Request, url: URL, sent: SentOnce): Promise<Response> | Response {
  if (request.method !== 'POST') return goTo(`/sign-in?returnTo=${encodeURIComponent(url.pathname + url.search)}`)
  return signedOut(needs, url.pathname, sent)
}

/** Where signing in leads from a page that kept what was typed: it sends people back to that page. */
const backToTab = '/signed-in'

/** Somebody whose session ended while they wrote keeps what they typed, and sends it again once signed in. */
async function signedOut(needs: Doors, path: string, sent: SentOnce): Promise<Response> {
  const { typed, files } = await sent.read()
  const title = 'You are signed out'
  if (typed.entries().some(([name]) => isSecret(name)))
    return needs.calm({
      status: 401,
      title,
      message: 'Nothing was changed. Sign in, then fill in the form again: a password is not kept.',
      signIn: '/account',
    })
  const message =
    'Nothing was changed, and what you typed is kept on this page. Sign in in a new tab, come back to this one and send it again.'
  const chosen = files.size > 0 ? ' A file is not kept: choose it once more after that.' : ''
  return needs.calm({
    status: 401,
    title,
    message: message + chosen,
    again: { path, typed },
    signIn: backToTab,
  })
}

const isSecret = (name: string): boolean => name === 'password' || name === 'current'
