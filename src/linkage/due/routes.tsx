import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import { Records } from '../../platform/doors/list-door.tsx'
import { page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { MineSection } from '../../platform/ui/mine.ts'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { access } from '../rules.ts'
import { type Open, openWork } from './store.ts'
import { actOf } from './waiting.ts'

/** All that is open after the first contact, for whoever follows people up: no name stands in it. */
export const dueRoutes = (): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/linkage/due',
    may: access.follow,
    answer: async (visit) =>
      page(<DuePage visit={visit} open={await visit.db.read(visit.scope, (tx) => openWork(tx, visit.today))} />),
  },
]

const parts = [
  ['follow-up', 'Follow-ups', 'No follow-up is due.'],
  ['silent', 'Partners who have not answered', 'Every partner has answered.'],
  ['consent', 'Consents that end soon', 'No consent ends soon.'],
] as const

const DuePage = ({ visit, open }: { visit: Visit; open: readonly Open[] }): JSX.Element => (
  <TeamPage visit={visit} title="After the first contact">
    {parts.map(([kind, title, empty]) => (
      <section key={kind} id={kind} aria-labelledby={`${kind}-heading`}>
        <h2 id={`${kind}-heading`}>{title}</h2>
        <Records
          visit={visit}
          rows={open.filter((one) => one.kind === kind)}
          list={{
            caption: `${title}, by day`,
            empty,
            to: ({ href }) => href,
            columns: [
              ['What', ({ what }) => what],
              [kind === 'consent' ? 'Ends on' : 'Since', ({ on }) => dayInWords(on)],
            ],
          }}
        />
      </section>
    ))}
  </TeamPage>
)

/** What is open of a coach's own, on their own page. */
export const linkageMine: MineSection = {
  key: 'follow-ups',
  title: 'To ask and to follow up',
  order: 12,
  section: async (tx, coachId, today, to) => {
    const open = await openWork(tx, today, coachId)
    if (open.length === 0) return null
    return (
      <ul class="shift-cards">
        {open.map(({ id, kind, href, what, on }) => (
          <li key={id + kind} class="shift">
            <a class="shift-when" href={to(href)}>
              {what}
            </a>
            <span>{sinceIn(kind, on, today)}</span>
            <a class="button second" href={to(href)}>
              {actOf[kind]}
            </a>
          </li>
        ))}
      </ul>
    )
  },
}

const sinceIn = (kind: Open['kind'], on: Day, today: Day): string => {
  if (kind === 'consent') return `Ends ${dayInWords(on)}`
  if (kind === 'silent') return `No answer since ${dayInWords(on)}`
  return on < today ? `Overdue since ${dayInWords(on)}` : 'Due today'
}
