import { clockIn, timeInWords } from '../../core/clock.ts'
import { dayIn, dayInWords, isDay } from '../../core/day.ts'

/** How the program's own names read to a person. */
export const inWords = {
  /** `training.recordCompletion` is said as `recorded completion`. */
  act: (act: string): string => {
    const [verb = '', ...rest] = spaced(act.split('.')[1] ?? act).split(' ')
    return american([pastOf(verb), ...rest].join(' '))
  },
  /** `ends_on` is said as `ends on`, `from_on` as `from`, `cost_cents` as `cost`, `does_es` as `does, in Spanish`. */
  field: (field: string): string =>
    american(field)
      .replace(/^slug$/, 'address')
      .replace(/_id$|_cents$|(?<=^(?:from|to|through))_on$/, '')
      .replace(/_en$/, ', in English')
      .replace(/_es$/, ', in Spanish')
      .replaceAll('_', ' '),
  /** What a field holds: a day or an instant as people write it, all else as it is. */
  value: (value: string, zone: string): string => {
    if (isDay(value)) return dayInWords(value)
    return isInstant.test(value) ? inWords.instant(new Date(value), zone) : value
  },
  /** `3 Nov 2026, 2:05 pm`, as the clock in a time zone shows it. */
  instant: (at: Date, zone: string): string => `${dayInWords(dayIn(zone, at))}, ${timeInWords(clockIn(zone, at))}`,
}

/** What somebody did, of what somebody does. */
const pastOf = (verb: string): string =>
  irregular[verb] ?? (verb.endsWith('e') ? `${verb}d` : `${verb.replace(/(?<=[^aeiou])y$/, 'i')}ed`)
const irregular: Readonly<Record<string, string>> = {
  put: 'put',
  pay: 'paid',
  set: 'set',
  undo: 'undid',
  send: 'sent',
  resend: 'sent again',
  withdraw: 'withdrew',
  withhold: 'withheld',
  choose: 'chose',
  rebuild: 'rebuilt',
  make: 'made',
  take: 'took',
  give: 'gave',
  enrol: 'enrolled',
  cancel: 'canceled',
  begin: 'began',
  bring: 'brought',
  find: 'found',
  freeze: 'froze',
  hold: 'held',
  keep: 'kept',
  leave: 'left',
  say: 'said',
  tell: 'told',
}

/** The program's names keep the spelling they began with; what people read is American. */
const american = (name: string): string =>
  name
    .replace(/enrolment/, 'enrollment')
    .replace(/organis/, 'organiz')
    .replace(/cancelled/, 'canceled')
    .replace(/colour/, 'color')

const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
const spaced = (camel: string): string => camel.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
