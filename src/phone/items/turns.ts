/** So many batches of an organization are taken at once: its writers take turns anyway, and whoever else asks finds the database free. */
const atOnce = 2

type Line = { going: number; readonly waiting: (() => void)[] }
const lines = new Map<number, Line>()

/** Does some work once it is its turn among those of its organization, in the order in which they came. */
export async function inTurn<T>(org: number, work: () => Promise<T>): Promise<T> {
  const line = lines.get(org) ?? { going: 0, waiting: [] }
  lines.set(org, line)
  if (line.going >= atOnce) await new Promise<void>((go) => line.waiting.push(go))
  else line.going++
  try {
    return await work()
  } finally {
    const next = line.waiting.shift()
    if (next) next()
    else if (--line.going === 0) lines.delete(org)
  }
}
