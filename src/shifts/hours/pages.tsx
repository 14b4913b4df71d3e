import type { JSX } from 'preact'
import type { Problem } from '../../core/result.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Problems } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { Shift } from '../model.ts'
import { mayWrite } from '../week/pages.tsx'
import { hoursInWords, stateInWords, whenInWords } from '../words.ts'

/** The places of shifts that are over and wait for a coordinator, oldest first. */
export function HoursPage({
  visit,
  shifts,
  total,
  problems,
}: {
  visit: Visit
  shifts: readonly Shift[]
  total: number
  problems: readonly Problem[]
}): JSX.Element {
  const zone = visit.organisation.timeZone
  const waiting = shifts.flatMap((shift) =>
    shift.places
      .filter(
        ({ state, coachId, isSettled }) =>
          coachId !== null && !isSettled && ['claimed', 'confirmed', 'in progress', 'completed'].includes(state),
      )
      .map((place) => ({ shift, place })),
  )
  const said = waiting.filter(({ place }) => place.state === 'completed')
  return (
    <TeamPage visit={visit} title="Hours worked" trail={[{ name: 'Shifts', path: '/shifts' }]}>
      <Problems form={{ typed: new Typed(), problems }} />
      <p class="lead">
        {total === 0
          ? 'Every shift that is over is confirmed.'
          : `${inWords.counted(total, 'place of a shift that is over waits', 'places of shifts that are over wait')} to be confirmed.`}
      </p>
      {mayWrite(visit) && said.length > 0 && (
        <form method="post" action={visit.to('/shifts/hours')} class="acts">
          {said.map(({ place }) => (
            <input key={place.id} type="hidden" name="place" value={`${place.id} ${place.version}`} />
          ))}
          <button type="submit" class="button">
            Confirm {inWords.counted(said.length, 'place')} as the coaches said
          </button>
        </form>
      )}
      <RecordTable
        caption="Places to confirm"
        columns={[{ name: 'Coach' }, { name: 'Shift' }, { name: 'Planned' }, { name: 'The coach said' }]}
        rows={waiting.map(({ shift, place }) => ({
          key: place.id,
          href: visit.to(`/shifts/places/${place.id}`),
          cells: [
            place.coach ?? '',
            whenInWords(shift, zone),
            hoursInWords(shift, zone),
            place.state === 'completed' ? (
              `${inWords.counted(place.hours ?? 0, 'hour')}${place.hoursNote && `: ${place.hoursNote}`}`
            ) : (
              <span class="quiet">nothing yet ({stateInWords(place)})</span>
            ),
          ],
        }))}
        empty="Nothing waits."
      />
    </TeamPage>
  )
}
