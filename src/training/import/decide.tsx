import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, Hidden, Tick } from '../../platform/ui/form.tsx'
import type { Preview } from './actions.ts'

/** What an import would add, in as many words as it needs. */
const recordsCounted = ({ rows, completions }: Preview['counts']): string =>
  rows === completions
    ? counted(completions, 'completion')
    : completions === 0
      ? counted(rows, 'record')
      : `${counted(completions, 'completion')} and ${counted(rows - completions, 'other outcome')}`

type Decided = {
  readonly visit: Visit
  readonly id: string
  readonly preview: Preview
  readonly form: Refused
}

/** The one decision about a sheet: to import what is good, and what to do with the rest. */
export function Decide({ visit, id, preview, form }: Decided): JSX.Element | null {
  const { counts } = preview
  if (counts.rows === 0)
    return (
      <>
        <p class="empty">
          {counts.asked > 0
            ? 'Say below who the people of the asked rows are. Then they can be imported.'
            : 'There is nothing new to import from this sheet.'}
        </p>
        <HeldBack visit={visit} id={id} preview={preview} />
      </>
    )
  return (
    <section aria-label="Decide">
      <Form
        form={{ ...form, problems: [] }}
        action={visit.to(`/training/import/${id}`)}
        save={`Import ${recordsCounted(counts)}`}
      >
        <Hidden name="expected" value={counts.rows} />
        <HeldBack visit={visit} id={id} preview={preview} />
        {counts.asked > 0 && (
          <Tick
            form={form}
            name="withoutAsked"
            label={`Leave out ${counted(counts.asked, 'row')} that ${counts.asked === 1 ? 'is' : 'are'} asked about`}
          />
        )}
        {counts.faults > 0 && (
          <Tick
            form={form}
            name="withoutFaults"
            label={`Import the good rows without ${counts.asked > 0 ? 'those at fault' : 'them'}`}
          />
        )}
      </Form>
    </section>
  )
}

/** Rows that are not imported as they stand, as a file. */
function HeldBack({ visit, id, preview: { counts } }: Omit<Decided, 'form'>): JSX.Element | null {
  const rows = [
    counts.faults > 0 && `${counted(counts.faults, 'row')} at fault`,
    counts.asked > 0 && `${counted(counts.asked, 'row')} asked about`,
  ].filter(Boolean)
  if (rows.length === 0) return null
  const isOne = counts.faults + counts.asked === 1
  return (
    <p>
      {rows.join(' and ')} {isOne ? 'is' : 'are'} not imported as {isOne ? 'it stands' : 'they stand'}.{' '}
      <a href={visit.to(`/training/import/${id}/faults.csv`)}>Download {isOne ? 'it' : 'them'} as CSV</a> to mend and
      send {isOne ? 'it' : 'them'} later.
    </p>
  )
}
