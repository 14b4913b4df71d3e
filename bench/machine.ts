import { cpus, totalmem } from 'node:os'
import type pg from 'pg'

/** The machine that a figure belongs to, in one line. */
export async function machine(client: Pick<pg.Client, 'query'>): Promise<string> {
  const { rows } = await client.query('show server_version')
  const [first] = cpus()
  return `${cpus().length} x ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, PostgreSQL ${rows[0].server_version}`
}

/** Of many times in milliseconds: the middle one and the one that 99 of 100 stay under. */
export function spread(times: readonly number[]): { readonly median: number; readonly p99: number } {
  const ordered = times.toSorted((a, b) => a - b)
  const at = (part: number): number =>
    ordered[Math.min(ordered.length - 1, Math.floor(part * ordered.length))] ?? Number.NaN
  return { median: at(0.5), p99: at(0.99) }
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`
