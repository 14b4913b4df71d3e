import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { centsTyped, inDollars } from '../../core/money.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { historyOf } from '../../platform/history.ts'
import { download, notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { csvText } from '../../platform/sheet/write-csv.ts'
import { toldInAddress } from '../../platform/told.ts'
import type { Claim } from '../model.ts'
import type { ClaimsNeeds } from '../needs.ts'
import { claimsTabs, trail } from '../pieces.tsx'
import { access } from '../rules.ts'
import { clearClaims, payClaims } from './actions.ts'
import { payees, seenMark, totalOf } from './figures.ts'
import { type Batch, clearForm, payForm } from './model.ts'
import { BatchPage, batchPath, WhatIsPaid } from './page.tsx'
import { batch, batches, claimsOfBatch, others } from './store.ts'

type Waiting = { readonly claims: readonly Claim[] }
type Payable = Waiting & { readonly choices: readonly { readonly id: string; readonly name: string }[] }

const saying = (act: string, { claims }: Waiting): string =>
  `${act} ${counted(claims.length, 'claim')}, ${inDollars(totalOf(claims))}`
const shared = {
  may: access.finance,
  trail,
  tabs: claimsTabs,
  version: ({ claims }: Waiting) => seenMark(claims),
  above: ({ claims }: Waiting, visit: Visit) => <WhatIsPaid claims={claims} visit={visit} />,
}

/** What finance approves and pays, each after it was seen; and what was paid together, with its file. */
export const payingRoutes = (needs: ClaimsNeeds): readonly TeamRoute[] => [
  ...formDoor({
    ...shared,
    path: '/claims/clear',
    read: async (tx, { coachId }): Promise<Waiting> => ({ claims: await others(tx, 'approved', coachId) }),
    title: 'Approve for payment',
    form: clearForm,
    code: 'claims.clearing-wrong',
    fields: (_, { claims }) => (claims.length === 0 ? null : undefined),
    save: (shown: Waiting) => saying('Approve', shown),
    send: (visit, _, { typed }) => clearClaims(visit, { seen: typed.text('version'), ownCoachId: visit.coachId }),
    back: '/claims',
    to: () => '/claims/pay',
    said: 'saved',
  }),
  ...formDoor({
    ...shared,
    path: '/claims/pay',
    read: async (tx, { coachId }): Promise<Payable> => ({
      claims: await others(tx, 'cleared', coachId),
      choices: await needs.authorizations(tx),
    }),
    title: 'Pay claims',
    form: payForm,
    code: 'claims.payment-wrong',
    start: (_, { today }) => ({ paidOn: today }),
    choices: ({ choices }) => ({ authorizationId: choices }),
    fields: (_, { claims }) => (claims.length === 0 ? null : undefined),
    save: (shown: Payable) => saying('Pay', shown),
    send: (visit, form, { typed }) =>
      payClaims(visit, { seen: typed.text('version'), ownCoachId: visit.coachId, form, needs }),
    back: '/claims',
    to: ({ id, told }) => `${batchPath({ id })}?said=saved${toldInAddress(told)}`,
    said: '',
  }),
  listDoor({
    path: '/claims/batches',
    may: access.finance,
    title: 'Payments',
    trail,
    tabs: claimsTabs,
    read: async (tx) => ({ rows: await batches(tx) }),
    list,
  }),
  {
    method: 'GET',
    path: '/claims/batches/:batchId',
    may: access.finance,
    async answer(visit) {
      const shown = await visit.db.read(visit.scope, async (tx) => {
        const one = await batch(tx, visit.params.batchId ?? '')
        return one && { batch: one, claims: await claimsOfBatch(tx, one.id), history: await historyOf(tx, [one.id]) }
      })
      return shown ? page(<BatchPage visit={visit} {...shown} />) : notFound()
    },
  },
  { method: 'GET', path: '/claims/batches/:batchId/payments.csv', may: access.finance, answer: paymentFile },
]

/** A line for each coach: read as often as one likes, it changes nothing. */
async function paymentFile(visit: Visit): Promise<Response> {
  const found = await visit.db.read(visit.scope, async (tx) => {
    const one = await batch(tx, visit.params.batchId ?? '')
    return one && { one, claims: await claimsOfBatch(tx, one.id) }
  })
  if (!found) return notFound()
  const { one, claims } = found
  const lines = payees(claims).map(({ id, coach, cents, claims: own }) => [
    `${one.number}-${id.slice(-8)}`,
    coach,
    centsTyped(cents),
    one.paidOn,
    counted(own.length, 'claim'),
  ])
  const text = csvText([['Reference', 'Payee', 'Amount in dollars', 'Paid on', 'For'], ...lines])
  return download(`payments-${one.number}.csv`, 'text/csv; charset=utf-8', text)
}

const list: List<Batch> = {
  isTight: true,
  caption: 'What was paid together, the newest first',
  columns: [
    ['Batch', ({ number }) => number],
    ['Paid on', ({ paidOn }) => dayInWords(paidOn)],
    ['Claims', ({ claims }) => claims, 'number'],
    ['Amount', ({ amountCents }) => inDollars(amountCents), 'number'],
  ],
  to: batchPath,
  empty: 'Nothing is paid yet. Approve claims for payment, then pay them together.',
}
