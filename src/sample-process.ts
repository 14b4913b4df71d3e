import { loadSampleCounty } from './app.ts'
import { workApart } from './platform/apart.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/db/open.ts'
import { openLog } from './platform/log.ts'
import { openSeals } from './platform/sealed/open.ts'

// Whoever started it holds the data folder, and keeps the database when this ends.
workApart<Config, boolean>(async (config) => {
  const log = openLog()
  const opened = await openDatabase({ config, log, isKept: false })
  if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join('\n'))
  const database = opened.value
  try {
    const seals = await openSeals(config, database.db)
    if (!seals.ok) throw new Error(seals.problems.map(({ message }) => message).join('\n'))
    return await loadSampleCounty({ config, db: database.db, log, seals: seals.value, clock: () => new Date() })
  } finally {
    await database.close({ isLeft: true })
  }
})
