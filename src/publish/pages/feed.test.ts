import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { EditionNamed } from '../model.ts'
import { sampleEdition } from '../sample-edition.ts'
import { feedOf } from './feed.tsx'
import { sitemapOf } from './sitemap.ts'

const site = 'https://better-off.example'
const earlier: readonly EditionNamed[] = [
  { number: 2, publishedOn: '2026-05-04', asOf: '2026-04-30', note: 'Corrects <b>2023</b> & 2024.' },
  { number: 1, publishedOn: '2025-11-01', asOf: '2025-10-31', note: '' },
]

/** Each element that holds words alone, with its path and the words; throws where it is no XML. */
function wordsIn(xml: string): readonly (readonly [path: string, words: string])[] {
  const parser = new SaxesParser({ xmlns: true })
  const [path, found]: [string[], [string, string][]] = [[], []]
  let words = ''
  parser.on('opentag', ({ local }) => {
    path.push(local)
    words = ''
  })
  parser.on('text', (text) => {
    words += text
  })
  parser.on('closetag', () => {
    if (words.trim()) found.push([path.join('/'), words])
    words = ''
    path.pop()
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return found
}

test('a feed has each edition, newest first, and says of the newest what each number says', () => {
  const words = wordsIn(feedOf(sampleEdition, earlier, site))
  const all = (path: string) => words.filter(([at]) => at === path).map(([, said]) => said)
  expect(all('feed/id')).toEqual([`${site}/wilson/feed.atom`])
  expect(all('feed/author/name')).toEqual([sampleEdition.organisation.name])
  expect(all('feed/updated')).toEqual([`${sampleEdition.publishedOn}T12:00:00Z`])
  expect(all('feed/entry/title')).toEqual(['Edition 3', 'Edition 2', 'Edition 1'])
  expect(all('feed/entry/id')).toEqual([3, 2, 1].map((number) => `${site}/wilson/editions/${number}`))
  expect(all('feed/entry/summary').slice(1)).toEqual([
    'Corrects <b>2023</b> & 2024. Data as of 30 Apr 2026.',
    'Data as of 31 Oct 2025.',
  ])
  const [newest = '', ...others] = all('feed/entry/content')
  expect(others).toEqual([])
  for (const { slug, sentence } of sampleEdition.measures) {
    expect(newest).toContain(`<a href="${site}/wilson/m/${slug}">`)
    expect(newest).toContain(sentence.replaceAll('&', '&amp;'))
  }
})

test('a list for search engines has each page with its day, and an address that stays one', () => {
  const pages = [
    { path: '/wilson', publishedOn: '2026-05-04' },
    { path: '/wilson/m/a&b', publishedOn: '2026-05-05' },
  ]
  expect(wordsIn(sitemapOf(pages, site))).toEqual([
    ['urlset/url/loc', `${site}/wilson`],
    ['urlset/url/lastmod', '2026-05-04'],
    ['urlset/url/loc', `${site}/wilson/m/a&b`],
    ['urlset/url/lastmod', '2026-05-05'],
  ])
})
