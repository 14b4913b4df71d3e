import { setTimeout as pause } from 'node:timers/promises'

/**
 * The answer of some work on the database, or null once the database turns out to hang. It is asked every ten seconds, so that long
 * work, such as an import, goes on for as long as the database answers others. The work itself is not stopped: what becomes of it
 * is not known.
 */
export async function unlessHanging<T>(
  work: Promise<T>,
  { answers, every = 10_000 }: { readonly answers: () => Promise<boolean>; readonly every?: number },
): Promise<T | null> {
  work.catch(() => undefined) // heard below, or too late
  const stop = new AbortController()
  const over = pause(every, hanging, { signal: stop.signal, ref: false })
  over.catch(() => undefined)
  const first = await Promise.race([work, over]).finally(() => stop.abort())
  if (first !== hanging) return first
  return (await answers()) ? unlessHanging(work, { answers, every }) : null
}

const hanging = Symbol('the work takes long')
