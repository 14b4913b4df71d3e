import { wallIn } from '../../../core/clock.ts'
import { type Described, fieldsOf } from '../../../core/field.ts'
import { type DayOrder, dayOrderOf, type Form, isTotal, readDay } from '../../../platform/sheet/values.ts'
import { problemsOfReferral } from '../../receive/rules.ts'
import { type PartnerReferral, partnerForm } from '../model.ts'
import { type FileField, type FileReading, isFormField, type ReadRow, type RowFault, type Rows } from './model.ts'

export type At = { readonly now: Date; readonly zone: string }

/** The rows of a file as referrals, and by line what is wrong with the others. `dayForm` says whether the order of its days is asked. */
export type ReadFile = {
  readonly good: readonly ReadRow[]
  readonly faults: ReadonlyMap<number, readonly RowFault[]>
  readonly dayForm: Form<DayOrder>
  readonly isOpen: boolean
}

const dayFields: readonly FileField[] = ['occurredOn', 'occurredAt', 'bornOn']
const formFields = fieldsOf(partnerForm)

/** Reads every row as the form would have sent it: the same fields, parsed by the same schema, refused by the same rules. */
export function readFile({ columns: headed, rows }: Rows, reading: FileReading, at: At): ReadFile {
  const { columns } = reading
  const days = rows.flatMap(({ cells }) => dayFields.flatMap((field) => cells[columns[field] ?? -1] ?? []))
  const dayForm = dayOrderOf(new Set(days.filter((text) => text !== '')))
  const order = dayForm.kind === 'certain' ? dayForm.form : reading.dayOrder
  if (dayForm.kind === 'ask' && order === null) return { good: [], faults: new Map(), dayForm, isOpen: true }
  const good: ReadRow[] = []
  const faults = new Map<number, readonly RowFault[]>()
  for (const { line, cells, fault } of rows) {
    if (fault !== undefined) {
      faults.set(line, [{ column: '', message: fault }])
      continue
    }
    const read = rowOf(cells, reading, { ...at, order })
    const named = (field: string): string => headed[columnBehind(columns, field) ?? -1] ?? ''
    if ('form' in read) good.push({ line, form: read.form })
    else
      faults.set(
        line,
        read.faults.map(({ field, message }) => ({ column: named(field), message })),
      )
  }
  return { good, faults, dayForm, isOpen: false }
}

/** The column that a field came from, also where a cell holds two of them. */
const columnBehind = (columns: FileReading['columns'], field: string): number | undefined => {
  const others: readonly FileField[] =
    field === 'name' ? ['lastName', 'firstName'] : field.startsWith('occurred') ? ['occurredAt'] : []
  return [field as FileField, ...others].map((one) => columns[one]).find((at) => at !== undefined)
}

type FieldFault = { readonly field: string; readonly message: string }
type ReadCells = { readonly form: PartnerReferral } | { readonly faults: readonly FieldFault[] }

function rowOf(
  cells: readonly string[],
  { columns, source }: FileReading,
  at: At & { readonly order: DayOrder | null },
): ReadCells {
  const faults: FieldFault[] = []
  let timeBeside: string | null = null
  const typed: Record<string, string> = { source: source ?? '' }
  const textOf = (field: FileField): string => (cells[columns[field] ?? -1] ?? '').trim()
  for (const field of Object.keys(columns) as FileField[]) {
    const text = textOf(field)
    if (text === '' || !isFormField(field)) continue
    const read = dayFields.includes(field) ? dayTyped(text, at) : asTyped(text, formFields.get(field))
    if (typeof read === 'string') typed[field] = read
    if (field === 'occurredOn') timeBeside = timeIn(text)
    if (typeof read !== 'string') faults.push({ field, message: read.wrong })
  }
  const name = [textOf('firstName'), textOf('lastName')].filter(Boolean).join(' ')
  if (name !== '' && !typed.name) typed.name = name
  if (typed.name !== undefined && !typed.phone && isTotal(typed.name))
    faults.push({
      field: 'name',
      message: `“${typed.name.slice(0, 40)}” sums up other rows. If it is a person, give their phone number.`,
    })
  const moment = textOf('occurredAt')
  if (moment !== '') {
    const wall = withZone.test(moment) ? wallIn(at.zone, new Date(moment)) : null
    const day = wall?.day ?? dayTyped(moment, at)
    const time = wall?.time ?? timeIn(moment)
    if (typeof day === 'string') {
      typed.occurredOn ??= day
      if (time !== null) typed.occurredTime ??= time
    } else faults.push({ field: 'occurredAt', message: day.wrong })
  }
  // A day that a program wrote as midnight says nothing of the hour.
  if (timeBeside !== null && timeBeside !== '00:00') typed.occurredTime ??= timeBeside
  if (faults.length > 0) return { faults }
  const form = partnerForm.safeParse(typed)
  if (!form.success)
    return { faults: form.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) }
  const problems = problemsOfReferral(form.data, at)
  return problems.length === 0
    ? { form: form.data }
    : { faults: problems.map(({ field = '', message }) => ({ field, message })) }
}

const dayTyped = (text: string, { order, zone }: At & { readonly order: DayOrder | null }) => readDay(text, order, zone)

/** What a cell says in the words of its field: `English` as `en`, `Yes` as a tick, `6:05 PM` as `18:05`. */
function asTyped(text: string, is: Described | undefined): string | { readonly wrong: string } {
  const plain = text.toLowerCase()
  if (is?.look === 'tick') {
    if (yes.has(plain)) return 'yes'
    return no.has(plain) ? '' : { wrong: `${is.label} is yes or no.` }
  }
  if (is?.look === 'time') return timeIn(text) ?? text
  if (is?.look !== 'choice') return text
  const found = is.options?.find(({ value, name }) => value.toLowerCase() === plain || name.toLowerCase() === plain)
  return found?.value ?? (plain === 'unknown' || plain === 'n/a' ? '' : text)
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'si', 'sí'])
const no = new Set(['no', 'n', 'false', '0'])

/** A moment as systems stamp it (RFC 3339), with its zone. */
const withZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

const clock = /(?:^|[T ,])(\d{1,2}|\d{6,7}):([0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?$/i

/** The time of the day at the end of a text, as `18:05`; null where there is none, or it names a zone. */
export function timeIn(text: string): string | null {
  const [, written = '', minute = '', half] = clock.exec(text.trim()) ?? []
  if (written === '') return null
  // A cell of a workbook that holds a day and shows the hour alone has all hours since 1900.
  const hour = written.length > 2 ? String(Number(written) % 24) : written
  const late = half?.toLowerCase() === 'p'
  const of24 = half ? (Number(hour) % 12) + (late ? 12 : 0) : Number(hour)
  return of24 < 24 && (!half || (Number(hour) >= 1 && Number(hour) <= 12))
    ? `${String(of24).padStart(2, '0')}:${minute}`
    : null
}
