import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Facts } from '../../platform/ui/records.tsx'
import type { CoachShown } from '../coach-shown.ts'
import { exits, type Standing } from '../path/model.ts'
import type { ShiftsInShort, SupportInShort } from './model.ts'

/** Who stands by a coach and when they are on, a short line each, with the way to where it is kept. */
export const BesideSection = ({
  visit,
  shown: { coach, support, supervisionDueOn, shifts },
}: {
  visit: Visit
  shown: Pick<CoachShown, 'coach' | 'support' | 'supervisionDueOn' | 'shifts'>
}): JSX.Element => (
  <section aria-labelledby="at-work">
    <h2 id="at-work">Support and shifts</h2>
    <Facts
      facts={[
        [
          'Mentor',
          support.mentor ? `${support.mentor.name}, since ${dayInWords(support.mentor.since)}` : 'No mentor yet',
        ],
        ['Supervision', supervisionInWords(support, supervisionDueOn, visit.today)],
        ['Next shifts', shiftLinks(visit, shifts)],
        ['Hours this year', workedInWords(shifts)],
      ]}
    />
    <p class="acts">
      <a href={visit.to(`/support/coaches/${coach.id}`)}>Mentor and supervision</a>{' '}
      <a href={visit.to(shifts.href)}>All their shifts and hours</a>
    </p>
  </section>
)

/** Whether mentor and shifts are theirs to have: they are accepted, and have not left. */
export const isWithTeam = (stage: Standing | null): boolean =>
  stage !== null && !exits.includes(stage) && !beforeAcceptance.includes(stage)
const beforeAcceptance: readonly Standing[] = ['prospect', 'applicant', 'screened']

/** `Last 3 Nov 2026, next due by 3 Dec 2026, with Ana Bell`; nothing is due for who is not active. */
function supervisionInWords({ lastOn, supervisor }: SupportInShort, dueOn: Day | null, today: Day): string {
  const parts = [
    lastOn ? `last on ${dayInWords(lastOn)}` : 'none yet',
    ...(dueOn ? [`${dueOn < today ? 'was due on' : 'next due by'} ${dayInWords(dueOn)}`] : []),
    ...(supervisor ? [`with ${supervisor.name}`] : []),
  ]
  const words = parts.join(', ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

const shiftLinks = (visit: Visit, { next }: ShiftsInShort): ComponentChildren =>
  next.length === 0
    ? 'No shift ahead'
    : next.map(({ words, href }, at) => (
        <>
          {at > 0 && '; '}
          <a key={href} href={visit.to(href)}>
            {words}
          </a>
        </>
      ))

const workedInWords = ({ hours, worked }: ShiftsInShort): string =>
  worked === 0 ? 'None worked yet' : `${counted(hours, 'hour')} on ${counted(worked, 'shift')}`
