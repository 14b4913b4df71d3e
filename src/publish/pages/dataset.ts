import { periodInFull } from '../../core/period.ts'
import { figureInWords } from '../../measures/figures.ts'
import { currentReading } from '../figures.ts'
import type { EditionContent, MeasureShown } from '../model.ts'
import type { Addresses } from './addresses.ts'
import { licence } from './data.ts'
import { safeUrl } from './frame.tsx'

/** The page in one breath, for a search result or a shared link: `12 in 2024, after 39 in 2023. …`; the value first where the sentence does not say it. */
export function descriptionOf(measure: MeasureShown): string {
  const current = currentReading(measure.readings)
  const value =
    current === null || current.value === null
      ? 'No value yet.'
      : `${figureInWords(current.value, measure)} in ${periodInFull(current.period)}.`
  const isSaid = current !== null && measure.sentence.includes(` in ${current.period.label}`)
  return isSaid ? measure.sentence : `${value} ${measure.sentence}`.trim()
}

/** The measure as a schema.org Dataset, for search engines of data. */
export function datasetOf(content: EditionContent, measure: MeasureShown, at: Addresses, baseUrl: string): object {
  const url = `${baseUrl}${at.measure(measure.slug)}`
  const [first, last] = [measure.readings[0], measure.readings.at(-1)]
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: measure.title,
    description: measure.definition?.lay || descriptionOf(measure),
    url,
    version: String(content.number),
    datePublished: content.publishedOn,
    dateModified: content.asOf,
    license: licence.url,
    isAccessibleForFree: true,
    variableMeasured: { '@type': 'PropertyValue', name: measure.title, unitText: measure.unit },
    ...(first && last ? { temporalCoverage: `${first.period.from}/${last.period.to}` } : {}),
    spatialCoverage: content.organisation.name,
    creator: {
      '@type': 'Organization',
      name: content.organisation.name,
      url: safeUrl(content.organisation.website) ?? undefined,
    },
    distribution: [
      { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${url}.csv` },
      { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: `${url}.json` },
    ],
  }
}
