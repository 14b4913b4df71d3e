import type { Db } from '../platform/db/db.ts'
import { type PackedPage, pack } from './pack.ts'
import type { Assets } from './pages/document.tsx'
import { homePage } from './pages/home.tsx'
import { sitemapOf } from './pages/sitemap.ts'
import { pagesListed, publicOrganisations } from './store.ts'

/** The public pages above all organizations, by address: each is made of what they have published. */
export const pagesAbove = (db: Db, assets: Assets): Readonly<Record<string, () => Promise<PackedPage>>> => ({
  '/': async () => {
    const organisations = await db.published(publicOrganisations)
    const { html, policy } = homePage(
      organisations.map(({ organisation, publishedOn }) => ({ ...organisation, publishedOn })),
      assets,
    )
    return packed('/', 'text/html', html, policy)
  },
  '/sitemap.xml': async () =>
    packed('/sitemap.xml', 'application/xml', sitemapOf(await db.published(pagesListed), assets.baseUrl)),
})

const packed = (path: string, type: string, text: string, policy = ''): Promise<PackedPage> =>
  pack({ path, isNewest: true, contentType: `${type}; charset=utf-8`, policy, body: Buffer.from(text) })
