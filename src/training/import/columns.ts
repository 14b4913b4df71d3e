import type { Sheet } from '../../platform/sheet/sheet.ts'
import { type Columns, type Field, fields } from './model.ts'
import { listed, markOf, outcomeOf } from './outcomes.ts'

// Headings as people write them, in plain letters; English and Spanish.
const headings: Readonly<Record<Exclude<Field, 'outcome'>, readonly string[]>> = {
  name: listed(
    'name, coach, coach name, full name, participant, participant name, attendee, attendee name',
    'trainee, trainee name, student, student name, learner, nombre, nombre completo',
    'nombre y apellido, nombre y apellidos, participante, asistente',
  ),
  firstName: ['first name', 'first', 'given name', 'forename', 'nombre de pila', 'primer nombre'],
  lastName: ['last name', 'last', 'surname', 'family name', 'apellido', 'apellidos'],
  email: ['email', 'e mail', 'email address', 'mail', 'mail address', 'correo', 'correo electronico'],
  course: listed(
    'course, class, training, course title, course name, class name, training name, training title',
    'curso, clase, capacitacion, taller, nombre del curso',
  ),
  sessionOn: listed(
    'session, session date, session day, class date, training date, start date, starts on',
    'first day, started, fecha de inicio, fecha de la clase, fecha del curso',
  ),
  hours: ['hours', 'hrs', 'hours attended', 'attended hours', 'hours completed', 'attended', 'horas'],
  on: listed(
    'completed on, completion date, date completed, date of completion, completed at, date, day',
    'completed, completion, finished, end date, last day, fecha de finalizacion, fecha de termino',
    'fecha, completado, finalizado',
  ),
}

const outcomeHeadings: readonly string[] = listed(
  'outcome, result, status, completed yes no, passed, resultado, estado, estatus',
)
// A heading of these words alone asks whether, or how, somebody came through: "Completed the course?", "¿Terminó?".
const asksOutcome =
  /\b(?:complet\w*|incomplete|pass(?:ed)?|fail(?:ed)?|graduat\w*|finish(?:ed)?|outcomes?|results?|status|attend(?:ed|ance)?|present|certified|no show|dropped|dropout|withdr\w+|aprob\w+|termin[oa]\w*|finaliz\w+|asisti\w*|asistencia|gradu[ao]\w*|estado|estatus|resultados?|retir\w+|abandon\w+|grades?|scores?|calificaci\w+|exit|discharge\w*|disposition|standing|conclusion|evaluat\w+|approved|attained)\b/
const besideOutcome = new Set(
  [
    'the a of did they he she it has have was is y n yes no x if or and not in out full fully program programme session',
    'p f pf percent percentage course class training workshop academy participant coach trainee successfully final mark el la los las un una de del',
    'curso clase capacitacion taller programa sesion si se o participante con exito',
  ].flatMap((line) => line.split(' ')),
)

/** What a sheet says about its own columns. Where `maybeOutcome` names columns, a person must say which of them, if any, is the outcome. */
export type Recognised = { readonly columns: Columns; readonly maybeOutcome: readonly number[] }

type Plain = (text: string) => string

/**
 * Which columns hold what, by their headings and by what stands in them: a column of yes and no is never a day, and one of
 * outcomes is never passed over. Each column and each field is taken once; `plain` is how texts are compared.
 */
export function recognise(sheet: Pick<Sheet, 'columns' | 'rows'>, plain: Plain): Recognised {
  const written = sheet.columns.map(plain)
  const seen = valuesOf(sheet)
  const kinds = written.map((heading, at) => kindOf(heading, seen[at] ?? { values: [], isLong: false }, plain))
  const found: Partial<Record<Field, number>> = {}
  for (const field of fields) {
    if (field === 'outcome') continue
    const at = headings[field]
      .map((heading) =>
        written.findIndex((one, index) => one === heading && !(mayBeOutcome.has(field) && kinds[index]?.isOutcome)),
      )
      .find((index) => index !== -1 && !Object.values(found).includes(index))
    if (at !== undefined) found[field] = at
  }
  const free = kinds.map((kind, at) => (Object.values(found).includes(at) ? nothing : kind))
  const sure = indexesOf(free, (kind) => kind.isOutcome)
  if (sure.length > 1) return { columns: found, maybeOutcome: sure }
  const headed = outcomeHeadings
    .map((heading) => written.indexOf(heading))
    .filter((at) => at !== -1 && free[at] !== nothing)
  const maybe = indexesOf(free, (kind) => kind.isMaybe)
  const outcome = sure[0] ?? headed.find((at) => free[at]?.isFilled) ?? (maybe.length === 0 ? headed[0] : undefined)
  return outcome === undefined
    ? { columns: found, maybeOutcome: maybe }
    : { columns: { ...found, outcome }, maybeOutcome: [] }
}

// Fields whose headings a column of yes and no may bear as well: "Completed", "Started", "Attended".
const mayBeOutcome: ReadonlySet<Field> = new Set(['on', 'sessionOn', 'hours'])

const indexesOf = <T>(all: readonly T[], is: (one: T) => boolean): readonly number[] =>
  all.flatMap((one, at) => (is(one) ? [at] : []))

type Kind = { readonly isFilled: boolean; readonly isOutcome: boolean; readonly isMaybe: boolean }
const nothing: Kind = { isFilled: false, isOutcome: false, isMaybe: false }

/** Whether a column tells outcomes, or may: by its values, and by whether its heading asks for one. */
function kindOf(heading: string, { values, isLong }: Seen, plain: Plain): Kind {
  if (values.length === 0) return { ...nothing, isFilled: isLong, isMaybe: isLong && asksForOutcome(heading) }
  const hasWord = values.some((text) => outcomeOf(plain(text)) !== null)
  const isAll = !isLong && values.every((text) => outcomeOf(plain(text)) !== null || markOf(text, plain(text)) !== null)
  const isDigits = values.every((text) => /^\d+$/.test(text))
  const asks = asksForOutcome(heading) && !(isDigits && /\b(?:hours|hrs|horas)\b/.test(heading))
  const isOutcome = isAll ? hasWord || asks : asks && hasWord && !isLong && !values.some((text) => /\d/.test(text))
  // Under a heading that asks how it ended nothing is passed over but days: who did not complete is never counted unasked.
  const isUnread = asks && !values.every((text) => dayShape.test(text))
  return { isFilled: true, isOutcome, isMaybe: isUnread || hasWord || (isAll && !(isDigits && values.length === 1)) }
}
const dayShape =
  /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?!\d)|^\d{1,2}[- ]?\p{L}{3,}|^\p{L}{3,}\.? \d{1,2}(?:,|st|nd|rd|th| |$)/u

const asksForOutcome = (heading: string): boolean =>
  asksOutcome.test(heading) &&
  heading
    .replace(new RegExp(asksOutcome, 'g'), '')
    .split(' ')
    .every((word) => word === '' || besideOutcome.has(word))

// Enough to tell what a column is for; what comes later is judged row by row.
const mostRows = 5_000
const mostValues = 60
const longestMark = 30

/** The different short texts of a column; `isLong` where it holds longer ones, or more of them than outcomes would be. */
type Seen = { readonly values: readonly string[]; readonly isLong: boolean }

function valuesOf({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): readonly Seen[] {
  const seen = columns.map(() => ({ texts: new Set<string>(), isLong: false }))
  for (const { cells } of rows.slice(0, mostRows))
    for (const [at, text] of cells.entries()) {
      const column = seen[at]
      if (!column || text === '') continue
      if (text.length > longestMark) column.isLong = true
      else column.texts.add(text)
    }
  return seen.map(({ texts, isLong }) => ({ values: [...texts], isLong: isLong || texts.size > mostValues }))
}
