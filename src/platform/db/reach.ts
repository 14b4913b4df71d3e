import { chownSync, lchownSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The user that PostgreSQL runs as where it differs from our own: it refuses to run as root. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined

const nobody = { uid: 65_534, gid: 65_534 }

/** As root, the owner of what is there already, or nobody; as anybody else, oneself. */
export function runAsFor(owned: string): RunAs {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(owned, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

/** Whether that user may pass through every folder down to this one. */
export function mayReach(folder: string, runAs: RunAs): boolean {
  if (!runAs) return true
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (!may(statSync(at), runAs, 1)) return false
    if (at === dirname(at)) return true
  }
}

/** Whether that user may read and run this file. */
export const mayRun = (file: string, runAs: RunAs): boolean => !runAs || may(statSync(file), runAs, 5)

function may({ mode, uid, gid }: Stats, runAs: NonNullable<RunAs>, bits: number): boolean {
  const shift = uid === runAs.uid ? 6 : gid === runAs.gid ? 3 : 0
  return ((mode >> shift) & bits) === bits
}

/** Gives a file, or a folder with all in it, to that user. */
export function giveTo(path: string, runAs: RunAs): void {
  if (!runAs) return
  chownSync(path, runAs.uid, runAs.gid)
  if (!statSync(path).isDirectory()) return
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(path, name), runAs.uid, runAs.gid)
}
