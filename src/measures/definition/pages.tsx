import type { JSX } from 'preact'
import type { FactWindow } from '../../core/fact.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form } from '../../platform/ui/form.tsx'
import { RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { BuiltIn } from '../catalogue.ts'
import type { Measure, Reading } from '../model.ts'
import { trail, trailOf, ValueOf } from '../pages/pieces.tsx'
import { statusInWords } from '../rules.ts'
import { SettingsFields } from '../settings/fields.tsx'
import { DefinitionFields, type Values } from './fields.tsx'
import { definitionInWords, many } from './rules.ts'

/** A definition as it was typed, with the readings it would give. */
export type Tried = { readonly words: string; readonly measure: Measure; readonly readings: readonly Reading[] }

/** The three ways to a new measure. */
export function ChoosePage({
  visit,
  offered,
  windows,
}: {
  visit: Visit
  offered: readonly { readonly builtIn: BuiltIn; readonly window: FactWindow }[]
  windows: readonly FactWindow[]
}): JSX.Element {
  const to = (query: Readonly<Record<string, string>>) => visit.to(`/measures/new?${new URLSearchParams(query)}`)
  return (
    <TeamPage visit={visit} title="Add measure" trail={trail}>
      <section aria-labelledby="ready">
        <h2 id="ready">Ready to use</h2>
        {offered.length === 0 ? (
          <p class="quiet">All measures that come with the product are in use.</p>
        ) : (
          <RecordTable
            caption="Measures that come with the product"
            columns={[{ name: 'Measure' }, { name: 'What is counted' }]}
            rows={offered.map(({ builtIn, window }) => ({
              key: builtIn.slug,
              href: to({ from: builtIn.slug }),
              cells: [builtIn.title, definitionInWords(builtIn.definition, builtIn.shape, window)],
            }))}
            empty=""
          />
        )}
      </section>
      <section aria-labelledby="own">
        <h2 id="own">Count your own</h2>
        <p>Choose what is counted. You see the readings before anything is saved.</p>
        <ul class="plain-list after-things">
          {windows.map((window) => (
            <li key={window.name}>
              <a href={to({ fact: window.name })}>Count {many(window.subject)}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="entered">
        <h2 id="entered">Enter values</h2>
        <p>
          For numbers that come from elsewhere. <a href={to({ kind: 'entered' })}>Add a measure with entered values</a>
        </p>
      </section>
    </TeamPage>
  )
}

/** A new measure: what is counted (unless its values are entered), then what is said of it. */
export function NewPage({
  visit,
  form,
  action,
  window,
  values,
  tried,
}: {
  visit: Visit
  form: Refused
  action: string
  window: FactWindow | null
  values: Values
  tried: Tried | null
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title={window ? `Count ${many(window.subject)}` : 'Add a measure with entered values'}
      trail={[...trail, { name: 'Add measure', path: '/measures/new' }]}
    >
      {tried && <TriedReadings tried={tried} />}
      <Form form={form} action={action} save="Add measure" cancel={visit.to('/measures/new')}>
        {window && (
          <>
            <h2>What is counted</h2>
            <DefinitionFields form={form} window={window} values={values} />
            <TryButton />
            <h2>What is said of it</h2>
          </>
        )}
        <SettingsFields form={form} of={{ isNew: true, isComputed: window !== null }} />
      </Form>
    </TeamPage>
  )
}

/** What a computed measure counts, to be changed; its readings are shown before they are saved. */
export function DefinitionPage({
  visit,
  measure,
  form,
  window,
  values,
  tried,
  history,
}: {
  visit: Visit
  measure: Measure
  form: Refused
  window: FactWindow
  values: Values
  tried: Tried | null
  history: readonly HistoryLine[]
}): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  return (
    <TeamPage visit={visit} title="What is counted" trail={trailOf(measure)}>
      <RecordPage history={history}>
        <p class="lead">
          A change counts all readings anew, back to the first record. Editions that are published stay as they are.
        </p>
        {tried && <TriedReadings tried={tried} />}
        <Form form={form} action={`${path}/definition`} save="Save and count anew" cancel={path}>
          <DefinitionFields form={form} window={window} values={values} />
          <TryButton />
        </Form>
      </RecordPage>
    </TeamPage>
  )
}

// The first button of a form answers the enter key: that is the one that changes nothing.
const TryButton = (): JSX.Element => (
  <div>
    <button class="button second" type="submit" name="act" value="try">
      Show the readings first
    </button>
  </div>
)

function TriedReadings({ tried: { words, measure, readings } }: { tried: Tried }): JSX.Element {
  return (
    <section class="tried" aria-labelledby="tried" role="status">
      <h2 id="tried">Readings it would have</h2>
      <p>{words} Nothing is saved yet.</p>
      <RecordTable
        caption="Readings it would have"
        columns={[{ name: 'Period' }, { name: 'Value', isNumber: true }, { name: 'Status' }]}
        rows={[...readings].reverse().map((reading) => ({
          key: reading.period.from,
          cells: [
            reading.period.label,
            <ValueOf key="value" reading={reading} measure={measure} />,
            reading.value === null ? '' : statusInWords[reading.status],
          ],
        }))}
        empty="No record would count. Check the conditions."
      />
    </section>
  )
}
