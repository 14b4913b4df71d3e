import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { dayInWords } from '../../core/day.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, Hidden, Problems, TextField } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { ownSessionForm, type VirtualSession } from '../virtual/model.ts'

const trail = [
  { name: 'My page', path: '/mine' },
  { name: 'My shifts', path: '/mine/shifts' },
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
    <TeamPage visit={visit} title="Shifts in my calendar" trail={trail}>
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
        <form method="post" action={visit.to('/mine/calendar')}>
          <button type="submit" class={address === null ? 'button' : 'button second'}>
            {madeAt === null ? 'Make an address' : 'Make a new address'}
          </button>
        </form>
        {madeAt !== null && (
          <form method="post" action={visit.to('/mine/calendar/revoke')}>
            <button type="submit" class="button danger">
              End the address
            </button>
          </form>
        )}
      </div>
      {madeAt !== null && <p class="quiet">A new address ends the one before.</p>}
    </TeamPage>
  )
}

export function MyVirtualPage({
  visit,
  sessions,
  link,
  form,
}: {
  visit: Visit
  sessions: readonly VirtualSession[]
  link: Refused
  form: Refused
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="My virtual sessions" trail={trail}>
      <section aria-labelledby="record-session">
        <h2 id="record-session">Record a session you held</h2>
        <p>Only that it was held, when and how long. Write nobody’s name.</p>
        <Form form={form} action={visit.to('/mine/virtual')} save="Record session">
          <Fields of={ownSessionForm} form={form} />
        </Form>
      </section>
      <section aria-labelledby="meeting">
        <h2 id="meeting">Where you hold them</h2>
        <Problems form={{ ...link, problems: [] }} />
        <Form form={link} action={visit.to('/mine/virtual/link')} save="Save link" second>
          <TextField
            form={link}
            name="link"
            label="Meeting link"
            type="url"
            help="Any meeting address with https. It stands on your virtual shifts."
            optional
          />
        </Form>
      </section>
      <section aria-labelledby="held">
        <h2 id="held">Held</h2>
        <RecordTable
          isTight
          caption="Virtual sessions you held"
          columns={[{ name: 'Day' }, { name: 'By' }, { name: 'Minutes', isNumber: true }, { name: 'Change' }]}
          rows={sessions.map((session) => ({
            key: session.id,
            cells: [
              dayInWords(session.heldOn),
              session.kind,
              session.minutes,
              <form key="remove" method="post" action={visit.to(`/mine/virtual/${session.id}/remove`)}>
                <Hidden name="version" value={session.version} />
                <button type="submit" class="link">
                  Remove
                </button>
              </form>,
            ],
          }))}
          empty="None yet."
        />
      </section>
    </TeamPage>
  )
}
