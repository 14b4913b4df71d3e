// Longer than most: the two screens a coach uses on a phone, with every act on them.

import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Form, Problems } from '../../platform/ui/form.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { hoursForm, offerForm, type Place, releaseForm, type Shift } from '../model.ts'
import { ahead, held, ownPlace } from '../rules.ts'
import { hoursInWords, isYours, ownStateInWords, timesInWords, whenInWords, whereInWords } from '../words.ts'
import type { Mine, OfferShown, OwnShift } from './store.ts'

export const mineTrail = [{ name: 'Your page', path: '/mine' }]
const shiftsTrail = [...mineTrail, { name: 'Your shifts', path: '/mine/shifts' }]

/** A coach's place in a shift that is over, whose hours nobody has said yet. */
export const wantsHours = (shift: Shift, coachId: string, now: Date): boolean => {
  const place = ownPlace(shift, coachId)
  return shift.endsAt <= now && place !== undefined && ['claimed', 'confirmed', 'in progress'].includes(place.state)
}

export function NobodyPage({ visit }: { visit: Visit }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Your shifts" trail={mineTrail}>
      <p>
        Your sign-in is not linked with a coach, so no shifts are yours. An administrator or coordinator can link it on
        the page of a coach.
      </p>
    </TeamPage>
  )
}

/** A coach's shifts as cards, each a link. */
export function Cards({
  visit,
  shifts,
  next,
  more,
}: {
  visit: Pick<Visit, 'to'> & { readonly zone: string }
  shifts: readonly Shift[]
  /** The one that comes next, as a large card. */
  next?: Shift | undefined
  more: (shift: Shift) => ComponentChildren
}): JSX.Element {
  return (
    <ul class="shift-cards">
      {shifts.map((shift) => (
        <li key={shift.id} class={shift === next ? 'shift next' : 'shift'}>
          <a class="shift-when" href={visit.to(`/mine/shifts/${shift.id}`)}>
            {whenInWords(shift, visit.zone)}
          </a>
          <span class="quiet">
            {whereInWords(shift)}, {hoursInWords(shift, visit.zone)}
            {shift.isFirstVisit && ', first visits'}
          </span>
          {more(shift)}
        </li>
      ))}
    </ul>
  )
}

export function MyShiftsPage({
  visit,
  coachId,
  mine,
  now,
  form,
}: {
  visit: Visit
  coachId: string
  mine: Mine
  now: Date
  form: Refused
}): JSX.Element {
  const to = { to: (path: string) => visit.to(path), zone: visit.organisation.timeZone }
  const toSay = mine.own.filter((shift) => wantsHours(shift, coachId, now))
  const coming = mine.own.filter((shift) => shift.endsAt > now)
  const past = mine.own.filter((shift) => shift.endsAt <= now && !toSay.includes(shift)).reverse()
  const stands = (shift: Shift): ComponentChildren => {
    const place = ownPlace(shift, coachId)
    const isOffered = mine.made.some(({ placeId }) => placeId === place?.id)
    return place && <span>{`${ownStateInWords(place)}${isOffered ? ', offered to others' : ''}`}</span>
  }
  const may = mine.open.filter(({ against }) => against === '')
  const not = mine.open.filter(({ against }) => against !== '')
  return (
    <TeamPage visit={visit} title="Your shifts" trail={mineTrail}>
      <Problems form={form} />
      {toSay.length > 0 && (
        <section aria-labelledby="to-say">
          <h2 id="to-say">How long did you work?</h2>
          <Cards visit={to} shifts={toSay} more={() => <span>Open it to say your hours.</span>} />
        </section>
      )}
      <section aria-labelledby="coming">
        <h2 id="coming">Coming</h2>
        {coming.length === 0 ? (
          <p class="empty">No shift is yours at the moment. Choose one below.</p>
        ) : (
          <Cards visit={to} shifts={coming} more={stands} />
        )}
      </section>
      {mine.offers.length > 0 && (
        <section aria-labelledby="offers">
          <h2 id="offers">Offered by others</h2>
          <ul class="shift-cards">
            {mine.offers.map((offered) => (
              <OfferCard key={offered.offer.id} visit={visit} offered={offered} coachId={coachId} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="open">
        <h2 id="open">Open shifts you may take</h2>
        {may.length === 0 ? (
          <p class="empty">None at the moment.</p>
        ) : (
          <Cards
            visit={to}
            shifts={may.map(({ shift }) => shift)}
            more={(shift) => (
              <Press action={visit.to(`/mine/shifts/${shift.id}/take`)} name="Take this shift" look="second" />
            )}
          />
        )}
        {not.length > 0 && (
          <details>
            <summary>
              {counted(not.length, 'more is', 'more are')} open, and you may not take {not.length === 1 ? 'it' : 'them'}
            </summary>
            <Cards
              visit={to}
              shifts={not.map(({ shift }) => shift)}
              more={(shift) => <span>{not.find((one) => one.shift === shift)?.against}</span>}
            />
          </details>
        )}
      </section>
      {past.length > 0 && (
        <details>
          <summary>Shifts of the last month</summary>
          <Cards visit={to} shifts={past} more={stands} />
        </details>
      )}
      <nav class="acts" aria-label="More">
        <a href={visit.to('/mine/calendar')}>Shifts in your calendar</a>
        <a href={visit.to('/mine/virtual')}>Your virtual sessions</a>
      </nav>
    </TeamPage>
  )
}

function OfferCard({
  visit,
  offered: { offer, shift, inReturn, against },
  coachId,
}: {
  visit: Visit
  offered: OfferShown
  coachId: string
}): JSX.Element {
  const zone = visit.organisation.timeZone
  return (
    <li class="shift">
      <span class="shift-when">{whenInWords(shift, zone)}</span>
      <span class="quiet">
        {whereInWords(shift)}, {hoursInWords(shift, zone)}
      </span>
      <span>
        From {offer.from}
        {inReturn && `, for your shift on ${whenInWords(inReturn, zone)}`}
        {offer.note && `: ${offer.note}`}
      </span>
      {against === '' ? (
        <Press
          action={visit.to(`/mine/offers/${offer.id}/take`)}
          name={inReturn ? 'Swap these shifts' : 'Take this shift'}
          look="first"
        />
      ) : (
        <span>You may not take it: {against}</span>
      )}
      {offer.toCoachId === coachId && (
        <Press action={visit.to(`/mine/offers/${offer.id}/end`)} name="Say no" look="second" />
      )}
    </li>
  )
}

export function MyShiftPage({
  visit,
  shown: { shift, place, offer, against, meeting, colleagues, returns },
  now,
  form,
}: {
  visit: Visit
  shown: OwnShift
  now: Date
  form: Refused
}): JSX.Element {
  const zone = visit.organisation.timeZone
  const with_ = shift.places.flatMap(({ coach, state, id }) =>
    coach !== null && id !== place?.id && held.includes(state) ? [coach] : [],
  )
  const hasBegun = shift.startsAt <= now
  const wasTaken = place !== null && !hasBegun && visit.url.searchParams.get('said') === 'taken'
  return (
    <TeamPage
      visit={visit}
      title={whenInWords(shift, zone)}
      trail={shiftsTrail}
      saidMore={wasTaken ? isYours(shift, { zone, today: visit.today }) : ''}
    >
      {wasTaken && <AfterTaking visit={visit} place={place} />}
      <Facts
        facts={[
          ['How', whereInWords(shift)],
          ['Length', hoursInWords(shift, zone)],
          ['With', with_.join(', ') || 'nobody else yet'],
          ...(place ? [['Status', ownStateInWords(place)] as const] : []),
          ...(meeting ? [['Meeting link', <a href={meeting}>{meeting}</a>] as const] : []),
          ...(shift.isFirstVisit ? [['First visits', 'may be made. Nobody goes alone.'] as const] : []),
        ]}
      />
      <Problems form={form} />
      {!place && against === '' && (
        <Press action={visit.to(`/mine/shifts/${shift.id}/take`)} name="Take this shift" look="first" />
      )}
      {!place && against !== '' && <p>You may not take it: {against}</p>}
      {place && hasBegun && !place.isSettled && place.state !== 'missed' && (
        <HoursPart visit={visit} shift={shift} place={place} now={now} form={form} />
      )}
      {place?.isSettled && <p>A coordinator has confirmed this. Ask them if something is wrong.</p>}
      {place && ahead.includes(place.state) && !hasBegun && (
        <>
          {shift.startsAt.getTime() - now.getTime() <= 1_800_000 && (
            <Press action={visit.to(`/mine/places/${place.id}/start`)} name="Say you have started" look="first" />
          )}
          {offer ? (
            <section aria-labelledby="offered">
              <h2 id="offered">Offered</h2>
              <p>
                You offered this shift to {offer.to ?? 'all coaches who may take it'}. Until somebody takes it, it is
                yours.
              </p>
              <Press action={visit.to(`/mine/offers/${offer.id}/end`)} name="Take the offer back" look="second" />
            </section>
          ) : (
            <details open={form.problems.some(({ field }) => field === 'toCoachId' || field === 'returnPlaceId')}>
              <summary>Offer or swap it</summary>
              <Form
                form={{ ...form, problems: form.problems.filter(({ field }) => field !== 'note') }}
                action={visit.to(`/mine/places/${place.id}/offer`)}
                save="Offer this shift"
              >
                <Fields
                  of={offerForm}
                  form={form}
                  but={['note']}
                  choices={{ toCoachId: colleagues, returnPlaceId: returns }}
                />
              </Form>
            </details>
          )}
          <details open={form.problems.some(({ field }) => field === 'note')}>
            <summary>Say you cannot come</summary>
            <Form
              form={{ ...form, problems: form.problems.filter(({ field }) => field === 'note') }}
              action={visit.to(`/mine/places/${place.id}/release`)}
              save="Give up this shift"
              danger
            >
              <Fields of={releaseForm} form={form} />
            </Form>
          </details>
        </>
      )}
    </TeamPage>
  )
}

/** What may come next once a shift was taken. Undone at once, it needs no reason of the coach's own, even where it is late. */
const AfterTaking = ({ visit, place }: { visit: Visit; place: Place }): JSX.Element => (
  <div class="acts">
    <a class="button second" href={visit.to('/mine/calendar')}>
      Add to your calendar
    </a>
    <Press
      action={visit.to(`/mine/places/${place.id}/release`)}
      name="Undo"
      about="taking this shift"
      values={{ note: 'Given back right after it was taken.' }}
      look="second"
    />
  </div>
)

function HoursPart({
  visit,
  shift,
  place,
  now,
  form,
}: {
  visit: Visit
  shift: Shift
  place: Place
  now: Date
  form: Refused
}): JSX.Element {
  return (
    <section aria-labelledby="hours-part">
      <h2 id="hours-part">{shift.endsAt <= now ? 'How long did you work?' : 'Under way'}</h2>
      {ahead.includes(place.state) && shift.endsAt > now && (
        <Press action={visit.to(`/mine/places/${place.id}/start`)} name="Say you have started" look="first" />
      )}
      <p>Planned: {timesInWords(shift, visit.organisation.timeZone)}.</p>
      <Form form={form} action={visit.to(`/mine/places/${place.id}/hours`)} save="Say your hours">
        <Fields of={hoursForm} form={form} />
      </Form>
    </section>
  )
}
