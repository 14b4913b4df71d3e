import { type Day, dayInWords } from '../../core/day.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { claimsTabs, trail } from '../pieces.tsx'
import { access } from '../rules.ts'
import { addRate, changeRate } from './actions.ts'
import { rateForm, rateWords, type StandingRate } from './model.ts'
import { valueInWords } from './rules.ts'
import { ownRate, rates } from './store.ts'

const ofRate = { may: access.finance, trail, form: rateForm, code: 'claims.rate-wrong', back: '/claims/rates' }

/** What is paid back and by which rules, from which day on and from where that is known. */
export const rateRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/claims/rates',
    may: access.read,
    title: 'Rates and rules',
    tabs: claimsTabs,
    act: { to: '/claims/rates/add', name: 'Add rate', may: access.finance },
    read: async (tx, { today }) => ({
      rows: (await rates(tx)).map((one) => ({
        ...one,
        id: one.id ?? `${one.kind} ${one.fromOn}`,
        isOwn: one.id !== null,
        today,
      })),
    }),
    above: () => (
      <p>
        A claim is paid by the rate of the day it is about. Each rate holds until the next of its kind begins, so there
        is never a gap between two of them, and they never overlap.
      </p>
    ),
    list: (_, visit) => listFor(visit),
  }),
  ...formDoor({
    ...ofRate,
    path: '/claims/rates/add',
    read: async () => ({}),
    title: 'Add rate',
    start: (_, { today }) => ({ fromOn: today }),
    save: 'Add rate',
    send: addRate,
    said: 'added',
  }),
  ...formDoor({
    ...ofRate,
    path: '/claims/rates/:rateId',
    read: async (tx, { params }) => {
      const one = await ownRate(tx, params.rateId ?? '')
      return one && { ...one, id: params.rateId ?? '' }
    },
    title: ({ kind }) => rateWords[kind],
    history: ({ id }) => [id],
    above: () => <p>Claims that were sent keep the rate they were sent with.</p>,
    start: (one) => one,
    version: ({ version }) => version,
    save: 'Save rate',
    send: (visit, form, { shown: { id }, typed }) => changeRate(visit, { id, version: typed.version(), form }),
    said: 'saved',
  }),
]

type Row = Omit<StandingRate, 'id'> & { readonly id: string; readonly isOwn: boolean; readonly today: Day }

const listFor = (visit: Visit): List<Row> => ({
  isTight: true,
  caption: 'Rates and rules, each from its first day',
  columns: [
    ['Rate or rule', ({ kind }) => rateWords[kind]],
    ['How much', valueInWords, 'number'],
    ['From', ({ fromOn }) => dayInWords(fromOn)],
    ['Through', ({ untilOn }) => (untilOn === null ? 'until changed' : dayInWords(untilOn))],
    ['Now', ({ fromOn, untilOn, today }) => (fromOn > today ? 'ahead' : (untilOn ?? today) < today ? 'over' : 'holds')],
    ['Source', ({ source }) => source],
    ['Said by', ({ isOwn }) => (isOwn ? 'your organization' : 'the law')],
  ],
  to: ({ id, isOwn }) => (isOwn && isOneOf(visit, access.finance) ? `/claims/rates/${id}` : null),
  empty: 'No rate is kept yet.',
})
