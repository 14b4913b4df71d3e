import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { isAnythingMailed } from '../../platform/told.ts'
import { Press } from '../../platform/ui/acts.tsx'
import type { MineSection } from '../../platform/ui/mine.ts'
import { Facts } from '../../platform/ui/records.tsx'
import { minutesFromNow } from '../attendance/rules.ts'
import { presentNow } from '../attendance/store.ts'
import { PresentSince } from '../attendance/ticked.tsx'
import type { ClassDay } from '../days/model.ts'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { county } from '../places/store.ts'
import { daysInWords, hoursOfClass, placeInWords } from '../words.ts'
import { type MySeat, seatsOfCoach, type WaitingSeat, waitingSeats } from './store.ts'

/** What this room says on a coach's own page: the classes ahead, and the hours behind. */
export const trainingMine = ({ clock }: Pick<TrainingNeeds, 'clock'>): readonly MineSection[] => [
  {
    key: 'classes',
    title: 'Your classes',
    order: 20,
    section: async (tx, coachId, today, to) => {
      const ahead = (await seatsOfCoach(tx, coachId))
        .filter(({ outcome, endsOn }) => outcome === 'enrolled' && endsOn !== null && endsOn >= today)
        .reverse()
      const waiting = await waitingSeats(tx, coachId, { today, now: clock() })
      if (ahead.length + waiting.length === 0) return null
      const seats = []
      for (const seat of ahead)
        seats.push({ seat, days: seat.sessionId === null ? [] : await classDaysOf(tx, seat.sessionId) })
      const { zone } = await county(tx)
      const present = await presentNow(tx, { coachId }, clock())
      const isNow = seats.some(({ days }) =>
        days.some((day) => minutesFromNow(day, clock()) !== null && !present.has(day.id)),
      )
      return (
        <>
          <PresentSince since={[...present.values()]} zone={zone} />
          {isNow && (
            <p class="acts">
              <a class="button" href={to('/mine/classes/code')}>
                Say you are here: type the code of the room
              </a>
            </p>
          )}
          {waiting.map((one) => (
            <Waiting key={one.sessionId} waiting={one} to={(verb) => to(`/mine/classes/${one.sessionId}/${verb}`)} />
          ))}
          {seats.map(({ seat, days }) => (
            <Ahead
              key={seat.enrolmentId}
              seat={seat}
              zone={zone}
              days={days.filter(({ heldOn }) => heldOn >= today)}
              withdraw={mayLeave(seat, days, { today, now: clock() }) && to(`/mine/classes/${seat.sessionId}/withdraw`)}
            />
          ))}
        </>
      )
    },
  },
  {
    key: 'class-hours',
    title: 'Your classes so far',
    order: 60,
    section: async (tx, coachId, today) => {
      const behind = (await seatsOfCoach(tx, coachId)).filter(
        ({ outcome, endsOn, hours }) => outcome !== 'enrolled' || hours !== null || (endsOn !== null && endsOn < today),
      )
      if (behind.length === 0) return null
      const sum = behind.reduce((hours, seat) => hours + (seat.hours ?? 0), 0)
      return (
        <>
          <p>
            <strong>{counted(sum, 'hour')}</strong> in all.
          </p>
          <Facts
            facts={behind.map((seat) => [
              `${seat.course}, ${when(seat)}`,
              <Behind key={seat.enrolmentId} seat={seat} />,
            ])}
          />
        </>
      )
    },
  },
]

/** Whether a seat may still be given back: its first class is to come. */
const mayLeave = (
  { startsOn }: MySeat,
  [first]: readonly ClassDay[],
  { today, now }: { readonly today: Day; readonly now: Date },
): boolean => (first ? first.beginsAt > now : startsOn !== null && startsOn > today)

type WaitingShown = {
  readonly waiting: WaitingSeat
  readonly to: (verb: 'accept' | 'withdraw') => string
}

const Waiting = ({ waiting: { course, dates, offeredUntil, confirmUntil, ahead }, to }: WaitingShown): JSX.Element => (
  <div class="my-class">
    <h3>{course}</h3>
    <ul>
      <li>{dates}</li>
    </ul>
    {offeredUntil === null && confirmUntil !== null ? (
      <>
        <p>
          <strong>Confirm your place on the waiting list until {confirmUntil}.</strong> After that it is gone.
        </p>
        <form method="post" action={to('accept')} class="acts">
          <button type="submit" class="button">
            Confirm this place<span class="visually-hidden"> in {course}</span>
          </button>
        </form>
      </>
    ) : offeredUntil === null ? (
      <p>
        You are on the waiting list,{' '}
        {ahead === 0 ? 'next in line' : `with ${counted(ahead, 'person', 'people')} before you`}. When a seat is free
        for you, it is held for you here{isAnythingMailed() && ' and a mail tells you'}.
      </p>
    ) : (
      <>
        <p>
          A seat is free and <strong>held for you until {offeredUntil}</strong>. After that it goes to the next person.
        </p>
        <form method="post" action={to('accept')} class="acts">
          <button type="submit" class="button">
            Take this seat<span class="visually-hidden"> in {course}</span>
          </button>
        </form>
      </>
    )}
    <details>
      <summary>
        Say you cannot come<span class="visually-hidden"> to {course}</span>
      </summary>
      <p>Your place on the list goes. This cannot be undone, but you may sign up again.</p>
      <Press action={to('withdraw')} name="Leave the waiting list" look="danger" />
    </details>
  </div>
)

type AheadShown = {
  readonly seat: MySeat
  /** Whose clock the hours go by. */
  readonly zone: string
  readonly days: readonly ClassDay[]
  /** Where giving the seat back is sent; false once it is too late. */
  readonly withdraw: string | false
}

const Ahead = ({ seat, zone, days, withdraw }: AheadShown): JSX.Element => (
  <div class="my-class">
    <h3>{seat.course}</h3>
    <ul>
      {days.length === 0 && <li>{when(seat)}</li>}
      {days.map((day) => (
        <li key={day.id}>
          {dayInWords(day.heldOn)}, {hoursOfClass(day, zone)}, {placeInWords(day)}
        </li>
      ))}
    </ul>
    {[...new Set((days.length > 0 ? days : [seat]).map(({ link }) => link))].filter(Boolean).map((link) => (
      <p key={link}>
        <a href={link} rel="noopener noreferrer">
          Join online
        </a>
      </p>
    ))}
    {withdraw !== false && (
      <details>
        <summary>
          Say you cannot come<span class="visually-hidden"> to {seat.course}</span>
        </summary>
        <p>Your seat goes to the next person on the waiting list. This cannot be undone, but you may sign up again.</p>
        <Press action={withdraw} name="Withdraw from this class" look="danger" />
      </details>
    )}
  </div>
)

const when = ({ startsOn, endsOn, outcomeOn }: MySeat): string =>
  startsOn !== null && endsOn !== null
    ? daysInWords({ startsOn, endsOn })
    : outcomeOn === null
      ? ''
      : dayInWords(outcomeOn)

const Behind = ({ seat }: { seat: MySeat }): JSX.Element => (
  <>
    {[
      seat.hours === null ? '' : `${seat.hours} of ${counted(seat.requiredHours, 'hour')}`,
      seat.outcome === 'enrolled' ? 'outcome not recorded yet' : seat.outcome,
    ]
      .filter(Boolean)
      .join(', ')}
    {seat.certificate !== null && (
      <>
        {' '}
        <a href={`${seat.certificatesAt}${seat.certificate}/pdf`}>Certificate (PDF)</a>
      </>
    )}
  </>
)
