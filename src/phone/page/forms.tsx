import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { clockIn } from '../../core/clock.ts'
import { dayIn } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Problem } from '../../core/result.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Problems, TextArea, TextField } from '../../platform/ui/form.tsx'
import type { Served } from '../facts.ts'
import type { Attempts, FormShown } from './attempts.ts'
import type { PhoneItem } from './items.ts'
import type { Phone } from './phone-state.ts'

type Kind = Pick<PhoneItem, 'act' | 'about' | 'who'>
type Draft = {
  readonly item: PhoneItem
  readonly problems: readonly Problem[]
  /** Where it could not be kept. */
  readonly trouble: string
  /** Keeps what is typed so far, from the first letter on. */
  readonly input: (event: Event) => void
  /** Keeps it for good where nothing stands against it. */
  readonly submit: (event: Event, problemsOf: (typed: Typed) => readonly Problem[]) => Promise<boolean>
}

const noRoom =
  'Not saved: this phone has no room left. What you typed is still here. Copy it, or make room and save again.'

/** A form on the phone: an id at its first letter, kept as it is typed, and sent once it is whole. */
function useDraft(phone: Phone, kind: Kind, started: PhoneItem | undefined): Draft {
  const begun = useRef<PhoneItem | null>(started ?? null)
  const later = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [said, say] = useState<{ problems: readonly Problem[]; trouble: string }>({
    problems: started?.problems ?? [],
    trouble: '',
  })
  const now = (): string => new Date().toISOString()
  const itemOf = (form: HTMLFormElement, standing: PhoneItem['standing']): PhoneItem => {
    const first = begun.current ?? {
      ...kind,
      id: newId(),
      typed: {},
      startedAt: now(),
      keptAt: now(),
      standing: 'draft',
      problems: [],
    }
    const typed = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    )
    begun.current = { ...first, typed, keptAt: now(), standing, problems: [] }
    return begun.current
  }
  return {
    item: begun.current ?? { ...kind, id: '', typed: {}, startedAt: '', keptAt: '', standing: 'draft', problems: [] },
    ...said,
    input(event) {
      const item = itemOf(event.currentTarget as HTMLFormElement, 'draft') // where the listener stands
      clearTimeout(later.current)
      later.current = setTimeout(() => void phone.keep(item).catch(() => say({ ...said, trouble: noRoom })), 300)
    },
    async submit(event, problemsOf) {
      event.preventDefault()
      clearTimeout(later.current)
      const draft = itemOf(event.currentTarget as HTMLFormElement, 'draft') // where the listener stands
      const problems = problemsOf(new Typed(Object.entries(draft.typed)))
      if (problems.length > 0) {
        say({ problems, trouble: '' })
        document.getElementById('problems')?.focus()
        return false
      }
      try {
        await phone.keep({ ...draft, standing: 'waits' })
      } catch {
        say({ problems: [], trouble: noRoom })
        return false
      }
      void phone.exchange()
      return true
    },
  }
}

type Common = {
  readonly phone: Phone
  readonly who: string
  readonly item: PhoneItem | undefined
  readonly done: (said: string) => void
}

const keptWords = 'Kept on this phone. It is sent when there is a network.'

/** An attempt: what the page asks, without a network. */
export function AttemptForm({
  phone,
  attempts,
  shown,
  who,
  item,
  zone,
  done,
}: Common & { attempts: Attempts; shown: FormShown; zone: string }): JSX.Element {
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

const Trouble = ({ words }: { words: string }): JSX.Element | null =>
  words === '' ? null : (
    <p class="problems" role="alert">
      {words}
    </p>
  )
