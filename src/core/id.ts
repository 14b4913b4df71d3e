/** A UUID version 7 (RFC 9562): time-ordered, so that new rows land together in an index. Never a secret. Made here and on a phone. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const at = Date.now()
  for (let byte = 0; byte < 6; byte++) bytes[5 - byte] = Math.floor(at / 256 ** byte) & 0xff
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** As many UUIDs version 7 as asked for, in rising order, for rows that arrive together: one draw, then counted on (RFC 9562, 6.2). */
export function newIds(count: number): readonly string[] {
  const first = newId()
  const start = Number.parseInt(first.slice(28), 16) >>> 1 // the upper half is room to count
  return Array.from({ length: count }, (_, at) => first.slice(0, 28) + (start + at).toString(16).padStart(8, '0'))
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from outside may be looked up as an id. */
export const isId = (text: string): boolean => shape.test(text)
