import type { Problem } from '../../core/result.ts'
import { Typed } from '../../platform/http/typed.ts'
import type { Answered, Standing } from '../facts.ts'

/** Something that was done on the phone, from its first letter on. */
export type PhoneItem = {
  /** Made at the first letter, and never another. */
  readonly id: string
  readonly act: 'attempt' | 'contact' | 'agreed' | 'release' | 'trip'
  readonly about: string
  /** Whom it is about, as the phone's own list says it. */
  readonly who: string
  readonly typed: Readonly<Record<string, string>>
  /** When its form was opened, or signed, by the phone's clock. */
  readonly startedAt: string
  readonly keptAt: string
  /** `draft`: being written. `waits`: kept on this phone. All else is the server's answer. */
  readonly standing: 'draft' | 'waits' | Standing
  readonly problems: readonly Problem[]
}

/** A form as it is kept and sent: a text a field. What is ticked among several travels as one, with commas between. */
export function flat(fields: Iterable<readonly [string, unknown]>): Readonly<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const [name, value] of fields)
    if (typeof value === 'string') all[name] = all[name] === undefined ? value : `${all[name]},${value}`
  return all
}
const several = ['scope']
/** The same as a form reads it. */
export const unflat = (typed: PhoneItem['typed']): Typed =>
  new Typed(
    Object.entries(typed).flatMap(([name, value]) =>
      several.includes(name) ? value.split(',').map((one) => [name, one] as const) : [[name, value] as const],
    ),
  )

/** What a phone knows of itself: its secret, and the highest number that it was told. */
export type Me = {
  readonly token: string
  readonly phoneId: string
  readonly county: string
  readonly known: number
}

/** So many go at a time. */
export const most = 50
export const isUnsent = ({ standing }: PhoneItem): boolean => standing === 'waits'

/** What is sent: a line for the phone, and one for each item. The form travels as it was typed. */
export function linesOf(items: readonly PhoneItem[], all: readonly PhoneItem[], now: Date): string {
  const unsent = all.filter(isUnsent)
  const [first] = unsent.map(({ keptAt }) => keptAt).sort()
  const head = {
    app: '1',
    clock: now.toISOString(),
    unsent: unsent.length,
    ...(first !== undefined && { unsentSince: first }),
    refused: all.filter(({ standing }) => standing === 'refused').length,
  }
  const lines = items.map(({ id, act, about, startedAt, typed }) => ({
    id,
    act,
    about,
    startedAt,
    app: '1',
    payload: JSON.stringify(typed),
  }))
  return [head, ...lines].map((line) => JSON.stringify(line)).join('\n')
}

/** Whether an answer is ours, in all its parts: what a wifi's sign-in page answers is not. */
export function isAnswered(answer: unknown): answer is Answered {
  const { better_off: ours, answers, knew, knows } = (answer ?? {}) as Partial<Answered> // each part is looked at below
  return ours === 1 && Array.isArray(answers) && typeof knew === 'number' && typeof knows === 'number'
}

/** The items of a batch as their answers leave them; one without an answer waits on. */
export const answeredItems = (items: readonly PhoneItem[], { answers }: Answered): readonly PhoneItem[] =>
  items.map((item, index) => {
    const answer = answers.find(({ id, line }) => id === item.id || (id === null && line === index + 1))
    return answer ? { ...item, standing: answer.standing, problems: answer.problems } : item
  })

/** Once the server knows less than it said before, it came back out of an older backup: all that it had is offered again. */
export const offeredAgain = (items: readonly PhoneItem[]): readonly PhoneItem[] =>
  items.flatMap((item) =>
    ['kept', 'already kept', 'quarantine', 'conflict'].includes(item.standing)
      ? [{ ...item, standing: 'waits' as const, problems: [] }]
      : [],
  )

/**
 * All that an answer changes of what a phone holds, to be written at once, since the page may end after any write: the items of the
 * batch, and the others where the server knew less than it told before (`known`). What the batch brought is known by now.
 */
export const heardItems = (
  batch: readonly PhoneItem[],
  { all, told, known }: { readonly all: readonly PhoneItem[]; readonly told: Answered; readonly known: number },
): readonly PhoneItem[] => [
  ...answeredItems(batch, told),
  ...(told.knew < known ? offeredAgain(all.filter((item) => !batch.some(({ id }) => id === item.id))) : []),
]

/** In words, and whether a person has to do something. */
export const standingWords: Readonly<Record<PhoneItem['standing'], string>> = {
  draft: 'Not finished',
  waits: 'Kept on this phone',
  kept: 'Sent',
  'already kept': 'Sent',
  refused: 'Not accepted: mend it',
  conflict: 'Sent: differs from what is there',
  quarantine: 'Sent: waits for a coordinator',
}
