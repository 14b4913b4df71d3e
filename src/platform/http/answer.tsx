import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

/** What a page of the team's side may load: what is ours. */
export const teamPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const guarded = {
  'content-security-policy': teamPolicy,
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/** A page of the team's side. Never stored by a browser or a proxy. */
export const page = (view: VNode, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`<!doctype html>${render(view)}`, {
    status,
    headers: { ...guarded, 'content-type': 'text/html; charset=utf-8', ...headers },
  })

/** On to another page after a change, so that a reload does not send the form again. Only to our own addresses. */
export const goTo = (path: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 303, headers: { ...guarded, location: ownPath(path), ...headers } })

/** A file to keep. The name is ours, never typed by a person. */
export const download = (name: string, contentType: string, body: string | Uint8Array): Response =>
  new Response(body as BodyInit, {
    headers: {
      ...guarded,
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`,
    },
  })

/** "Not there" and "not yours" are one answer. The page itself is made in one place, by the app. */
export const notFound = (): Response => new Response(null, { status: 404 })

/** An address that asks for an order or a page that there is none of. The page itself is made by the app too. */
export const badAddress = (): Response => new Response(null, { status: 400 })

/** `//elsewhere` and `https://elsewhere` are not paths of ours: such a wish ends at the front door. */
export const ownPath = (path: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/')
