import type { JSX } from 'preact'
import { figure } from '../../measures/figures.ts'
import { periodsInWords } from '../figures.ts'
import type { EvidenceShown, MeasureShown } from '../model.ts'
import { Mark } from './mark.tsx'

/**
 * The columns that other scorecards print, for those who come from them: they tell what is so, and the mark beside tells what
 * it is worth. A column that has no value is left out.
 */
export function Classic({ measure }: { measure: MeasureShown }): JSX.Element | null {
  const { evidence } = measure
  if (evidence === null || evidence.points === 0) return null
  return (
    <dl class="classic">
      <div>
        <dt>Evidence</dt>
        <dd>
          <Mark evidence={evidence} />
        </dd>
      </div>
      {classicColumns(measure, evidence).map(([name, words]) => (
        <div>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The same under a figure's table, folded: few readers ask for it. */
export const ClassicFolded = ({ measure }: { measure: MeasureShown }): JSX.Element | null =>
  measure.evidence === null || measure.evidence.points === 0 ? null : (
    <details class="values">
      <summary>As other scorecards count it</summary>
      <Classic measure={measure} />
    </details>
  )

/** Names and words of the columns that have a value, or a reason why they have none. */
export function classicColumns(
  { calendar }: Pick<MeasureShown, 'calendar'>,
  { classic }: EvidenceShown,
): (readonly [name: string, words: string])[] {
  const { direction, periods, baselineChange, noBaselineChange, percentOfTarget, noPercentOfTarget } = classic
  const columns: (readonly [string, string])[] = []
  if (direction !== null) columns.push(['Current trend', `${direction} for ${periodsInWords(periods, calendar)}`])
  const change = baselineChange === null ? noBaselineChange : signed(baselineChange)
  const share = percentOfTarget === null ? noPercentOfTarget : `${figure(percentOfTarget, { decimals: 0 })}%`
  if (change) columns.push(['Baseline % change', change])
  if (share) columns.push(['Percent of target', share])
  return columns
}

function signed(percent: number): string {
  const words = figure(percent, { decimals: 0 })
  return `${words === '0' || words.startsWith('−') ? '' : '+'}${words}%`
}
