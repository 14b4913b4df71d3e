import { createHash } from 'node:crypto'

/** What an entry weighs beside its answer: key, bookkeeping and the objects around it. */
const entryBytes = 300

/**
 * Makes answers out of plain values and nothing else, and keeps them by a hash of these values: those asked for last, as long as together they
 * weigh no more than `mostBytes`. What is alike as JSON is alike here. `weigh` tells the bytes of an answer; two for each letter
 * of its JSON where it is not said.
 */
export function keptByInput<In, Out>(
  make: (given: In) => Out,
  { mostBytes, weigh = asJson }: { readonly mostBytes: number; readonly weigh?: (answer: Out) => number },
): (given: In) => Out {
  const kept = new Map<string, { readonly answer: Out; readonly bytes: number }>()
  let total = 0
  return (given) => {
    const key = createHash('sha256').update(JSON.stringify(given)).digest('base64')
    const before = kept.get(key)
    if (before) {
      kept.delete(key)
      kept.set(key, before)
      return before.answer
    }
    const answer = make(given)
    const bytes = entryBytes + weigh(answer)
    kept.set(key, { answer, bytes })
    total += bytes
    for (const [oldest, one] of kept) {
      if (total <= mostBytes) break
      kept.delete(oldest)
      total -= one.bytes
    }
    return answer
  }
}

const asJson = (answer: unknown): number => 2 * (JSON.stringify(answer)?.length ?? 0)
