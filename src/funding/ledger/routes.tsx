import { dayInWords } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import { inDollars } from '../../core/money.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { listDoor } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { Filter } from '../../platform/ui/filter.tsx'
import type { Authorization } from '../authorizations/model.ts'
import { authorizations } from '../authorizations/store.ts'
import { carryForm, type Fund } from '../funds/model.ts'
import { fund, funds } from '../funds/store.ts'
import { strategyName } from '../model.ts'
import { asChoice, entriesList, fundingTabs, trail } from '../pieces.tsx'
import { access } from '../rules.ts'
import { carryForward, recordFundMoney, recordSpending, reverseEntry, settleEncumbrance } from './actions.ts'
import { type Entry, fundMoneyForm, reverseForm, settleForm, spendForm } from './model.ts'
import { EntryPage } from './page.tsx'
import { entries, entry } from './store.ts'

const pageSize = 50
const entryPath = (id: string): string => `/funding/entries/${id}`

/** What is written in the books: money of a fund, spending, and what takes either back. */
export const ledgerRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/funding/entries',
    may: access.read,
    title: 'Entries',
    tabs: fundingTabs,
    act: { to: '/funding/spend', name: 'Record spending', may: access.write },
    pageSize,
    read: async (tx, { url }, number) => {
      const asked = url.searchParams.get('fund') ?? ''
      const all = await funds(tx)
      const fundId = all.find(({ id }) => id === asked)?.id ?? null
      const which = fundId === null ? {} : { fundId }
      return {
        all,
        fundId,
        rows: await entries(tx, which, { offset: (number - 1) * pageSize, limit: pageSize + 1 }),
      }
    },
    above: ({ all, fundId }, { url }) => (
      <Filter
        url={url}
        label="Entries of"
        name="fund"
        chosen={fundId}
        options={[[null, 'All funds'], ...all.map(({ id, name }) => [id, name] as const)]}
      />
    ),
    list: ({ fundId }) => entriesList((line) => fundId === null || line.fundId === fundId),
  }),
  ...formDoor({
    path: '/funding/spend',
    may: access.write,
    read: async (tx): Promise<{ readonly all: readonly Authorization[] }> => ({
      all: (await authorizations(tx)).filter(({ fundClosedOn }) => fundClosedOn === null),
    }),
    title: 'Record spending',
    trail,
    above: () => (
      <p class="lead">
        Choose what it is spent for. If several pay for it, say how many percent each. They come to 100% together.
      </p>
    ),
    form: spendForm,
    code: 'funding.spending-wrong',
    start: (_, { today, url }) => {
      const asked = url.searchParams.get('authorization') ?? ''
      return { kind: 'spent', happenedOn: today, authorization1: isId(asked) ? asked : '', share1: '100' }
    },
    choices: ({ all }) => {
      const offered = all.map(asChoice)
      return { authorization1: offered, authorization2: offered, authorization3: offered, authorization4: offered }
    },
    save: 'Record spending',
    send: recordSpending,
    back: '/funding',
    to: entryPath,
    said: 'added',
  }),
  ...ofFund(),
  ...entryDoors(),
]

const ofFund = (): readonly TeamRoute[] => {
  const about = { may: access.write, trail: (of: Fund) => [...trail, { name: of.name, path: fundPath(of) }] }
  return [
    ...formDoor({
      ...about,
      path: '/funding/funds/:fundId/money',
      read: (tx, { params }) => fund(tx, params.fundId ?? ''),
      title: 'Record money',
      form: fundMoneyForm,
      code: 'funding.money-wrong',
      start: (_, { today }) => ({ happenedOn: today }),
      save: 'Record money',
      send: (visit, form, { shown: { id } }) => recordFundMoney(visit, { fundId: id, form }),
      back: fundPath,
      said: 'added',
    }),
    ...formDoor({
      may: access.write,
      path: '/funding/funds/:fundId/carry',
      read: async (tx, { params }) => {
        const of = await fund(tx, params.fundId ?? '')
        return of && { of, others: (await funds(tx)).filter(({ id, closedOn }) => id !== of.id && closedOn === null) }
      },
      title: 'Carry forward',
      trail: ({ of }) => about.trail(of),
      above: ({ of }) => (
        <p class="lead">
          {of.name} holds {inDollars(of.holds)}. What is carried leaves it and comes into the fund that follows it.
        </p>
      ),
      form: carryForm,
      code: 'funding.carry-wrong',
      start: (_, { today }) => ({ happenedOn: today }),
      choices: ({ others }) => ({ toFundId: others }),
      save: 'Carry it forward',
      send: (visit, form, { shown: { of } }) => carryForward(visit, { fundId: of.id, form }),
      back: ({ of }) => fundPath(of),
      said: 'added',
    }),
  ]
}
const fundPath = ({ id }: Fund): string => `/funding/funds/${id}`

const isSettled = ({ lines }: Entry): boolean => lines.every(({ left }) => left === null || left === 0)

const entryDoors = (): readonly TeamRoute[] =>
  pageOfForms({
    path: '/funding/entries/:entryId',
    seenBy: access.read,
    read: (tx, { params }) => entry(tx, params.entryId ?? ''),
    history: ({ id }) => [id],
    forms: {
      settle: oneForm({
        path: '/funding/entries/:entryId/settle',
        may: access.write,
        form: settleForm,
        code: 'funding.settling-wrong',
        start: ({ what, lines }: Entry, { today }) => ({
          kind: 'spent',
          happenedOn: today,
          what,
          encumbranceId: lines.find(({ left }) => left !== null && left > 0)?.id ?? '',
        }),
        choices: ({ lines }: Entry) => ({
          encumbranceId: lines
            .filter(({ left }) => left !== null && left > 0)
            .map((line) => ({
              id: line.id,
              name: `${strategyName(line)}, ${line.fund}: ${inDollars(line.left ?? 0)} left`,
            })),
        }),
        fields: (_, one: Entry) => (isSettled(one) ? null : undefined),
        under: 'Pay it, or let it go',
        save: 'Record it',
        send: (visit, form, { shown: { id } }) => settleEncumbrance(visit, { entryId: id, form }),
        to: entryPath,
        said: 'added',
      }),
      reverse: oneForm({
        path: '/funding/entries/:entryId/reverse',
        may: access.write,
        isDanger: true,
        form: reverseForm,
        code: 'funding.reversal-wrong',
        start: (_: Entry, { today }) => ({ happenedOn: today }),
        fields: (_, { reversesId, reversedById }: Entry) =>
          reversesId === null && reversedById === null ? undefined : null,
        under: 'Reverse it',
        save: 'Reverse entry',
        send: (visit, form, { shown: { id } }) => reverseEntry(visit, { id, form }),
        to: entryPath,
        said: 'added',
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <EntryPage
        visit={visit}
        entry={shown}
        history={history}
        title={`${shown.what}, ${dayInWords(shown.happenedOn)}`}
        forms={[...(shown.kind === 'encumbered' && !isSettled(shown) ? [forms.settle] : []), forms.reverse]}
      />
    ),
  })
