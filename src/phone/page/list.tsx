import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import type { TodayOnPhone } from '../facts.ts'
import { clockMayBeOff } from '../rules.ts'
import { isUnsent, type PhoneItem, standingWords } from './items.ts'
import { dueInWords, nameIn, usualZone } from './names.ts'
import { PasskeyForm } from './passkey-form.tsx'
import type { Phone } from './phone-state.ts'
import { askForPhone } from './pin.tsx'
import type { Shown } from './screen.ts'

/** The first screen: who is in the coach's hands, their day, and what was done on this phone. */
export function List({ phone, go, lock }: Shown): JSX.Element {
  const [day, items] = [phone.day(), phone.items()]
  const zone = day?.county.zone ?? usualZone
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
      {day !== null && (
        <p>
          <button type="button" class="button second" onClick={() => go({ name: 'trip', id: day.coachId })}>
            Write down miles
          </button>
        </p>
      )}
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
      <PasskeyForm emptied={lock} />
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
  trip: 'Trip',
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
      {item.standing === 'conflict' && <BothVersions item={item} day={phone.day()} />}
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

const reach = { phone: 'Phone', address: 'Address', reachNote: 'What helps to reach them' } as const

/** What was typed here beside what is kept there, as far as this phone was told. */
function BothVersions({ item, day }: { item: PhoneItem; day: TodayOnPhone | null }): JSX.Element | null {
  const personId = day?.referrals.find(({ id }) => id === item.about)?.personId
  const person = day?.people.find(({ id }) => id === personId)
  if (item.act !== 'contact' || !person) return null
  const fields = (['phone', 'address', 'reachNote'] as const).filter(
    (name) => item.typed[name] !== item.typed[`was-${name}`],
  )
  return (
    <dl class="facts">
      {fields.map((name) => (
        <div key={name}>
          <dt>{reach[name]}</dt>
          <dd>
            <p>Yours: {item.typed[name] || 'nothing'}</p>
            <p>Kept there now: {person[name] || 'nothing'}</p>
          </dd>
        </div>
      ))}
    </dl>
  )
}
