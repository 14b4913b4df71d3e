import { randomBytes } from 'node:crypto'

/** A UUID version 7 (RFC 9562): time-ordered, so that new rows land together in an index. Never a secret. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** As many UUIDs version 7 as asked for, in rising order, for rows that arrive together. */
export function newIds(count: number): readonly string[] {
  const hex = randomBytes(count * 10).toString('hex')
  const started = Date.now()
  return Array.from({ length: count }, (_, at) => {
    // 12 bits of counter after the milliseconds keep the order; every 4,096 ids borrow the next millisecond.
    const time = (started + Math.floor(at / 4_096)).toString(16).padStart(12, '0')
    const counter = (at % 4_096).toString(16).padStart(3, '0')
    const chance = hex.slice(at * 20, at * 20 + 15)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-8${chance.slice(0, 3)}-${chance.slice(3)}`
  })
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from outside may be looked up as an id. */
export const isId = (text: string): boolean => shape.test(text)
