import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { TeamPage, type Trail } from '../../platform/ui/shell.tsx'
import { CoachesTabs } from '../pieces.tsx'
import { areaOf, areas, type Course, type Goal, levelInWords, type Rater, type Rating, type Serving } from './model.ts'
import { standingIn, worthATalk } from './rules.ts'

export type Development = {
  readonly ratings: readonly Rating[]
  readonly goals: readonly Goal[]
  readonly serving: readonly Serving[]
  readonly courses: readonly Course[]
}

type DevelopmentAt = {
  readonly visit: Visit
  readonly title: string
  readonly trail: Trail
  /** Where a line of the plan is marked as done. */
  readonly done: string
  readonly rater: Rater
  readonly shown: Development
  readonly forms: Readonly<Record<'plan' | 'rating', JSX.Element | null>>
}

/** How a coach stands in the twelve areas, and the plan; for the coordinator as for the coach. */
export function DevelopmentPage({ visit, title, trail, done, rater, shown, forms }: DevelopmentAt): JSX.Element {
  const talk = worthATalk(shown.ratings)
  return (
    <TeamPage visit={visit} title={title} trail={trail}>
      {talk.length > 0 && (
        <section aria-labelledby="talk">
          <h2 id="talk">Worth a talk</h2>
          <ul>
            {talk.map(({ area, why }) => (
              <li key={area}>{stopped(`${areaOf(area)?.title}: ${why}`)}</li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="plan">
        <h2 id="plan">Plan</h2>
        <Plan goals={shown.goals} {...(forms.plan && { done })} />
        {forms.plan}
      </section>
      {forms.rating && (
        <section aria-labelledby="rate">
          <h2 id="rate">{rater === 'self' ? 'Say how you see yourself' : 'Say how you see them'}</h2>
          {forms.rating}
        </section>
      )}
      <section aria-labelledby="areas">
        <h2 id="areas">The twelve areas</h2>
        {areas.map(({ number, title: name, behaviours }) => (
          <details key={number}>
            <summary>
              {number}. {name}: <Levels ratings={shown.ratings} area={number} />
            </summary>
            <ul>
              {behaviours.map((behaviour) => (
                <li key={behaviour}>{behaviour}</li>
              ))}
            </ul>
            <OverTime ratings={shown.ratings.filter(({ area }) => area === number)} />
            <Courses serving={shown.serving.filter(({ area }) => area === number)} />
          </details>
        ))}
      </section>
    </TeamPage>
  )
}

const raterInWords: Readonly<Record<Rater, string>> = { self: 'coach', supervisor: 'supervisor' }

function Levels({ ratings, area }: { ratings: readonly Rating[]; area: number }): JSX.Element {
  const said = (['self', 'supervisor'] as const).flatMap((rater) => {
    const standing = standingIn(ratings, area, rater)
    if (!standing) return []
    const { now, first } = standing
    const moved = first && first.level !== now.level ? `, was ${first.level} on ${dayInWords(first.ratedOn)}` : ''
    return [`${raterInWords[rater]} ${now.level} (${levelInWords(now.level)}${moved})`]
  })
  return <span class="quiet">{said.length === 0 ? 'not rated yet' : said.join('; ')}</span>
}

const OverTime = ({ ratings }: { ratings: readonly Rating[] }): JSX.Element | null =>
  ratings.length === 0 ? null : (
    <ol>
      {ratings.map((one) => (
        <li key={one.id}>
          {dayInWords(one.ratedOn)}, {raterInWords[one.rater]}: {one.level}, {levelInWords(one.level)}
          {one.note !== '' && ` (${one.note})`}
        </li>
      ))}
    </ol>
  )

const Courses = ({ serving }: { serving: readonly Serving[] }): JSX.Element | null =>
  serving.length === 0 ? null : <p>Courses for it: {serving.map(({ title }) => title).join(', ')}.</p>

/** The lines of a plan; with an address, each open one has a button. */
export function Plan({ goals, done }: { goals: readonly Goal[]; done?: string }): JSX.Element {
  if (goals.length === 0) return <p class="empty">Nothing is planned yet.</p>
  return (
    <ul class="plan">
      {goals.map((goal) => (
        <li key={goal.id}>
          <strong>{goal.what}</strong> <span class="quiet">{areaOf(goal.area)?.title}</span>
          {goal.course && ` ${stopped(`Course: ${goal.course}`)}`}
          {goal.doneOn ? ` Done on ${dayInWords(goal.doneOn)}.` : goal.dueOn && ` By ${dayInWords(goal.dueOn)}.`}
          {done && !goal.doneOn && (
            <div>
              <Press action={done} name={`Mark as done: ${goal.what}`} values={{ goalId: goal.id }} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

type ServingAt = { readonly visit: Visit; readonly serving: readonly Serving[]; readonly form: JSX.Element | null }

export function ServingPage({ visit, serving, form }: ServingAt): JSX.Element {
  return (
    <TeamPage visit={visit} title="Which course serves which area">
      <CoachesTabs visit={visit} />
      {areas.map(({ number, title }) => {
        const own = serving.filter(({ area }) => area === number)
        return (
          <section key={number} aria-labelledby={`area-${number}`}>
            <h2 id={`area-${number}`}>
              {number}. {title}
            </h2>
            {own.length === 0 ? (
              <p class="empty">No course yet.</p>
            ) : (
              <ul>
                {own.map((course) => (
                  <li key={course.id}>
                    {course.title}{' '}
                    <Press
                      action={visit.to('/coaches/competencies/remove')}
                      name="Remove"
                      about={`${course.title} from area ${number}`}
                      values={{ area: number, courseId: course.id }}
                    />
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
      })}
      <h2>Add a course to an area</h2>
      {form}
    </TeamPage>
  )
}

/** For whoever works for the team and is no coach of it. */
export const NobodyHere = ({ visit }: { visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title="Your development" trail={[{ name: 'Your page', path: '/mine' }]}>
    <p class="empty">
      Your sign-in is not linked with a coach of the roster. A coordinator links it on the page of that coach.
    </p>
  </TeamPage>
)
