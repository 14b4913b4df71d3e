import { readdirSync, readFileSync } from 'node:fs'

/** Resident memory in MiB: `rss` counts a shared page in every process that has it, `pss` divides it among all who have it. */
export type Memory = { readonly name: string; readonly rss: number; readonly pss: number }

/** The memory of a process and of all that it started, from /proc (Linux only). */
export function memoryOf(pid: number): readonly Memory[] {
  return familyOf(pid).map((each) => {
    const rollup = readFileSync(`/proc/${each}/smaps_rollup`, 'utf8')
    const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024
    return { name: nameOf(each), rss: of('Rss'), pss: of('Pss') }
  })
}

export function sumOf(memory: readonly Memory[]): Omit<Memory, 'name'> {
  const sum = (of: 'rss' | 'pss'): number => memory.reduce((total, each) => total + each[of], 0)
  return { rss: sum('rss'), pss: sum('pss') }
}

function familyOf(pid: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  )
  const isOf = (each: number | undefined): boolean => each === pid || (each !== undefined && isOf(parents.get(each)))
  return [...parents.keys()].filter((each) => isOf(each))
}

/** The name of a program may hold spaces and brackets; what follows the last bracket may not. */
function parentOf(pid: string): number | undefined {
  try {
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return Number(parent)
  } catch {
    return undefined // it has ended meanwhile
  }
}

const nameOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    .replaceAll('\0', ' ')
    .trim()
    .replace(/\S+\/(?=\w+ )/, '')
    .slice(0, 48)
