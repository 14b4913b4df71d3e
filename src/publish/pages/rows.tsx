import type { JSX } from 'preact'
import { SmallCurve } from '../chart/small-curve.tsx'
import type { MeasureShown } from '../model.ts'
import { firstSentence, Now } from './lead.tsx'
import { StandingMark, standingOf } from './standing.tsx'

/** Measures as rows of a page: title, what may be said, the small curve, value and period. The whole row leads to its page. */
export function Rows({
  measures,
  to,
  level,
  opensOutside,
}: {
  measures: readonly MeasureShown[]
  to: (slug: string) => string
  level: 2 | 3 | 4
  /** In a frame of another site, a page opens beside it. */
  opensOutside?: boolean
}): JSX.Element {
  const Title = `h${level}` as const
  return (
    <ul class="rows">
      {measures.map((measure) => (
        <li class={standingOf(measure) === 'turned' && !opensOutside ? 'turned' : undefined}>
          <Title>
            <a
              class="ahead-of-click"
              href={to(measure.slug)}
              target={opensOutside ? '_blank' : undefined}
              rel={opensOutside ? 'noopener' : undefined}
            >
              {measure.title}
            </a>
            {measure.isSample && <span class="mark">sample</span>}
          </Title>
          <Now measure={measure} />
          <SmallCurve measure={measure} />
          {measure.sentence && !opensOutside && (
            <p class="says">
              <StandingMark standing={standingOf(measure)} /> {measure.inShort ?? firstSentence(measure.sentence)}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
