import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { figureInWords } from '../../measures/figures.ts'
import { currentReading, partsOf, recordsAt, storyAt } from '../../measures/rules.ts'
import { isOneOf } from '../../platform/http/route.ts'
import { History } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { kinds } from '../kinds.ts'
import type { MeasureWords } from '../model.ts'
import { access, definitionInForce, emptySections, questions, reasonInWords } from '../rules.ts'
import { PutBack } from './pieces.tsx'
import { ActionPlan, DefinitionSection, PartnersSection, StorySection, WhatWorksSection } from './sections.tsx'
import type { MeasureView } from './view.ts'

/** Where editors live: the value, and every word that will stand around it in public. */
export function MeasurePage(view: MeasureView): JSX.Element {
  const { visit, measure, words, history } = view
  const mayWrite = isOneOf(visit, access.write)
  return (
    <TeamPage
      visit={visit}
      title={measure.title}
      trail={[{ name: 'Measures', path: '/measures' }]}
      tabs={partsOf(measure.id)}
      act={mayWrite && <ArrangeLink view={view} />}
    >
      <div class="measure-head">
        <ReadingNow view={view} />
        <Standing view={view} />
      </div>
      <SectionLinks words={words} today={visit.today} />
      <div class="record of-measure">
        <div class="record-facts">
          <DefinitionSection view={view} />
          <StorySection view={view} />
          <PartnersSection view={view} />
          <WhatWorksSection view={view} />
          <ActionPlan view={view} />
          {mayWrite && view.removed.length > 0 && <RemovedEntries view={view} />}
        </div>
        <History lines={history} />
      </div>
    </TeamPage>
  )
}

function ArrangeLink({ view: { visit, measure, isArranging } }: { view: MeasureView }): JSX.Element {
  const path = storyAt(measure.id)
  return isArranging ? (
    <a class="button second small" href={visit.to(path)}>
      Done arranging
    </a>
  ) : (
    <a href={visit.to(`${path}?arrange=yes`)}>Change the order</a>
  )
}

function ReadingNow({ view: { visit, measure, readings } }: { view: MeasureView }): JSX.Element {
  const now = currentReading(readings)
  const newest = readings.at(-1)
  const recent = readings.slice(-6)
  return (
    <div class="reading">
      <p class="reading-now">
        {now && now.value !== null ? (
          <>
            <a href={visit.to(recordsAt(measure.id))} class="reading-value">
              {figureInWords(now.value, measure)}
            </a>{' '}
            <span>
              in {now.period.label}, {now.status === 'open' ? 'so far' : now.status}
            </span>
          </>
        ) : (
          <a href={visit.to(recordsAt(measure.id))}>
            No value yet{newest?.reason ? `: ${reasonInWords[newest.reason].toLowerCase()}` : ''}
          </a>
        )}
      </p>
      <p class="quiet">
        {questions.find(({ asks }) => asks === measure.asks)?.words ?? 'Indicator of the whole population'} ·{' '}
        {better[measure.better]} · draft, as the records stand now{measure.isSample ? ' · sample' : ''}
      </p>
      {recent.length > 1 && (
        <dl class="reading-row" aria-label="The newest values">
          {recent.map((reading) => (
            <div key={reading.period.from}>
              <dt>{reading.period.label}</dt>
              <dd>
                {reading.value === null
                  ? reasonInWords[reading.reason ?? 'not yet'].toLowerCase()
                  : reading.value.toLocaleString('en-US', { maximumFractionDigits: measure.decimals })}
                {reading.status === 'open' && reading.value !== null && <span class="quiet"> so far</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

const better = { higher: 'more is better', lower: 'less is better', neither: 'neither more nor less is better' }

function Standing({ view }: { view: MeasureView }): JSX.Element {
  const { visit, measure, results, programs } = view
  const holders = [
    ...results.map(({ id, title }) => ({ id, title, path: `/scorecard/results/${id}` })),
    ...programs.map(({ id, title }) => ({ id, title, path: `/scorecard/programs/${id}` })),
  ]
  return (
    <p class="standing">
      {holders.length === 0 ? (
        <strong>Not on the scorecard yet, so it will not be published. </strong>
      ) : (
        <>
          On the scorecard under{' '}
          {holders.map(({ id, title, path }, index) => (
            <span key={id}>
              {index > 0 && ' and '}
              <a href={visit.to(path)}>{title}</a>
            </span>
          ))}
          .{' '}
        </>
      )}
      {isOneOf(visit, access.write) && (
        <a href={visit.to(`/scorecard/measures/${measure.id}/places`)}>Choose its place</a>
      )}
    </p>
  )
}

const sectionNames = {
  definition: ['definition', 'Definition'],
  story: ['story', 'Story'],
  partners: ['partners', 'Partners'],
  'what works': ['what-works', 'What works'],
  'action plan': ['action-plan', 'Action plan'],
} as const

function SectionLinks({ words, today }: { words: MeasureWords; today: string }): JSX.Element {
  const empty = emptySections({ ...words, definition: definitionInForce(words.definitions, today) })
  return (
    <nav class="section-links" aria-label="Parts of this page">
      <ul>
        {Object.entries(sectionNames).map(([section, [anchor, name]]) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{name}</a>
            {empty.some((each) => each === section) && <span class="quiet"> empty</span>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function RemovedEntries({ view: { visit, removed } }: { view: MeasureView }): JSX.Element {
  return (
    <details class="removed">
      <summary>{counted(removed.length, 'removed entry', 'removed entries')}</summary>
      <ul>
        {removed.map((entry) => (
          <li key={entry.id}>
            {kinds[entry.kind].noun}: {entry.called} <PutBack visit={visit} removed={entry} />
          </li>
        ))}
      </ul>
    </details>
  )
}
