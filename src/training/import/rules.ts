import type { Day } from '../../core/day.ts'
import type { Outcome } from '../sessions/model.ts'
import { type Columns, type Field, fields, type Match, type SheetPerson } from './model.ts'

// Headings as people write them, in plain letters; English and Spanish.
const headings: Readonly<Record<Field, readonly string[]>> = {
  name: [
    'name',
    'coach',
    'coach name',
    'full name',
    'participant',
    'participant name',
    'attendee',
    'trainee',
    'nombre',
    'nombre completo',
  ],
  firstName: ['first name', 'first', 'given name', 'forename', 'nombre de pila'],
  lastName: ['last name', 'last', 'surname', 'family name', 'apellido', 'apellidos'],
  email: ['email', 'e mail', 'email address', 'mail', 'mail address', 'correo', 'correo electronico'],
  course: ['course', 'class', 'training', 'course title', 'course name', 'training name', 'curso'],
  sessionOn: [
    'session',
    'session date',
    'session day',
    'class date',
    'training date',
    'start date',
    'starts on',
    'first day',
    'started',
    'fecha de inicio',
  ],
  hours: ['hours', 'hrs', 'hours attended', 'attended hours', 'attended', 'horas'],
  outcome: ['outcome', 'result', 'status', 'completed yes no', 'passed', 'resultado', 'estado'],
  on: [
    'completed on',
    'date',
    'day',
    'completed',
    'completion date',
    'date completed',
    'completed at',
    'finished',
    'end date',
    'last day',
    'fecha',
  ],
}

/** Which columns hold what, by their headings. Each column and each field is taken once; `plain` is how headings are compared. */
export function columnsByHeading(columns: readonly string[], plain: (text: string) => string): Columns {
  const written = columns.map(plain)
  const found: Partial<Record<Field, number>> = {}
  for (const field of fields) {
    const at = headings[field]
      .map((heading) => written.indexOf(heading))
      .find((index) => index !== -1 && !Object.values(found).includes(index))
    if (at !== undefined) found[field] = at
  }
  return found
}

const outcomeWords: ReadonlyMap<string, Outcome> = new Map(
  Object.entries({
    completed: [
      'completed',
      'complete',
      'passed',
      'pass',
      'yes',
      'y',
      'graduated',
      'certified',
      'done',
      'completo',
      'completado',
      'si',
    ],
    'did not complete': ['did not complete', 'not completed', 'incomplete', 'failed', 'fail', 'no', 'n', 'no completo'],
    'no-show': ['no show', 'noshow', 'absent', 'did not attend', 'no asistio', 'ausente'],
    withdrawn: ['withdrawn', 'withdrew', 'dropped', 'dropped out', 'cancelled', 'canceled', 'se retiro'],
  } satisfies Record<Exclude<Outcome, 'enrolled'>, string[]>).flatMap(([outcome, words]) =>
    words.map((word) => [word, outcome as Outcome] as const),
  ),
)

/** An outcome as people write it, compared in plain letters; null if it is none that is known. */
export const outcomeOf = (plainText: string): Outcome | null => outcomeWords.get(plainText) ?? null

/** What the roster knows of a person of the sheet: the coach with the mail address, and those whose name reads the same. */
export type KnownAs = {
  readonly byEmail: { readonly id: string; readonly name: string } | null
  readonly namesakes: number
  readonly namesake: { readonly id: string; readonly name: string; readonly email: string | null } | null
}

/**
 * Whom each person of a sheet is taken for: the coach with that mail address; else the only coach of that name, unless the
 * mail address says it is another; else somebody new. People of the sheet with one mail address, or with one name of
 * whom at most one gives an address, are the same new coach. What cannot be told is unclear, and never guessed.
 */
export function matchPeople(people: readonly SheetPerson[], known: readonly KnownAs[]): readonly Match[] {
  const matches = people.map((person, index) => knownMatch(person, known[index]))
  const byEmail = new Map<string, number>()
  const byName = new Map<string, Set<number>>()
  for (const [index, person] of people.entries()) {
    if (matches[index] || person.email === '') continue
    const first = byEmail.get(person.email)
    if (first === undefined) {
      byEmail.set(person.email, index)
      byName.set(person.search, (byName.get(person.search) ?? new Set()).add(index))
    }
  }
  const nameless = new Map<string, number>()
  return people.map((person, index): Match => {
    const match = matches[index]
    if (match) return match
    if (person.email !== '') return sameAddress(person, index, byEmail.get(person.email) ?? index, people)
    const [only, ...others] = byName.get(person.search) ?? []
    if (others.length > 0)
      return {
        kind: 'unclear',
        message: `Two people of this sheet are called ${person.name}. Give the mail address in this row too.`,
      }
    const key = only ?? nameless.get(person.search) ?? index
    nameless.set(person.search, key)
    return { kind: 'new', key }
  })
}

function knownMatch({ name, email }: SheetPerson, known: KnownAs | undefined): Match | null {
  if (!known) return null
  if (known.byEmail) return { kind: 'known', coachId: known.byEmail.id, name: known.byEmail.name }
  if (known.namesakes === 0 || !known.namesake) return null
  if (known.namesakes > 1)
    return {
      kind: 'unclear',
      message: `${known.namesakes} coaches are called ${name}. Give the mail address of the one who is meant.`,
    }
  if (email !== '' && known.namesake.email)
    return {
      kind: 'unclear',
      message: `${known.namesake.name} is on the roster with another mail address. Correct the address, or add the second person of this name under Coaches first.`,
    }
  return { kind: 'known', coachId: known.namesake.id, name: known.namesake.name }
}

function sameAddress(person: SheetPerson, index: number, first: number, people: readonly SheetPerson[]): Match {
  const other = people[first]
  return first === index || other?.search === person.search
    ? { kind: 'new', key: first }
    : { kind: 'unclear', message: `Row ${other?.line} gives this mail address to ${other?.name}.` }
}

/** One seat or outcome that is on record already. */
export type OnRecord = {
  readonly coachId: string
  readonly courseId: string
  readonly sessionId: string | null
  readonly outcome: Outcome
  readonly on: Day | null
}
