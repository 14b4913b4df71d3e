import { type Day, dayInWords } from '../../core/day.ts'
import { inDollars, splitCents } from '../../core/money.ts'
import type { Problem } from '../../core/result.ts'
import type { Authorization } from '../authorizations/model.ts'
import { leftOf, whyNotOn } from '../authorizations/rules.ts'
import type { Entry, ReverseForm, SpendForm } from './model.ts'
import { places } from './model.ts'

export type Part = { readonly one: Authorization; readonly share: number; readonly cents: number }

/** What has not happened yet is in no ledger. */
export const whyNotYet = (day: Day, today: Day): Problem | null =>
  day <= today
    ? null
    : {
        code: 'funding.ahead',
        message: `${dayInWords(day)} is still ahead. Write down what happened, on the day or after.`,
        field: 'happenedOn',
      }

type Place = { readonly at: number; readonly authorizationId: string | null; readonly share: number | null }
const placesIn = (form: SpendForm): readonly Place[] =>
  places.map((at) => ({ at, authorizationId: form[`authorization${at}`], share: form[`share${at}`] }))

/** The parts of an amount, to the cent and together all of it; or what is to be mended, each at its field. */
export function partsOf(
  form: SpendForm,
  all: readonly Authorization[],
): { readonly parts: readonly Part[]; readonly problems: readonly Problem[] } {
  const filled = placesIn(form).filter(({ authorizationId, share }) => authorizationId !== null || share !== null)
  const problems = [...filled.flatMap((place) => problemOfPlace(place, filled, all) ?? []), ...wholeProblem(filled)]
  const parts = splitCents(
    form.amountCents,
    filled.map(({ share }) => share || 1), // of none there is a problem already
  ).flatMap((cents, index): Part[] => {
    const one = all.find(({ id }) => id === filled[index]?.authorizationId)
    return one ? [{ one, cents, share: filled[index]?.share ?? 0 }] : []
  })
  if (problems.length > 0) return { parts: [], problems }
  if (parts.some(({ cents }) => cents === 0))
    return {
      parts: [],
      problems: [
        {
          code: 'funding.too-small',
          message: 'It is too small to be split: a part would be less than a cent. Choose fewer authorizations.',
          field: 'amountCents',
        },
      ],
    }
  return { parts, problems: filled.flatMap(({ at }, index) => problemOfPart(at, parts[index], form.happenedOn) ?? []) }
}

function problemOfPlace(
  { at, authorizationId, share }: Place,
  filled: readonly Place[],
  all: readonly Authorization[],
): Problem | null {
  const problem = (code: string, field: string, message: string): Problem => ({
    code: `funding.${code}-${at}`,
    message,
    field: `${field}${at}`,
  })
  if (authorizationId === null)
    return problem('no-authorization', 'authorization', 'There is a share, and no authorization. Choose one.')
  if (!all.some(({ id }) => id === authorizationId))
    return problem('gone', 'authorization', 'This authorization is not there any more. Choose another.')
  if (filled.some((other) => other.at < at && other.authorizationId === authorizationId))
    return problem('twice', 'authorization', 'This authorization stands above already. Put both shares together.')
  if (share === null || share === 0) return problem('no-share', 'share', 'Its share is missing. Say how many percent.')
  return null
}

function wholeProblem(filled: readonly Place[]): readonly Problem[] {
  if (filled.some(({ share }) => share === null || share === 0)) return []
  const whole = filled.reduce((sum, { share }) => sum + (share ?? 0), 0)
  return whole === 10_000
    ? []
    : [
        {
          code: 'funding.not-whole',
          message: `The shares come to ${percent(whole)}. They have to come to 100% exactly.`,
          field: `share${filled.at(-1)?.at ?? 1}`,
        },
      ]
}

/** `33.33%`, of hundredths. */
export const percent = (hundredths: number): string =>
  `${(hundredths / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })}%`

function problemOfPart(at: number, part: Part | undefined, day: Day): Problem | null {
  if (!part) return null
  const field = `authorization${at}`
  const against = whyNotOn(part.one, day)
  if (against) return { code: `funding.not-on-${at}`, message: against, field }
  const left = leftOf(part.one)
  return part.cents > left
    ? {
        code: `funding.over-${at}`,
        message: `${inDollars(left)} is left of this authorization, and this takes ${inDollars(part.cents)}. Take less, or have more authorized first.`,
        field,
      }
    : null
}

/** Why an entry is not reversed; null where it may be. */
export function whyNotReversed(entry: Entry, { happenedOn }: ReverseForm): Problem | null {
  if (entry.reversesId !== null)
    return { code: 'funding.is-reversal', message: 'This takes back another entry. Write a new one instead.' }
  if (entry.reversedById !== null)
    return { code: 'funding.reversed', message: 'This was reversed already. It is reversed once only.' }
  const closed = entry.lines.find(({ fundClosedOn }) => fundClosedOn !== null)
  if (closed)
    return { code: 'funding.fund-closed', message: `${closed.fund} is closed. Open it again first, then reverse this.` }
  if (entry.lines.some(({ left, amountCents }) => left !== null && left < amountCents))
    return {
      code: 'funding.encumbrance-used',
      message: 'Some of it was spent or let go. Reverse that first, then this.',
    }
  if (happenedOn < entry.happenedOn)
    return {
      code: 'funding.before-entry',
      message: `It happened on ${dayInWords(entry.happenedOn)}. Reverse it as of that day or later.`,
      field: 'happenedOn',
    }
  return null
}
