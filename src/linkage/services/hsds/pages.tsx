import type { JSX } from 'preact'
import { counted } from '../../../core/counted.ts'
import { fieldsOf } from '../../../core/field.ts'
import { needs, needWords } from '../../../outreach/model.ts'
import { pageIn } from '../../../platform/doors/list-door.tsx'
import type { Refused, Visit } from '../../../platform/http/route.ts'
import { Press } from '../../../platform/ui/acts.tsx'
import { Choice, Hidden, Tick } from '../../../platform/ui/form.tsx'
import { Pager, RecordTable } from '../../../platform/ui/records.tsx'
import { TeamPage } from '../../../platform/ui/shell.tsx'
import { type DirectoryPreview, expectedOf } from './actions.ts'
import { directoryTrail, shortly } from './file-page.tsx'
import { type Held, heldForm } from './model.ts'
import { type Fate, type Field, kindField, kindsOf, mostKinds } from './rules.ts'

const pageSize = 50

export function PreviewPage({
  visit,
  preview,
  forms,
}: {
  visit: Visit
  preview: DirectoryPreview
  forms: Readonly<Record<'kinds' | 'decide', JSX.Element | null>>
}): JSX.Element {
  const { sheet, fates, counts, gone } = preview
  const { left } = sheet.read
  const number = pageIn(visit.url) ?? 1
  const isNothing = counts.new + counts.changed === 0
  return (
    <TeamPage visit={visit} title="Check the directory" trail={directoryTrail}>
      <ul class="sums">
        <li>
          <strong>{counted(counts.new, 'service')}</strong> would be added
        </li>
        <li>
          <strong>{counted(counts.changed, 'service')}</strong> would be changed
        </li>
        <li>
          <strong>{counted(counts.kept, 'service')}</strong> with something kept as it was typed or changed here by hand
        </li>
        <li>
          <strong>{counted(counts.same, 'service')}</strong> stay as they are
        </li>
        {counts.leftOut > 0 && (
          <li>
            <strong>{counted(counts.leftOut, 'service')}</strong> left out, since nobody said what they help with
          </li>
        )}
        {counts.fault > 0 && (
          <li class="at-fault">
            <strong>{counted(counts.fault, 'service')}</strong> at fault
          </li>
        )}
      </ul>
      {gone.length > 0 && (
        <p class="notice">
          Not in this directory any more, and kept here: {shortly(gone.map(({ name }) => name))}. Close those that are
          gone on their own pages.
        </p>
      )}
      {left.length > 0 && (
        <details>
          <summary>What of the file has no place here</summary>
          <p>{left.join(', ')}</p>
        </details>
      )}
      {kindsOf(fates, sheet.kinds).length > 0 && (
        <details class="how-read" open={counts.leftOut > 0 || isNothing}>
          <summary>What these kinds of services help with</summary>
          {forms.kinds}
        </details>
      )}
      {isNothing && counts.kept === 0 ? (
        <p class="empty">There is nothing new to bring in from this directory.</p>
      ) : (
        forms.decide
      )}
      <section aria-labelledby="rows">
        <h2 id="rows">Services</h2>
        <FateTable visit={visit} fates={fates.slice((number - 1) * pageSize, number * pageSize)} />
        <Pager url={visit.url} page={number} hasMore={fates.length > number * pageSize} />
      </section>
      <Press
        action={visit.to(`/linkage/services/directory/${sheet.id}/discard`)}
        name="Forget this directory without bringing it in"
        look="danger"
      />
    </TeamPage>
  )
}

export function KindsFields({ form, preview }: { form: Refused; preview: DirectoryPreview }): JSX.Element {
  const kinds = kindsOf(preview.fates, preview.sheet.kinds)
  return (
    <>
      <p>
        The directory sorts services in its own way. Some were guessed by their words; look at each. What is left out is
        not brought in.
      </p>
      {kinds.length > mostKinds && <p class="notice">The first {mostKinds} kinds are shown.</p>}
      <div class="column-choices">
        {kinds.slice(0, mostKinds).map(({ kind }) => (
          <Choice
            key={kind}
            form={form}
            name={kindField(kind)}
            label={kind}
            none="Leave out"
            optional
            options={needs.map((value) => ({ value, name: needWords[value] }))}
          />
        ))}
      </div>
    </>
  )
}

export const DecideFields = ({ form, preview }: { form: Refused; preview: DirectoryPreview }): JSX.Element => (
  <>
    <Hidden name="expected" value={expectedOf(preview)} />
    {preview.counts.kept > 0 && (
      <Tick
        form={form}
        name="overrules"
        label="Take what the directory says also where it was typed or changed here by hand"
      />
    )}
    {preview.counts.fault > 0 && (
      <Tick
        form={form}
        name="withoutFaults"
        label={`Bring in the others, and leave out ${counted(preview.counts.fault, 'service')} at fault`}
      />
    )}
  </>
)

const FateTable = ({ visit, fates }: { visit: Visit; fates: readonly Fate[] }): JSX.Element => (
  <RecordTable
    caption="Services of the directory, and what would happen with each"
    columns={[{ name: 'Row', isNumber: true }, { name: 'Service' }, { name: 'Organization' }, { name: 'What happens' }]}
    rows={fates.map((fate) => ({
      key: fate.id,
      ...(fate.here && { href: visit.to(`/linkage/services/${fate.here.id}`) }),
      cells: [
        fate.read.line,
        fate.read.held.name,
        fate.read.organization.name,
        [whatHappens(fate), ...fate.read.notes].join(' '),
      ],
    }))}
    empty="There is no service."
  />
)

function whatHappens({ kind, faults, said, here, partnerId, changed, kept }: Fate): string {
  if (kind === 'fault') return faults.join(' ')
  if (kind === 'left out') return 'Left out: nobody said what it helps with.'
  if (kind === 'new')
    return `Added under ${said ? needWords[said.need] : ''}${partnerId === null ? ', with a new partner' : ''}.`
  const told = (fields: readonly Field[]): string =>
    here && said
      ? fields
          .map((field) => `${labelOf(field)}: ${inWords(field, here)} here, ${inWords(field, said)} in the file`)
          .join('; ')
      : ''
  return [
    changed.length > 0 ? `Changed. ${told(changed)}.` : '',
    kept.length > 0 ? `Kept as typed here by hand. ${told(kept)}.` : '',
    changed.length + kept.length === 0 ? 'Stays as it is.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const labels = fieldsOf(heldForm)
const labelOf = (field: Field): string => labels.get(field)?.label ?? field
function inWords(field: Field, held: Held): string {
  const value = field === 'need' ? needWords[held.need] : held[field]
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === '' ? 'nothing' : `“${value}”`
}
