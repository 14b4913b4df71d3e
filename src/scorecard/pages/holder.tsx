import type { JSX } from 'preact'
import { curveAt } from '../../measures/rules.ts'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
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
  const mayWrite = isOneOf(visit, access.write)
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
            links={measures.map(({ id, title: name }) => ({ id, title: name, path: curveAt(id) }))}
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
