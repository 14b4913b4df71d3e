import { BlockList, isIP } from 'node:net'

/** Whether a text is an address or a range of them: `10.0.0.5`, `10.0.0.0/8`, `fd00::/8`. A range of everybody is none. */
export function isProxyRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = address.includes('%') ? 0 : isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** The proxies that are believed when they say for whom they ask. Throws on what is no range. */
export function proxiesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/**
 * The network that a request comes from, by which tries are counted: an IPv4 address, or the first 64 bits of an IPv6 one, which
 * is what one household gets. Each trusted proxy adds the address it heard from at the right of X-Forwarded-For, so it is read from
 * there to the first hop that is not trusted; what is no address ends the reading. `Forwarded` is not read: a proxy that writes
 * only the one header passes the other on as the person sent it.
 */
export function networkBehind(proxies: BlockList, connection: string, forwardedFor: string | undefined): string {
  let hop = plain(connection)
  for (const heard of (forwardedFor ?? '').split(',').reverse()) {
    if (hop === null || !isTrusted(proxies, hop)) break
    const next = plain(withoutPort(heard.trim()))
    if (next === null) break
    hop = next
  }
  return hop === null ? '' : networkOf(hop)
}

const isTrusted = (proxies: BlockList, address: string): boolean =>
  proxies.check(address, address.includes(':') ? 'ipv6' : 'ipv4')

const withoutPort = (hop: string): string => {
  const bare = hop.replace(/^"(.*)"$/, '$1')
  return /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(bare)?.[1] ?? bare
}

/** An address without its zone; IPv4 in IPv6 as IPv4. Null for what is none. */
function plain(text: string): string | null {
  const address = text.replace(/%.*$/, '')
  const family = isIP(address)
  if (family !== 6) return family === 4 ? address : null
  const groups = groupsOf(address)
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : address
}

const networkOf = (address: string): string =>
  address.includes(':')
    ? `${groupsOf(address)
        .slice(0, 4)
        .map((group) => group.toString(16))
        .join(':')}::/64`
    : address

/** The eight groups of an IPv6 address. The parser of web addresses knows every way to write one. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
  const [first, last] = [read(head), read(tail ?? '')]
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last]
}
