import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { daysInWords } from '../words.ts'
import type { Preview } from './actions.ts'
import type { FateKind, Fault } from './model.ts'

const rowsAPage = 50

/** Row by row, what an import would do. */
export function PreviewTable({
  preview,
  show,
  pageNumber,
}: {
  preview: Preview
  show: FateKind | null
  pageNumber: number
}): JSX.Element {
  const { reading, fates, sheet } = preview
  const readAt = new Map(reading.rows.map((row, at) => [row.line, at]))
  const kindOf = (line: number): FateKind => fates[readAt.get(line) ?? -1]?.kind ?? 'fault'
  const shown = (show === null ? sheet.rows : sheet.rows.filter((row) => kindOf(row.line) === show)).slice(
    (pageNumber - 1) * rowsAPage,
    pageNumber * rowsAPage,
  )
  return (
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
          cells: at === undefined ? unread(row.line, reading.faults.get(row.line) ?? [], row.cells) : read(preview, at),
        }
      })}
      empty="No row of this kind."
    />
  )
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

const unread = (
  line: number,
  faults: readonly Fault[],
  cells: readonly string[],
): JSX.Element[] | (JSX.Element | string | number)[] => [
  line,
  <Faults key="faults" faults={faults} />,
  <span key="cells" class="quiet">
    {cells.filter(Boolean).join(' · ').slice(0, 120)}
  </span>,
  '',
  '',
  '',
  '',
]

function read({ reading, fates, matches, known }: Preview, at: number): (JSX.Element | string | number)[] {
  const row = reading.rows[at]
  const fate = fates[at]
  if (!row || !fate) return []
  const match = matches[row.person]
  const session = known.sessions.find((one) => one.id === row.sessionId)
  const course = known.courses.find((one) => one.id === row.courseId)?.title ?? ''
  const name = match?.kind === 'known' ? match.name : (reading.people[row.person]?.name ?? '')
  const what = {
    new: match?.kind === 'new' ? 'added, with a new coach' : 'added',
    already: 'on record already',
    twice: fate.kind === 'twice' ? `same as row ${fate.same}` : '',
    fault: fate.kind === 'fault' ? <Faults key="faults" faults={fate.faults} /> : '',
  }[fate.kind]
  return [
    row.line,
    what,
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
