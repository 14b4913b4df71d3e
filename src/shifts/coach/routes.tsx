import { counted } from '../../core/counted.ts'
import { addDays } from '../../core/day.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Place, Shift } from '../model.ts'
import { access, ownPlace } from '../rules.ts'
import { shiftsOfCoach } from '../store.ts'
import { stateInWords, trail, whenInWords, whereInWords } from '../words.ts'
import { coachNamed } from './store.ts'

/** The shifts of one coach: those ahead, and those of this year with their hours. */
export const coachRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/coaches/:coachId', may: access.read, answer: show },
]

/** How far ahead shifts are looked for. */
const daysAhead = 400

async function show(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const coach = await coachNamed(tx, visit.params.coachId ?? '')
    const from = `${visit.today.slice(0, 4)}-01-01`
    return coach && { coach, all: await shiftsOfCoach(tx, coach.id, from, addDays(visit.today, daysAhead)) }
  })
  if (!shown) return notFound()
  const { coach } = shown
  const rows = shown.all.flatMap((shift) => {
    const place = ownPlace(shift, coach.id)
    return place ? [{ id: shift.id, shift, place }] : []
  })
  const isAhead = ({ place: { state } }: Row): boolean => state !== 'completed' && state !== 'missed'
  const worked = rows.filter(({ place: { state } }) => state === 'completed')
  const hours = worked.reduce((sum, { place }) => sum + Math.round((place.hours ?? 0) * 100), 0) / 100
  return page(
    <TeamPage visit={visit} title={`Shifts of ${coach.name}`} trail={trail}>
      <p class="lead">
        {worked.length === 0
          ? 'No shift worked this year yet.'
          : `${counted(hours, 'hour')} on ${counted(worked.length, 'shift')} this year.`}
      </p>
      <section aria-labelledby="ahead">
        <h2 id="ahead">Ahead, or not yet confirmed</h2>
        <Records visit={visit} rows={rows.filter(isAhead)} list={listOf('Shifts ahead', 'No shift ahead.')} />
      </section>
      <section aria-labelledby="worked">
        <h2 id="worked">This year</h2>
        <Records
          visit={visit}
          rows={rows.filter((row) => !isAhead(row)).reverse()}
          list={listOf('Shifts of this year', 'No shift of this year is over.')}
        />
      </section>
    </TeamPage>,
  )
}

type Row = { readonly id: string; readonly shift: Shift; readonly place: Place }

const listOf = (caption: string, empty: string): List<Row> => ({
  caption,
  columns: [
    ['Shift', ({ shift }, { organisation }) => whenInWords(shift, organisation.timeZone)],
    ['Where', ({ shift }) => whereInWords(shift)],
    ['Status', ({ place }) => stateInWords(place)],
  ],
  to: ({ id }) => `/shifts/${id}`,
  empty,
})
