import { counted } from '../../core/counted.ts'
import { isId } from '../../core/id.ts'
import type { Problem } from '../../core/result.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { goTo, page } from '../../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Hidden, Problems } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Place, Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { hoursInWords, stateInWords, trail, whenInWords } from '../words.ts'
import { confirmSaid } from './actions.ts'
import { waitingPlaces, waitingShifts } from './store.ts'

/** Hours worked that wait for a coordinator. */
export const hoursRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/hours', may: access.read, answer: (visit) => show(visit, needs) },
  { method: 'POST', path: '/shifts/hours', may: access.write, answer: (visit) => confirm(visit, needs) },
]

const most = 100

/** The places of shifts that are over and wait for a coordinator, oldest first. */
async function show(visit: Visit, needs: ShiftsNeeds, problems: readonly Problem[] = []): Promise<Response> {
  const { shifts, total } = await visit.db.read(visit.scope, async (tx) => ({
    shifts: await waitingShifts(tx, needs.clock(), most),
    total: await waitingPlaces(tx, needs.clock()),
  }))
  const waiting = shifts.flatMap((shift) => shift.places.filter(waits).map((place) => ({ ...place, shift })))
  const said = waiting.filter(({ state }) => state === 'completed')
  return page(
    <TeamPage visit={visit} title="Hours worked" trail={trail}>
      <Problems form={{ typed: new Typed(), problems }} />
      <p class="lead">
        {total === 0
          ? 'Every shift that is over is confirmed.'
          : `${counted(total, 'place of a shift that is over waits', 'places of shifts that are over wait')} to be confirmed.`}
      </p>
      {isOneOf(visit, access.write) && said.length > 0 && (
        <form method="post" action={visit.to('/shifts/hours')} class="acts">
          {said.map(({ id, version }) => (
            <Hidden key={id} name="place" value={`${id} ${version}`} />
          ))}
          <button type="submit" class="button">
            Confirm {counted(said.length, 'place')} as the coaches said
          </button>
        </form>
      )}
      <Records list={toConfirm} rows={waiting} visit={visit} />
    </TeamPage>,
    problems.length > 0 ? 422 : 200,
  )
}

const waits = ({ state, coachId, isSettled }: Place): boolean =>
  coachId !== null && !isSettled && ['claimed', 'confirmed', 'in progress', 'completed'].includes(state)

const toConfirm: List<Place & { readonly shift: Shift }> = {
  caption: 'Places to confirm',
  columns: [
    ['Coach', ({ coach }) => coach ?? ''],
    ['Shift', ({ shift }, { organisation }) => whenInWords(shift, organisation.timeZone)],
    ['Planned', ({ shift }, { organisation }) => hoursInWords(shift, organisation.timeZone)],
    [
      'The coach said',
      (place) =>
        place.state === 'completed' ? (
          `${counted(place.hours ?? 0, 'hour')}${place.hoursNote && `: ${place.hoursNote}`}`
        ) : (
          <span class="quiet">nothing yet ({stateInWords(place)})</span>
        ),
    ],
  ],
  to: ({ id }) => `/shifts/places/${id}`,
  empty: 'Nothing waits.',
}

/** What was on the page is confirmed as it read there; what a coach changed meanwhile stays for the next look. */
async function confirm(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const read = (await visit.typed()).all('place').flatMap((each) => {
    const [placeId = '', version = ''] = each.split(' ')
    return isId(placeId) ? [{ placeId, version: Number(version) }] : []
  })
  const done = await confirmSaid(visit, { read, needs })
  const confirmed = done.ok ? done.value : 0
  if (confirmed === read.length) return goTo(visit.to('/shifts/hours?said=saved'))
  const left = read.length - confirmed
  return show(visit, needs, [
    {
      code: 'shifts.hours-changed',
      message: `${counted(confirmed, 'entry is', 'entries are')} confirmed. ${counted(left, 'entry', 'entries')} changed after you opened the page, or ${left === 1 ? 'was' : 'were'} confirmed by somebody else: look again.`,
    },
  ])
}
