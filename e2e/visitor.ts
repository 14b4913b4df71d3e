import type { Product } from './product.ts'

/** Somebody who is signed in and works through HTTP without a browser. Follows no redirect. */
export type Visitor = {
  get(path: string): Promise<Response>
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>
  /** The same session at another address, after the product was started again. */
  at(product: Product): Visitor
}

/** Signs in with the printed link, which works once. */
export async function signedIn(product: Product): Promise<Visitor> {
  const answer = await visitorAt(product, '').post(new URL(product.signInLink).pathname, {})
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  if (cookie.length === 0) throw new Error(`The link did not sign in: status ${answer.status}`)
  return visitorAt(product, cookie.join('; '))
}

function visitorAt({ url }: Product, cookie: string): Visitor {
  const { origin } = new URL(url)
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' }
  const ask = (path: string, options: RequestInit): Promise<Response> =>
    fetch(new URL(path, url), { headers, redirect: 'manual', ...options })
  return {
    get: (path) => ask(path, {}),
    post: (path, fields) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    at: (product) => visitorAt(product, cookie),
  }
}
