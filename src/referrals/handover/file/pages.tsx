import type { JSX } from 'preact'
import { counted, nounFor } from '../../../core/counted.ts'
import { pageIn } from '../../../platform/doors/list-door.tsx'
import type { Refused, Visit } from '../../../platform/http/route.ts'
import { typedFrom } from '../../../platform/http/typed.ts'
import { columnLetter } from '../../../platform/sheet/sheet.ts'
import { Press } from '../../../platform/ui/acts.tsx'
import { Choice, Hidden, Tick } from '../../../platform/ui/form.tsx'
import { Pager } from '../../../platform/ui/records.tsx'
import { TeamPage } from '../../../platform/ui/shell.tsx'
import { sourceWords } from '../../receive/model.ts'
import { partnerSources } from '../model.ts'
import type { FilePreview } from './actions.ts'
import { passedOver } from './columns.ts'
import { FateTable } from './fate-table.tsx'
import { filesTrail } from './file-page.tsx'
import { columnName, type FileField, type FileReading, fileFields, type Rows } from './model.ts'

const pageSize = 50

/** A column as its program calls it: `DOB (column C)`. */
const columnCalled = ({ columns }: Rows, at: number): string => `${columns[at] ?? ''} (column ${columnLetter(at)})`

export function PreviewPage({
  visit,
  preview,
  forms,
}: {
  visit: Visit
  preview: FilePreview
  forms: Readonly<Record<'reading' | 'decide', JSX.Element | null>>
}): JSX.Element {
  const { sheet, partner, read, fates, before } = preview
  const at = `/referrals/import/${sheet.id}`
  const number = pageIn(visit.url) ?? 1
  return (
    <TeamPage visit={visit} title={`Check the file of ${partner.name}`} trail={filesTrail}>
      {before && (
        <p class="notice">
          The same file was imported before.{' '}
          <a href={visit.to(`/referrals/imports/${before.id}`)}>See what it brought.</a>
        </p>
      )}
      {sheet.rows.notes.map((note) => (
        <p key={note} class="notice">
          {note}
        </p>
      ))}
      {read.isOpen ? <p class="lead">One thing to decide before the rows can be read.</p> : <Sums {...preview} />}
      {!sheet.rows.records && (
        <details class="how-read" open={read.isOpen || preview.counts.new === 0}>
          <summary>How the file is read</summary>
          {forms.reading}
        </details>
      )}
      {!read.isOpen &&
        (preview.counts.new === 0 ? <p class="empty">There is nothing new to import from this file.</p> : forms.decide)}
      {preview.counts.fault > 0 && (
        <p>
          <a href={visit.to(`${at}/faults.csv`)}>Rows at fault, as a file to mend</a>
        </p>
      )}
      {!read.isOpen && (
        <section aria-labelledby="rows">
          <h2 id="rows">Rows</h2>
          <FateTable
            visit={visit}
            fates={fates.slice((number - 1) * pageSize, number * pageSize)}
            saysWhy={sheet.rows.records !== undefined}
          />
          <Pager url={visit.url} page={number} hasMore={fates.length > number * pageSize} />
        </section>
      )}
      <Press action={visit.to(`${at}/discard`)} name="Forget this file without importing it" look="danger" />
    </TeamPage>
  )
}

const Sums = ({ sheet, reading, counts }: FilePreview): JSX.Element => {
  const unread = passedOver(reading, sheet.rows.columns)
  return (
    <ul class="sums">
      {(sheet.rows.records ?? []).map(([count, words]) => (
        <li key={words}>
          <strong>{counted(count, 'record')}</strong> {words}
        </li>
      ))}
      {!sheet.rows.records && (
        <li>
          <strong>{counted(sheet.rows.rows.length, 'row')}</strong> in the file
        </li>
      )}
      <li>
        <strong>{counted(counts.new, 'referral')}</strong> would be added
      </li>
      {counts.like > 0 && (
        <li>
          <strong>{counted(counts.like, 'row')}</strong> of these may tell of somebody who is here already
        </li>
      )}
      {counts.already > 0 && (
        <li>
          <strong>{counted(counts.already, 'row')}</strong> here already, by its number
        </li>
      )}
      {counts.twice > 0 && (
        <li>
          <strong>{counted(counts.twice, 'row')}</strong> said twice by the file, passed over
        </li>
      )}
      {counts.fault > 0 && (
        <li class="at-fault">
          <strong>{counted(counts.fault, 'row')}</strong> at fault
        </li>
      )}
      {unread.length > 0 && (
        <li>
          {nounFor(unread.length, 'Column')} passed over: {unread.map((at) => columnCalled(sheet.rows, at)).join(', ')}
        </li>
      )}
    </ul>
  )
}

/** Which column holds what, as it stands now. */
export const readingTyped = ({ columns, dayOrder, source }: FileReading) =>
  typedFrom({
    ...Object.fromEntries(Object.entries(columns).map(([field, at]) => [columnName(field as FileField), at])),
    dayOrder,
    source,
  })

export function ReadingFields({ form, preview }: { form: Refused; preview: FilePreview }): JSX.Element {
  const { sheet, read } = preview
  const options = [...sheet.rows.columns.keys()].map((at) => ({
    value: String(at),
    name: columnCalled(sheet.rows, at),
  }))
  return (
    <>
      {read.dayForm.kind === 'ask' && (
        <Choice
          form={form}
          name="dayOrder"
          label={`What comes first in ${read.dayForm.example}`}
          help="The file writes days in digits that can be read in two ways. Your answer holds for all of them."
          none="Choose"
          options={[
            { value: 'month first', name: 'The month: 3/4/2024 is March 4' },
            { value: 'day first', name: 'The day: 3/4/2024 is 3 April' },
          ]}
        />
      )}
      <Choice
        form={form}
        name="source"
        label="Who tells of it, where a row does not say"
        none="Choose"
        options={partnerSources.map((value) => ({ value, name: sourceWords[value] }))}
      />
      <fieldset>
        <legend>Columns</legend>
        <div class="column-choices">
          {[...fileFields].map(([field, label]) => (
            <Choice
              key={field}
              form={form}
              name={columnName(field)}
              label={label}
              none="Not in the file"
              optional
              options={options}
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

export const DecideFields = ({ form, preview: { counts } }: { form: Refused; preview: FilePreview }): JSX.Element => (
  <>
    <Hidden name="expected" value={counts.new} />
    {counts.like > 0 && (
      <Tick
        form={form}
        name="withoutLike"
        label={`Leave out the ${counted(counts.like, 'row')} that may tell of somebody who is here already`}
        help="Otherwise each is added, and proposed on its page as telling the same."
      />
    )}
    {counts.fault > 0 && (
      <Tick
        form={form}
        name="withoutFaults"
        label={`Import the others, and leave out ${counted(counts.fault, 'row')} at fault`}
      />
    )}
  </>
)
