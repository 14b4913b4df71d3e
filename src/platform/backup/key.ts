import { hkdfSync, randomBytes } from 'node:crypto'

/** How a backup file begins: what it is, a salt of its own, and a mark of the key that opens it. */
export const title = Buffer.from('better-off backup 1\n')
export const saltBytes = 16
export const markBytes = 16

/** The keys of one file, which follow from `BACKUP_KEY` and the salt of that file (HKDF, RFC 5869). No two files share one. */
export const keysOfFile = (backupKey: string, salt: Buffer): { readonly data: Buffer; readonly mark: Buffer } => {
  const derived = (purpose: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', Buffer.from(backupKey, 'hex'), salt, `better-off backup ${purpose}`, length))
  return { data: derived('data', 32), mark: derived('mark', markBytes) }
}

export const newBackupKey = (): string => randomBytes(32).toString('hex')

/** A backup that cannot be made or read; its message is for whoever sits at the terminal. */
export class BackupTrouble extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
