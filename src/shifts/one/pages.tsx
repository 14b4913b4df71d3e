import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { GapAhead } from '../gaps/store.ts'
import type { Place, Shift } from '../model.ts'
import { access, after } from '../rules.ts'
import type { Offer, Release } from '../taking/store.ts'
import { hoursInWords, stateInWords, whenInWords, whereInWords } from '../words.ts'
import type { Candidates } from './candidates.ts'
import { Giving } from './giving.tsx'

export type OneShift = {
  readonly shift: Shift
  readonly hasGap: boolean
  readonly isOver: boolean
  /** The first other gap of the days ahead, once this shift has none. */
  readonly nextGap: GapAhead | null
  readonly releases: readonly Release[]
  readonly offers: readonly Offer[]
  readonly candidates: Candidates
}

type Drawn = JSX.Element | null

export function ShiftPage({
  visit,
  shown: { shift, hasGap, isOver, nextGap, releases, offers, candidates },
  assign,
  history,
}: {
  visit: Visit
  shown: OneShift
  assign: Drawn
  history: readonly HistoryLine[]
}): JSX.Element {
  const zone = visit.organisation.timeZone
  const can = isOneOf(visit, access.write)
  return (
    <TeamPage
      visit={visit}
      title={whenInWords(shift, zone)}
      trail={[{ name: 'Shifts', path: `/shifts?week=${shift.day}` }]}
      act={
        nextGap && (
          <Act
            visit={visit}
            to={`/shifts/${nextGap.id}`}
            name={`Next gap: ${whenInWords(nextGap, zone)}`}
            may={access.write}
            second
          />
        )
      }
    >
      {!(hasGap && isOver) && assign}
      <RecordPage history={history}>
        {can && hasGap && (
          <Giving visit={visit} shiftId={shift.id} candidates={candidates} assign={isOver ? assign : null} />
        )}
        <Facts
          facts={[
            ['How', whereInWords(shift)],
            ['Length', hoursInWords(shift, zone)],
            ['First visits', shift.isFirstVisit ? 'may be made: nobody goes alone' : 'no'],
            ['Credential needed', shift.credential || 'none'],
            ...(shift.link ? [['Meeting link', <a href={shift.link}>{shift.link}</a>] as const] : []),
            ...(shift.isSample ? [['Record', <span class="sample">sample</span>] as const] : []),
          ]}
        />
        <section aria-labelledby="places">
          <h2 id="places">Coaches</h2>
          <Records list={placesOf(offers)} rows={shift.places} visit={visit} />
        </section>
        {releases.length > 0 && (
          <section aria-labelledby="releases">
            <h2 id="releases">Given up</h2>
            <ul>
              {releases.map((release) => (
                <li key={`${release.placeId}${release.releasedAt.toISOString()}`}>
                  {release.coach}, {momentInWords(zone, release.releasedAt)}
                  {release.isLate && <strong> late</strong>}
                  {can && release.note && `: ${release.note}`}
                </li>
              ))}
            </ul>
          </section>
        )}
        {can && shift.places.some(({ state }) => after(state, 'cancel')) && (
          <section aria-labelledby="cancel">
            <h2 id="cancel">Cancel this shift</h2>
            <p>Coaches are told by mail, and see it as canceled in their calendar. This cannot be taken back.</p>
            <Press action={visit.to(`/shifts/${shift.id}/cancel`)} name="Cancel this shift" look="danger" />
          </section>
        )}
      </RecordPage>
    </TeamPage>
  )
}

const placesOf = (offers: readonly Offer[]): List<Place> => ({
  caption: 'Places of this shift',
  columns: [
    ['Coach', ({ coach }) => coach ?? <span class="quiet">nobody yet</span>],
    [
      'Status',
      (place) =>
        `${stateInWords(place)}${offers.some(({ placeId }) => placeId === place.id) ? ', offered to others' : ''}`,
    ],
  ],
  to: ({ id, coachId }) => (coachId === null ? null : `/shifts/places/${id}`),
  empty: 'No place.',
})

export type OnePlace = { readonly shift: Shift; readonly place: Place; readonly hasBegun: boolean }

/** A place with its coach: before the shift to take them off it, afterwards to say what happened. */
export function PlacePage({
  visit,
  shown: { shift, place, hasBegun },
  forms,
  history,
}: {
  visit: Visit
  shown: OnePlace
  forms: { readonly settle: Drawn; readonly takeOff: Drawn }
  history: readonly HistoryLine[]
}): JSX.Element {
  const when = whenInWords(shift, visit.organisation.timeZone)
  const can = isOneOf(visit, access.write)
  return (
    <TeamPage
      visit={visit}
      title={`${place.coach ?? ''}, ${when}`}
      trail={[
        { name: 'Shifts', path: `/shifts?week=${shift.day}` },
        { name: when, path: `/shifts/${shift.id}` },
      ]}
    >
      <RecordPage history={history}>
        <Facts
          facts={[
            ['Coach', <a href={visit.to(`/coaches/${place.coachId ?? ''}`)}>{place.coach}</a>],
            ['Status', stateInWords(place)],
            ['Planned', hoursInWords(shift, visit.organisation.timeZone)],
            ...(place.hoursNote ? [['Note', place.hoursNote] as const] : []),
          ]}
        />
        {can && hasBegun && (
          <section aria-labelledby="settle">
            <h2 id="settle">What happened</h2>
            {forms.takeOff}
            {forms.settle}
          </section>
        )}
        {can && !hasBegun && (
          <section aria-labelledby="release">
            <h2 id="release">Before the shift</h2>
            {after(place.state, 'confirm') && (
              <Press
                action={visit.to(`/shifts/places/${place.id}/confirm`)}
                name={`Confirm ${place.coach}`}
                look="first"
              />
            )}
            {forms.settle}
            {forms.takeOff}
          </section>
        )}
      </RecordPage>
    </TeamPage>
  )
}
