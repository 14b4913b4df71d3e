// What machines ask for at fixed addresses: what may be listed in a search, and whom to tell of a weakness.
import type { Config } from '../config.ts'
import type { OpenCall, OpenRoute } from '../http/open-route.ts'
import { contacts } from './account-store.ts'

export const wellKnownRoutes = ({ mail }: Pick<Config, 'mail'>): readonly OpenRoute[] => [
  { method: 'GET', path: '/robots.txt', answer: async ({ baseUrl }) => plain(robots(baseUrl)) },
  { method: 'GET', path: '/.well-known/security.txt', answer: (call) => security(call, mail?.from) },
]

/** Public pages are for everybody; pages behind a secret or a sign-in are for nobody's list. `baseUrl` has no slash at its end. */
export const robots = (baseUrl: string): string => `User-agent: *
Disallow: /account
Disallow: /calendar/
Disallow: /invitations/
Disallow: /sign-in
Disallow: /team
Disallow: /*/certificate/
Disallow: /*/classes/mine/

Sitemap: ${baseUrl}/sitemap.xml
`

/**
 * Whom to tell of a weakness (RFC 9116): what each organisation gives as its contact, else the sender of mail, else the front page.
 * It is good for half a year from the day that it is asked for.
 */
async function security({ db, clock, baseUrl }: OpenCall, sender: string | undefined): Promise<Response> {
  const given = (await db.door('access.listContacts', contacts)).flatMap(
    ({ contact, website }) => reached(contact) ?? website,
  )
  const known = [...new Set(given.filter(Boolean))]
  const lines = known.length > 0 ? known : [(sender && reached(sender)) ?? `${baseUrl}/`]
  const expires = new Date(clock().getTime() + halfYear).toISOString().slice(0, 10)
  return plain(
    [
      ...lines.map((address) => `Contact: ${address}`),
      `Expires: ${expires}T00:00:00Z`,
      'Preferred-Languages: en, es',
      `Canonical: ${baseUrl}/.well-known/security.txt`,
      '',
    ].join('\n'),
  )
}

const halfYear = 180 * 86_400_000

/** The mail address, web address or telephone in a line of contact, as an address that programs open. */
function reached(contact: string): string | null {
  const mail = /[^\s<>()",;:]+@[^\s<>()",;:]+\.[\p{L}\d-]{2,}/u.exec(contact)?.[0]
  if (mail) return `mailto:${encodeURI(mail)}`
  const web = /https?:\/\/[^\s<>()",;]+/.exec(contact)?.[0]
  if (web) return encodeURI(web)
  const digits = contact.replace(/[^\d+]/g, '')
  return /^\+?\d{7,15}$/.test(digits) ? `tel:${digits}` : null
}

const plain = (text: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
    },
  })
