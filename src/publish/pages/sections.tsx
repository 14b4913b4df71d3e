import type { ComponentChildren, JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { periodInFull } from '../../core/period.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import type { MeasureShown } from '../model.ts'
import { joined } from './document.tsx'
import { safeUrl } from './frame.tsx'
import { ActionStatus } from './status.tsx'
import { Turn } from './turn.tsx'

/** A part of the page with its heading at the side. */
export const Section = ({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children: ComponentChildren
}): JSX.Element => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    <div class="body">{children}</div>
  </section>
)

/** The sections that have something to say: an empty one is not shown to the public. */
export const sectionsOf = (measure: MeasureShown): { id: string; title: string; body: () => JSX.Element }[] =>
  [
    {
      id: 'story',
      title: 'Story behind the curve',
      isEmpty: measure.story.length === 0,
      body: () => <Story measure={measure} />,
    },
    {
      id: 'what-works',
      title: 'What works',
      isEmpty: measure.whatWorks.length === 0,
      body: () => <WhatWorks measure={measure} />,
    },
    {
      id: 'action-plan',
      title: 'Action plan',
      isEmpty: measure.actions.length === 0,
      body: () => <ActionPlan measure={measure} />,
    },
    {
      id: 'partners',
      title: 'Partners',
      isEmpty: measure.partners.length === 0,
      body: () => <Partners measure={measure} />,
    },
    {
      id: 'turn',
      title: 'Did the curve turn?',
      isEmpty: measure.reviews.length === 0,
      body: () => <Turn measure={measure} />,
    },
  ].filter((section) => !section.isEmpty)

/** A person's Markdown, as words that can do nothing but be read. */
export const Words = ({ text }: { text: string }): JSX.Element => (
  <div class="words" dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }} />
)

const Story = ({ measure }: { measure: MeasureShown }): JSX.Element => (
  <>
    {measure.story.map(({ body, period, writtenOn }) => (
      <article class="entry">
        <Words text={body} />
        <p class="quiet">
          {period && `About ${periodInFull(period)}. `}Written {dayInWords(writtenOn)}.
        </p>
      </article>
    ))}
  </>
)

const Partners = ({ measure }: { measure: MeasureShown }): JSX.Element => (
  <ul class="partners">
    {measure.partners.map(({ name, sector, brings, website }) => (
      <li>
        <b>
          {safeUrl(website) ? (
            <a href={website} rel="noopener">
              {name}
            </a>
          ) : (
            name
          )}
        </b>
        {sector && <span class="quiet">{sector}</span>}
        {brings && <span>{brings}</span>}
      </li>
    ))}
  </ul>
)

const WhatWorks = ({ measure }: { measure: MeasureShown }): JSX.Element => (
  <ul class="entries">
    {measure.whatWorks.map(({ claim, source, sourceUrl, costBand, whereWeDoIt }) => (
      <li class="entry">
        <Words text={claim} />
        <p class="quiet">
          {joined([
            costBand && <b>{costBand.charAt(0).toUpperCase() + costBand.slice(1)}</b>,
            whereWeDoIt && `Where we do it: ${whereWeDoIt}`,
            source && (
              <>
                Source:{' '}
                {safeUrl(sourceUrl) ? (
                  <a href={sourceUrl} rel="noopener">
                    {source}
                  </a>
                ) : (
                  source
                )}
              </>
            ),
          ])}
        </p>
      </li>
    ))}
  </ul>
)

const ActionPlan = ({ measure }: { measure: MeasureShown }): JSX.Element => (
  <ul class="entries">
    {measure.actions.map(({ what, owner, partner, startsOn, dueOn, status, progress, updatedOn }) => (
      <li class="entry action">
        <h3>{what}</h3>
        <ActionStatus status={status} />
        <p class="quiet">
          {joined([
            owner && (partner && partner !== owner ? `${owner}, with ${partner}` : owner),
            status === 'not started' && startsOn && `starts ${dayInWords(startsOn)}`,
            dueOn && `by ${dayInWords(dueOn)}`,
          ])}
        </p>
        <p>
          {progress} <span class="quiet">Updated {dayInWords(updatedOn)}.</span>
        </p>
      </li>
    ))}
  </ul>
)
