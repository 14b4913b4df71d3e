import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { newId } from '../../core/id.ts'
import type { Problem } from '../../core/result.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { flat, type PhoneItem, unflat } from './items.ts'
import type { Phone } from './phone-state.ts'

type Kind = Pick<PhoneItem, 'act' | 'about' | 'who'> & {
  /** Fields by which it is dated: whoever changes one of them signs anew. */
  readonly dated?: readonly string[]
}
export type Draft = {
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
export function useDraft(phone: Phone, { dated = [], ...kind }: Kind, started: PhoneItem | undefined): Draft {
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
    const typed = flat(new FormData(form))
    const isSignedAnew = dated.some((name) => (typed[name] ?? '') !== (first.typed[name] ?? ''))
    const startedAt = isSignedAnew ? now() : first.startedAt
    begun.current = { ...first, typed, startedAt, keptAt: now(), standing, problems: [] }
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
      const problems = problemsOf(unflat(draft.typed))
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

export type Common = {
  readonly phone: Phone
  readonly who: string
  readonly item: PhoneItem | undefined
  readonly done: (said: string) => void
}

export const keptWords = 'Kept on this phone. It is sent when there is a network.'

export const Trouble = ({ words }: { words: string }): JSX.Element | null =>
  words === '' ? null : (
    <p class="problems" role="alert">
      {words}
    </p>
  )
