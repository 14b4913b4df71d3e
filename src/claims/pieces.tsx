import type { JSX } from 'preact'
import { dayInWords } from '../core/day.ts'
import { inDollars } from '../core/money.ts'
import type { List } from '../platform/doors/list-door.tsx'
import type { Visit } from '../platform/http/route.ts'
import { Facts } from '../platform/ui/records.tsx'
import { type Claim, kindWords, stateWords } from './model.ts'
import { access } from './rules.ts'
import { whatInWords } from './words.ts'

export const trail = [{ name: 'Claims', path: '/claims' }]
export const claimsTabs = {
  name: 'Claims',
  pages: [
    { path: '/claims', name: 'Claims' },
    { path: '/claims/clear', name: 'Approve for payment', may: access.finance },
    { path: '/claims/pay', name: 'Pay', may: access.finance },
    { path: '/claims/batches', name: 'Payments', may: access.finance },
    { path: '/claims/rates', name: 'Rates and rules' },
  ],
} as const

/** A claim in full: what it is for, what it comes to and how, its receipts, and each step with its day. */
export const ClaimFacts = ({ claim, visit, at }: { claim: Claim; visit: Visit; at: string }): JSX.Element => (
  <>
    <Facts
      facts={[
        ['Amount', inDollars(claim.amountCents)],
        ['State', stateWords[claim.state]],
        ['Kind', kindWords[claim.kind]],
        ['For', whatInWords(claim)],
        ['On', dayInWords(claim.happenedOn)],
        ...(claim.tenthsAMile === null ? [] : [['Rate', `${claim.tenthsAMile / 10} cents a mile`] as const]),
        ...(claim.odometerStart === null
          ? []
          : [['Odometer', `${claim.odometerStart} to ${claim.odometerEnd}`] as const]),
        ...(claim.kind === 'tuition' || claim.kind === 'supplies'
          ? [['Receipts', <Receipts claim={claim} visit={visit} at={at} />] as const]
          : []),
      ]}
    />
    <section aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      {claim.steps.length === 0 && <p class="empty">Not sent yet.</p>}
      <ol>
        {claim.steps.map(({ step, takenOn, by, why }) => (
          <li key={`${step} ${takenOn}`}>
            {stateWords[step]} on {dayInWords(takenOn)}
            {by !== '' && ` by ${by}`}
            {why !== '' && `: ${why}`}
          </li>
        ))}
      </ol>
    </section>
  </>
)

const Receipts = ({ claim, visit, at }: { claim: Claim; visit: Visit; at: string }): JSX.Element =>
  claim.receipts.length === 0 ? (
    <span>none</span>
  ) : (
    <ul>
      {claim.receipts.map(({ id, name }) => (
        <li key={id}>
          <a href={visit.to(`${at}/receipts/${id}`)}>{name}</a>
        </li>
      ))}
    </ul>
  )

export const claimColumns: List<Claim>['columns'] = [
  ['For', whatInWords],
  ['Day', ({ happenedOn }) => dayInWords(happenedOn)],
  ['Amount', ({ amountCents }) => inDollars(amountCents), 'number'],
  ['State', ({ state }) => stateWords[state]],
]
