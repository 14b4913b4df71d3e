import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { EditionContent, EditionNamed, MeasureShown } from '../model.ts'
import { type Addresses, lastingAddresses } from './addresses.ts'
import { licence } from './data.ts'
import { contactOf } from './frame.tsx'
import { Section, Words } from './sections.tsx'

type About = {
  readonly content: EditionContent
  readonly measure: MeasureShown
  readonly earlier: readonly EditionNamed[]
  readonly at: Addresses
  readonly baseUrl: string
}

/** The end of the page: what the number means, where it is from, and how to quote it. */
export function About({ content, measure, earlier, at, baseUrl }: About): JSX.Element {
  const { definition } = measure
  return (
    <>
      {definition && (
        <Section id="definition" title="Definition">
          <Words text={definition.lay} />
          {definition.technical && (
            <details>
              <summary>Technical definition</summary>
              <Words text={definition.technical} />
            </details>
          )}
          <p class="quiet">
            Definition {definition.number}, in force since {dayInWords(definition.effectiveOn)}. Counted by{' '}
            {stopped(measure.calendar)}
          </p>
        </Section>
      )}
      <Section id="about" title="About these figures">
        <dl>
          <dt>Source</dt>
          <dd>
            {stopped(measure.source || 'Not named')}{' '}
            {measure.isComputed ? 'Counted from the team’s own records.' : 'Entered with its source.'}
            {measure.completeThrough && ` Complete through ${dayInWords(measure.completeThrough)}.`}
          </dd>
          <dt>Small counts</dt>
          <dd>
            A count of people served that is small enough to point to a person is withheld, and so is any figure from
            which it could be worked out. A withheld value is marked; it is not a zero.
          </dd>
          <dt>Earlier editions</dt>
          <dd>
            <Editions content={content} earlier={earlier} at={at} slug={measure.slug} />
          </dd>
          <dt>License</dt>
          <dd>
            <a href={licence.url} rel="license">
              {licence.name}
            </a>
            : use it for anything, and name {stopped(content.organisation.name)}
          </dd>
          {content.organisation.contact && (
            <>
              <dt>Contact</dt>
              <dd>{contactOf(content.organisation.contact)}</dd>
            </>
          )}
          {at.publish === undefined && (
            <>
              <dt id="cite">How to cite</dt>
              <dd class="copy">{citation({ content, measure, baseUrl })}</dd>
              <dt id="embed">Embed</dt>
              <dd>
                <code class="copy">{snippet({ content, measure, at, baseUrl })}</code>
              </dd>
            </>
          )}
        </dl>
      </Section>
    </>
  )
}

function Editions({
  content,
  earlier,
  at,
  slug,
}: Pick<About, 'content' | 'earlier' | 'at'> & { slug: string }): JSX.Element {
  const named = earlier.slice(0, 3)
  return (
    <>
      {named.length === 0 && 'This is the first. '}
      {named.map((edition) => (
        <>
          <a href={lastingAddresses({ organisation: content.organisation, number: edition.number }).scorecard}>
            {dayInWords(edition.publishedOn)}
          </a>
          {' · '}
        </>
      ))}
      {(at.publish === undefined || earlier.length > 0) && <a href={at.editions}>All editions</a>}
      {at.publish === undefined && (
        <>
          {' · '}
          <a href={lastingAddresses(content).measure(slug)}>Lasting address of this edition</a>
        </>
      )}
    </>
  )
}

/** Names the edition, so that whoever follows it finds the figures that were quoted. */
export const citation = ({ content, measure, baseUrl }: Pick<About, 'content' | 'measure' | 'baseUrl'>): string =>
  `${content.organisation.name} (${content.publishedOn.slice(0, 4)}). ${stopped(measure.title)} Edition ${content.number}, data as of ${dayInWords(content.asOf)}. ${baseUrl}${lastingAddresses(content).measure(measure.slug)}`

/** The frame another site may show. */
export const snippet = ({
  content,
  measure,
  at,
  baseUrl,
}: Pick<About, 'content' | 'measure' | 'at' | 'baseUrl'>): string =>
  frameOf(`${baseUrl}${at.embeddedMeasure(measure.slug)}`, `${measure.title}, ${content.organisation.name}`, 780)

/** The words to paste into another site. */
export const frameOf = (url: string, title: string, height: number): string =>
  `<iframe src="${url}" title="${attribute(title)}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`

const attribute = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
