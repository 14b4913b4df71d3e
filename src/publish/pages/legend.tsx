import type { JSX } from 'preact'
import type { MeasureShown } from '../model.ts'

/** What “withheld” stands for, told the same of every such number; nothing where none is withheld. */
export const WithheldLegend = ({ measure }: { measure: MeasureShown }): JSX.Element | null =>
  measure.withheldLegend ? (
    <p class="split-note">Withheld: {measure.withheldLegend}. A small count could tell on the people in it.</p>
  ) : null
