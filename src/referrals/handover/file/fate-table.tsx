import type { JSX } from 'preact'
import { dayInWords } from '../../../core/day.ts'
import type { Visit } from '../../../platform/http/route.ts'
import { RecordTable } from '../../../platform/ui/records.tsx'
import type { LikeReferral, RowFate } from './model.ts'

/** What would happen with each row of a file; `saysWhy`: with the note of each that is new. */
export const FateTable = ({
  visit,
  fates,
  saysWhy,
}: {
  visit: Visit
  fates: readonly RowFate[]
  saysWhy: boolean
}): JSX.Element => (
  <RecordTable
    caption="Rows of the file, and what would happen with each"
    columns={[{ name: 'Row', isNumber: true }, { name: 'Name' }, { name: 'Day' }, { name: 'What happens' }]}
    rows={fates.map((fate) => ({
      key: String(fate.line),
      cells: [
        fate.line,
        fate.kind === 'new' ? fate.form.name : '',
        fate.kind === 'new' && fate.form.occurredOn !== null ? dayInWords(fate.form.occurredOn) : '',
        <>
          <WhatHappens visit={visit} fate={fate} />
          {saysWhy && fate.kind === 'new' && ` ${fate.form.note}`}
        </>,
      ],
    }))}
    empty="There is no row."
  />
)

function WhatHappens({ visit, fate }: { visit: Visit; fate: RowFate }): JSX.Element {
  if (fate.kind === 'fault')
    return <>{fate.faults.map(({ column, message }) => (column ? `${column}: ${message}` : message)).join(' ')}</>
  if (fate.kind === 'twice') return <>Row {fate.same} says it already. Passed over.</>
  if (fate.kind === 'already')
    return (
      <>
        Here already: <ReferralLink visit={visit} of={fate.referral} />. Passed over.
      </>
    )
  if (fate.like === null) return <>Added.</>
  return (
    <>
      Added. It may tell the same as the <ReferralLink visit={visit} of={fate.like} />.
    </>
  )
}

/** A referral by its day alone. */
const ReferralLink = ({ visit, of }: { visit: Visit; of: LikeReferral }): JSX.Element => (
  <a href={visit.to(`/referrals/${of.id}`)}>referral of {dayInWords(of.receivedOn)}</a>
)
