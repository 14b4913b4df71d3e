import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Claim } from '../model.ts'
import { claimColumns, trail } from '../pieces.tsx'
import { type Payee, payees, totalOf } from './figures.ts'
import type { Batch } from './model.ts'

/** What is about to be approved or paid: the sum, each coach, and each claim. */
export function WhatIsPaid({ claims, visit }: { claims: readonly Claim[]; visit: Visit }): JSX.Element {
  const all = payees(claims)
  if (all.length === 0) return <p class="empty">No claim waits here.</p>
  return (
    <>
      <p class="lead">
        {counted(claims.length, 'claim')} of {counted(all.length, 'coach', 'coaches')},{' '}
        <strong>{inDollars(totalOf(claims))}</strong> in all.
      </p>
      <Records list={payeeList} rows={all} visit={visit} />
      <details>
        <summary>Each claim</summary>
        <Records list={claimList} rows={claims} visit={visit} />
      </details>
    </>
  )
}

const payeeList: List<Payee> = {
  isTight: true,
  caption: 'What each coach is paid',
  columns: [
    ['Coach', ({ coach }) => coach],
    ['Claims', ({ claims }) => claims.length, 'number'],
    ['Amount', ({ cents }) => inDollars(cents), 'number'],
  ],
  empty: 'Nobody is paid anything.',
}

const claimList: List<Claim> = {
  isTight: true,
  caption: 'Each claim',
  columns: [['Coach', ({ coach }) => coach], ...claimColumns],
  to: ({ id }) => `/claims/${id}`,
  empty: 'No claim.',
}

export const batchPath = ({ id }: Pick<Batch, 'id'>): string => `/claims/batches/${id}`

export const BatchPage = ({
  visit,
  batch,
  claims,
  history,
}: {
  visit: Visit
  batch: Batch
  claims: readonly Claim[]
  history: readonly HistoryLine[]
}): JSX.Element => (
  <TeamPage
    visit={visit}
    title={`Batch ${batch.number}`}
    trail={[...trail, { name: 'Payments', path: '/claims/batches' }]}
    act={
      <a class="button" href={visit.to(`${batchPath(batch)}/payments.csv`)}>
        Take the payment file
      </a>
    }
  >
    <RecordPage history={history}>
      <Facts
        facts={[
          ['Paid on', dayInWords(batch.paidOn)],
          ['Amount', inDollars(batch.amountCents)],
          ['By', batch.by],
          ['In the books', <a href={visit.to(`/funding/entries/${batch.entryId}`)}>The entry of this payment</a>],
        ]}
      />
      <p class="quiet">
        The file is a table (CSV) with a line for each coach. It can be taken again and pays nothing by itself: give it
        to the bank or to payroll once.
      </p>
      <section aria-labelledby="paid">
        <h2 id="paid">What was paid</h2>
        <WhatIsPaid claims={claims} visit={visit} />
      </section>
    </RecordPage>
  </TeamPage>
)
