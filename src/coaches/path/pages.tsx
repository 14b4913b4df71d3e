import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import type { Coach } from '../model.ts'
import { access } from '../rules.ts'
import { type Engagement, engagementWords, exits, type Standing, type Step } from './model.ts'
import { engagementOn, nextSteps, pathOf, standingOf } from './rules.ts'

/** What the page of a coach shows of their path. */
export type PathShown = {
  readonly steps: readonly Step[]
  readonly trainedOn: Day | null
  readonly engagements: readonly Engagement[]
}

/** What each standing is called on screen. */
export const titles: Readonly<Record<Standing, string>> = {
  prospect: 'Prospect',
  applicant: 'Applicant',
  screened: 'Screened',
  accepted: 'Accepted',
  'in training': 'In training',
  trained: 'Trained',
  onboarding: 'Onboarding',
  active: 'Active',
  'on leave': 'On leave',
  inactive: 'Inactive',
  reactivated: 'Active again',
  declined: 'Declined by the team',
  withdrawn: 'Withdrew',
  released: 'Released by the team',
}
export const standsInWords = (stands: Standing | 'no step yet'): string =>
  stands === 'no step yet' ? 'No step recorded yet' : titles[stands]

/** Where a coach stands, in one sentence. */
export function standingInWords({ steps, trainedOn }: Pick<PathShown, 'steps' | 'trainedOn'>): string {
  const standing = standingOf(steps, trainedOn)
  if (standing === null) return 'No step has been recorded yet.'
  const day = dayInWords(standing.since)
  return `${titles[standing.stage]} ${exits.includes(standing.stage) ? 'on' : 'since'} ${day}.`
}

/** The path as a dated list, with the acts that may come next. Reasons are for those who may record steps. */
export function PathSection({ visit, coach, shown }: { visit: Visit; coach: Coach; shown: PathShown }): JSX.Element {
  const last = shown.steps.at(-1)
  const mayRecord = isOneOf(visit, access.write)
  return (
    <section aria-labelledby="path">
      <h2 id="path">Path</h2>
      <p>{standingInWords(shown)}</p>
      <PathList shown={shown} withReasons={mayRecord} />
      {mayRecord && (
        <>
          <nav class="acts" aria-label="Next steps">
            {nextSteps(shown.steps, shown.trainedOn).map((stage) => (
              <a
                key={stage}
                class={exits.includes(stage) ? 'quiet-act' : 'button second small'}
                href={visit.to(`/coaches/${coach.id}/step?to=${encodeURIComponent(stage)}`)}
              >
                {titles[stage]}
              </a>
            ))}
          </nav>
          {last && (
            <div>
              <Press
                action={visit.to(`/coaches/${coach.id}/step/undo`)}
                name={`Take the last step back: ${titles[last.stage].toLowerCase()}, ${dayInWords(last.fromOn)}`}
                values={{ stepId: last.id }}
              />
            </div>
          )}
        </>
      )}
      <Engagements visit={visit} coach={coach} all={shown.engagements} />
    </section>
  )
}

type PathListed = { readonly shown: Pick<PathShown, 'steps' | 'trainedOn'>; readonly withReasons: boolean }

export function PathList({ shown: { steps, trainedOn }, withReasons }: PathListed): JSX.Element | null {
  const lines = pathOf(steps, trainedOn)
  if (lines.length === 0) return null
  return (
    <ol class="path">
      {lines.map(({ stage, on, reason, stepId }) => (
        <li key={stepId ?? 'trained'}>
          <time dateTime={on}>{dayInWords(on)}</time> <strong>{titles[stage]}</strong>
          {stepId === null && <span class="quiet"> passed an approved coach course</span>}
          {withReasons && reason !== '' && <span class="quiet"> {reason}</span>}
        </li>
      ))}
    </ol>
  )
}

type EngagementsOf = { readonly visit: Visit; readonly coach: Coach; readonly all: readonly Engagement[] }

function Engagements({ visit, coach, all }: EngagementsOf): JSX.Element {
  const now = engagementOn(all, visit.today)
  const mayRecord = isOneOf(visit, access.write)
  return (
    <>
      <h3>How they coach</h3>
      {all.length === 0 ? (
        <p class="empty">Not said yet. It decides what they may be paid.</p>
      ) : (
        <ul class="path">
          {all.map(({ id, kind, fromOn }) => (
            <li key={id}>
              <time dateTime={fromOn}>{dayInWords(fromOn)}</time>{' '}
              {id === now?.id ? <strong>As {engagementWords[kind]}</strong> : `As ${engagementWords[kind]}`}
              {mayRecord && (
                <Press
                  action={visit.to(`/coaches/${coach.id}/engagement/remove`)}
                  name="Remove"
                  about={engagementWords[kind]}
                  values={{ engagementId: id }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayRecord && (
        <p class="acts">
          <a href={visit.to(`/coaches/${coach.id}/engagement`)}>
            {all.length === 0 ? 'Say how they coach' : 'Record a change'}
          </a>
        </p>
      )}
    </>
  )
}
