/**
 * Whether a POST may be heard: it comes from a page of ours, or from no browser at all. A browser says where a request
 * comes from (Sec-Fetch-Site, or Origin where that is older); a page elsewhere cannot make it say otherwise. The Host header
 * counts too, for an install that is reached under more than one name.
 */
export function mayPost(headers: Headers, baseUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  if (origin === null) return true
  if (origin === new URL(baseUrl).origin) return true
  const host = headers.get('host')
  return (
    host !== null && /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
  )
}
