import { inDollars } from '../../core/money.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { access } from '../rules.ts'
import { addFund, changeFund } from './actions.ts'
import { type Fund, fundForm, kindWords } from './model.ts'
import { fund, funds } from './store.ts'

const trail = [{ name: 'Funding', path: '/funding' }]
const ofFund = { may: access.write, trail, form: fundForm, code: 'funding.fund-wrong' }

/** The funds: what is in each, and what may be spent of it. */
export const fundRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/funding',
    may: access.read,
    title: 'Funding',
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
  ...formDoor({
    ...ofFund,
    path: '/funding/funds/:fundId',
    seenBy: access.read,
    read: (tx, { params }) => fund(tx, params.fundId ?? ''),
    title: ({ name }) => name,
    history: ({ id }) => [id],
    start: (one) => one,
    version: ({ version }) => version,
    save: 'Save fund',
    send: (visit, form, { shown: { id }, typed }) => changeFund(visit, { id, version: typed.version(), form }),
    back: ({ id }) => `/funding/funds/${id}`,
    said: 'saved',
  }),
]

const list: List<Fund> = {
  caption: 'Funds and what is in them',
  columns: [
    [
      'Fund',
      ({ name, isSample }) => (
        <span>
          {name} {isSample && <span class="sample">sample</span>}
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
