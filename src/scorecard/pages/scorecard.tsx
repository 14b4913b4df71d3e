import type { ComponentChildren, JSX } from 'preact'
import { curveAt } from '../../measures/rules.ts'
import { isOneOf } from '../../platform/http/route.ts'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Kept } from '../model.ts'
import { access, questions, statementWarnings } from '../rules.ts'
import { MeasureRows } from './measure-rows.tsx'
import { MoveButtons, PutBack } from './pieces.tsx'
import type { ScorecardView } from './view.ts'

/** The team's scorecard: results with their indicators, programs with their measures, in the county's own order. */
export function ScorecardPage(view: ScorecardView): JSX.Element {
  const { visit, results, programs, unplaced, removed, justRemoved, isArranging } = view
  const writes = isOneOf(visit, access.write)
  const arrange = isArranging ? (
    <a class="button second small" href={visit.to('/scorecard')}>
      Done arranging
    </a>
  ) : (
    <a href={visit.to('/scorecard?arrange=yes')}>Change the order</a>
  )
  return (
    <TeamPage visit={visit} title="Scorecard" act={writes && results.length + programs.length > 0 && arrange}>
      {justRemoved && (
        <div class="said" role="status">
          Removed {justRemoved.called}. <PutBack visit={visit} removed={justRemoved} />
        </div>
      )}
      {view.placements.length > 0 && (
        <p class="acts">
          <a href={visit.to('/measures/attention')}>Which measures need attention</a>
        </p>
      )}
      <section aria-labelledby="results-heading">
        <div class="section-head">
          <h2 id="results-heading">Results</h2>
          {writes && (
            <a class="button second small" href={visit.to('/scorecard/results/add')}>
              Add a result
            </a>
          )}
        </div>
        {results.length === 0 && (
          <p class="empty">
            <strong>No result yet.</strong> Start with the end: which condition do you want for everybody in the county?
            Then choose the indicators that show it.
          </p>
        )}
        {results.map((result) => (
          <ResultBlock key={result.id} view={view} result={result} />
        ))}
      </section>
      <section aria-labelledby="programs-heading">
        <div class="section-head">
          <h2 id="programs-heading">Programs</h2>
          {writes && (
            <a class="button second small" href={visit.to('/scorecard/programs/add')}>
              Add a program
            </a>
          )}
        </div>
        {programs.length === 0 && (
          <p class="empty">
            <strong>No program yet.</strong> Name the service, the people it is there for, and the measures that say how
            much, how well, and whether anyone is better off.
          </p>
        )}
        {programs.map((program) => (
          <ProgramBlock key={program.id} view={view} program={program} />
        ))}
      </section>
      {writes && unplaced.length > 0 && (
        <section aria-labelledby="unplaced-heading">
          <h2 id="unplaced-heading">Not on the scorecard yet</h2>
          <p class="quiet">These measures are not published until they stand under a result or a program.</p>
          <ul class="plain-list">
            {unplaced.map((measure) => (
              <li key={measure.id}>
                <a href={visit.to(curveAt(measure.id))}>{measure.title}</a>{' '}
                <a href={visit.to(`/scorecard/measures/${measure.id}/places`)} class="quiet">
                  Add to the scorecard<span class="visually-hidden">: {measure.title}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {writes && removed.length > 0 && (
        <details class="removed">
          <summary>Removed results and programs ({removed.length})</summary>
          <ul>
            {removed.map((each) => (
              <li key={each.id}>
                {each.called} <PutBack visit={visit} removed={each} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </TeamPage>
  )
}

function ResultBlock({ view, result }: { view: ScorecardView; result: Kept<'result'> }): JSX.Element {
  const { visit, placements, served, programs } = view
  const serving = programs.filter(({ id }) =>
    served.some((link) => link.resultId === result.id && link.programId === id),
  )
  return (
    <Block view={view} kind="result" id={result.id} title={result.title}>
      <p class="statement">{result.statement}</p>
      {isOneOf(visit, access.write) && <StatementHints statement={result.statement} />}
      <MeasureRows
        view={view}
        places={placements.filter((place) => place.resultId === result.id)}
        caption={`Indicators of ${result.title}`}
        empty="No indicator stands here yet."
        isOfResult
      />
      {serving.length > 0 && (
        <p class="quiet">
          Served by{' '}
          {serving.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`#block-${id}`}>{title}</a>
            </span>
          ))}
        </p>
      )}
    </Block>
  )
}

/** What RBA would say to the statement, for those who can mend it. */
export function StatementHints({ statement }: { statement: string }): JSX.Element | null {
  const warnings = statementWarnings(statement)
  if (warnings.length === 0) return null
  return (
    <ul class="hint">
      {warnings.map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  )
}

function ProgramBlock({ view, program }: { view: ScorecardView; program: Kept<'program'> }): JSX.Element {
  const { placements, measures } = view
  const places = placements.filter((place) => place.programId === program.id)
  const asked = (asks: string | null) =>
    places.filter((place) => (measures.get(place.measureId)?.asks ?? null) === asks)
  return (
    <Block view={view} kind="program" id={program.id} title={program.title}>
      {program.about !== '' && <p class="lines">{program.about}</p>}
      {program.customers !== '' && <p class="quiet">For {program.customers}</p>}
      {places.length === 0 && <p class="quiet">No measure stands here yet.</p>}
      {places.length > 0 &&
        questions.map(({ asks, words }) => (
          <div class="question" key={asks}>
            <h4>{words}</h4>
            <MeasureRows
              view={view}
              places={asked(asks)}
              caption={`${program.title}: ${words}`}
              empty="No measure asks this yet."
            />
          </div>
        ))}
      {asked(null).length > 0 && (
        <div class="question">
          <h4>Indicators of the whole population</h4>
          <p class="hint">A program adds to these; it does not answer for them alone. RBA keeps them under a result.</p>
          <MeasureRows view={view} places={asked(null)} caption={`${program.title}: indicators`} empty="" />
        </div>
      )}
    </Block>
  )
}

function Block({
  view: { visit, isArranging },
  kind,
  id,
  title,
  children,
}: {
  view: ScorecardView
  kind: 'result' | 'program'
  id: string
  title: string
  children: ComponentChildren
}): JSX.Element {
  const path = `/scorecard/${kind}s/${id}`
  return (
    <article class="block" id={`block-${id}`} aria-labelledby={`title-${id}`}>
      <div class="block-head">
        <h3 id={`title-${id}`}>
          <a href={visit.to(path)}>{title}</a>
        </h3>
        {isOneOf(visit, access.write) && (
          <div class="acts">
            {isArranging ? (
              <MoveButtons action={visit.to(`${path}/move`)} called={title} />
            ) : (
              <>
                <a href={visit.to(`${path}/edit`)}>
                  Edit<span class="visually-hidden"> {title}</span>
                </a>
                <a href={visit.to(`${path}/measures`)}>
                  Choose measures<span class="visually-hidden"> of {title}</span>
                </a>
              </>
            )}
          </div>
        )}
      </div>
      {children}
    </article>
  )
}
