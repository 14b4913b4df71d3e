import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { sectorWords } from '../../partners/model.ts'
import { isOneOf } from '../../platform/http/route.ts'
import { type Kept, sentenceCase } from '../model.ts'
import { access, definitionInForce, hasCheapIdea, isOverdue, stretchOf } from '../rules.ts'
import { Entry, EntryLink, Section } from './entry.tsx'
import { Lines, Rich } from './pieces.tsx'
import type { MeasureView } from './view.ts'

type Props = { readonly view: MeasureView }

export function DefinitionSection({ view }: Props): JSX.Element {
  const { definitions } = view.words
  const inForce = definitionInForce(definitions, view.visit.today)
  const others = definitions.filter((each) => each !== inForce)
  return (
    <Section
      view={view}
      kind="measure_definition"
      heading="Definition"
      add={definitions.length === 0 ? 'Write the definition' : 'Change the definition'}
      isEmpty={definitions.length === 0}
      asks="What is counted, of whom and when, so that two people who count get the same number."
    >
      {inForce && (
        <Entry view={view} kind="measure_definition" kept={inForce} acts={['remove']}>
          <Lines text={inForce.lay} />
          {inForce.technical !== '' && (
            <details>
              <summary>Technical definition</summary>
              <Lines text={inForce.technical} />
            </details>
          )}
          <p class="entry-facts">
            Version {inForce.number}, in force from {dayInWords(inForce.effectiveOn)}
          </p>
        </Entry>
      )}
      {others.length > 0 && (
        <details class="earlier" open={!inForce}>
          <summary>{inForce ? 'Other versions' : 'No version is in force yet'}</summary>
          {others.map((each) => (
            <Entry view={view} kind="measure_definition" kept={each} acts={['remove']} key={each.id}>
              <p class="entry-facts">
                Version {each.number}, {each.effectiveOn > view.visit.today ? 'takes effect on' : 'in force from'}{' '}
                {dayInWords(each.effectiveOn)}
              </p>
              <Lines text={each.lay} />
              {each.technical !== '' && <Lines text={each.technical} />}
            </Entry>
          ))}
        </details>
      )}
    </Section>
  )
}

export function StorySection({ view }: Props): JSX.Element {
  const { story } = view.words
  return (
    <Section
      view={view}
      kind="story"
      heading="Story behind the curve"
      add="Add a story entry"
      isEmpty={story.length === 0}
      asks="What moves the curve: the causes and forces at work, and what the team knows that the numbers do not show."
    >
      {story.map((each) => (
        <Entry view={view} kind="story" kept={each} key={each.id}>
          <p class="entry-facts">
            Written {dayInWords(each.writtenOn)}
            {each.fromOn && each.toOn && `, about ${stretchOf(view.measure.calendar, each.fromOn, each.toOn).label}`}
          </p>
          <Rich text={each.body} />
        </Entry>
      ))}
    </Section>
  )
}

export function PartnersSection({ view }: Props): JSX.Element {
  const { partners } = view.words
  return (
    <Section
      view={view}
      kind="measure_partner"
      heading="Partners"
      add="Add a partner"
      isEmpty={partners.length === 0}
      asks="Who has a role in turning this curve, and what each brings. Think of those who have not been asked yet."
    >
      {partners.map((each) => {
        const partner = view.partners.get(each.partnerId)
        return (
          <Entry view={view} kind="measure_partner" kept={each} key={each.id} called={partner?.name}>
            <p>
              <a class="entry-title" href={view.visit.to(`/partners/${each.partnerId}`)}>
                {partner?.name ?? 'A partner'}
              </a>
              {partner && <span class="entry-facts"> {sectorWords[partner.sector]}</span>}
            </p>
            {each.brings !== '' && <p>{each.brings}</p>}
          </Entry>
        )
      })}
    </Section>
  )
}

export function WhatWorksSection({ view }: Props): JSX.Element {
  const { whatWorks } = view.words
  return (
    <Section
      view={view}
      kind="what_works"
      heading="What works"
      add="Add an idea"
      isEmpty={whatWorks.length === 0}
      asks="What it would take to do better: ideas with their evidence, and at least one that costs nothing or little."
    >
      {whatWorks.length > 0 && !hasCheapIdea(whatWorks) && (
        <p class="hint">No idea here is at no cost or low cost yet. RBA asks for at least one.</p>
      )}
      {whatWorks.map((each) => (
        <Entry view={view} kind="what_works" kept={each} key={each.id}>
          <Rich text={each.claim} />
          <p class="entry-facts">
            {sentenceCase(each.costBand)}
            {each.whereWeDoIt !== '' && ` · Where we do it: ${each.whereWeDoIt}`}
            {(each.source !== '' || each.sourceUrl !== '') && (
              <>
                {' · Source: '}
                {each.sourceUrl === '' ? (
                  each.source
                ) : (
                  <a href={each.sourceUrl} rel="noopener">
                    {each.source || each.sourceUrl}
                  </a>
                )}
              </>
            )}
          </p>
        </Entry>
      ))}
    </Section>
  )
}

export function ActionPlan({ view }: Props): JSX.Element {
  const { actions } = view.words
  const mayReport = isOneOf(view.visit, access.report)
  return (
    <Section
      view={view}
      kind="action"
      heading="Action plan"
      add="Add an action"
      isEmpty={actions.length === 0}
      asks="What the team will do to turn the curve: who does what, by when."
    >
      {actions.length > 0 && (
        <p>
          <a href={view.visit.to(`/measures/${view.measure.id}#turn`)}>Did the curve turn? Baseline and reviews</a>
        </p>
      )}
      {actions.map((each) => (
        <Entry
          view={view}
          kind="action"
          kept={each}
          key={each.id}
          more={mayReport && <EntryLink view={view} kept={each} kind="action" verb="Report progress" to="report" />}
        >
          <p class="entry-title">{each.what}</p>
          <p class="action-facts">
            <span class={`status status-${each.status.replace(' ', '-')}`}>{sentenceCase(each.status)}</span>
            {factsOf(view, each).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            {isOverdue(each, view.visit.today) && each.dueOn && (
              <strong class="overdue">Overdue since {dayInWords(each.dueOn)}</strong>
            )}
          </p>
          {each.progress !== '' && <Lines text={each.progress} />}
        </Entry>
      ))}
    </Section>
  )
}

function factsOf(view: MeasureView, action: Kept<'action'>): readonly string[] {
  const partner = action.partnerId === null ? undefined : view.partners.get(action.partnerId)?.name
  return [
    ...(action.owner === '' ? [] : [action.owner]),
    ...(partner === undefined ? [] : [`with ${partner}`]),
    ...(action.startsOn === null ? [] : [`from ${dayInWords(action.startsOn)}`]),
    ...(action.dueOn === null || isOverdue(action, view.visit.today) ? [] : [`due ${dayInWords(action.dueOn)}`]),
    `updated ${dayInWords(action.updatedOn)}`,
  ]
}
