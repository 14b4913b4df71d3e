import { inDollars } from '../../core/money.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { historyOf } from '../../platform/history.ts'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { authorizations } from '../authorizations/store.ts'
import { entries } from '../ledger/store.ts'
import { fundingTabs, Sample, trail } from '../pieces.tsx'
import { access } from '../rules.ts'
import { addFund, changeFund, closeFund } from './actions.ts'
import { type Fund, fundForm, kindWords } from './model.ts'
import { FundPage } from './page.tsx'
import { fund, funds } from './store.ts'

const ofFund = { may: access.write, trail, form: fundForm, code: 'funding.fund-wrong' }

/** The funds: what is in each, and what may be spent of it. */
export const fundRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/funding',
    may: access.read,
    title: 'Funding',
    tabs: fundingTabs,
    act: { to: '/funding/funds/add', name: 'Add fund', may: access.write },
    read: async (tx) => ({ rows: await funds(tx) }),
    list,
  }),
  ...formDoor({
    ...ofFund,
    path: '/funding/funds/add',
    read: async () => ({}),
    title: 'Add fund',
    save: 'Add fund',
    send: addFund,
    back: '/funding',
    to: (id) => `/funding/funds/${id}`,
    said: 'added',
  }),
  {
    method: 'GET',
    path: '/funding/funds/:fundId',
    may: access.read,
    async answer(visit) {
      const { fundId = '' } = visit.params
      const shown = await visit.db.read(visit.scope, async (tx) => {
        const of = await fund(tx, fundId)
        if (!of) return null
        return {
          fund: of,
          authorizations: await authorizations(tx, { fundId }),
          entries: await entries(tx, { fundId }, { limit: 15 }),
          history: await historyOf(tx, [fundId]),
        }
      })
      return shown === null ? notFound() : page(<FundPage visit={visit} shown={shown} />)
    },
  },
  ...formDoor({
    ...ofFund,
    path: '/funding/funds/:fundId/change',
    read: (tx, { params }) => fund(tx, params.fundId ?? ''),
    title: 'Change fund',
    trail: ({ id, name }) => [...trail, { name, path: `/funding/funds/${id}` }],
    start: (one) => one,
    version: ({ version }) => version,
    save: 'Save fund',
    send: (visit, form, { shown: { id }, typed }) => changeFund(visit, { id, version: typed.version(), form }),
    back: ({ id }) => `/funding/funds/${id}`,
    said: 'saved',
  }),
  ...([true, false] as const).map((isClosed) =>
    buttonDoor({
      path: `/funding/funds/:fundId/${isClosed ? 'close' : 'open'}`,
      may: access.write,
      send: (visit, _, typed) =>
        closeFund(visit, { id: visit.params.fundId ?? '', version: typed.version(), isClosed }),
      about: 'fundId',
      back: ({ params }) => `/funding/funds/${params.fundId}`,
      said: 'saved',
    }),
  ),
]

const list: List<Fund> = {
  caption: 'Funds and what is in them',
  columns: [
    [
      'Fund',
      ({ name, isSample }) => (
        <span>
          {name} <Sample is={isSample} />
        </span>
      ),
    ],
    ['Kind', ({ kind }) => kindWords[kind]],
    ['In it', ({ holds }) => inDollars(holds), 'number'],
    ['Authorized', ({ authorized }) => inDollars(authorized), 'number'],
    ['Spent', ({ spent }) => inDollars(spent), 'number'],
    ['State', ({ closedOn }) => (closedOn === null ? 'Open' : 'Closed')],
  ],
  to: ({ id }) => `/funding/funds/${id}`,
  empty: 'No fund is kept yet. Add the money that pays for the team, such as the settlement fund.',
}
