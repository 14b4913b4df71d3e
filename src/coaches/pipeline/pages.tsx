import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { Day } from '../../core/day.ts'
import { type SurvivalPoint, shareAt, survival } from '../../core/stats/survival/kaplan-meier.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { standsInWords } from '../path/pages.tsx'
import { CoachesTabs, trail } from '../pieces.tsx'
import { SurvivalChart, survivalTableId } from './chart.tsx'
import { type Cohort, type OnTheWay, type Outcome, outcomes, type YearOfMoves } from './model.ts'
import { cohortsTableId, PipelinePicture } from './picture.tsx'
import { attritionByYear, cohortInWords, cohorts, drawn, lostInWords, standings, stays } from './rules.ts'

const percent = (share: number): string => `${Math.round(share * 100)}%`

const outcomeWords: Readonly<Record<Outcome, string>> = {
  'at work': 'At work',
  'on leave': 'On leave',
  stopped: 'Stopped after coming on board',
  'in onboarding': 'In onboarding',
  'not begun': 'Trained, not begun',
  'left before': 'Left before coming on board',
}

/** The same, short enough for the head of a column. */
const shortWords: Readonly<Record<Outcome, string>> = {
  'at work': 'At work',
  'on leave': 'On leave',
  stopped: 'Stopped',
  'in onboarding': 'Onboarding',
  'not begun': 'Not begun',
  'left before': 'Left before',
}

export function PipelinePage({
  visit,
  all,
  years,
}: {
  visit: Visit
  all: readonly OnTheWay[]
  years: ReturnType<typeof attritionByYear>
}): JSX.Element {
  const groups = cohorts(all)
  const lost = lostInWords(groups)
  return (
    <TeamPage visit={visit} title="Pipeline" trail={trail}>
      <CoachesTabs visit={visit} />
      {lost && <p class="lead">{lost}</p>}
      <section aria-labelledby="cohorts">
        <h2 id="cohorts">By year of first training</h2>
        {lost && <PipelinePicture years={drawn(groups)} title={`Trained, on board and at work, by year. ${lost}`} />}
        <Records list={byYear} rows={groups.map((one) => ({ ...one, id: one.year }))} visit={visit} />
      </section>
      <section aria-labelledby="standings">
        <h2 id="standings">Where everybody stands today</h2>
        <Records list={whereTheyStand} rows={standings(all).map((one) => ({ ...one, id: one.stage }))} visit={visit} />
      </section>
      <Attrition visit={visit} years={years} />
    </TeamPage>
  )
}

const byYear: List<Cohort & { readonly id: string }> = {
  id: cohortsTableId,
  isTight: true,
  caption: 'What became of the coaches trained in each year',
  columns: [
    ['Trained in', ({ year }) => year],
    ['Trained', ({ trained }) => trained.length, 'number'],
    ['Came on board', ({ cameOnBoard }) => cameOnBoard, 'number'],
    ...outcomes.map((outcome) => [shortWords[outcome], ({ by }: Cohort) => by[outcome].length, 'number'] as const),
  ],
  to: ({ year }) => `/coaches/pipeline?cohort=${year}`,
  empty: 'Nobody has passed an approved coach course yet.',
}

const whereTheyStand: List<ReturnType<typeof standings>[number] & { readonly id: string }> = {
  isTight: true,
  caption: 'How many stand where',
  columns: [
    ['Status', ({ stage }) => standsInWords(stage)],
    ['Coaches', ({ count }) => count, 'number'],
  ],
  to: ({ stage }) => `/coaches?stands=${encodeURIComponent(stage)}`,
  empty: 'Nobody is on the roster yet.',
}

const stopped: List<YearOfMoves & { readonly id: string }> = {
  isTight: true,
  caption: 'Who stopped in each year',
  columns: [
    ['Year', ({ year }) => year],
    ['Stopped', ({ lost }) => lost, 'number'],
    ['Active at the end', ({ atEnd }) => atEnd, 'number'],
    ['Share who stopped', ({ attrition }) => (attrition === null ? 'nobody active' : percent(attrition)), 'number'],
  ],
  empty: 'Nobody has been active yet.',
}

const Attrition = ({ visit, years }: { visit: Visit; years: readonly YearOfMoves[] }): JSX.Element => (
  <section aria-labelledby="attrition">
    <h2 id="attrition">How many stop each year</h2>
    <p>Who stopped in a year, as a share of how many were active at the ends of its months. A leave does not count.</p>
    <Records list={stopped} rows={years.map((one) => ({ ...one, id: one.year }))} visit={visit} />
  </section>
)

export function CohortPage({ visit, cohort }: { visit: Visit; cohort: Cohort }): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title={`Trained in ${cohort.year}`}
      trail={[...trail, { name: 'Pipeline', path: '/coaches/pipeline' }]}
    >
      <p class="lead">{cohortInWords(cohort)}</p>
      <Stays cohort={cohort} today={visit.today} />
      {outcomes
        .filter((outcome) => cohort.by[outcome].length > 0)
        .map((outcome) => (
          <section key={outcome} aria-labelledby={outcome.replaceAll(' ', '-')}>
            <h2 id={outcome.replaceAll(' ', '-')}>
              {outcomeWords[outcome]}: {cohort.by[outcome].length}
            </h2>
            <ul class="names">
              {cohort.by[outcome].map(({ id, name }) => (
                <li key={id}>
                  <a href={visit.to(`/coaches/${id}`)}>{name}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </TeamPage>
  )
}

function Stays({ cohort, today }: { cohort: Cohort; today: Day }): JSX.Element | null {
  const group = stays(cohort, today)
  if (group.length === 0) return null
  const points = survival(group)
  const until = Math.max(...group.map(({ time }) => time))
  return (
    <section aria-labelledby="stays">
      <h2 id="stays">How long they stay</h2>
      <p>
        {`Of the ${counted(group.length, 'coach', 'coaches')} who came on board, counted from their first active day.`}{' '}
        {group.length < 10 && 'So few can tell little: the band is where the true share may well lie.'} Who is still
        there or on leave was last seen today; who came back counts as having stayed.
      </p>
      <SurvivalChart points={points} until={until} title={`Share of the ${cohort.year} coaches still with the team`} />
      <RecordTable
        isTight
        id={survivalTableId}
        caption="Share still with the team, by months since coming on board"
        columns={[
          { name: 'After' },
          { name: 'Still seen', isNumber: true },
          { name: 'Still with the team', isNumber: true },
          { name: '95% interval', isNumber: true },
        ]}
        rows={[6, 12, 18, 24, 36, 48, 60]
          .filter((months) => months <= until)
          .map((months) => ({ key: String(months), cells: rowAt(points, group, months) }))}
        empty="Not yet half a year ago."
      />
    </section>
  )
}

function rowAt(
  points: readonly SurvivalPoint[],
  group: readonly { readonly time: number }[],
  months: number,
): readonly (string | number)[] {
  const { share, low, high } = shareAt(points, months)
  const isKnown = share < 1
  return [
    counted(months, 'month'),
    group.filter(({ time }) => time >= months).length,
    percent(share),
    isKnown ? `${percent(low)} to ${percent(high)}` : 'nobody lost yet',
  ]
}
