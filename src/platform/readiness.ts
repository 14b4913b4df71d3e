import { statfs } from 'node:fs/promises'
import type { Config } from './config.ts'
import type { Db } from './db/db.ts'

/** What keeps the product from answering and saving, in words for the person who hosts it; '' if nothing does. */
export async function inTheWay({ dataDir }: Pick<Config, 'dataDir'>, db: Db): Promise<string> {
  if (await isNearlyFull(dataDir)) return 'the disk that holds DATA_DIR is full'
  if (!(await db.answers())) return 'the database does not answer'
  return db.isDiskFull() ? "the database's disk is full" : ''
}

/** PostgreSQL reserves its journal in pieces of 16 MB (wal_segment_size), so less than one is no room to save. */
const leastRoom = 16 * 1024 * 1024

async function isNearlyFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < leastRoom
}
