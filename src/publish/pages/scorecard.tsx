import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import { asks } from '../../measures/model.ts'
import { asksInWords } from '../figures.ts'
import type { EditionContent, MeasureShown, ProgramShown, ResultShown } from '../model.ts'
import { frameOf } from './about.tsx'
import type { Addresses } from './addresses.ts'
import { type Assets, documentOf, type Made } from './document.tsx'
import { Frame } from './frame.tsx'
import { Rows } from './rows.tsx'
import { Summary } from './standing.tsx'

type ScorecardPage = { readonly content: EditionContent; readonly at: Addresses; readonly assets: Assets }

/** A county's scorecard, read as a page: each result with its indicators, then each program with its three questions. */
export function scorecardPage({ content, at, assets }: ScorecardPage): Made {
  const { organisation } = content
  const url = `${assets.baseUrl}${at.scorecard}`
  const isPreview = at.publish !== undefined
  const bySlug = new Map(content.measures.map((measure) => [measure.slug, measure]))
  const named = (slugs: readonly string[]): MeasureShown[] => slugs.flatMap((slug) => bySlug.get(slug) ?? [])
  const body = (
    <Frame content={content} at={at} trail={[]} printed={isPreview ? [] : [{ words: 'This page', url }]}>
      <div class="lead">
        <h1 class="long">Scorecard</h1>
        <Summary measures={content.measures} to={at.measure} />
        {organisation.about && <p>{organisation.about}</p>}
        <p class="quiet">
          Edition of {dayInWords(content.publishedOn)} · as of {dayInWords(content.asOf)}
        </p>
      </div>
      {content.measures.length > 0 && (
        <p class="head-row" aria-hidden="true">
          <span>Measure</span>
          <span>Now</span>
          <span>Curve</span>
          <span>What can be said</span>
        </p>
      )}
      {content.results.map((result, index) => (
        <Result result={result} indicators={named(result.indicators)} number={index + 1} to={at.measure} />
      ))}
      {content.programs.map((program, index) => (
        <Program program={program} measures={named(program.measures)} number={index + 1} to={at.measure} />
      ))}
      {!isPreview && (
        <>
          <p class="take">
            <a href={`${at.scorecard}.json`}>JSON</a>
          </p>
          <details class="values take-along">
            <summary>Embed this scorecard</summary>
            <code class="copy">
              {frameOf(`${assets.baseUrl}${at.embeddedScorecard}`, `Scorecard, ${organisation.name}`, 800)}
            </code>
          </details>
        </>
      )}
    </Frame>
  )
  const head = {
    title: `Scorecard – ${organisation.name}`,
    description: organisation.about || stopped(`The scorecard of ${organisation.name}`),
    canonical: isPreview ? null : url,
    feed: `${assets.baseUrl}${at.feed}`,
    picture: null,
    dataset: null,
    brand: organisation.brand,
    hasCurve: false,
    isFramed: false,
    isNewest: at.isNewest,
  }
  return documentOf(head, assets, body)
}

type To = (slug: string) => string

function Result({
  result,
  indicators,
  number,
  to,
}: {
  result: ResultShown
  indicators: readonly MeasureShown[]
  number: number
  to: To
}): JSX.Element {
  return (
    <section class="result" id={`result-${number}`}>
      <p class="eyebrow">Result: {result.title}</p>
      <h2>{result.statement || result.title}</h2>
      {indicators.length > 0 && <Rows measures={indicators} to={to} level={3} />}
    </section>
  )
}

function Program({
  program,
  measures,
  number,
  to,
}: {
  program: ProgramShown
  measures: readonly MeasureShown[]
  number: number
  to: To
}): JSX.Element {
  return (
    <section class="program" id={`program-${number}`}>
      <p class="eyebrow">Program</p>
      <h2>{program.title}</h2>
      {program.about && <p class="sentence">{program.about}</p>}
      {program.customers && <p class="quiet">For: {program.customers}</p>}
      {[...asks, null].map((question) => {
        const asked = measures.filter((measure) => measure.asks === question)
        if (asked.length === 0) return null
        return (
          <>
            <h3 class="asks">{question === null ? 'Of the whole population' : asksInWords[question]}</h3>
            <Rows measures={asked} to={to} level={4} />
          </>
        )
      })}
    </section>
  )
}
