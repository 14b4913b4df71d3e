import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { isOneOf, type Refused, type Visit } from '../../platform/http/route.ts'
import { Problems } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { access } from '../rules.ts'
import { trail } from '../words.ts'
import type { Newcomer, Offering, Proposal } from './model.ts'

type Shown = {
  readonly proposals: readonly Proposal[]
  readonly unmatched: readonly Newcomer[]
  readonly mentors: readonly Offering[]
  readonly form: Refused
}

/** Every new coach with the mentor that is proposed; each may be changed or left out before all are saved at once. */
export function MatchingPage({ visit, proposals, unmatched, mentors, form }: Shown & { visit: Visit }): JSX.Element {
  const places = mentors.reduce((sum, one) => sum + one.places, 0)
  return (
    <TeamPage visit={visit} title="Match mentors" trail={trail}>
      <p class="lead">
        {proposals.length + unmatched.length === 0
          ? 'Every new coach has a mentor.'
          : `${counted(proposals.length + unmatched.length, 'new coach has', 'new coaches have')} no mentor. ${
              places === 0 ? 'No mentor has a place free.' : `${counted(places, 'place is', 'places are')} free.`
            }`}
      </p>
      <Problems form={form} />
      {proposals.length > 0 && (
        <>
          <p>
            As many coaches as possible get a mentor. Of all ways to pair them, this one fits best: a common language
            weighs most, then the zone, then free time. Nothing is kept until you accept.
          </p>
          <form method="post" action={visit.to('/support/matching')}>
            <ul class="support-cards">
              {proposals.map((one) => (
                <Card key={one.coach.id} visit={visit} one={one} mentors={mentors} form={form} />
              ))}
            </ul>
            {isOneOf(visit, access.write) && (
              <p class="acts">
                <button type="submit" class="button">
                  Pair them as chosen
                </button>
              </p>
            )}
          </form>
        </>
      )}
      {unmatched.length > 0 && (
        <section aria-labelledby="unmatched">
          <h2 id="unmatched">Without a proposal</h2>
          <p>No mentor with a free place is left for them, or only such as somebody declined.</p>
          <ul>
            {unmatched.map(({ id, name }) => (
              <li key={id}>
                <a href={visit.to(`/support/coaches/${id}`)}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </TeamPage>
  )
}

function Card({
  visit,
  one: { coach, mentor, reasons, doubts },
  mentors,
  form,
}: {
  visit: Visit
  one: Proposal
  mentors: readonly Offering[]
  form: Refused
}): JSX.Element {
  const field = `m-${coach.id}`
  const chosen = form.typed.has(field) ? form.typed.text(field) : mentor.id
  const problem = form.problems.find((one) => one.field === field)
  return (
    <li class={problem && 'wrong'}>
      <h2>
        <a href={visit.to(`/support/coaches/${coach.id}`)}>{coach.name}</a> with {mentor.name}
      </h2>
      <p>{reasons.length === 0 ? 'Nothing speaks for it but the free place' : sentence(reasons)}.</p>
      {doubts.length > 0 && <p class="quiet">Not matched: {doubts.join(', ')}.</p>}
      {problem && (
        <p class="problem" id={`${field}-problem`}>
          {problem.message}
        </p>
      )}
      {isOneOf(visit, access.write) && (
        <div class="field">
          <label for={field}>Mentor of {coach.name}</label>
          <select id={field} name={field} aria-describedby={problem && `${field}-problem`}>
            <option value={mentor.id} selected={chosen === mentor.id}>
              {mentor.name} (proposed)
            </option>
            {mentors
              .filter(({ id, places }) => places > 0 && id !== mentor.id && id !== coach.id)
              .map(({ id, name }) => (
                <option key={id} value={id} selected={chosen === id}>
                  {name}
                </option>
              ))}
            <option value="" selected={chosen === ''}>
              Nobody for now
            </option>
            <option value={`not ${mentor.id}`} selected={chosen === `not ${mentor.id}`}>
              Never propose {mentor.name} again
            </option>
          </select>
        </div>
      )}
    </li>
  )
}

const sentence = (words: readonly string[]): string => {
  const all = words.join(', ')
  return all.charAt(0).toUpperCase() + all.slice(1)
}
