const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:')
// A browser takes a __Host- cookie from this very host over https only, so that a sister site cannot plant one.
const named = (name: string, baseUrl: string): string => (isSecure(baseUrl) ? `__Host-${name}` : name)

/** The line that gives a browser a secret. A script cannot read it, and another site's forms do not carry it. */
export const cookieOf = (name: string, value: string, seconds: number, baseUrl: string): string =>
  `${named(name, baseUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure(baseUrl) ? '; Secure' : ''}`

/** The secret that a browser brings, null for none and for what cannot be one. */
export function cookieIn(request: Request, name: string, baseUrl: string): string | null {
  const start = `${named(name, baseUrl)}=`
  const found = (request.headers.get('cookie') ?? '').split(/;\s*/).find((each) => each.startsWith(start))
  const value = found?.slice(start.length) ?? ''
  return /^[\w-]{43}$/.test(value) ? value : null
}
