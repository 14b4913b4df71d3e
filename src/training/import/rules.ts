import type { Day } from '../../core/day.ts'
import type { Outcome } from '../sessions/model.ts'
import { type Columns, type Field, fields } from './model.ts'

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

/** One seat or outcome that is on record already. */
export type OnRecord = {
  readonly coachId: string
  readonly courseId: string
  readonly sessionId: string | null
  readonly outcome: Outcome
  readonly on: Day | null
}
