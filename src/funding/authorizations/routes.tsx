import type { JSX } from 'preact'
import { dayInWords, spanInWords } from '../../core/day.ts'
import { centsTyped, inDollars } from '../../core/money.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { fund } from '../funds/store.ts'
import type { Entry } from '../ledger/model.ts'
import { entries } from '../ledger/store.ts'
import { strategyName } from '../model.ts'
import { entriesList, strategyInFull, trail } from '../pieces.tsx'
import { access } from '../rules.ts'
import { amend, authorize } from './actions.ts'
import { type Authorization, amendForm, authorizeForm, type Version } from './model.ts'
import { leftOf } from './rules.ts'
import { authorization, versionsOf } from './store.ts'

type Shown = {
  readonly one: Authorization
  readonly versions: readonly Version[]
  readonly entries: readonly Entry[]
}

/** What the board allows to be spent: adding it, and the page of each. */
export const authorizationRoutes = (): readonly TeamRoute[] => [
  ...formDoor({
    path: '/funding/funds/:fundId/authorize',
    may: access.write,
    read: (tx, { params }) => fund(tx, params.fundId ?? ''),
    title: 'Authorize spending',
    trail: ({ id, name }) => [...trail, { name, path: `/funding/funds/${id}` }],
    above: () => (
      <p class="lead">One strategy of a resolution, with its amount and its days. Add each strategy by itself.</p>
    ),
    form: authorizeForm,
    code: 'funding.authorization-wrong',
    start: ({ fromOn, untilOn }) => ({ fromOn, untilOn }),
    save: 'Authorize spending',
    send: (visit, form, { shown: { id } }) => authorize(visit, { fundId: id, form }),
    back: ({ id }) => `/funding/funds/${id}`,
    to: (id) => `/funding/authorizations/${id}`,
    said: 'added',
  }),
  ...formDoor({
    path: '/funding/authorizations/:authorizationId',
    may: access.write,
    seenBy: access.read,
    read: async (tx, { params: { authorizationId = '' } }): Promise<Shown | null> => {
      const one = await authorization(tx, authorizationId)
      if (!one) return null
      return {
        one,
        versions: await versionsOf(tx, authorizationId),
        entries: await entries(tx, { authorizationId }, { limit: 50 }),
      }
    },
    title: ({ one }) => strategyName(one),
    trail: ({ one }) => [...trail, { name: one.fund, path: `/funding/funds/${one.fundId}` }],
    history: ({ one, versions }) => [one.id, ...versions.map(({ id }) => id)],
    above: (shown, visit) => <Standing {...shown} visit={visit} />,
    form: amendForm,
    code: 'funding.authorization-wrong',
    under: 'Amend it: a new resolution, or its budget ordinance',
    start: ({ one }) => ({ ...one, amountCents: centsTyped(one.amountCents) }),
    version: ({ one }) => one.number,
    save: 'Save the next version',
    send: (visit, form, { shown: { one }, typed }) => amend(visit, { id: one.id, version: typed.version(), form }),
    below: ({ one, versions, entries: all }, visit) => (
      <>
        <section aria-labelledby="versions">
          <h2 id="versions">Versions</h2>
          <Records list={versionsList} rows={versions} visit={visit} />
        </section>
        <section aria-labelledby="entries">
          <h2 id="entries">What happened last</h2>
          <Records list={entriesList(({ authorizationId }) => authorizationId === one.id)} rows={all} visit={visit} />
        </section>
      </>
    ),
    back: ({ one }) => `/funding/authorizations/${one.id}`,
    said: 'saved',
  }),
]

function Standing({ one, visit }: Pick<Shown, 'one'> & { visit: Visit }): JSX.Element {
  return (
    <>
      <p class="lead">
        {strategyInFull(one)}. {inDollars(leftOf(one))} is left of {inDollars(one.amountCents)}, for{' '}
        {spanInWords(one.fromOn, one.untilOn)}.
      </p>
      {one.isOfSettlement && one.committedFrom === null && (
        <p role="alert">It has no budget ordinance yet, so nothing of it can be spent. Amend it once there is one.</p>
      )}
      <Facts
        facts={[
          ['Spent', inDollars(one.spent)],
          ['Encumbered', inDollars(one.encumbered)],
          ['Left', inDollars(leftOf(one))],
        ]}
      />
      {isOneOf(visit, access.write) && one.fundClosedOn === null && (
        <p class="acts">
          <Act
            visit={visit}
            to={`/funding/spend?authorization=${one.id}`}
            name="Record spending"
            may={access.write}
            second
          />
        </p>
      )}
    </>
  )
}

const versionsList: List<Version> = {
  caption: 'Versions, the newest first',
  columns: [
    ['Version', ({ number }) => `Version ${number}`],
    ['Resolution', ({ resolution, resolvedOn }) => `${resolution}, passed on ${dayInWords(resolvedOn)}`],
    ['Amount', ({ amountCents }) => inDollars(amountCents), 'number'],
    ['Days', ({ fromOn, untilOn }) => spanInWords(fromOn, untilOn)],
    ['Budget ordinance', ({ ordinanceOn }) => (ordinanceOn ? `of ${dayInWords(ordinanceOn)}` : 'None yet')],
  ],
  empty: '',
}
