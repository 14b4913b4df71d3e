import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import type { PublicMoney, PublicYear } from '../../funding/facts.ts'
import type { EditionContent } from '../model.ts'
import type { Addresses } from './addresses.ts'
import { type Assets, documentOf, type Made } from './document.tsx'
import { Frame } from './frame.tsx'
import { PeriodName } from './values.tsx'

type MoneyPage = {
  readonly content: EditionContent
  readonly money: PublicMoney
  readonly at: Addresses
  readonly assets: Assets
}

/** What a county received and spent: all years in a row, then each year by strategy, the newest first. */
export function moneyPage({ content, money, at, assets }: MoneyPage): Made {
  const { organisation, asOf } = content
  const url = `${assets.baseUrl}${at.money}`
  const isPreview = at.publish !== undefined
  const title = 'Money received and spent'
  const said = inOneSentence(content, money)
  const body = (
    <Frame
      content={content}
      at={at}
      trail={[{ words: title }]}
      printed={isPreview ? [] : [{ words: 'This page', url }]}
    >
      <div class="lead">
        <h1 class="long">
          {title} {money.isSample && <span class="mark">sample</span>}
        </h1>
        <p class="sentence">{said}</p>
        <p class="quiet">
          Edition of {dayInWords(content.publishedOn)} · as of {dayInWords(asOf)}
        </p>
      </div>
      <Years years={money.years} asOf={asOf} />
      <p class="split-note">
        Received is what came in, less what was given back to a funder. What one fund carries into another is not
        counted. What a year has at its start and receives, less what it spends, is what it has at its end.
      </p>
      {money.years.toReversed().map((year) => (
        <ByStrategy year={year} asOf={asOf} />
      ))}
      <p class="split-note">
        Spent is what was paid, not what is only promised. Only totals by year and strategy are published: nothing says
        what was paid to whom.
      </p>
      {!isPreview && (
        <p class="take">
          <a href={`${at.money}.json`}>JSON</a>
        </p>
      )}
    </Frame>
  )
  const head = {
    title: `${title} – ${organisation.name}`,
    description: said,
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

/** `In FY 2026 so far Wilson County received $5.00 and spent $3.00 of settlement and grant money.` */
function inOneSentence({ organisation, asOf }: EditionContent, { years, kinds }: PublicMoney): string {
  const year = years.at(-1)
  if (!year) return ''
  const { received, spent } = year
  const came =
    received < 0 ? `gave back ${inDollars(-received)} more than it received` : `received ${inDollars(received)}`
  const went = spent < 0 ? `got back ${inDollars(-spent)} more than it spent` : `spent ${inDollars(spent)}`
  const of = new Intl.ListFormat('en-US').format(kindOrder.filter((kind) => kinds.includes(kind)).map(kindName))
  return `In ${year.label}${isUnderWay(year, asOf) ? ' so far' : ''} ${organisation.name} ${came} and ${went} of ${of} money.`
}

const kindOrder = ['settlement', 'grant', 'agreement', 'local'] as const
const kindName = (kind: PublicMoney['kinds'][number]): string => (kind === 'agreement' ? 'contract' : kind)

const isUnderWay = ({ to }: PublicYear, asOf: string): boolean => asOf < to

const SoFar = ({ year, asOf }: { year: PublicYear; asOf: string }): JSX.Element | null =>
  isUnderWay(year, asOf) ? <span class="mark">so far</span> : null

function Years({ years, asOf }: { years: readonly PublicYear[]; asOf: string }): JSX.Element {
  return (
    <table class="money years">
      <caption class="unseen">Money by fiscal year</caption>
      <thead>
        <tr>
          <th scope="col">Year</th>
          {columns.map(([name]) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr>
            <th scope="row">
              <PeriodName period={year} /> <SoFar year={year} asOf={asOf} />
            </th>
            {columns.map(([name, key]) => (
              <td data-of={name}>{inDollars(year[key])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const columns = [
  ['At its start', 'opening'],
  ['Received', 'received'],
  ['Spent', 'spent'],
  ['At its end', 'closing'],
] as const

function ByStrategy({ year, asOf }: { year: PublicYear; asOf: string }): JSX.Element {
  const { label, byStrategy, spent } = year
  return (
    <section>
      <h2>
        {label} <SoFar year={year} asOf={asOf} />
      </h2>
      {byStrategy.length === 0 ? (
        <p>Nothing was spent.</p>
      ) : (
        <table class="money">
          <caption class="unseen">Spent by strategy, {label}</caption>
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col">Spent</th>
            </tr>
          </thead>
          <tbody>
            {byStrategy.map((one) => (
              <tr>
                <th scope="row">{one.name}</th>
                <td>{inDollars(one.spent)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All strategies</th>
              <td>{inDollars(spent)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  )
}
