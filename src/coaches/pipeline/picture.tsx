import type { JSX } from 'preact'
import type { YearDrawn } from './rules.ts'

/** The table beside it. */
export const cohortsTableId = 'cohorts-table'

/** Shares of the width: where the first column begins, how far columns are apart, and how much of one its longest bar takes. */
const [first, apart, longest] = [13, 29, 19] as const
const [head, line, bar] = [30, 52, 18] as const

/**
 * Trained, came on board, at work: a column each, a line a year, all bars on one scale. Who left stands in words where they were lost;
 * who may still come, or is on leave, is a broken outline. Places are shares of the width and words keep their size, so that it reads
 * on a phone as on a desk. The table beside it says the same.
 */
export function PipelinePicture({ years, title }: { years: readonly YearDrawn[]; title: string }): JSX.Element {
  const most = Math.max(1, ...years.map(({ trained }) => trained))
  const long = (count: number): number => (longest * count) / most
  return (
    <figure class="pipeline">
      <svg
        width="100%"
        height={head + years.length * line}
        role="img"
        aria-label={title}
        aria-details={cohortsTableId}
        fill="currentColor"
      >
        {['Trained', 'On board', 'At work'].map((name, at) => (
          <text key={name} class="head" x={percent(first + at * apart)} y="16" font-size="13">
            {name}
            {at < 2 && <tspan aria-hidden="true"> →</tspan>}
          </text>
        ))}
        {years.map((one, at) => (
          <svg key={one.year} y={head + at * line} width="100%" height={line} overflow="visible">
            <path class="grid" fill="none" stroke="#d9dcd7" d="M0 .5H2000" />
            <text class="value" x="0" y={bar + 3} font-size="13" font-weight="600">
              {one.year}
            </text>
            <Bar at={0} long={long} count={one.trained} />
            <Bar at={1} long={long} count={one.cameOnBoard} open={one.mayCome} lost={[one.lostBefore, 'left']} />
            <Bar at={2} long={long} count={one.atWork} open={one.onLeave} lost={[one.lostAfter, 'stopped']} />
          </svg>
        ))}
      </svg>
      <figcaption class="quiet">
        A broken outline and the number after the plus are people who are not lost: under “On board” those who may still
        come, under “At work” those on leave.
      </figcaption>
    </figure>
  )
}

const percent = (share: number): string => `${Math.round(share * 100) / 100}%`

/** How many came to one stage: a bar with its number, who may still come behind it, and who was lost on the way below. */
function Bar({
  at,
  long,
  count,
  open = 0,
  lost: [lost, word] = [0, ''],
}: {
  at: number
  long: (count: number) => number
  count: number
  open?: number
  lost?: readonly [count: number, word: string]
}): JSX.Element {
  const from = first + at * apart
  const end = from + long(count)
  return (
    <>
      {count > 0 && <rect class="bar" x={percent(from)} y="8" width={percent(long(count))} height={bar} />}
      {open > 0 && (
        <rect
          class="open"
          x={percent(end)}
          y="8.5"
          width={percent(long(open))}
          height={bar - 1}
          fill="none"
          stroke="currentColor"
          stroke-dasharray="3 3"
        />
      )}
      <text class="value" x={percent(end + long(open))} dx="5" y={bar + 3} font-size="13" font-weight="600">
        {count}
        {open > 0 && (
          <tspan class="more" font-weight="400">
            {' '}
            +{open}
          </tspan>
        )}
      </text>
      {lost > 0 && (
        <text class="lost" x={percent(from)} y={bar + 23} font-size="13">
          {lost} {word}
        </text>
      )}
    </>
  )
}
