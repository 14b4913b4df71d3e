/**
 * Whether a POST may be heard: it comes from a page of ours, or from no browser at all. A browser says where a request comes
 * from (Sec-Fetch-Site, and Origin and Referer where those are older); a page elsewhere cannot make it say otherwise. All that
 * is said has to agree, and what carries a cookie has to say something. (OWASP, Cross-Site Request Forgery Prevention.)
 */
export function mayPost(headers: Headers, baseUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  const pages = [headers.get('origin'), headers.get('referer')].filter((said) => said !== null)
  if (site === null && pages.length === 0) return (headers.get('cookie') ?? '') === ''
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  const own = ownOrigins(headers.get('host'), new URL(baseUrl))
  return pages.every((said) => URL.canParse(said) && own.includes(new URL(said).origin))
}

/** The Host header counts too, for an install that is reached under more than one name; over what `baseUrl` speaks only. */
const ownOrigins = (host: string | null, { protocol, origin }: URL): readonly string[] => {
  const named = `${protocol}//${host}`
  return host !== null && URL.canParse(named) ? [origin, new URL(named).origin] : [origin]
}
