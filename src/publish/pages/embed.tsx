import { Unbroken } from '../../platform/ui/unbroken.tsx'
import { editionInWords } from '../figures.ts'
import type { EditionContent, MeasureShown } from '../model.ts'
import type { Addresses } from './addresses.ts'
import { Chart } from './chart.tsx'
import { type Assets, documentOf, type Head, type Made } from './document.tsx'
import { Now } from './lead.tsx'
import { Rows } from './rows.tsx'
import { Values } from './values.tsx'

type Embed = { readonly content: EditionContent; readonly at: Addresses; readonly assets: Assets }

/** A measure in a frame of another site: value, curve, and the way to the whole page. */
export function measureEmbed({ content, measure, at, assets }: Embed & { readonly measure: MeasureShown }): Made {
  const url = `${assets.baseUrl}${at.measure(measure.slug)}`
  const hasCurve = measure.readings.some((reading) => reading.value !== null)
  return documentOf(
    head(content, url, measure.title, hasCurve, at),
    assets,
    <main class="embed">
      <h1>
        <a href={url} target="_blank" rel="noopener">
          {measure.title}
        </a>
        {measure.isSample && <span class="mark">sample</span>}
      </h1>
      <Now measure={measure} />
      {measure.sentence && (
        <p class="says">
          <Unbroken text={measure.sentence} />
        </p>
      )}
      <Chart measure={measure} />
      {hasCurve && <Values measure={measure} isShut />}
      <p class="quiet">
        {content.organisation.name} · {editionInWords(content)} ·{' '}
        <a href={url} target="_blank" rel="noopener">
          Story and data
        </a>
      </p>
    </main>,
  )
}

/** All measures of a county in a frame of another site. */
export function scorecardEmbed({ content, at, assets }: Embed): Made {
  const url = `${assets.baseUrl}${at.scorecard}`
  const to = (slug: string): string => `${assets.baseUrl}${at.measure(slug)}`
  return documentOf(
    head(content, url, 'Scorecard', false, at),
    assets,
    <main class="embed">
      <h1>
        <a href={url} target="_blank" rel="noopener">
          {content.organisation.name}
        </a>
      </h1>
      <Rows measures={content.measures} to={to} level={2} opensOutside />
      <p class="quiet">{editionInWords(content)}</p>
    </main>,
  )
}

const head = (content: EditionContent, url: string, title: string, hasCurve: boolean, at: Addresses): Head => ({
  title: `${title} – ${content.organisation.name}`,
  description: content.organisation.about,
  canonical: url,
  picture: null,
  dataset: null,
  brand: content.organisation.brand,
  hasCurve,
  isFramed: true,
  isNewest: at.isNewest,
})
