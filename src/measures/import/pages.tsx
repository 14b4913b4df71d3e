import type { JSX } from 'preact'
import { isOneOf, type Refused, type Visit } from '../../platform/http/route.ts'
import { SheetFields } from '../../platform/sheet/sheet-fields.tsx'
import { Press } from '../../platform/ui/acts.tsx'
import { Form } from '../../platform/ui/form.tsx'
import { Facts, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { EnteredReading, Measure } from '../model.ts'
import { trailOf } from '../pages/pieces.tsx'
import { access, recordsAt } from '../rules.ts'
import type { KeptImport } from './model.ts'
import { saidOf } from './words.ts'

export function SendPage({ visit, measure, form }: { visit: Visit; measure: Measure; form: Refused }): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  const numbers = measure.shape === 'share' ? 'numerator, denominator (or value, in percent)' : 'value'
  return (
    <TeamPage visit={visit} title="Import readings" trail={trailOf(measure)}>
      <p class="lead">
        One row for each period, headings in the first row: period, {numbers}, target, note, external_id. A row without
        a value needs a reason, unless it brings a target.
      </p>
      <p>
        The six columns of a hosted scorecard (id, measure_type, actual_value_date, target_value, actual_value, comment)
        are read as they are, with their targets.
      </p>
      <p>
        You see what every row would do first. Nothing is written until you say so, and a whole import can be undone.
      </p>
      <Form form={form} action={`${path}/import`} save="Check the rows" cancel={visit.to(recordsAt(measure.id))} upload>
        <SheetFields form={form} />
      </Form>
    </TeamPage>
  )
}

/** What an import brought, and how to take all of it back. */
export function ImportPage({
  visit,
  measure,
  found,
  now,
}: {
  visit: Visit
  measure: Measure
  found: KeptImport
  now: readonly EnteredReading[]
}): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  return (
    <TeamPage visit={visit} title={found.fileName} trail={trailOf(measure)}>
      <Facts
        facts={[
          ['Imported', `${inWords.instant(found.importedAt, visit.organisation.timeZone)} by ${found.importedBy}`],
          ['Rows in the sheet', found.rowCount.toLocaleString('en-US')],
          ['Readings it brought', found.changes.length.toLocaleString('en-US')],
          ['Targets it set', found.targets.length.toLocaleString('en-US')],
          [
            'Status',
            found.undoneAt ? `No: undone ${inWords.instant(found.undoneAt, visit.organisation.timeZone)}` : 'Yes',
          ],
        ]}
      />
      <section aria-labelledby="brought">
        <h2 id="brought">What it brought</h2>
        <RecordTable
          caption="Readings before and now"
          columns={[{ name: 'Period' }, { name: 'Before' }, { name: 'Now' }]}
          rows={found.changes.map((change) => {
            const reading = now.find(({ id }) => id === change.id)
            return {
              key: change.id,
              cells: [
                change.label,
                change.before ? saidOf(change.before, measure) : <em class="quiet">no reading</em>,
                reading ? saidOf(reading, measure) : <em class="quiet">no reading</em>,
              ],
            }
          })}
          empty=""
        />
      </section>
      {found.targets.length > 0 && <p>Targets were set for {found.targets.map(({ label }) => label).join(', ')}.</p>}
      {!found.undoneAt && isOneOf(visit, access.enter) && (
        <section aria-labelledby="undo">
          <h2 id="undo">Undo this import</h2>
          <p>
            New readings and targets are removed and changed ones read as before. The file can be imported again. Public
            pages keep what was published until the next edition.
          </p>
          <div class="after-things">
            <Press action={`${path}/imports/${found.id}/undo`} name="Undo the whole import" look="danger" />
          </div>
        </section>
      )}
    </TeamPage>
  )
}
