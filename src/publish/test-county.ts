import { loadSample as loadCoaches } from '../coaches/sample.ts'
import { ok } from '../core/result.ts'
import { loadSample as loadMeasures } from '../measures/sample.ts'
import { typedResponse } from '../measures/test-typed.ts'
import { loadSample as loadPartners } from '../partners/sample.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { publishNeedsOf } from '../publish-needs.ts'
import { loadSample as loadScorecard } from '../scorecard/sample.ts'
import { loadSample as loadTraining } from '../training/sample.ts'
import { type PublishNeeds, publishEdition } from './actions.ts'
import type { PageMade } from './model.ts'
import { pack } from './pack.ts'
import { pictures, renderEdition } from './render.ts'
import { publishRoutes } from './routes.tsx'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}
export const today = '2025-01-15'
export const now = new Date('2025-01-15T17:00:00Z')

export type County = {
  db: TestDb
  team: TestTeam
  needs: PublishNeeds
  pages: PageMade[]
  ids: ReadonlyMap<string, string>
}

/** The sample county before its first edition; `pages` holds what was published last. */
export async function county(): Promise<County> {
  const db = await freshDb()
  const pages: PageMade[] = []
  const needs = publishNeedsOf({
    pages: (content, earlier) => {
      const drawings = pictures(content).map(({ path, isNewest, svg }) => ({
        path,
        isNewest,
        contentType: 'image/svg+xml',
        policy: '',
        body: Buffer.from(svg), // what the picture is drawn from
      }))
      pages.splice(0, pages.length, ...renderEdition(content, earlier, assets), ...drawings)
      return Promise.all(pages.map(pack))
    },
    published: () => undefined,
  })
  const team = await teamOn(
    db,
    publishRoutes(needs, () => now),
  )
  const loaded = await db.act(team.scope, 'test.loadSample', async (tx) => {
    const partners = await loadPartners(tx)
    await loadTraining(tx, { partners, coaches: await loadCoaches(tx), now })
    const ids = await loadMeasures(tx, { today, instead: typedResponse })
    await loadScorecard(tx, { partners, measures: ids })
    return ok(ids)
  })
  if (!loaded.ok) throw new Error('the sample was refused')
  return { db, team, needs, pages, ids: loaded.value }
}

export const publish = ({ db, team, needs }: County, note = '') =>
  publishEdition(db, team.scope, { timeZone: 'America/New_York' }, needs, { now, note, mark: null, noteSeen: null })
