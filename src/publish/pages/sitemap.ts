/** A page that a search may list. Addresses begin with a slash. */
export type PageListed = { readonly path: string; readonly publishedOn: string }

/** The list of public pages for search engines (sitemaps.org, protocol 0.9): those of newest editions, with the day they are from. */
export function sitemapOf(pages: readonly PageListed[], baseUrl: string): string {
  const rows = pages
    .slice(0, mostListed)
    .map(
      ({ path, publishedOn }) =>
        `<url><loc>${escaped(`${baseUrl}${path}`)}</loc><lastmod>${publishedOn}</lastmod></url>`,
    )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${rows.join('\n')}
</urlset>
`
}

/** What the protocol allows in one list. */
const mostListed = 50_000

const escaped = (address: string): string => address.replace(/&/g, '&amp;').replace(/</g, '&lt;')
