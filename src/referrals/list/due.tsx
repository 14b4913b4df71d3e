import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { closedWords } from '../one/model.ts'
import { isOverdue, isUntried } from '../rules.ts'
import type { ReferralRow } from '../store.ts'
import { dueInWords } from '../words.ts'

/** When a referral is due, and a mark where it is overdue or its time is not known. */
export const DueCell = ({ row, now }: { row: ReferralRow; now: Date }): JSX.Element => {
  if (row.closedReason !== null && row.closedOn !== null)
    return (
      <>
        {closedWords[row.closedReason]}, {dayInWords(row.closedOn)}
      </>
    )
  if (!isUntried(row.state)) return <>tried</>
  return (
    <>
      {isOverdue(row, now) ? <strong>{dueInWords(row.dueAt, now)}</strong> : dueInWords(row.dueAt, now)}
      {row.clockFrom === 'receipt' && <span class="quiet"> · time not known</span>}
    </>
  )
}
