import type { Day } from '../../core/day.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import { whoIs } from '../same/rules.ts'
import type {
  Application,
  ApplicationForm,
  CheckForm,
  DecisionForm,
  Opening,
  OpeningForm,
  ReferenceGiven,
  Screening,
} from './model.ts'

/** Who reads and decides applications. What an applicant says of their recovery is read by nobody else. */
export const access = { review: ['administrator', 'coordinator'] } as const

/** Applications from one address of the network: a library may send a few an hour, a flood may not. */
export const applyLimit = { name: 'apply-from', points: 20, seconds: 3_600 } as const

/** Somebody on the roster. */
export type OnRoster = { readonly id: string; readonly name: string; readonly email: string | null }

/**
 * Whom an applicant is on the roster. Anybody may send a name: by their name alone, without the address that goes with it, nobody
 * is taken for a coach unasked.
 */
export function applicantIs({ name, email }: Pick<Application, 'name' | 'email'>, alike: readonly OnRoster[]) {
  const found = whoIs({ name, email }, alike)
  return found.kind === 'known' && found.by === 'name'
    ? ({ kind: 'asked', candidates: [{ who: found.who, reasons: ['the same name'] }] } as const)
    : found
}

/** The address of an opening, from the title of its program: `Post-overdose response` is `post-overdose-response`. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'program'

/** The references that were given, in order; a name without a way to reach it, or the other way round, is asked about. */
export function referencesIn(form: ApplicationForm, wanted: number): Result<readonly ReferenceGiven[]> {
  const all = [
    { name: form.referenceName1, contact: form.referenceContact1 },
    { name: form.referenceName2, contact: form.referenceContact2 },
    { name: form.referenceName3, contact: form.referenceContact3 },
  ].slice(0, wanted)
  const problems = all.flatMap(({ name, contact }, index): Problem[] => [
    ...(name === '' ? [missing(`referenceName${index + 1}`)] : []),
    ...(contact === '' ? [missing(`referenceContact${index + 1}`)] : []),
  ])
  return problems.length > 0 ? refuseAll(problems) : ok(all)
}

const missing = (field: string): Problem => ({ code: 'coaches.missing', message: 'This is missing.', field })

/** Whether an application may be sent: an adult, whom the team can reach, with the references that are asked for. */
export function mayApply(
  opening: Pick<Opening, 'isOpen' | 'referenceCount'>,
  form: ApplicationForm,
): Result<readonly ReferenceGiven[]> {
  if (!opening.isOpen) return refuse('coaches.closed', 'Applications are closed.')
  const references = referencesIn(form, opening.referenceCount)
  const problems = [
    ...(form.email === '' && form.phone === ''
      ? refuse('coaches.no-way', 'Give a mail address or a phone number.', 'email').problems
      : []),
    ...(form.isAdult ? [] : refuse('coaches.not-adult', 'Coaches are 18 or older.', 'isAdult').problems),
    ...(references.ok ? [] : references.problems),
  ]
  return problems.length > 0 ? refuseAll(problems) : references
}

/** What still stands between an applicant and being accepted. */
export function stillOpen(application: Application, { steps, references, isChecked }: Screening): readonly string[] {
  return [
    ...steps.filter(({ doneOn }) => doneOn === null).map(({ title }) => title),
    ...references.filter(({ outcome }) => outcome === null).map(({ name }) => `Hear from ${name}`),
    ...(isChecked && application.checkOutcome === null ? ['Result of the background check'] : []),
  ]
}

/** Whether a decision may be recorded. To accept, all screening is done and the check, if one is asked, is not against it. */
export function mayDecide(
  application: Application,
  screening: Screening,
  form: DecisionForm,
  today: Day,
): Result<DecisionForm> {
  if (application.decision !== null || application.discardedOn !== null)
    return refuse('coaches.decided', 'This application is decided already.')
  if (form.on > today) return refuse('coaches.decision-to-come', 'This day is still to come.', 'on')
  if (form.on < application.submittedOn)
    return refuse('coaches.decision-too-early', 'This day is before the application was sent.', 'on')
  if (form.decision !== 'accepted')
    return form.reason === '' ? refuse('coaches.no-reason', 'Reason is missing.', 'reason') : ok(form)
  const open = stillOpen(application, screening)
  if (open.length > 0)
    return refuse('coaches.not-screened', `Still to do before accepting: ${open.join('; ')}.`, 'decision')
  if (application.checkOutcome === 'not clear')
    return refuse('coaches.not-clear', 'The background check is not clear, so nobody is accepted on it.', 'decision')
  if (application.checkOutcome === 'to be weighed' && form.reason === '')
    return refuse('coaches.no-reason', 'The background check has to be weighed. Say why they are accepted.', 'reason')
  return ok(form)
}

/** Whether the dates of a background check fit each other; a result has a day and an outcome. */
export function mayCheck(form: CheckForm, today: Day): Result<CheckForm> {
  if (form.askedOn > today) return refuse('coaches.check-to-come', 'This day is still to come.', 'askedOn')
  if ((form.resultOn === '') !== (form.outcome === ''))
    return refuse('coaches.check-half', 'A result has a day and an outcome. Give both, or neither yet.', 'resultOn')
  if (form.resultOn !== '' && (form.resultOn < form.askedOn || form.resultOn > today))
    return refuse(
      'coaches.check-order',
      'The result came on the day it was asked for or later, and not after today.',
      'resultOn',
    )
  return ok(form)
}

/** What the page of an opening starts from; the team changes it. Written by hand in both languages. */
export const usual: OpeningForm = {
  isOpen: false,
  doesEn: [
    'Visits people soon after an overdose, together with a teammate.',
    'Listens, and shares what helped others.',
    'Brings naloxone and shows how to use it.',
    'Helps people reach treatment, a meal, a bed or a ride.',
    'Stays in touch for as long as the person wants.',
  ].join('\n'),
  doesNotEn: [
    'Does not diagnose, treat or give medicine.',
    'Does not tell people which road to recovery is right.',
    'Does not lend money or share a home.',
    'Does not go on a first visit alone.',
    'Does not tell others what people say in private.',
  ].join('\n'),
  doesEs: [
    'Visita a las personas poco después de una sobredosis, junto con otra persona del equipo.',
    'Escucha y cuenta lo que ha ayudado a otros.',
    'Lleva naloxona y enseña cómo se usa.',
    'Ayuda a conseguir tratamiento, comida, una cama o transporte.',
    'Sigue en contacto todo el tiempo que la persona quiera.',
  ].join('\n'),
  doesNotEs: [
    'No hace diagnósticos ni da tratamiento o medicinas.',
    'No decide cuál es el camino correcto para recuperarse.',
    'No presta dinero ni comparte vivienda.',
    'No va a una primera visita sin compañía.',
    'No cuenta a otros lo que las personas dicen en privado.',
  ].join('\n'),
  steps: ['Talk on the phone', 'Meet in person'].join('\n'),
  referenceCount: 2,
  isChecked: true,
  keepMonths: 24,
}
