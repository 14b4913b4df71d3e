import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { dayInWords } from '../../core/day.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { VirtualSession } from '../virtual/model.ts'

const trail = [
  { name: 'Your page', path: '/mine' },
  { name: 'Your shifts', path: '/mine/shifts' },
]

/** The secret address of a coach's calendar: shown in full once, when it is made. */
export function CalendarPage({
  visit,
  madeAt,
  address,
}: {
  visit: Visit
  madeAt: Date | null
  address: string | null
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Shifts in your calendar" trail={trail}>
      <p>
        A calendar program can show your shifts. Each is called “Better Off shift” and says nothing else; who knows the
        address sees when you work.
      </p>
      {address !== null && (
        <section class="said" role="status" aria-labelledby="address">
          <h2 id="address">Your secret address</h2>
          <p>
            <a href={address.replace(/^https?:/, 'webcal:')}>Open it in a calendar on this device</a>, or copy it into
            the field “from URL” or “subscribe” of your calendar program. It is shown once.
          </p>
          <p>
            <code>{address}</code>
          </p>
        </section>
      )}
      {madeAt !== null && address === null && (
        <p>You have an address, made on {momentInWords(visit.organisation.timeZone, madeAt)}.</p>
      )}
      <div class="acts">
        <Press
          action={visit.to('/mine/calendar')}
          name={madeAt === null ? 'Make an address' : 'Make a new address'}
          look={address === null ? 'first' : 'second'}
        />
        {madeAt !== null && <Press action={visit.to('/mine/calendar/revoke')} name="End the address" look="danger" />}
      </div>
      {madeAt !== null && <p class="quiet">A new address ends the one before.</p>}
    </TeamPage>
  )
}

export const MyVirtualPage = ({
  visit,
  sessions,
  forms,
}: {
  visit: Visit
  sessions: readonly VirtualSession[]
  forms: { readonly session: JSX.Element | null; readonly link: JSX.Element | null }
}): JSX.Element => (
  <TeamPage visit={visit} title="Your virtual sessions" trail={trail}>
    {forms.session && (
      <section aria-labelledby="record-session">
        <h2 id="record-session">Record a session you held</h2>
        <p>Only that it was held, when and how long. Write nobody’s name.</p>
        {forms.session}
      </section>
    )}
    {forms.link && (
      <section aria-labelledby="meeting">
        <h2 id="meeting">Where you hold them</h2>
        {forms.link}
      </section>
    )}
    <section aria-labelledby="held">
      <h2 id="held">Held</h2>
      <Records list={ownSessions} rows={sessions} visit={visit} />
    </section>
  </TeamPage>
)

const ownSessions: List<VirtualSession> = {
  isTight: true,
  caption: 'Virtual sessions you held',
  columns: [
    ['Day', ({ heldOn }) => dayInWords(heldOn)],
    ['By', ({ kind }) => kind],
    ['Minutes', ({ minutes }) => minutes, 'number'],
    ['Change', ({ id }, visit) => <Press action={visit.to(`/mine/virtual/${id}/remove`)} name="Remove" />],
  ],
  empty: 'None yet.',
}
