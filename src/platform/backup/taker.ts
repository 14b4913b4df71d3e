/** Takes as many bytes as asked for, however they arrive; fewer only at the end. */
export function takerOf(source: AsyncIterable<Buffer>): (count: number) => Promise<Buffer> {
  const pieces = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return async (count) => {
    const parts = [held]
    let have = held.length
    while (have < count) {
      const next = await pieces.next()
      if (next.done) break
      parts.push(next.value)
      have += next.value.length
    }
    const all = parts.length === 1 ? held : Buffer.concat(parts)
    held = all.subarray(count)
    return all.subarray(0, count)
  }
}
