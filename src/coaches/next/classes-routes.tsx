import type { JSX } from 'preact'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { toldInAddress } from '../../platform/told.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ClassAhead } from '../beside/model.ts'
import type { Coach } from '../model.ts'
import type { CoachNeeds } from '../needs.ts'
import { coachOf, ofCoach, onCoachPage, pathTo, trailOf } from '../pieces.tsx'
import { seatsInWords } from './rules.ts'

/** Putting a coach in a class: the classes ahead, one button each. */
export const classesRoutes = (needs: Pick<CoachNeeds, 'classesAhead' | 'taken' | 'enroll'>): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/coaches/:coachId/classes',
    may: ofCoach.may,
    async answer(visit) {
      const shown = await visit.db.read(visit.scope, async (tx) => {
        const coach = await coachOf(tx, visit)
        if (!coach) return null
        const seats = (await needs.taken(tx, coach.id)).flatMap(({ seat }) => seat?.href ?? [])
        return { coach, seats: new Set(seats), ahead: await needs.classesAhead(tx, visit.today) }
      })
      return shown ? page(<ClassesPage visit={visit} {...shown} />) : notFound()
    },
  },
  buttonDoor({
    ...onCoachPage,
    path: '/coaches/:coachId/classes/:sessionId',
    about: 'sessionId',
    send: (visit) =>
      needs.enroll(visit, { coachId: visit.params.coachId ?? '', sessionId: visit.params.sessionId ?? '' }),
    back: (visit) => `/coaches/${visit.params.coachId}/classes`,
    to: (_, __, coach) => pathTo(coach),
    said: (told) => `added${toldInAddress(told)}`,
  }),
]

type Shown = { readonly coach: Coach; readonly seats: ReadonlySet<string>; readonly ahead: readonly ClassAhead[] }

const ClassesPage = ({ visit, coach, seats, ahead }: Shown & { readonly visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title={`Put ${coach.name} in a class`} trail={trailOf(coach)}>
    {!coach.email && <p>No mail address of {coach.name} is on record, so tell them yourself.</p>}
    <Records list={listOf(coach, seats)} rows={ahead} visit={visit} />
    <p class="acts">
      <a href={visit.to('/training/sessions/add')}>Schedule a class</a>
      <a href={visit.to(`/training/record?coachId=${coach.id}`)}>Record a class that they completed</a>
    </p>
  </TeamPage>
)

const listOf = (coach: Coach, seats: ReadonlySet<string>): List<ClassAhead> => ({
  caption: 'Classes ahead',
  columns: [
    ['Class', ({ course }) => course],
    ['Days', ({ days }) => days],
    ['Place', ({ place }) => place],
    [
      'Seats',
      ({ free, waiting }) => [seatsInWords(free), waiting > 0 && `${waiting} on the list`].filter(Boolean).join(', '),
    ],
    ['Enroll', (one, visit) => seatAct(visit, coach, one, seats.has(one.href))],
  ],
  to: ({ href }) => href,
  empty: 'No class is planned. Schedule one first.',
})

/** What keeps somebody out of a class is said in the place of its button. */
const seatAct = (visit: Visit, coach: Coach, { id, course, days, free }: ClassAhead, hasSeat: boolean) => {
  if (hasSeat) return 'Has a seat'
  if (free === 0) return <span class="quiet">Full: open the class to add seats</span>
  return (
    <Press
      action={visit.to(`${pathTo(coach)}/classes/${id}`)}
      name="Enroll"
      about={`${course}, ${days}`}
      look="second"
    />
  )
}
