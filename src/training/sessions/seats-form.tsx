import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, Hidden } from '../../platform/ui/form.tsx'
import { hoursInWords } from '../days/rules.ts'
import { outcomes, type Seat, type Session } from './model.ts'
import { asksToConfirm, seatField } from './outcomes.ts'

type SeatsShown = {
  readonly visit: Visit
  readonly session: Session
  readonly seats: readonly Seat[]
  readonly form: Refused
  readonly action: string
}

/** The whole roster as one form: what happened with each coach, saved together. */
export function SeatsForm({ visit, session, seats, form, action }: SeatsShown): JSX.Element {
  const waiting = seats.filter((seat) => seat.outcome === 'enrolled').length
  return (
    <Form form={form} action={action} save="Save outcomes">
      {waiting > 0 && (
        <div class="field tick">
          <input
            type="checkbox"
            id="rest"
            name="rest"
            value="yes"
            checked={form.typed.text('rest') === 'yes'}
            aria-describedby="rest-help"
          />
          <label for="rest">Everybody still marked enrolled completed it</label>
          <div class="help" id="rest-help">
            {counted(waiting, 'coach', 'coaches')}, with {counted(session.requiredHours, 'hour')} each unless others are
            typed. Set the exceptions below first.
          </div>
        </div>
      )}
      <div class="seats">
        {seats.map((seat) => (
          <SeatRow key={seat.id} visit={visit} session={session} seat={seat} form={form} />
        ))}
      </div>
      <p class="help">A day left empty is the last day of the session. It is the day that counts.</p>
    </Form>
  )
}

type SeatShown = {
  readonly visit: Visit
  readonly session: Session
  readonly seat: Seat
  readonly form: Refused
}

function SeatRow({ visit, session, seat, form }: SeatShown): JSX.Element {
  const field = (name: Parameters<typeof seatField>[0]): string => seatField(name, seat)
  const problems = form.problems.filter((problem) => problem.field?.endsWith(seat.id))
  const isWrong = (name: Parameters<typeof seatField>[0]): true | undefined =>
    problems.some((problem) => problem.field === field(name)) || undefined
  const outcome = form.typed.text(field('outcome'))
  return (
    <fieldset
      class={problems.length > 0 ? 'seat wrong' : 'seat'}
      aria-describedby={problems.length > 0 ? `problem-${seat.id}` : undefined}
    >
      <legend>
        <a href={visit.to(`/training/enrolments/${seat.id}`)}>{seat.coach}</a>
      </legend>
      {problems.length > 0 && (
        <p class="problem" id={`problem-${seat.id}`}>
          {problems.map((problem) => problem.message).join(' ')}
        </p>
      )}
      <Hidden name={field('version')} value={seat.version} />
      <label for={field('outcome')} class="seat-label of-outcome">
        Outcome
      </label>
      <select id={field('outcome')} name={field('outcome')} aria-invalid={isWrong('outcome')}>
        {outcomes.map((one) => (
          <option key={one} value={one} selected={one === outcome}>
            {one}
          </option>
        ))}
      </select>
      {seat.attended === null ? (
        <>
          <label for={field('hours')} class="seat-label of-hours">
            Hours
          </label>
          <input
            id={field('hours')}
            class="of-hours"
            name={field('hours')}
            inputMode="decimal"
            autocomplete="off"
            value={form.typed.text(field('hours'))}
            aria-invalid={isWrong('hours')}
          />
        </>
      ) : (
        <>
          <span class="seat-label of-hours" aria-hidden="true">
            Hours
          </span>
          <p class="seat-attended of-hours" id={field('hours')}>
            {hoursInWords(seat.attended)} attended
          </p>
        </>
      )}
      <label for={field('on')} class="seat-label of-day">
        On
      </label>
      <input
        id={field('on')}
        class="of-day"
        name={field('on')}
        type="date"
        value={form.typed.text(field('on'))}
        aria-invalid={isWrong('on')}
      />
      {(seat.isShortConfirmed || asksToConfirm(form.typed, session, seat)) && (
        <p class="seat-confirm">
          <input
            type="checkbox"
            id={field('confirmed')}
            name={field('confirmed')}
            value="yes"
            checked={form.typed.text(field('confirmed')) === 'yes'}
          />
          <label for={field('confirmed')}>Count it anyway, with fewer hours than required</label>
        </p>
      )}
    </fieldset>
  )
}
