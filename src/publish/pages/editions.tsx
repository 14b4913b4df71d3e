import { dayInWords } from '../../core/day.ts'
import type { EditionContent, EditionNamed } from '../model.ts'
import { type Addresses, lastingAddresses } from './addresses.ts'
import { type Assets, documentOf, type Made } from './document.tsx'
import { Frame } from './frame.tsx'

/** Everything a county has published, newest first. An edition never changes: a correction is a new one. */
export function editionsPage({
  content,
  earlier,
  at,
  assets,
}: {
  readonly content: EditionContent
  readonly earlier: readonly EditionNamed[]
  readonly at: Addresses
  readonly assets: Assets
}): Made {
  const { organisation } = content
  const url = `${assets.baseUrl}${at.editions}`
  const all = [content, ...earlier.filter((edition) => edition.number < content.number)].toSorted(
    (a, b) => b.number - a.number,
  )
  const body = (
    <Frame content={content} at={at} trail={[{ words: 'Editions' }]} printed={[{ words: 'This page', url }]}>
      <div class="lead">
        <h1>Editions</h1>
        <p class="sentence">What was published stays as it was. A correction is a new edition.</p>
      </div>
      <ol class="editions" reversed>
        {all.map((edition) => (
          <li>
            <a class="ahead-of-click" href={lastingAddresses({ organisation, number: edition.number }).scorecard}>
              Edition {edition.number}
            </a>
            <span>
              Published {dayInWords(edition.publishedOn)}, data as of {dayInWords(edition.asOf)}.
              {edition.number === content.number && ' The newest.'}
            </span>
            {edition.note && <span class="quiet">{edition.note}</span>}
          </li>
        ))}
      </ol>
    </Frame>
  )
  const head = {
    title: `Editions – ${organisation.name}`,
    description: `Everything ${organisation.name} has published.`,
    canonical: url,
    feed: `${assets.baseUrl}${at.feed}`,
    picture: null,
    dataset: null,
    brand: organisation.brand,
    hasCurve: false,
    isFramed: false,
    isNewest: true,
  }
  return documentOf(head, assets, body)
}
