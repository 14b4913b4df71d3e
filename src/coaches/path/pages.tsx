import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, Hidden, TextField } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Coach } from '../model.ts'
import { type Engagement, engagements, exits, type Stage, type Standing, type Step } from './model.ts'
import { engagementOn, inWords, nextSteps, pathOf, standingOf } from './rules.ts'

/** What the page of a coach shows of their path. */
export type PathShown = {
  readonly steps: readonly Step[]
  readonly trainedOn: Day | null
  readonly engagements: readonly Engagement[]
}

const titles: Readonly<Record<Standing, string>> = {
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
export function PathSection({
  visit,
  coach,
  shown,
  mayWrite,
}: {
  visit: Visit
  coach: Coach
  shown: PathShown
  mayWrite: boolean
}): JSX.Element {
  const last = shown.steps.at(-1)
  return (
    <section aria-labelledby="path">
      <h2 id="path">Path</h2>
      <p>{standingInWords(shown)}</p>
      <PathList shown={shown} withReasons={mayWrite} />
      {mayWrite && (
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
            <form method="post" action={visit.to(`/coaches/${coach.id}/step/undo`)}>
              <Hidden name="stepId" value={last.id} />
              <button type="submit" class="link">
                Take the last step back: {titles[last.stage].toLowerCase()}, {dayInWords(last.fromOn)}
              </button>
            </form>
          )}
        </>
      )}
      <Engagements visit={visit} coach={coach} all={shown.engagements} mayWrite={mayWrite} />
    </section>
  )
}

export function PathList({
  shown: { steps, trainedOn },
  withReasons,
}: {
  shown: Pick<PathShown, 'steps' | 'trainedOn'>
  withReasons: boolean
}): JSX.Element | null {
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

function Engagements({
  visit,
  coach,
  all,
  mayWrite,
}: {
  visit: Visit
  coach: Coach
  all: readonly Engagement[]
  mayWrite: boolean
}): JSX.Element {
  const now = engagementOn(all, visit.today)
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
              {id === now?.id ? <strong>As {inWords[kind]}</strong> : `As ${inWords[kind]}`}
              {mayWrite && (
                <form class="inline" method="post" action={visit.to(`/coaches/${coach.id}/engagement/remove`)}>
                  <Hidden name="engagementId" value={id} />
                  <button type="submit" class="link">
                    Remove<span class="visually-hidden"> {inWords[kind]}</span>
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <p class="acts">
          <a href={visit.to(`/coaches/${coach.id}/engagement`)}>{all.length === 0 ? 'Say how' : 'Record a change'}</a>
        </p>
      )}
    </>
  )
}

const coachTrail = (coach: Coach) => [
  { name: 'Coaches', path: '/coaches' },
  { name: coach.name, path: `/coaches/${coach.id}` },
]

export function StepPage({
  visit,
  coach,
  shown,
  form,
}: {
  visit: Visit
  coach: Coach
  shown: PathShown
  form: Refused
}): JSX.Element {
  const next = nextSteps(shown.steps, shown.trainedOn)
  return (
    <TeamPage visit={visit} title={`Next step of ${coach.name}`} trail={coachTrail(coach)}>
      <p class="lead">{standingInWords(shown)}</p>
      <Form
        form={form}
        action={visit.to(`/coaches/${coach.id}/step`)}
        save="Record step"
        cancel={visit.to(`/coaches/${coach.id}`)}
      >
        <Choice
          form={form}
          name="stage"
          label="Step"
          options={next.map((stage) => ({ value: stage, name: titles[stage] }))}
        />
        <DayField form={form} name="on" label="Day" help="When it happened. It is counted on that day." />
        <TextField
          form={form}
          name="reason"
          label="Reason"
          help={`Needed when somebody leaves. Only coordinators and administrators see it. Leave out health and recovery.${mayExit(next)}`}
          optional
        />
      </Form>
    </TeamPage>
  )
}

const mayExit = (next: readonly Stage[]): string =>
  next.some((stage) => exits.includes(stage)) ? ' Example: moved to another county.' : ''

export function EngagementPage({ visit, coach, form }: { visit: Visit; coach: Coach; form: Refused }): JSX.Element {
  return (
    <TeamPage visit={visit} title={`How ${coach.name} coaches`} trail={coachTrail(coach)}>
      <Form
        form={form}
        action={visit.to(`/coaches/${coach.id}/engagement`)}
        save="Record change"
        cancel={visit.to(`/coaches/${coach.id}`)}
      >
        <Choice
          form={form}
          name="kind"
          label="They coach as"
          options={engagements.map((kind) => ({ value: kind, name: inWords[kind] }))}
        />
        <DayField form={form} name="on" label="From" help="What was before holds until the day before." />
      </Form>
    </TeamPage>
  )
}
