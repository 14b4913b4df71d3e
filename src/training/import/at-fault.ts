import type { Preview } from './actions.ts'
import type { Fault, Question, SheetPerson } from './model.ts'

type Cells = readonly (string | number)[]

/**
 * What an import holds back, as a sheet to mend and send again: rows at fault and rows that are asked about, in the order of the
 * sheet, each with its row, its column and what is wrong or asked before its own cells. The headings come first.
 */
export function rowsAtFault(preview: Preview): readonly Cells[] {
  const { sheet, reading, fates } = preview
  const held = new Map<number, readonly Said[]>(reading.faults)
  for (const [at, fate] of fates.entries()) {
    const row = reading.rows[at]
    if (row && fate.kind === 'fault') held.set(row.line, fate.faults)
    if (row && fate.kind === 'asked') held.set(row.line, questionIn(preview, row.person))
  }
  return [
    ['Row', 'Column', 'What is wrong', ...sheet.columns],
    ...sheet.rows.flatMap(({ line, cells }) => {
      const said = held.get(line)
      return said ? [[line, columnsOf(said), said.map(({ message }) => message).join(' '), ...cells]] : []
    }),
  ]
}

type Said = Pick<Fault, 'column' | 'message'>

const columnsOf = (said: readonly Said[]): string =>
  said
    .map(({ column }) => column)
    .filter(Boolean)
    .join('; ')

function questionIn({ sheet, choices, reading, matches }: Preview, person: number): readonly Said[] {
  const question = matches[person]?.question
  const asked = question && reading.people[question.at]
  if (!question || !asked) return []
  const { name, firstName, lastName } = choices.columns
  const column = sheet.columns[name ?? firstName ?? lastName ?? -1] ?? ''
  return [{ column, message: questionInWords(asked, question) }]
}

/** `Asked: who is Nils Berg? Maybe Nora Vance (has this mail address).` */
const questionInWords = ({ name }: SheetPerson, { candidates }: Question): string =>
  `Asked: who is ${name}? Maybe ${candidates
    .map((one) => `${one.name}${one.row === null ? '' : `, in row ${one.row}`} (${one.reasons.join(', ')})`)
    .join(', or ')}.`
