import type { Answer, World } from './world.ts'

export type Verdict =
  /** `without`: operations of the case that the product does not have. */
  | { readonly is: 'passed'; readonly without?: readonly string[] }
  | { readonly is: 'failed'; readonly why: string }
  | { readonly is: 'not present'; readonly why: string }

export const notPresent = (why: string): Verdict => ({ is: 'not present', why })
export const verdictOf = (faults: readonly string[], without: readonly string[] = []): Verdict =>
  faults.length === 0 ? { is: 'passed', without } : { is: 'failed', why: [...new Set(faults)].join('; ') }

type Tables = Readonly<Record<string, string>>

/** Which tables differ, as faults; `aside` are those that may. */
export const writtenFaults = (before: Tables, after: Tables, aside: readonly string[] = []): readonly string[] =>
  Object.keys(after)
    .filter((table) => before[table] !== after[table] && !aside.includes(table))
    .map((table) => `something is written to ${table}`)

/** What no answer may be, whatever was sent. */
export function faultsIn(answers: readonly Answer[]): readonly string[] {
  return answers.flatMap(({ status, text }) => [
    ...(status >= 500 ? [`an answer of ${status}`] : []),
    ...(/\n\s+at \S+ \(?[^\n]*:\d+:\d+\)?/.test(text) ? ['a stack trace in an answer'] : []),
    ...(/root:x?:0:0:|SQLite format 3|BEGIN (?:RSA |EC )?PRIVATE KEY/.test(text)
      ? ['a file of the machine in an answer']
      : []),
  ])
}

/** What must hold after every case: the product answers, and its log has whole lines without secrets. */
export async function faultsAfter(world: World, secrets: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = []
  const home = await world.send('/')
  if (home.status !== 200) faults.push(`the public home page answers ${home.status}`)
  if (home.ms > 2_000 * world.patience) faults.push(`the public home page takes ${Math.round(home.ms)} ms`)
  const log = world.newLog()
  for (const line of log.split('\n').filter((each) => each.trim() !== '')) {
    const read = parsed(line)
    if (!read) faults.push(`a line of the log is not one record: ${line.slice(0, 80)}`)
    else if (!['info', 'warn'].includes(String(read.level)))
      faults.push(`the log has a record of level ${String(read.level)}: ${line.slice(0, 200)}`)
  }
  const said = secrets.filter((secret) => secret.length >= 8 && log.includes(secret))
  if (said.length > 0) faults.push('the log has a value that was sent')
  return faults
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : null
  } catch {
    return null
  }
}
