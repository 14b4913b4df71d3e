import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import type { Measure } from '../model.ts'
import { dayRecordsPath } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { GapsPicture, gapsTableId } from './picture.tsx'
import { type Gap, type Gaps, limitsInWords, openInWords, signalInWords } from './rules.ts'

type Props = { readonly visit: Visit; readonly measure: Measure; readonly gaps: Gaps | 'needs days' | null }

/** Of a rare event its gaps say more than its counts: under 1 a period they are mostly zeros and ones. For the team only. */
export function GapsOf({ visit, measure, gaps }: Props): JSX.Element | null {
  if (gaps === null) return null
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps">Days between events</h2>
      {gaps === 'needs days' ? (
        <NeedsDays visit={visit} measure={measure} />
      ) : (
        <Found visit={visit} measure={measure} gaps={gaps} />
      )}
    </section>
  )
}

const NeedsDays = ({ visit, measure }: Omit<Props, 'gaps'>): JSX.Element => (
  <p>
    There is under 1 a period, so the days between say more than the counts. That needs the day of each, which is not
    known here.{' '}
    {isOneOf(visit, access.enter) && (
      <a href={visit.to(`/measures/${measure.id}/spikes`)}>Enter daily counts, for the team only</a>
    )}
  </p>
)

function Found({ visit, measure, gaps }: Props & { readonly gaps: Gaps }): JSX.Element {
  const isLinked = measure.definition !== null && isOneOf(visit, access.seeRecords)
  const newest = [...gaps.all].reverse()
  return (
    <>
      <p class="gaps-now">{openInWords(gaps, visit.today)}</p>
      <GapsPicture gaps={gaps} />
      <p class="quiet">{limitsInWords(gaps)} Only the team sees this.</p>
      <RecordTable
        id={gapsTableId}
        caption="Days between events"
        columns={[{ name: 'Event on' }, { name: 'Days since the one before', isNumber: true }, { name: 'Signal' }]}
        rows={newest.map((gap, i) => ({
          key: `${gap.to} ${i}`,
          ...(isLinked && { href: visit.to(dayRecordsPath(measure, gap.to)) }),
          cells: [dayInWords(gap.to), gap.days.toLocaleString('en-US'), <Signal key="signal" gap={gap} />],
        }))}
        empty="There are fewer than two events, so there is no gap between any."
      />
    </>
  )
}

const Signal = ({ gap: { signal } }: { gap: Gap }): JSX.Element =>
  signal === null ? (
    <span class="quiet">none</span>
  ) : (
    <strong>
      <span aria-hidden="true">{signal === 'long' ? '▲ ' : '▼ '}</span>
      {signalInWords[signal]}
    </strong>
  )
