import { type Day, dayInWords } from '../../core/day.ts'
import { type Assets, documentOf, type Made } from './document.tsx'

export type OrganisationListed = {
  readonly slug: string
  readonly name: string
  readonly about: string
  readonly isSample: boolean
  /** Of its newest edition. */
  readonly publishedOn: Day
}

/** The front door: every county with a public scorecard. */
export function homePage(organisations: readonly OrganisationListed[], assets: Assets): Made {
  const body = (
    <>
      <header class="top">
        <span class="name">Better Off</span>
      </header>
      <main id="main">
        <div class="lead">
          <h1>Is anyone better off?</h1>
          <p class="sentence">
            Public scorecards of county coalitions that respond after an overdose: the figures, the story behind them,
            and what is being done.
          </p>
        </div>
        {organisations.length === 0 && <p>No county has published yet.</p>}
        <ul class="rows counties">
          {organisations.map(({ slug, name, about, isSample, publishedOn }) => (
            <li>
              <h2>
                <a class="ahead-of-click" href={`/${slug}`}>
                  {name}
                </a>
                {isSample && <span class="mark">sample county</span>}
              </h2>
              {about && <p class="says">{about}</p>}
              <p class="quiet">Published {dayInWords(publishedOn)}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer class="foot">
        <p>
          <a href="/sign-in">Sign in</a> to work on a scorecard
        </p>
      </footer>
    </>
  )
  const head = {
    title: 'Better Off: public scorecards',
    description: 'Public scorecards of county coalitions that respond after an overdose.',
    canonical: `${assets.baseUrl}/`,
    picture: null,
    dataset: null,
    brand: '',
    hasCurve: false,
    isFramed: false,
    isNewest: true,
  }
  return documentOf(head, assets, body)
}
