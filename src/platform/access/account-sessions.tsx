import type { JSX } from 'preact'
import { Hidden } from '../ui/form.tsx'
import { Instant } from '../ui/instant.tsx'
import type { AccountEvent, Session, SignInMethod } from './model.ts'
import type { OwnPhone } from './phones.ts'

const methodWords: Readonly<Record<SignInMethod, string>> = {
  link: 'by a link',
  password: 'with the password',
  passkey: 'with a passkey',
  invitation: 'by an invitation',
}

export function Sessions({ sessions, current }: { sessions: readonly Session[]; current: string }): JSX.Element {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul class="things">
        {sessions.map((session) => (
          <li key={session.id}>
            <div>
              <strong>{session.device}</strong>
              {session.id === current && <span class="tag">this one</span>}
              <p class="quiet">
                Signed in {methodWords[session.method]} <Instant at={session.createdAt} />, last seen{' '}
                <Instant at={session.lastSeenAt} />
              </p>
            </div>
            {session.id !== current && (
              <form method="post" action="/account/sessions/end">
                <Hidden name="id" value={session.id} />
                <button type="submit" class="button second small" data-working="Ending…">
                  End<span class="visually-hidden"> the session on {session.device}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions/end" class="after-things">
          <Hidden name="id" value="others" />
          <button type="submit" class="button second small" data-working="Ending…">
            End all other sessions
          </button>
        </form>
      )}
    </section>
  )
}

/** Phones that work without a network; none where none was set up. */
export const Phones = ({ phones }: { phones: readonly OwnPhone[] }): JSX.Element | null =>
  phones.length === 0 ? null : (
    <section aria-labelledby="phones">
      <h2 id="phones">Your phones that work without a network</h2>
      <p>If one is lost, end it here. It is given nothing from then on, and opens only with its PIN.</p>
      <ul class="things">
        {phones.map((phone) => (
          <li key={phone.id}>
            <div>
              <strong>{phone.device}</strong>
              <p class="quiet">
                {phone.county}, set up <Instant at={phone.madeAt} />, last heard of <Instant at={phone.seenAt} />
              </p>
            </div>
            <form method="post" action="/account/phones/end">
              <Hidden name="id" value={phone.id} />
              <button type="submit" class="button second small" data-working="Ending…">
                End<span class="visually-hidden"> the phone {phone.device}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )

const eventWords: Readonly<Record<string, string>> = {
  'signed-in-link': 'Signed in by a link',
  'signed-in-password': 'Signed in with the password',
  'signed-in-passkey': 'Signed in with a passkey',
  'signed-in-invitation': 'Signed in by an invitation',
  'password-set': 'Password set',
  'address-changed': 'Mail address changed',
  'passkey-added': 'Passkey added',
  'passkey-removed': 'Passkey removed',
  'sessions-ended': 'Sessions ended',
  'phone-added': 'Phone set up',
  'phone-ended': 'Phone ended',
  proven: 'Address confirmed by mail',
  'proven-and-cleared': 'Address confirmed by mail; earlier password and passkeys removed',
}

export const Events = ({ events }: { events: readonly AccountEvent[] }): JSX.Element => (
  <section aria-labelledby="events">
    <h2 id="events">What happened to your account</h2>
    <ol class="things">
      {events.map((event) => (
        <li key={event.id}>
          <div>
            {eventWords[event.what] ?? event.what}
            <p class="quiet">
              <Instant at={event.at} />, {event.device}
            </p>
          </div>
        </li>
      ))}
    </ol>
  </section>
)
