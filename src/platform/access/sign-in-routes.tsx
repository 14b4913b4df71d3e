import { setTimeout as pause } from 'node:timers/promises'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { JSX } from 'preact'
import { goTo, ownPath, page } from '../http/answer.tsx'
import type { OpenCall, OpenRoute } from '../http/open-route.ts'
import { parseTyped } from '../http/parse.ts'
import type { Refused } from '../http/route.ts'
import { Typed } from '../http/typed.ts'
import { guessed, guessedRight, wrongSecret } from '../tries.ts'
import { fresh } from '../ui/form.tsx'
import { deviceOf } from './device.ts'
import { BackToTabPage, InvitationPage, LinkPage, LinkSentPage, RefusedPage, SignInPage } from './door-pages.tsx'
import { asJson, ceremonyAnswer } from './json.ts'
import { markCookie, markOf } from './known-browser.ts'
import { guessCounts, linkCounts, passkeyAskCounts, passkeyCounts } from './limits.ts'
import { acceptForm, signInForm } from './model.ts'
import { beginPasskeySignIn, signInByPasskey } from './passkeys.ts'
import { tooMany } from './rules.ts'
import { noSessionCookie, sessionCookie } from './session.ts'
import {
  type AtDoor,
  acceptInvitation,
  isOpenLink,
  lookAtInvitation,
  type SignedInBy,
  sendSignInLink,
  signInByLink,
  signInByPassword,
  signOut,
} from './sign-in.ts'

/** The front door: signing in by password, mailed link and passkey, accepting an invitation, signing out. */
export function signInRoutes({ isMailed }: { readonly isMailed: boolean }): readonly OpenRoute[] {
  return [
    { method: 'GET', path: '/sign-in', answer: showSignIn },
    { method: 'POST', path: '/sign-in', answer: (call) => signIn(call, isMailed) },
    { method: 'GET', path: '/sign-in/link/:token', answer: showLink },
    { method: 'POST', path: '/sign-in/link/:token', answer: byLink },
    { method: 'POST', path: '/sign-in/passkey/options', answer: passkeyOptions },
    { method: 'POST', path: '/sign-in/passkey/verify', answer: byPasskey },
    { method: 'POST', path: '/sign-out', answer: leave },
    {
      method: 'GET',
      path: '/signed-in',
      answer: async ({ actor }) => (actor ? page(<BackToTabPage />) : goTo('/sign-in')),
    },
    { method: 'GET', path: '/invitations/:token', answer: (call) => showInvitation(call, fresh()) },
    { method: 'POST', path: '/invitations/:token', answer: accept },
  ]
}

async function showSignIn({ url, actor }: OpenCall): Promise<Response> {
  const asked = url.searchParams.get('returnTo')
  if (actor && asked === null) return goTo('/team')
  return page(<SignInPage form={fresh()} returnTo={ownPath(asked ?? '/')} actor={actor} />)
}

async function signIn(call: OpenCall, isMailed: boolean): Promise<Response> {
  const typed = await call.typed()
  const form = parseTyped(signInForm, typed, 'access.sign-in-wrong')
  if (!form.ok) return signInAgain(call, form.problems)
  return form.value.way === 'link' ? sendLink(call, form.value.email, isMailed) : byPassword(call, form.value)
}

async function byPassword(
  call: OpenCall,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Response> {
  if (password === '') return signInAgain(call, [noPassword])
  const counts = await guessCounts(call.db, trying(call, email))
  const wait = await guessed(call.db, counts)
  if (wait > 0) return waitFirst(call, wait)
  const signedIn = await signInByPassword(call.db, { email, password }, atDoor(call))
  if (!signedIn.ok) return signInAgain(call, signedIn.problems)
  await guessedRight(call.db, counts)
  return welcome(call, signedIn.value, (await call.typed()).text('returnTo'))
}

async function sendLink(call: OpenCall, email: string, isMailed: boolean): Promise<Response> {
  const wait = await guessed(call.db, await linkCounts(call.db, trying(call, email)))
  if (wait > 0) return waitFirst(call, wait)
  const returnTo = ownPath((await call.typed()).text('returnTo'))
  const wish = { now: call.clock(), baseUrl: call.baseUrl, isMailed, returnTo }
  await Promise.all([sendSignInLink(call.db, email, wish), pause(linkTakes)])
  return page(<LinkSentPage email={email} isMailed={isMailed} />)
}

const trying = ({ network, request, baseUrl }: OpenCall, email: string) => ({
  network,
  email,
  mark: markOf(request, baseUrl),
})

/** Milliseconds that a wish for a link takes, so that nobody reads from the time whether the address is known. */
const linkTakes = 150

/** The form again, with one line in the log that names nobody. */
async function signInAgain(
  call: OpenCall,
  problems: Refused['problems'],
  status = 422,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const typed = await call.typed()
  call.log.info({ reason: problems[0]?.code, status }, 'a sign-in was refused')
  const returnTo = ownPath(typed.text('returnTo'))
  return page(<SignInPage form={{ typed, problems }} returnTo={returnTo} actor={null} />, status, headers)
}

const noPassword = {
  code: 'access.no-password',
  message: 'Password is missing. Or have a link sent to you.',
  field: 'password',
}

const waitFirst = (call: OpenCall, seconds: number): Promise<Response> =>
  signInAgain(call, [tooMany(seconds)], 429, { 'retry-after': String(seconds) })

async function showLink(call: OpenCall): Promise<Response> {
  const { db, params, clock, url } = call
  if (!(await isOpenLink(db, params.token ?? '', clock()))) return refusedLink(call)
  return page(<LinkPage action={url.pathname + url.search} />)
}

async function byLink(call: OpenCall): Promise<Response> {
  const signedIn = await signInByLink(call.db, call.params.token ?? '', atDoor(call))
  return signedIn.ok ? welcome(call, signedIn.value, call.url.searchParams.get('returnTo') ?? '/') : refusedLink(call)
}

const refusedLink = (call: OpenCall): Promise<Response> =>
  gone(
    call,
    'This link cannot be used',
    <>
      <p>It may have been used already, or be too old. Nothing was changed.</p>
      <p>
        <a href="/sign-in">Sign in another way, or ask for a new link</a>
      </p>
    </>,
  )

async function gone({ db, network }: OpenCall, title: string, words: JSX.Element): Promise<Response> {
  const wait = await wrongSecret(db, network)
  if (wait === 0) return page(<RefusedPage title={title}>{words}</RefusedPage>, 410)
  const later = <p>{tooMany(wait).message}</p>
  return page(<RefusedPage title={title}>{later}</RefusedPage>, 429, { 'retry-after': String(wait) })
}

async function passkeyOptions({ db, baseUrl, clock, network }: OpenCall): Promise<Response> {
  const wait = await guessed(db, passkeyAskCounts(network))
  if (wait > 0) return asJson({ problems: [tooMany(wait)] }, 429, { 'retry-after': String(wait) })
  return asJson(await beginPasskeySignIn(db, { baseUrl, now: clock() }))
}

async function byPasskey(call: OpenCall): Promise<Response> {
  const typed = await call.typed()
  const sent = ceremonyAnswer<AuthenticationResponseJSON>(typed)
  const signedIn = sent.ok
    ? await signInByPasskey(call.db, sent.value, { ...atDoor(call), baseUrl: call.baseUrl })
    : sent
  if (!signedIn.ok) {
    const wait = await guessed(call.db, passkeyCounts(call.network))
    if (wait === 0) return asJson({ problems: signedIn.problems }, 422)
    return asJson({ problems: [tooMany(wait)] }, 429, { 'retry-after': String(wait) })
  }
  await guessedRight(call.db, passkeyAskCounts(call.network))
  return withCookies(call, signedIn.value, (cookie) => asJson({ goTo: homeFor(typed.text('returnTo')) }, 200, cookie))
}

async function leave({ actor, db, clock, baseUrl }: OpenCall): Promise<Response> {
  if (actor) await signOut(db, actor.sessionId, clock())
  return goTo('/sign-in', noSessionCookie(baseUrl))
}

async function showInvitation(call: OpenCall, form: Refused, status = 200): Promise<Response> {
  const { db, params, actor, clock, url } = call
  const offer = await lookAtInvitation(db, params.token ?? '', actor?.id ?? null, clock())
  if (!offer) return refusedInvitation(call)
  return page(<InvitationPage offer={offer} form={form} action={url.pathname} actor={actor} />, status)
}

async function accept(call: OpenCall): Promise<Response> {
  const { db, params, actor, clock } = call
  const actorId = actor?.id ?? null
  const typed = await call.typed()
  const offer = await lookAtInvitation(db, params.token ?? '', actorId, clock())
  if (!offer) return refusedInvitation(call)
  if (offer.mustSignIn) return showInvitation(call, fresh(), 422)
  const asked = new Typed([
    ['name', offer.isKnown ? offer.email : typed.text('name')],
    ['password', typed.text('password')],
  ])
  const form = parseTyped(acceptForm, asked, 'access.accept-wrong')
  const accepted = form.ok
    ? await acceptInvitation(db, params.token ?? '', form.value, { ...atDoor(call), actorId })
    : form
  if (!accepted.ok) return showInvitation(call, { typed, problems: accepted.problems }, 422)
  return welcome(call, accepted.value, `/team/${accepted.value.slug}`)
}

const refusedInvitation = (call: OpenCall): Promise<Response> =>
  gone(
    call,
    'This invitation cannot be used',
    <p>
      It may have been used already, withdrawn, or be too old. Nothing was changed. Ask the person who invited you to
      send it again, or <a href="/sign-in">sign in</a>.
    </p>,
  )

const atDoor = ({ request, actor, clock, baseUrl }: OpenCall): AtDoor => ({
  now: clock(),
  device: deviceOf(request.headers.get('user-agent')),
  replaces: actor?.sessionId ?? null,
  mark: markOf(request, baseUrl),
})

const homeFor = (returnTo: string): string => (ownPath(returnTo) === '/' ? '/team' : ownPath(returnTo))

const welcome = (call: OpenCall, signedIn: SignedInBy, returnTo: string): Response =>
  withCookies(call, signedIn, (cookie) =>
    goTo(signedIn.isCleared ? '/account?said=cleared' : homeFor(returnTo), cookie),
  )

function withCookies(
  { baseUrl }: OpenCall,
  { token, mark }: SignedInBy,
  answer: (cookie: Readonly<Record<string, string>>) => Response,
): Response {
  const response = answer(sessionCookie(token, baseUrl))
  response.headers.append('set-cookie', markCookie(mark, baseUrl))
  return response
}
