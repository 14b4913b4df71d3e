import type { JSX } from 'preact'
import { languageAsked } from '../../core/language.ts'
import type { Followed, Served, TodayOnPhone } from '../facts.ts'
import { AttemptForm, ContactForm, TripForm } from './forms.tsx'
import type { PhoneItem } from './items.ts'
import { dueInWords, nameIn } from './names.ts'
import type { Phone } from './phone-state.ts'
import { ReleaseForm } from './release-form.tsx'
import type { Shown } from './screen.ts'

/** A referral, or a form of it. A form that was begun is there also when the list is not any more. */
export function OfReferral({ day, ...shown }: Shown & { day: TodayOnPhone | null }): JSX.Element | null {
  const { screen, phone, go, parts } = shown
  if (screen.name === 'list') return null
  const found = day?.referrals.find(({ id }) => id === screen.id)
  const person = day?.people.find(({ id }) => id === found?.personId)
  if (!day || !found || !person) return <NotThere {...shown} />
  const who = nameIn(day, found)
  const common = {
    phone,
    who,
    item: 'item' in screen ? screen.item : undefined,
    done: (said: string) => go({ name: 'referral', id: found.id, said }),
  }
  if (screen.name === 'attempt')
    return (
      <AttemptForm
        {...common}
        attempts={parts.attempts}
        shown={{ ...found, items: day.items, coaches: day.coaches }}
        zone={day.county.zone}
      />
    )
  if (screen.name === 'trip')
    return <TripForm {...common} trips={parts.trips} about={found.id} zone={day.county.zone} />
  if (screen.name === 'contact') return <ContactForm {...common} person={person} referralId={found.id} />
  if (screen.name === 'release' && day.signing)
    return (
      <ReleaseForm
        {...common}
        releases={parts.releases}
        signing={day.signing}
        referralId={found.id}
        person={person}
        county={day.county}
      />
    )
  return (
    <Referral {...shown} day={day} found={found} person={person} said={'said' in screen ? (screen.said ?? '') : ''} />
  )
}

/** What was begun for somebody who is not on the phone any more can still be read, and copied. */
const NotThere = ({ screen, phone, go }: Shown): JSX.Element => (
  <>
    <h1 tabIndex={-1}>Not on this phone any more</h1>
    <p>
      It is not in your hands any more, or the list is older than two days. It comes back with the network if it is
      still yours.
    </p>
    {'item' in screen && screen.item && (
      <p>
        <button type="button" class="button second" onClick={() => void sendAsItIs(screen.item, phone, go)}>
          Send it as it is
        </button>
      </p>
    )}
    {'item' in screen && screen.item && (
      <dl class="facts">
        {Object.entries(screen.item.typed)
          .filter(([name]) => !unread.includes(name))
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    )}
  </>
)

const unread = ['drawn', 'textId', 'recipientId', 'attemptId']

/** The server says what is wrong with it, or hands it to a coordinator. */
async function sendAsItIs(item: PhoneItem | undefined, phone: Phone, go: Shown['go']): Promise<void> {
  if (item) await phone.keep({ ...item, standing: 'waits', problems: [] })
  go({ name: 'list' })
  await phone.exchange()
}

type OfOne = Shown & {
  readonly day: TodayOnPhone
  readonly found: Followed
  readonly person: Served
  readonly said: string
}

function Referral({ phone, go, parts, day, found, person, said }: OfOne): JSX.Element {
  const language = languageAsked(person.language)
  const agreed = async (): Promise<void> => {
    const now = new Date().toISOString()
    const item = {
      id: crypto.randomUUID(),
      act: 'agreed',
      about: found.id,
      who: nameIn(day, found),
      typed: { agrees: 'yes' },
      startedAt: now,
      keptAt: now,
      standing: 'waits',
      problems: [],
    } as const
    await phone.keep(item)
    go({ name: 'referral', id: found.id, said: 'Kept on this phone: they agreed.' })
    void phone.exchange()
  }
  const facts: readonly (readonly [string, JSX.Element | string])[] = [
    ['Phone', person.phone === '' ? 'not known' : <a href={`tel:${person.phone}`}>{person.phone}</a>],
    ['Address', person.address || 'not known'],
    ['What helps to reach them', person.reachNote || 'nothing noted'],
    ['Next', dueInWords(found, day.county.zone)],
  ]
  return (
    <>
      <h1 tabIndex={-1}>{nameIn(day, found)}</h1>
      {said !== '' && (
        <p class="said" role="status">
          {said}
        </p>
      )}
      {found.whyNot !== null && <p role="alert">{found.whyNot}</p>}
      {person.needsInterpreter && <p>They asked for an interpreter.</p>}
      {person.isSafeToText === false && <p>A text message is not safe for them.</p>}
      {person.isSafeToLeaveMessage === false && <p>A message is not safe for them. Leave none.</p>}
      {found.isFirstVisit && found.asksTwo && <p>Nobody goes alone on a first visit.</p>}
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="acts">
        {found.whyNot === null && (
          <button type="button" class="button" onClick={() => go({ name: 'attempt', id: found.id })}>
            Log an attempt
          </button>
        )}
        {day.signing && (
          <button type="button" class="button second" onClick={() => go({ name: 'release', id: found.id })}>
            Sign a release
          </button>
        )}
        <button type="button" class="button second" onClick={() => go({ name: 'trip', id: found.id })}>
          Write down miles
        </button>
        <button type="button" class="button second" onClick={() => go({ name: 'contact', id: found.id })}>
          Change how to reach them
        </button>
      </p>
      <parts.WhatToSay path={found.path} language={language} />
      <details>
        <summary>They agree by word</summary>
        <p>Only if they said yes to being called, written to or visited again.</p>
        <button type="button" class="button second" onClick={() => void agreed()}>
          Write down that they agreed
        </button>
      </details>
    </>
  )
}
