import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

// A disk that may be filled without harm is made in memory, which only root may do.

/** A disk of 160 MB, in memory. */
export function smallDisk(whenOver: (work: () => Promise<void>) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-disk-'))
  mkdirSync(join(folder, 'data'))
  chmodSync(folder, 0o711)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'tmpfs', join(folder, 'data')])
  whenOver(async () => {
    execFileSync('umount', ['-l', join(folder, 'data')])
    rmSync(folder, { recursive: true })
  })
  return join(folder, 'data')
}

/** Why there can be none here; '' where there can. */
export function smallDiskFault(): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root may make a small disk'
  const folder = mkdtempSync(join(tmpdir(), 'better-off-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return ''
  } catch {
    return 'this machine does not let root make a small disk'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fills a disk but for so many bytes. What else writes there may have the rest sooner: then it is full already. */
export function fillDisk(ballast: string, left = 0): void {
  const { bavail, bsize } = statfsSync(dirname(ballast))
  try {
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
