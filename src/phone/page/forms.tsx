import type { JSX } from 'preact'
import { clockIn } from '../../core/clock.ts'
import { dayIn } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Problems, TextArea, TextField } from '../../platform/ui/form.tsx'
import type { Served } from '../facts.ts'
import { type Common, keptWords, Trouble, useDraft } from './draft.tsx'
import { unflat } from './items.ts'
import { todayOn } from './names.ts'
import type { AttemptShown, Parts } from './parts.ts'

/** An attempt: what the page asks, without a network. */
export function AttemptForm({
  phone,
  attempts,
  shown,
  who,
  item,
  zone,
  done,
}: Common & { attempts: Parts['attempts']; shown: AttemptShown; zone: string }): JSX.Element {
  const draft = useDraft(phone, { act: 'attempt', about: shown.id, who }, item)
  const form = { typed: new Typed(Object.entries(draft.item.typed)), problems: draft.problems }
  // When it was is said by when the form was opened, unless somebody writes it down.
  const withTime = (typed: Typed): Typed => {
    const at = new Date(Date.now() + phone.clockOff())
    const filled = Object.entries(typed.values()).filter(([, value]) => value !== '')
    return new Typed(
      Object.entries({
        on: dayIn(zone, at),
        at: clockIn(zone, at),
        ...Object.fromEntries(filled),
        attemptId: draft.item.id || newId(),
      }),
    )
  }
  const submit = async (event: Event): Promise<void> => {
    if (await draft.submit(event, (typed) => attempts.problemsOf(withTime(typed), shown))) done(keptWords)
  }
  return (
    <>
      <h1 tabIndex={-1}>Log an attempt</h1>
      <p>{who}</p>
      <form class="form" noValidate onInput={draft.input} onSubmit={(event) => void submit(event)}>
        <Problems form={form} />
        <Trouble words={draft.trouble} />
        <attempts.Fields form={form} shown={shown} />
        <p class="help">Leave day and time empty if it was just now.</p>
        <div class="form-acts">
          <button class="button" type="submit">
            Log the attempt
          </button>
        </div>
      </form>
    </>
  )
}

/** How somebody is reached. What stood there travels along, so that two who change the same are told. */
export function ContactForm({
  phone,
  person,
  referralId,
  who,
  item,
  done,
}: Common & { person: Served; referralId: string }): JSX.Element {
  const draft = useDraft(phone, { act: 'contact', about: referralId, who }, item)
  const was = { 'was-phone': person.phone, 'was-address': person.address, 'was-reachNote': person.reachNote }
  const start = { phone: person.phone, address: person.address, reachNote: person.reachNote }
  const form = { typed: new Typed(Object.entries({ ...start, ...draft.item.typed })), problems: draft.problems }
  const submit = async (event: Event): Promise<void> => {
    if (await draft.submit(event, () => [])) done(keptWords)
  }
  return (
    <>
      <h1 tabIndex={-1}>How to reach them</h1>
      <p>{who}</p>
      <form class="form" noValidate onInput={draft.input} onSubmit={(event) => void submit(event)}>
        <Problems form={form} />
        <Trouble words={draft.trouble} />
        {Object.entries(was).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={draft.item.typed[name] ?? value} />
        ))}
        <TextField form={form} name="phone" label="Phone" type="tel" optional width="middle" />
        <TextField form={form} name="address" label="Address" optional />
        <TextArea form={form} name="reachNote" label="What helps to reach them" optional rows={2} />
        <div class="form-acts">
          <button class="button" type="submit">
            Save
          </button>
        </div>
      </form>
    </>
  )
}

/** A trip, for a referral or by itself. */
export function TripForm({
  phone,
  trips,
  about,
  who,
  item,
  zone,
  done,
}: Common & { trips: Parts['trips']; about: string; zone: string }): JSX.Element {
  const draft = useDraft(phone, { act: 'trip', about, who }, item)
  const form = { typed: unflat(draft.item.typed), problems: draft.problems }
  const today = todayOn(phone, zone)
  const withDay = (typed: Typed): Typed =>
    new Typed(Object.entries({ ...typed.values(), drivenOn: typed.text('drivenOn') || today }))
  const submit = async (event: Event): Promise<void> => {
    if (await draft.submit(event, (typed) => trips.problemsOf(withDay(typed), { today }))) done(keptWords)
  }
  return (
    <>
      <h1 tabIndex={-1}>Miles of a trip</h1>
      <p>{who}</p>
      <form class="form" noValidate onInput={draft.input} onSubmit={(event) => void submit(event)}>
        <Problems form={form} />
        <Trouble words={draft.trouble} />
        <trips.Fields form={form} shown={{ today }} />
        <p class="help">Leave the day empty if it was today.</p>
        <div class="form-acts">
          <button class="button" type="submit">
            Save the trip
          </button>
        </div>
      </form>
    </>
  )
}
