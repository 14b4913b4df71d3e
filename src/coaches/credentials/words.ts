import { type Day, dayInWords } from '../../core/day.ts'
import type { Credential, State, Step } from './model.ts'
import { stateOn } from './rules.ts'

/** Where a credential stands, with the day that matters next. */
export function standingInWords(one: Pick<Credential, 'begunOn' | 'submittedOn' | 'terms'>, today: Day): string {
  const state = stateOn(one, today)
  const term = one.terms.findLast(({ fromOn }) => fromOn <= today)
  const last = term?.expiresOn ? dayInWords(term.expiresOn) : ''
  const words: Readonly<Record<State, string>> = {
    'in progress': `In progress since ${dayInWords(one.begunOn)}`,
    submitted: `Papers sent on ${dayInWords(one.submittedOn ?? one.begunOn)}`,
    valid: last === '' ? 'Valid' : `Valid through ${last}`,
    due: `Due: renew by ${last}`,
    'late window': `Ran out on ${last}: can be renewed late until ${term?.lateUntil ? dayInWords(term.lateUntil) : ''}`,
    lapsed: `Lapsed on ${last}: begin again as new`,
    reapply: `Begun again on ${dayInWords(one.begunOn)}`,
  }
  return words[state]
}

/** What of somebody's credentials needs somebody first, in a few words; null where none is on record. */
export function mostPressingInWords(own: readonly Credential[], today: Day): string | null {
  const [first] = own
    .map((one) => ({ one, state: stateOn(one, today) }))
    .sort((a, b) => byUrgency.indexOf(a.state) - byUrgency.indexOf(b.state))
  if (!first) return null
  const { one, state } = first
  const last = one.terms.findLast(({ fromOn }) => fromOn <= today)?.expiresOn
  if (state === 'valid') return `${one.kind}: valid${last ? ` to ${dayInWords(last)}` : ''}`
  if (state === 'due' && last) return `${one.kind}: renew by ${dayInWords(last)}`
  if (state === 'late window' && last) return `${one.kind} ran out on ${dayInWords(last)}`
  return `${one.kind}: ${state === 'submitted' ? 'papers sent' : state}`
}

const byUrgency: readonly State[] = ['lapsed', 'late window', 'due', 'reapply', 'submitted', 'in progress', 'valid']

export const stepInWords: Readonly<Record<Step, string>> = {
  submit: 'Papers were sent',
  return: 'Papers came back',
  grant: 'It was granted',
  renew: 'It was renewed',
  reapply: 'Begin again as new',
}
