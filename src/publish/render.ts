import { curveFile } from './chart/curve-file.tsx'
import { curvePicture } from './chart/curve-picture.tsx'
import type { EditionContent, EditionNamed, PageMade } from './model.ts'
import { type Addresses, lastingAddresses, newestAddresses } from './pages/addresses.ts'
import { measureCsv, measureJson, scorecardJson } from './pages/data.ts'
import type { Assets, Made } from './pages/document.tsx'
import { editionsPage } from './pages/editions.tsx'
import { measureEmbed, scorecardEmbed } from './pages/embed.tsx'
import { feedOf } from './pages/feed.tsx'
import { measurePage } from './pages/measure.tsx'
import { moneyPage } from './pages/money.tsx'
import { moneyJson } from './pages/money-data.ts'
import { scorecardPage } from './pages/scorecard.tsx'
import { shown } from './shown.ts'

/**
 * Every address of an edition with its bytes: as the newest one, and again under its own number, where it stays for ever.
 * Pictures are made apart (`pictures`), since drawing them takes longer. `earlier` are the editions before, newest first.
 */
export function renderEdition(content: EditionContent, earlier: readonly EditionNamed[], assets: Assets): PageMade[] {
  const edition = shown(content)
  const before = earlier.filter(({ number }) => number < edition.number).toSorted((a, b) => b.number - a.number)
  const newest = newestAddresses(edition)
  return [
    ...pagesAt(edition, before, newest, assets),
    ...pagesAt(edition, before, lastingAddresses(edition), assets),
    page(newest, newest.editions, editionsPage({ content: edition, earlier: before, at: newest, assets })),
    file(newest, newest.feed, 'application/atom+xml; charset=utf-8', feedOf(edition, before, assets.baseUrl)),
  ]
}

/** The share picture of each measure as a drawing, for both addresses it is found at. */
export function pictures(content: EditionContent): { path: string; isNewest: boolean; svg: string }[] {
  const edition = shown(content)
  return edition.measures.flatMap((measure) => {
    const svg = curvePicture(edition, measure)
    return [newestAddresses(edition), lastingAddresses(edition)].map((at) => ({
      path: `${at.measure(measure.slug)}.png`,
      isNewest: at.isNewest,
      svg,
    }))
  })
}

function pagesOfMoney(content: EditionContent, at: Addresses, assets: Assets): PageMade[] {
  const { money } = content
  if (!money) return []
  return [
    page(at, at.money, moneyPage({ content, money, at, assets })),
    file(at, `${at.money}.json`, 'application/json; charset=utf-8', moneyJson({ content, money, at }, assets.baseUrl)),
  ]
}

function pagesAt(content: EditionContent, earlier: readonly EditionNamed[], at: Addresses, assets: Assets): PageMade[] {
  const { baseUrl } = assets
  return [
    page(at, at.scorecard, scorecardPage({ content, at, assets })),
    file(at, `${at.scorecard}.json`, 'application/json; charset=utf-8', scorecardJson(content, at, baseUrl)),
    ...pagesOfMoney(content, at, assets),
    page(at, at.embeddedScorecard, scorecardEmbed({ content, at, assets })),
    ...content.measures.flatMap((measure) => {
      const path = at.measure(measure.slug)
      return [
        page(at, path, measurePage({ content, measure, earlier, at, assets })),
        file(at, `${path}.json`, 'application/json; charset=utf-8', measureJson(content, measure, at, baseUrl)),
        file(at, `${path}.csv`, 'text/csv; charset=utf-8; header=present', measureCsv(content, measure)),
        file(at, `${path}.svg`, 'image/svg+xml; charset=utf-8', curveFile(content, measure)),
        page(at, at.embeddedMeasure(measure.slug), measureEmbed({ content, measure, at, assets })),
      ]
    }),
  ]
}

const page = ({ isNewest }: Addresses, path: string, { html, policy }: Made): PageMade => ({
  path,
  isNewest,
  contentType: 'text/html; charset=utf-8',
  policy,
  body: Buffer.from(html),
})

// A drawing opened by itself is a document too: it may style itself and do nothing else.
const file = ({ isNewest }: Addresses, path: string, contentType: string, body: string): PageMade => ({
  path,
  isNewest,
  contentType,
  policy: contentType.startsWith('image/svg') ? "default-src 'none'; style-src 'unsafe-inline'; sandbox" : '',
  body: Buffer.from(body),
})
