import type { JSX } from 'preact'
import type { EditionContent, EditionNamed, MeasureShown } from '../model.ts'
import { About } from './about.tsx'
import { type Addresses, lastingAddresses } from './addresses.ts'
import { Chart } from './chart.tsx'
import { ClassicFolded } from './classic.tsx'
import { datasetOf, descriptionOf } from './dataset.ts'
import { type Assets, documentOf, type Made } from './document.tsx'
import { Doors, isOfCoaches } from './doors.tsx'
import { Frame, safeUrl } from './frame.tsx'
import { Lead } from './lead.tsx'
import { WithheldLegend } from './legend.tsx'
import { Meaning } from './meaning.tsx'
import { Section, sectionsOf } from './sections.tsx'
import { Splits } from './splits.tsx'
import { tableId, Values } from './values.tsx'

export type MeasurePage = {
  readonly content: EditionContent
  readonly measure: MeasureShown
  readonly earlier: readonly EditionNamed[]
  readonly at: Addresses
  readonly assets: Assets
}

/** The product's face, in the order of its readers: what is so, why, what is done about it, and then the figures and how they come about. */
export function measurePage({ content, measure, earlier, at, assets }: MeasurePage): Made {
  const { baseUrl } = assets
  const sections = sectionsOf(measure)
  const url = `${baseUrl}${at.measure(measure.slug)}`
  const isPreview = at.publish !== undefined
  const body = (
    <Frame
      content={content}
      at={at}
      trail={trailOf(content, measure, at)}
      printed={isPreview ? [] : printedOf(content, measure, url, baseUrl)}
    >
      <Lead measure={measure} />
      <Chart measure={measure} edition={content} />
      {at.isNewest && isOfCoaches(measure) && <Doors organisation={content.organisation} isBeside />}
      <Meaning measure={measure} />
      {sections.length > 0 && (
        <nav class="sections" aria-label="On this page">
          {sections.map(({ id, title }) => (
            <a href={`#${id}`}>{title}</a>
          ))}
          {measure.readings.length > 0 && <a href={`#${tableId}`}>Figures</a>}
          <a href="#about">About</a>
        </nav>
      )}
      {sections.map(({ id, title, body: Body }) => (
        <Section id={id} title={title}>
          <Body />
        </Section>
      ))}
      <div class="data">
        <Values measure={measure} />
        <Splits measure={measure} />
        <ClassicFolded measure={measure} />
        <WithheldLegend measure={measure} />
        {!isPreview && <Take measure={measure} at={at} />}
      </div>
      <About content={content} measure={measure} earlier={earlier} at={at} baseUrl={baseUrl} />
    </Frame>
  )
  const picture = { url: `${url}.png`, words: descriptionOf(measure) }
  const head = {
    title: `${measure.title} – ${content.organisation.name}`,
    description: descriptionOf(measure),
    canonical: isPreview ? null : url,
    feed: `${baseUrl}${at.feed}`,
    picture,
    dataset: isPreview ? null : datasetOf(content, measure, at, baseUrl),
    brand: content.organisation.brand,
    hasCurve: measure.readings.some((reading) => reading.value !== null),
    isFramed: false,
    isNewest: at.isNewest,
  }
  return documentOf(head, assets, body)
}

/** The figures and the curve, to take away. */
function Take({ measure, at }: { measure: MeasureShown; at: Addresses }): JSX.Element {
  const base = at.measure(measure.slug)
  return (
    <p class="take">
      {['CSV', 'JSON', 'SVG', 'PNG'].map((kind) => (
        <a href={`${base}.${kind.toLowerCase()}`}>{kind}</a>
      ))}
      <a href="#embed">Embed</a>
      <a href="#cite">Cite</a>
    </p>
  )
}

function trailOf(content: EditionContent, measure: MeasureShown, at: Addresses) {
  const program = content.programs.findIndex((each) => each.measures.includes(measure.slug))
  const result = content.results.findIndex((each) => each.indicators.includes(measure.slug))
  if (program >= 0)
    return [{ words: content.programs[program]?.title ?? '', href: `${at.scorecard}#program-${program + 1}` }]
  return result >= 0
    ? [{ words: content.results[result]?.title ?? '', href: `${at.scorecard}#result-${result + 1}` }]
    : []
}

function printedOf(content: EditionContent, measure: MeasureShown, url: string, baseUrl: string) {
  return [
    { words: 'This page', url },
    {
      words: `Edition ${content.number}, for ever`,
      url: `${baseUrl}${lastingAddresses(content).measure(measure.slug)}`,
    },
    ...measure.partners.map(({ name, website }) => ({ words: name, url: website })),
    ...measure.whatWorks.map(({ source, sourceUrl }) => ({ words: source, url: sourceUrl })),
  ].filter((each) => safeUrl(each.url) !== null)
}
