import type { JSX } from 'preact'
import type { StrategyInYear } from './figures.ts'

const width = 168
const height = 18

/**
 * A frame as long as the budget, full of what is spent, striped with what is encumbered; a line shows how much of the year is over.
 * The numbers stand beside it, so it says nothing to who does not see it.
 */
export function BudgetBar({
  budget,
  spent,
  encumbered,
  most,
  elapsed,
}: Pick<StrategyInYear, 'budget' | 'spent' | 'encumbered'> & {
  readonly most: number
  readonly elapsed: number | null
}): JSX.Element {
  const long = (cents: number): number => Math.round(((width - 2) * Math.max(0, cents)) / most)
  const [full, committed, frame] = [long(spent), long(encumbered), long(budget)]
  return (
    <svg class="budget-bar" width={width} height={height} aria-hidden="true">
      <rect class="spent" x={1} y={4} width={full} height={10} />
      <Stripes from={1 + full} to={1 + full + committed} />
      <rect class="budget" x={1} y={1} width={frame} height={16} />
      {elapsed !== null && frame > 0 && (
        <line class="now" x1={1 + frame * elapsed} x2={1 + frame * elapsed} y1={0} y2={height} />
      )}
    </svg>
  )
}

const Stripes = ({ from, to }: { from: number; to: number }): JSX.Element => (
  <>
    {Array.from({ length: Math.ceil((to - from) / 4) }, (_, at) => (
      <rect
        class="encumbered"
        key={from + at * 4}
        x={from + at * 4}
        y={4}
        width={Math.min(2, to - from - at * 4)}
        height={10}
      />
    ))}
  </>
)

/** What the parts of the picture mean, each drawn as it is there. */
export const Key = ({ isRunning }: { isRunning: boolean }): JSX.Element => (
  <p class="budget-key">
    <span>
      <svg class="budget-bar" width={24} height={height} aria-hidden="true">
        <rect class="budget" x={1} y={1} width={22} height={16} />
      </svg>
      budget
    </span>
    <span>
      <svg class="budget-bar" width={24} height={height} aria-hidden="true">
        <rect class="spent" x={1} y={4} width={22} height={10} />
      </svg>
      spent
    </span>
    <span>
      <svg class="budget-bar" width={24} height={height} aria-hidden="true">
        <Stripes from={1} to={23} />
      </svg>
      encumbered
    </span>
    {isRunning && (
      <span>
        <svg class="budget-bar" width={24} height={height} aria-hidden="true">
          <line class="now" x1={12} x2={12} y1={0} y2={height} />
        </svg>
        how much of the year is over
      </span>
    )}
  </p>
)
