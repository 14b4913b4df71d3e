import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { SheetRow } from '../../platform/sheet/sheet.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { daysInWords } from '../words.ts'
import type { Preview } from './actions.ts'
import type { FateKind, Fault, Question } from './model.ts'
import { WhoIsIt } from './who.tsx'

const rowsAPage = 50

/** Row by row, what an import would do. */
export function PreviewTable({
  visit,
  id,
  preview,
  show,
  pageNumber,
}: {
  visit: Visit
  id: string
  preview: Preview
  show: FateKind | null
  pageNumber: number
}): JSX.Element {
  const { reading, fates, sheet } = preview
  const readAt = new Map(reading.rows.map((row, at) => [row.line, at]))
  const kindOf = (line: number): FateKind =>
    fates[readAt.get(line) ?? -1]?.kind ?? (reading.out.has(line) ? 'out' : 'fault')
  const shown = (show === null ? sheet.rows : sheet.rows.filter((row) => kindOf(row.line) === show)).slice(
    (pageNumber - 1) * rowsAPage,
    pageNumber * rowsAPage,
  )
  const table = (
    <RecordTable
      caption="Rows of the sheet and what they would do"
      columns={[
        { name: 'Row', isNumber: true },
        { name: 'What happens' },
        { name: 'Coach' },
        { name: 'Class' },
        { name: 'Outcome' },
        { name: 'On' },
        { name: 'Hours', isNumber: true },
      ]}
      rows={shown.map((row) => {
        const at = readAt.get(row.line)
        return {
          key: String(row.line),
          cells: at === undefined ? unread(row, reading) : read(visit, preview, at),
        }
      })}
      empty="No row of this kind."
    />
  )
  if (!shown.some(({ line }) => questionOf(preview, readAt.get(line) ?? -1))) return table
  return (
    <form method="post" action={visit.to(`/training/import/${id}/people`)}>
      {show && <Hidden name="show" value={show} />}
      {table}
      <p class="form-acts after-things">
        <button type="submit" class="button second">
          Keep these answers
        </button>
      </p>
    </form>
  )
}

/** The question that is asked in a row: once a person, in the first row that names them. */
function questionOf({ reading, matches }: Preview, at: number): Question | null {
  const row = reading.rows[at]
  const question = row && matches[row.person]?.question
  return question && question.at === row.person && reading.people[row.person]?.line === row.line ? question : null
}

const Faults = ({ faults }: { faults: readonly Fault[] }): JSX.Element => (
  <ul class="faults">
    {faults.map((fault) => (
      <li key={fault.message}>
        {fault.column !== '' && <strong>{fault.column}: </strong>}
        {fault.message}
      </li>
    ))}
  </ul>
)

const unread = ({ line, cells }: SheetRow, { out, faults }: Preview['reading']): (JSX.Element | string | number)[] => [
  line,
  out.has(line) ? `Left out. ${out.get(line)}` : <Faults key="faults" faults={faults.get(line) ?? []} />,
  <span key="cells" class="quiet">
    {cells.filter(Boolean).join(' · ').slice(0, 120)}
  </span>,
  '',
  '',
  '',
  '',
]

function read(visit: Visit, preview: Preview, at: number): (JSX.Element | string | number)[] {
  const { reading, fates, matches, known } = preview
  const row = reading.rows[at]
  const fate = fates[at]
  if (!row || !fate) return []
  const match = matches[row.person]
  const session = known.sessions.find((one) => one.id === row.sessionId)
  const course = known.courses.find((one) => one.id === row.courseId)?.title ?? ''
  const written = reading.people[row.person]
  const name = match?.kind === 'known' ? match.name : (written?.name ?? '')
  const question = questionOf(preview, at)
  const askedIn = match?.question && reading.people[match.question.at]?.line
  const what = {
    new: match?.kind === 'new' ? 'added, with a new coach' : 'added',
    already: 'on record already',
    asked: question ? '' : `the answer of row ${askedIn} holds here too`,
    out: 'left out',
    twice: fate.kind === 'twice' ? `same as row ${fate.same}` : '',
    fault: fate.kind === 'fault' ? <Faults key="faults" faults={fate.faults} /> : '',
  }[fate.kind]
  return [
    row.line,
    <>
      {what} {question && written && <WhoIsIt visit={visit} person={written} question={question} />}
    </>,
    name,
    <>
      {course} <span class="quiet">{session ? daysInWords(session) : 'elsewhere'}</span>
    </>,
    row.outcome,
    <span key="on" class="day">
      {dayInWords(row.on)}
    </span>,
    row.hours === null ? '' : `${row.hours}${row.hasFormula ? ' (formula)' : ''}`,
  ]
}
