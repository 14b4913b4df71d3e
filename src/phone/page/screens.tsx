// Longer than most: what a coach sees of a phone stands in one file, screen by screen.
import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { languageAsked } from '../../core/language.ts'
import type { Followed, Served, TodayOnPhone } from '../facts.ts'
import { clockMayBeOff } from '../rules.ts'
import { AttemptForm, ContactForm } from './forms.tsx'
import { isUnsent, type PhoneItem, standingWords } from './items.ts'
import type { Parts } from './parts.ts'
import type { Phone } from './phone-state.ts'
import { askForPhone } from './pin.tsx'
import { ReleaseForm } from './release-form.tsx'

export type Screen =
  | { readonly name: 'list' }
  | { readonly name: 'referral'; readonly id: string; readonly said?: string }
  | { readonly name: 'attempt' | 'contact' | 'release'; readonly id: string; readonly item?: PhoneItem }

export type Shown = {
  readonly phone: Phone
  readonly screen: Screen
  readonly parts: Parts
  readonly go: (screen: Screen) => void
  readonly lock: () => void
}

export function PhonePage(shown: Shown): JSX.Element {
  const { phone, screen, go, lock } = shown
  return (
    <>
      <p class="acts">
        {screen.name !== 'list' && (
          <button type="button" class="link" onClick={() => go({ name: 'list' })}>
            Back to the list
          </button>
        )}
        <button type="button" class="link" onClick={lock}>
          Lock now
        </button>
      </p>
      {screen.name === 'list' ? (
        <List {...shown} />
      ) : (
        <OfReferral key={`${screen.name}-${screen.id}`} {...shown} day={phone.day()} />
      )}
    </>
  )
}

function List({ phone, go }: Shown): JSX.Element {
  const [day, items] = [phone.day(), phone.items()]
  const zone = day?.county.zone ?? 'America/New_York'
  const drafts = items.filter(({ standing }) => standing === 'draft')
  const others = items.filter(({ standing }) => standing !== 'draft').sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1))
  return (
    <>
      <h1 tabIndex={-1}>Today</h1>
      <Contact phone={phone} unsent={items.filter(isUnsent).length} />
      <section aria-labelledby="referrals">
        <h2 id="referrals">In your hands</h2>
        {day === null && (
          <p class="empty">No list is on this phone. It comes when there is a network, and stays for two days.</p>
        )}
        {day?.referrals.length === 0 && <p class="empty">Nobody is to be followed up today or tomorrow.</p>}
        <ul class="shift-cards">
          {day?.referrals.map((one) => (
            <li key={one.id} class="shift">
              <button type="button" class="link shift-when" onClick={() => go({ name: 'referral', id: one.id })}>
                {nameIn(day, one)}
              </button>
              <span>{dueInWords(one, zone)}</span>
              <button type="button" class="button second" onClick={() => go({ name: 'attempt', id: one.id })}>
                Log an attempt<span class="visually-hidden"> for {nameIn(day, one)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {day?.days.map(({ title, lines }) => (
        <section key={title} aria-labelledby={`day-${title}`}>
          <h2 id={`day-${title}`}>{title}</h2>
          {lines.length === 0 ? (
            <p class="empty">None today or tomorrow.</p>
          ) : (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {[...drafts, ...others].length > 0 && (
        <section aria-labelledby="done">
          <h2 id="done">Done on this phone</h2>
          <ul class="things">
            {[...drafts, ...others].map((item) => (
              <li key={item.id}>
                <ItemLine item={item} zone={zone} go={go} phone={phone} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Contact({ phone, unsent }: { phone: Phone; unsent: number }): JSX.Element {
  const off = Math.round(Math.abs(phone.clockOff()) / 60_000)
  const words = {
    'not yet': 'Looking for the network.',
    sent: 'All that was sent has arrived.',
    'no network': 'No network. What you do is kept on this phone, and sent when there is one.',
    ended:
      'This phone was ended, or you are no coach of the team any more. It is given nothing. What was not sent still goes to a coordinator.',
    'not known': 'The server does not know this phone any more. Sign in, and set it up again: what is on it stays.',
  }[phone.contact()]
  const again = async (): Promise<void> => {
    const asked = await askForPhone('')
    if (asked.problem !== undefined) return alert(asked.problem)
    if (asked.choose) return
    await phone.setMe({ ...phone.me(), token: asked.token, phoneId: asked.id })
    await phone.exchange()
  }
  return (
    <div role="status">
      <p>{words}</p>
      {unsent > 0 && (
        <p>
          <strong>{counted(unsent, 'item')} kept on this phone, not sent yet.</strong>
        </p>
      )}
      {Math.abs(phone.clockOff()) > clockMayBeOff && (
        <p>The clock of this phone is {counted(off, 'minute')} off. Times are set right by the server’s.</p>
      )}
      {phone.contact() === 'not known' && (
        <p class="acts">
          <a href="/sign-in?returnTo=/phone">Sign in</a>
          <button type="button" class="button second" onClick={() => void again()}>
            Set up again
          </button>
        </p>
      )}
      {unsent > 0 && (
        <p>
          <button type="button" class="button second" onClick={() => void phone.exchange()}>
            Send now
          </button>
        </p>
      )}
    </div>
  )
}

const actWords: Readonly<Record<PhoneItem['act'], string>> = {
  attempt: 'Attempt',
  contact: 'How to reach them',
  agreed: 'They agreed by word',
  release: 'Signed release',
}

function ItemLine({
  item,
  zone,
  go,
  phone,
}: {
  item: PhoneItem
  zone: string
  go: Shown['go']
  phone: Phone
}): JSX.Element {
  const isOpen = item.standing === 'draft' || item.standing === 'refused'
  const { act } = item
  const mend = act === 'agreed' ? null : (): void => go({ name: act, id: item.about, item })
  const drop = (): void => {
    if (confirm('Take this off the phone? It is not sent, and nobody gets it.')) void phone.drop(item.id)
  }
  return (
    <div>
      <strong>
        {actWords[item.act]}, {item.who}
      </strong>
      <p>
        {standingWords[item.standing]}
        <span class="quiet">, {momentInWords(zone, new Date(item.keptAt))}</span>
      </p>
      {item.problems.map(({ code, field, message }) => (
        <p key={code + (field ?? '')}>{message}</p>
      ))}
      {isOpen && (
        <p class="acts">
          {mend && (
            <button type="button" class="link" onClick={mend}>
              {item.standing === 'draft' ? 'Go on with it' : 'Mend it'}
            </button>
          )}
          <button type="button" class="link" onClick={drop}>
            Throw away
          </button>
        </p>
      )}
    </div>
  )
}

/** A referral, or a form of it. A form that was begun is there also when the list is not any more. */
function OfReferral({ day, ...shown }: Shown & { day: TodayOnPhone | null }): JSX.Element {
  const { screen, phone, go, parts } = shown
  if (screen.name === 'list') return <List {...shown} />
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

const nameIn = (day: TodayOnPhone, { personId }: Followed): string =>
  day.people.find(({ id }) => id === personId)?.name || 'Name not known'

function dueInWords({ attempts, dueAt, nextOn }: Followed, zone: string): string {
  if (attempts === 0) return `First attempt by ${momentInWords(zone, new Date(dueAt))}`
  return `${counted(attempts, 'attempt')}, ${nextOn === null ? 'no next step set' : `next step on ${dayInWords(nextOn)}`}`
}
