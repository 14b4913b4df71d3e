import type { JSX } from 'preact'
import type { Problem } from '../../core/result.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { SheetFields } from '../../platform/sheet/sheet-fields.tsx'
import { Form, Problems } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { trail } from '../fields.tsx'

const inImport = [...trail, { name: 'Import from a spreadsheet', path: '/training/import' }]

export function SendPage({ visit, form }: { visit: Visit; form: Refused }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Import from a spreadsheet" trail={trail}>
      <p class="lead">
        One row for each coach and class, headings in the first row: name, mail address, course, session date, hours,
        outcome, completed on. Other columns are passed over, and named.
      </p>
      <p>
        You see what every row would do first. Nothing is written until you say so, and a whole import can be taken
        back.
      </p>
      <Form
        form={form}
        action={visit.to('/training/import')}
        save="Check the rows"
        cancel={visit.to('/training')}
        upload
      >
        <SheetFields form={form} />
      </Form>
    </TeamPage>
  )
}

type Unreadable = {
  readonly visit: Visit
  readonly fileName: string
  readonly problems: readonly Problem[]
}

export const UnreadablePage = ({ visit, fileName, problems }: Unreadable): JSX.Element => (
  <TeamPage visit={visit} title={`Check ${fileName}`} trail={inImport}>
    <Problems form={{ typed: new Typed(), problems }} />
    <p>
      <a href={visit.to('/training/import')}>Send another file</a>
    </p>
  </TeamPage>
)
