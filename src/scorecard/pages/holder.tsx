import type { JSX } from 'preact'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, TickAmong } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Kept, MeasureNamed } from '../model.ts'
import { access } from '../rules.ts'
import { Lines } from './pieces.tsx'
import { StatementHints } from './scorecard.tsx'

type Linked = { readonly id: string; readonly title: string; readonly path: string }

/** A result or a program as a record: its words, what stands under it, and its history. */
export function HolderPage({
  visit,
  result,
  program,
  measures,
  linked,
  history,
}: {
  visit: Visit
  result: Kept<'result'> | null
  program: Kept<'program'> | null
  measures: readonly MeasureNamed[]
  /** The programs that serve the result, or the results that the program serves. */
  linked: readonly Linked[]
  history: readonly HistoryLine[]
}): JSX.Element {
  const title = result?.title ?? program?.title ?? ''
  const path = result ? `/scorecard/results/${result.id}` : `/scorecard/programs/${program?.id}`
  const mayWrite = access.write.some((role) => role === visit.role)
  return (
    <TeamPage
      visit={visit}
      title={title}
      trail={[{ name: 'Scorecard', path: '/scorecard' }]}
      act={
        mayWrite && (
          <>
            <a class="button" href={visit.to(`${path}/edit`)}>
              {result ? 'Edit the result' : 'Edit the program'}
            </a>
            <a href={visit.to(`${path}/remove`)}>Remove</a>
          </>
        )
      }
    >
      <RecordPage history={history}>
        {result && <p class="statement">{result.statement}</p>}
        {result && mayWrite && <StatementHints statement={result.statement} />}
        {program && (
          <Facts
            facts={[
              ['What it does', program.about === '' ? '' : <Lines text={program.about} />],
              ['Customers', program.customers],
            ]}
          />
        )}
        <section aria-labelledby="measures-heading">
          <div class="section-head">
            <h2 id="measures-heading">{result ? 'Indicators' : 'Measures'}</h2>
            {mayWrite && (
              <a class="button second small" href={visit.to(`${path}/measures`)}>
                {result ? 'Choose indicators' : 'Choose measures'}
              </a>
            )}
          </div>
          <Links
            visit={visit}
            empty="None yet."
            links={measures.map(({ id, title: name }) => ({ id, title: name, path: `/scorecard/measures/${id}` }))}
          />
        </section>
        <section aria-labelledby="linked-heading">
          <div class="section-head">
            <h2 id="linked-heading">{result ? 'Programs that serve it' : 'Results it serves'}</h2>
            {mayWrite && program && (
              <a class="button second small" href={visit.to(`${path}/results`)}>
                Choose results
              </a>
            )}
          </div>
          <Links
            visit={visit}
            empty={result ? 'None yet. A program names the results it serves.' : 'None yet.'}
            links={linked}
          />
        </section>
      </RecordPage>
    </TeamPage>
  )
}

function Links({ visit, links, empty }: { visit: Visit; links: readonly Linked[]; empty: string }): JSX.Element {
  if (links.length === 0) return <p class="empty">{empty}</p>
  return (
    <ul class="plain-list">
      {links.map(({ id, title, path }) => (
        <li key={id}>
          <a href={visit.to(path)}>{title}</a>
        </li>
      ))}
    </ul>
  )
}

export type Choosable = { readonly value: string; readonly name: string; readonly note?: string }

/** Ticks for what stands where; one group a legend, sent under one name a group. */
export function ChoosePage({
  visit,
  title,
  lead,
  trail,
  form,
  action,
  back,
  groups,
}: {
  visit: Visit
  title: string
  lead: string
  trail: readonly { readonly name: string; readonly path: string }[]
  form: Refused
  action: string
  back: string
  groups: readonly { readonly name: string; readonly legend: string; readonly options: readonly Choosable[] }[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={title} trail={trail}>
      <p class="choose-lead">{lead}</p>
      <Form form={form} action={visit.to(action)} save="Save the choice" cancel={visit.to(back)}>
        {groups.map(({ name, legend, options }) => (
          <fieldset key={legend}>
            <legend>{legend}</legend>
            {options.length === 0 && <p class="quiet">None yet.</p>}
            {options.map(({ value, name: label, note }) => (
              <TickAmong
                key={value}
                form={form}
                name={name}
                value={value}
                label={
                  <>
                    {label}
                    {note && <span class="quiet"> {note}</span>}
                  </>
                }
              />
            ))}
          </fieldset>
        ))}
      </Form>
    </TeamPage>
  )
}
