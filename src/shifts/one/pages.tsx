import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, Problems, TextField } from '../../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { KindFields, TimeFields } from '../cover/fields.tsx'
import type { Shift } from '../model.ts'
import { after } from '../rules.ts'
import { openPlaces } from '../taking/rules.ts'
import type { Offer, Release } from '../taking/store.ts'
import { mayWrite } from '../week/pages.tsx'
import { hoursInWords, stateInWords, whenInWords, whereInWords } from '../words.ts'

/** Somebody who may or may not take a place, with the reason against it. */
export type Candidate = { readonly coachId: string; readonly name: string; readonly against: string }

export function ShiftPage({
  visit,
  shift,
  now,
  releases,
  offers,
  candidates,
  history,
  form,
}: {
  visit: Visit
  shift: Shift
  now: Date
  releases: readonly Release[]
  offers: readonly Offer[]
  candidates: readonly Candidate[]
  history: readonly HistoryLine[]
  form: Refused
}): JSX.Element {
  const zone = visit.organisation.timeZone
  const gaps = openPlaces(shift, now).length
  return (
    <TeamPage
      visit={visit}
      title={whenInWords(shift, zone)}
      trail={[{ name: 'Shifts', path: `/shifts?week=${shift.day}` }]}
    >
      <Problems form={form} />
      <RecordPage history={history}>
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
          <RecordTable
            caption="Places of this shift"
            columns={[{ name: 'Coach' }, { name: 'Stands' }]}
            rows={shift.places.map((place) => ({
              key: place.id,
              ...(place.coachId !== null && { href: visit.to(`/shifts/places/${place.id}`) }),
              cells: [
                place.coach ?? <span class="quiet">nobody yet</span>,
                `${stateInWords(place)}${offers.some(({ placeId }) => placeId === place.id) ? ', offered to others' : ''}`,
              ],
            }))}
            empty="No place."
          />
        </section>
        {releases.length > 0 && (
          <section aria-labelledby="releases">
            <h2 id="releases">Given up</h2>
            <ul>
              {releases.map((release) => (
                <li key={`${release.placeId}${release.releasedAt.toISOString()}`}>
                  {release.coach}, {momentInWords(zone, release.releasedAt)}
                  {release.isLate && <strong> late</strong>}
                  {mayWrite(visit) && release.note && `: ${release.note}`}
                </li>
              ))}
            </ul>
          </section>
        )}
        {mayWrite(visit) && gaps > 0 && <Assign visit={visit} shift={shift} candidates={candidates} form={form} />}
        {mayWrite(visit) && shift.places.some(({ state }) => after(state, 'cancel')) && (
          <section aria-labelledby="cancel">
            <h2 id="cancel">Cancel this shift</h2>
            <p>Coaches are told by mail, and see it as cancelled in their calendar. This cannot be taken back.</p>
            <form method="post" action={visit.to(`/shifts/${shift.id}/cancel`)}>
              <button type="submit" class="button danger">
                Cancel this shift
              </button>
            </form>
          </section>
        )}
      </RecordPage>
    </TeamPage>
  )
}

function Assign({
  visit,
  shift,
  candidates,
  form,
}: {
  visit: Visit
  shift: Shift
  candidates: readonly Candidate[]
  form: Refused
}): JSX.Element {
  const may = candidates.filter(({ against }) => against === '')
  const not = candidates.filter(({ against }) => against !== '')
  return (
    <section aria-labelledby="assign">
      <h2 id="assign">Give a place to a coach</h2>
      {may.length === 0 ? (
        <p>No active coach may take it at that time.</p>
      ) : (
        <Form form={{ ...form, problems: [] }} action={visit.to(`/shifts/${shift.id}/assign`)} save="Give the place">
          <Choice
            form={{ ...form, problems: [] }}
            name="coachId"
            label="Coach"
            none="Choose a coach"
            options={may.map(({ coachId, name }) => ({ value: coachId, name }))}
          />
        </Form>
      )}
      {not.length > 0 && (
        <details>
          <summary>Who may not, and why</summary>
          <ul>
            {not.map(({ coachId, name, against }) => (
              <li key={coachId}>
                {name}: {against}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

export function AddShiftPage({ visit, form }: { visit: Visit; form: Refused }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Add shift" trail={[{ name: 'Shifts', path: '/shifts' }]}>
      <p>
        For a single shift. What is needed every week is <a href={visit.to('/shifts/needs')}>coverage</a>.
      </p>
      <Form form={form} action={visit.to('/shifts/add')} save="Add shift" cancel={visit.to('/shifts')}>
        <DayField form={form} name="day" label="Day" />
        <TimeFields form={form} />
        <KindFields form={form} />
      </Form>
    </TeamPage>
  )
}

/** A place with its coach: before the shift to take them off it, afterwards to say what happened. */
export function PlacePage({
  visit,
  shift,
  placeId,
  now,
  history,
  form,
}: {
  visit: Visit
  shift: Shift
  placeId: string
  now: Date
  history: readonly HistoryLine[]
  form: Refused
}): JSX.Element {
  const zone = visit.organisation.timeZone
  const place = shift.places.find(({ id }) => id === placeId)
  if (!place) throw new Error('the place belongs to the shift')
  const hasBegun = shift.startsAt <= now
  return (
    <TeamPage
      visit={visit}
      title={`${place.coach ?? ''}, ${whenInWords(shift, zone)}`}
      trail={[
        { name: 'Shifts', path: `/shifts?week=${shift.day}` },
        { name: whenInWords(shift, zone), path: `/shifts/${shift.id}` },
      ]}
    >
      <RecordPage history={history}>
        <Facts
          facts={[
            ['Coach', <a href={visit.to(`/coaches/${place.coachId ?? ''}`)}>{place.coach}</a>],
            ['Stands', stateInWords(place)],
            ['Planned', hoursInWords(shift, zone)],
            ...(place.hoursNote ? [['Note', place.hoursNote] as const] : []),
          ]}
        />
        {mayWrite(visit) && hasBegun && (
          <section aria-labelledby="settle">
            <h2 id="settle">What happened</h2>
            <Form form={form} action={visit.to(`/shifts/places/${place.id}/settle`)} save="Confirm">
              <Choice
                form={form}
                name="outcome"
                label="What happened"
                options={[
                  { value: 'completed', name: 'The coach worked' },
                  { value: 'missed', name: 'The coach did not come' },
                ]}
              />
              <TextField
                form={form}
                name="hours"
                label="Hours worked"
                inputMode="decimal"
                width="short"
                help="Such as 4 or 3.5. Leave it empty if the coach did not come."
                optional
              />
              <TextField form={form} name="note" label="Note" help="Name nobody who is served." optional />
            </Form>
          </section>
        )}
        {mayWrite(visit) && !hasBegun && (
          <section aria-labelledby="release">
            <h2 id="release">Before the shift</h2>
            {after(place.state, 'confirm') && (
              <form method="post" action={visit.to(`/shifts/places/${place.id}/confirm`)}>
                <button type="submit" class="button">
                  Confirm {place.coach}
                </button>
              </form>
            )}
            <Form form={form} action={visit.to(`/shifts/places/${place.id}/release`)} save="Take off this shift" danger>
              <TextField form={form} name="note" label="Note" help="Needed when it is late." optional />
            </Form>
          </section>
        )}
      </RecordPage>
    </TeamPage>
  )
}
