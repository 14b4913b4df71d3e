import { addDays, addMonths, type Day, dayInWords, daysBetween, lastDayOf, monthOf } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Credential, Hours, Rule, RuleForm, State, Step, Term } from './model.ts'
import { lackIn } from './sentence.ts'

/** Who may pass which door. What is one's own is under `/mine` and asks for no other right. */
export const access = {
  read: ['administrator', 'coordinator'],
  write: ['administrator', 'coordinator'],
  /** What a kind of credential asks is for the administrator to say. */
  rules: ['administrator'],
} as const

/** The one table of steps: in which state, which steps lead on. Time does the others. */
export const table: Readonly<Record<State, readonly Step[]>> = {
  'in progress': ['submit'],
  submitted: ['return', 'grant'],
  valid: [],
  due: ['renew'],
  'late window': ['renew'],
  lapsed: ['reapply'],
  reapply: ['submit'],
}

type Dated = Pick<Credential, 'begunOn' | 'submittedOn' | 'terms'>

/** Where a credential stands on a day. A term holds through its last day, the late window through its own. */
export function stateOn({ begunOn, submittedOn, terms }: Dated, day: Day): State {
  const term = terms.findLast(({ fromOn }) => fromOn <= day)
  const isBegunAnew = term !== undefined && begunOn > term.fromOn && begunOn <= day
  if (!term || isBegunAnew) {
    if (submittedOn !== null && submittedOn <= day) return 'submitted'
    return isBegunAnew ? 'reapply' : 'in progress'
  }
  const { noticeFrom, expiresOn, lateUntil } = term
  if (noticeFrom === null || expiresOn === null || lateUntil === null || day < noticeFrom) return 'valid'
  if (day <= expiresOn) return 'due'
  return day <= lateUntil ? 'late window' : 'lapsed'
}

/** Only what is valid or due counts as certified. */
export const isCertified = (state: State): boolean => state === 'valid' || state === 'due'

/** The rule of a kind in force on a day: the newest that has begun. Before the first one, the first holds. */
export const ruleOn = (rules: readonly Rule[], day: Day): Rule | undefined =>
  [...rules].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)).findLast((one) => one.effectiveOn <= day) ??
  [...rules].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))[0]

/**
 * The term that begins on a day. It ends with the last day of the month due; a renewal counts on from the month that was due,
 * so renewing early or late moves no month. `expiresOn` is what the certificate itself says, where it is known.
 */
export function termFrom(rule: Rule, fromOn: Day, before: Term | null, expiresOn?: Day): Term {
  if (rule.renewalMonths === 0 && !expiresOn) return { fromOn, noticeFrom: null, expiresOn: null, lateUntil: null }
  const last = expiresOn ?? lastDayOf(addMonths(monthOf(before?.expiresOn ?? fromOn), rule.renewalMonths))
  return {
    fromOn,
    noticeFrom: later(fromOn, addDays(last, -rule.noticeDays)),
    expiresOn: last,
    lateUntil: addDays(last, rule.lateDays),
  }
}

/** Adds up hours, in hundredths so that no dust gathers. */
export const total = (
  all: readonly Pick<Hours, 'hours' | 'ethicsHours'>[],
): { hours: number; ethicsHours: number } => ({
  hours: all.reduce((sum, one) => sum + Math.round(one.hours * 100), 0) / 100 + 0,
  ethicsHours: all.reduce((sum, one) => sum + Math.round(one.ethicsHours * 100), 0) / 100 + 0,
})

/**
 * The hours that count for a renewal on a day: those after the day of the last grant or renewal, up to this day. So an hour
 * counts for one period and no other. An entry that was taken back counts for none, whenever that was written down.
 */
export const countingHours = (all: readonly Hours[], lastOn: Day, on: Day): readonly Hours[] =>
  standing(all).filter((one) => one.on > lastOn && one.on <= on)

/** Without what was taken back, and what took it back. */
export function standing(all: readonly Hours[]): readonly Hours[] {
  const takenBack = new Set(all.flatMap(({ reversesId }) => reversesId ?? []))
  return all.filter(({ key, reversesId }) => reversesId === null && !takenBack.has(key))
}

/** What is missing for the next step, in words, one line each; none when all is there. */
export function missing(
  { begunOn, submittedOn, terms, referenceCount }: Dated & Pick<Credential, 'referenceCount'>,
  {
    rule,
    hours,
    on,
    language = 'en',
  }: { readonly rule: Rule; readonly hours: readonly Hours[]; readonly on: Day; readonly language?: Language },
): readonly string[] {
  const say = lackIn[language]
  const state = stateOn({ begunOn, submittedOn, terms }, on)
  if (state === 'in progress' || state === 'reapply') {
    const first = rule.courseMonths === 0 ? '' : monthsBefore(on, rule.courseMonths)
    const lapsedOn = state === 'reapply' ? (terms.findLast((term) => term.fromOn <= on)?.expiresOn ?? '') : ''
    const all = standing(hours).filter((one) => one.on <= on && one.on > lapsedOn)
    const course = total(all.filter((one) => one.courseKind === rule.courseKind && one.on >= first))
    const further = total(all.filter((one) => one.courseKind !== rule.courseKind))
    // Course hours beyond those asked are further hours.
    const spare = Math.max(0, course.hours - rule.courseHours)
    return [
      ...some(rule.courseHours - course.hours, (lacks) => say.course(lacks, rule.courseKind)),
      ...some(rule.furtherHours - further.hours - spare, say.further),
      ...some(rule.referenceCount - referenceCount, say.references),
    ]
  }
  const last = terms.findLast((term) => term.fromOn <= on)
  if (!last?.expiresOn || state === 'submitted' || state === 'lapsed') return []
  const done = total(countingHours(hours, last.fromOn, on))
  return [
    ...some(rule.continuingHours - done.hours, say.continuing),
    ...some(rule.ethicsHours - done.ethicsHours, say.ethics),
  ]
}

/** Whether a step may be taken, and what it makes of the credential. */
export function mayStep(
  credential: Dated & Pick<Credential, 'referenceCount'>,
  { step, on, today, rule, hours }: StepAsked,
): Result<{ readonly begunOn: Day; readonly submittedOn: Day | null; readonly term: Term | null }> {
  if (on > today) return refuse('credentials.future', `This day is ahead. Enter it once it has come.`, 'on')
  const since = newest(credential)
  if (on < since)
    return refuse(
      'credentials.too-early',
      `The last step was on ${dayInWords(since)}. This one cannot be earlier.`,
      'on',
    )
  const state = stateOn(credential, on)
  if (!table[state].includes(step)) return refuse('credentials.step', forbidden(credential, state, step, on), 'step')
  const { begunOn, submittedOn } = credential
  const last = credential.terms.at(-1) ?? null
  if (step === 'submit' || step === 'renew') {
    const lacks = missing(credential, { rule, hours, on })
    if (lacks.length > 0) return refuse('credentials.missing', `Still missing: ${lacks.join('; ')}.`, 'step')
  }
  switch (step) {
    case 'submit':
      return ok({ begunOn, submittedOn: on, term: null })
    case 'return':
      return ok({ begunOn, submittedOn: null, term: null })
    case 'grant':
      return ok({ begunOn, submittedOn, term: termFrom(rule, on, null) })
    case 'renew':
      return ok({ begunOn, submittedOn, term: termFrom(rule, on, last) })
    case 'reapply':
      return ok({ begunOn: on, submittedOn: null, term: null })
  }
}

export type StepAsked = {
  readonly step: Step
  readonly on: Day
  readonly today: Day
  readonly rule: Rule
  readonly hours: readonly Hours[]
}

/** Whether a table of rules can be: no more ethics than hours, and a notice that fits into the term. */
export function mayRule(form: Omit<RuleForm, 'effectiveOn'>): Result<null> {
  const problems: Problem[] = []
  if (form.ethicsHours > form.continuingHours)
    problems.push({
      code: 'credentials.ethics-above',
      message: 'Hours of ethics are part of continuing education, so they cannot be more than it.',
      field: 'ethicsHours',
    })
  if (form.renewalMonths > 0 && form.noticeDays > form.renewalMonths * 28)
    problems.push({
      code: 'credentials.notice-above',
      message: 'The notice would begin before the credential does. Enter fewer days.',
      field: 'noticeDays',
    })
  return problems.length > 0 ? refuseAll(problems) : ok(null)
}

const reminders = [30, 60, 90] as const
export type ReminderKind = '90 days' | '60 days' | '30 days' | 'late window'

/** The reminder that is due on a day: the nearest one only, so that after a pause nobody gets three at once. */
export function reminderDue({ expiresOn, lateUntil }: Term, day: Day): ReminderKind | null {
  if (expiresOn === null || lateUntil === null) return null
  const left = daysBetween(day, expiresOn)
  if (left < 0) return day <= lateUntil ? 'late window' : null
  const within = reminders.find((days) => left <= days)
  return within === undefined ? null : `${within} days`
}

/** The first day from which a step may be dated. */
const newest = ({ begunOn, submittedOn, terms }: Dated): Day =>
  [begunOn, submittedOn ?? '', terms.at(-1)?.fromOn ?? ''].reduce(later)

function forbidden(credential: Dated, state: State, step: Step, on: Day): string {
  const term = credential.terms.findLast(({ fromOn }) => fromOn <= on)
  if (step === 'renew' && state === 'valid')
    return term?.noticeFrom
      ? `It can be renewed from ${dayInWords(term.noticeFrom)} on.`
      : 'It never has to be renewed.'
  if (step === 'renew' && state === 'lapsed') return 'The late window is over. It has lapsed: begin again as new.'
  return `On ${dayInWords(on)} it is ${state}: this step does not lead on from there.`
}

const later = (one: Day, other: Day): Day => (one > other ? one : other)
const some = (lacks: number, say: (lacks: number) => string): string[] => (lacks > 0 ? [say(lacks)] : [])

/** The same day so many months earlier, or the last of that month where it has no such day. */
function monthsBefore(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), -months)
  const asked = `${month}-${day.slice(8)}`
  return asked < lastDayOf(month) ? asked : lastDayOf(month)
}
