import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { Filter } from '../../platform/ui/filter.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import {
  type HourOfWeek,
  partsOfDay,
  type Quarter,
  quarterName,
  type Stage,
  stagesOf,
  stationWords,
  widestGap,
} from './rules.ts'

/** The picture and the two tables beside it. */
export function PathPage({
  visit,
  quarters,
  chosen,
  way,
  hours,
}: {
  visit: Visit
  quarters: readonly Quarter[]
  chosen: string | null
  way: Pick<Quarter, 'passed' | 'underWay'>
  hours: readonly HourOfWeek[]
}): JSX.Element {
  const stages = stagesOf(way)
  const gap = widestGap(stages)
  return (
    <TeamPage visit={visit} title="The path to help" trail={[{ name: 'Referrals', path: '/referrals' }]}>
      <p class="lead">
        How far people came who were handed over, and where they are lost. Each person who was handed over twice is on
        it twice.
      </p>
      <Filter
        url={visit.url}
        label="Handed over in"
        name="quarter"
        chosen={chosen}
        options={[
          [null, 'The last four quarters'],
          ...quarters.slice(-8).map(({ from }) => [from, quarterName(from)] as const),
        ]}
      />
      {way.passed['handed over'] === 0 ? (
        <p>Nobody was handed over then.</p>
      ) : (
        <>
          {gap && (
            <p>
              <strong>
                Most are lost before “{stationWords[gap.station]}”: {gap.lost} of {counted(gap.of, 'person', 'people')}{' '}
                did not come so far.
              </strong>
            </p>
          )}
          <Picture stages={stages} />
          <Records visit={visit} list={stations} rows={stages.map((stage) => ({ ...stage, id: stage.station }))} />
        </>
      )}
      <Hours visit={visit} hours={hours} />
    </TeamPage>
  )
}

const percent = (share: number): string => `${Math.round(share * 100)}%`

const shareInWords = ({ share, of }: Stage): string =>
  share
    ? `${percent(share.value)} (${percent(share.low)} to ${percent(share.high)})`
    : of === 0
      ? 'Nobody yet'
      : 'Too few to say'

const [width, line, left] = [560, 34, 4] as const

/** A bar a station, against all who were handed over; the table says the same. */
function Picture({ stages }: { stages: readonly Stage[] }): JSX.Element {
  const most = Math.max(1, stages[0]?.passed ?? 0)
  const long = (count: number): number => ((width - left - 50) * count) / most
  return (
    <svg
      class="way"
      viewBox={`0 0 ${width} ${stages.length * (line + 16)}`}
      role="img"
      aria-label="How many came how far; the table below says the same"
    >
      {stages.map(({ station, passed, underWay }, at) => (
        <g key={station} transform={`translate(${left} ${at * (line + 16)})`}>
          <text y={11}>{stationWords[station]}</text>
          <rect y={16} width={Math.max(1, long(passed))} height={18} fill="currentColor" />
          {underWay > 0 && (
            <rect
              x={long(passed)}
              y={16.5}
              width={long(underWay)}
              height={17}
              fill="none"
              stroke="currentColor"
              stroke-dasharray="3 3"
            />
          )}
          <text class="value" x={long(passed + underWay) + 6} y={25} dominant-baseline="central">
            {passed}
          </text>
        </g>
      ))}
    </svg>
  )
}

const stations: List<Stage & { readonly id: string }> = {
  isTight: true,
  caption: 'Each station against the one before it',
  columns: [
    ['Station', ({ station }) => stationWords[station]],
    ['Came so far', ({ passed }) => passed, 'number'],
    ['Still under way', ({ underWay }) => underWay, 'number'],
    ['Lost before it', ({ lost }) => lost, 'number'],
    ['Share, and where it may really lie', (stage) => (stage.station === 'handed over' ? '' : shareInWords(stage))],
  ],
  empty: 'Nobody was handed over then.',
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The middle of so few hours would be one person's. */
const fewest = 5

const byWeekday: List<{ readonly id: string; readonly parts: readonly string[] }> = {
  isTight: true,
  caption: 'Hours to the first attempt',
  columns: [
    ['Day', ({ id }) => id],
    ...partsOfDay.map(
      ({ name }, part) => [name, ({ parts }: { parts: readonly string[] }) => parts[part] ?? ''] as const,
    ),
  ],
  empty: 'Nothing is known yet.',
}

const Hours = ({ visit, hours }: { visit: Visit; hours: readonly HourOfWeek[] }): JSX.Element => (
  <section aria-labelledby="hours">
    <h2 id="hours">Hours to the first attempt, by when it happened</h2>
    <p>Of the last year, in the middle, beside how many coaches were on shift in those hours on average.</p>
    <Records
      visit={visit}
      list={byWeekday}
      rows={weekdays.map((id, day) => ({
        id,
        parts: partsOfDay.map((_, part) =>
          cellInWords(hours.find((one) => one.weekday === day + 1 && one.part === part)),
        ),
      }))}
    />
  </section>
)

function cellInWords(one: HourOfWeek | undefined): string {
  if (!one || one.count === 0) return 'None'
  const onShift = `${one.coaches} on shift`
  if (one.count < fewest || one.medianHours === null) return `Too few (${one.count}) · ${onShift}`
  return `${counted(one.medianHours, 'hour')} of ${one.count} · ${onShift}`
}
