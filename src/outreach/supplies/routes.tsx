// Longer than most: stock is one noun, and its list, its items and the page of a lot stand together.
import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor, Records } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { isOneOf, type Refused, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { coachesByName } from '../attempts/store.ts'
import { access } from '../rules.ts'
import { outreachTabs } from '../words.ts'
import { addItem, changeItem, countStock, discardStock, moveStock, recallLot, receiveLot } from './actions.ts'
import { countForm, discardForm, type Item, itemForm, kindWords, moveForm, placeKey, receiveForm } from './model.ts'
import { isLow, mayBeGiven, runsOutSoon } from './rules.ts'
import { type Gift, giftsOf, item, items, type Lot, type LotAt, lot, placeNames, stock } from './store.ts'

const trail = [{ name: 'Supplies', path: '/outreach/supplies' }]
const pathOf = (lotId: string): string => `/outreach/supplies/lots/${lotId}`

/** What is handed out: how many of which lot lie where, and where a lot went. */
export const supplyRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/outreach/supplies',
    may: access.seeSupplies,
    title: 'Supplies',
    tabs: outreachTabs,
    act: { to: '/outreach/supplies/receive', name: 'Receive supplies', may: access.keepSupplies },
    read: async (tx, { today }) => ({ rows: await stock(tx), all: await items(tx), today }),
    above: ({ rows, all }, visit) => <Totals rows={rows} all={all} visit={visit} />,
    list: ({ today }) => lotsOn(today),
  }),
  ...formDoor({
    path: '/outreach/supplies/items/add',
    may: access.keepSupplies,
    read: async () => ({}),
    title: 'Add an item',
    trail,
    form: itemForm,
    code: 'outreach.item-wrong',
    start: () => ({ lowAt: 5 }),
    save: 'Add the item',
    send: addItem,
    back: '/outreach/supplies',
    said: 'added',
  }),
  ...formDoor({
    path: '/outreach/supplies/items/:itemId',
    may: access.keepSupplies,
    seenBy: access.seeSupplies,
    read: (tx, { params }) => item(tx, params.itemId ?? ''),
    title: 'An item of supplies',
    trail,
    history: ({ id }) => [id],
    form: itemForm,
    code: 'outreach.item-wrong',
    start: (one) => one,
    version: ({ version }) => version,
    save: 'Save the item',
    send: (visit, form, { shown: { id }, typed }) => changeItem(visit, { id, version: typed.version(), form }),
    back: '/outreach/supplies',
    said: 'saved',
  }),
  ...formDoor({
    path: '/outreach/supplies/receive',
    may: access.keepSupplies,
    read: async (tx) => ({ all: await items(tx), places: await placeNames(tx) }),
    title: 'Receive supplies',
    trail,
    above: ({ all }, visit) =>
      all.length === 0 && (
        <p>
          No item is kept yet. <a href={visit.to('/outreach/supplies/items/add')}>Add one first.</a>
        </p>
      ),
    form: receiveForm,
    code: 'outreach.receive-wrong',
    start: ({ places }) => ({ place: places[0] ?? 'Office' }),
    choices: ({ all, places }) => ({ itemId: all, place: places }),
    save: 'Receive them',
    send: receiveLot,
    back: '/outreach/supplies',
    to: pathOf,
    said: 'added',
  }),
  ...lotPage(),
  ...([true, false] as const).map((isRecalled) =>
    buttonDoor({
      path: `/outreach/supplies/lots/:lotId/${isRecalled ? 'recall' : 'recall-over'}`,
      may: access.keepSupplies,
      send: (visit, _, typed) =>
        recallLot(visit, { id: visit.params.lotId ?? '', version: typed.version(), isRecalled }),
      about: 'lotId',
      back: ({ params }) => pathOf(params.lotId ?? ''),
      said: 'saved',
    }),
  ),
]

type ShownLot = {
  readonly lot: Lot
  readonly at: readonly LotAt[]
  readonly gifts: { readonly count: number; readonly seen: readonly Gift[] }
  readonly coaches: readonly { readonly id: string; readonly name: string }[]
  readonly places: readonly string[]
}

async function shownLot(tx: Tx, { params: { lotId = '' } }: Visit): Promise<ShownLot | null> {
  const found = await lot(tx, lotId)
  if (!found) return null
  const at = await stock(tx, lotId)
  return {
    lot: found,
    at,
    gifts: await giftsOf(tx, lotId),
    coaches: await coachesByName(tx),
    places: await placeNames(tx),
  }
}

const ofLot = {
  may: access.keepSupplies,
  isSecond: true,
  to: (_: string, shown: ShownLot) => pathOf(shown.lot.id),
  choices: ({ at, coaches, places }: ShownLot) => ({
    from: at.map((one) => ({ value: keyOf(one), name: `${one.place}: ${one.count}` })),
    toCoachId: coaches,
    toPlace: places,
  }),
  // Of a lot that is all gone meanwhile, only what stood against the form is said.
  fields: (_: Refused, { at }: ShownLot) => (at.length === 0 ? null : undefined),
  said: 'saved',
}
const keyOf = ({ coachId, place }: LotAt): string => placeKey(coachId === null ? { place } : { coachId })

const lotPage = (): readonly TeamRoute[] =>
  pageOfForms({
    path: '/outreach/supplies/lots/:lotId',
    seenBy: access.seeSupplies,
    read: shownLot,
    history: (shown) => [shown.lot.id],
    forms: {
      move: oneForm({
        ...ofLot,
        path: '/outreach/supplies/lots/:lotId/move',
        form: moveForm,
        code: 'outreach.move-wrong',
        under: 'Move some',
        save: 'Move them',
        send: (visit, form, { shown }) => moveStock(visit, { lotId: shown.lot.id, form }),
      }),
      count: oneForm({
        ...ofLot,
        path: '/outreach/supplies/lots/:lotId/count',
        form: countForm,
        code: 'outreach.count-wrong',
        under: 'Count them',
        save: 'Save the count',
        send: (visit, form, { shown }) => countStock(visit, { lotId: shown.lot.id, form }),
      }),
      discard: oneForm({
        ...ofLot,
        path: '/outreach/supplies/lots/:lotId/discard',
        form: discardForm,
        code: 'outreach.discard-wrong',
        under: 'Discard some',
        save: 'Discard them',
        send: (visit, form, { shown }) => discardStock(visit, { lotId: shown.lot.id, form }),
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <TeamPage visit={visit} title={`Lot ${shown.lot.lot}`} trail={trail}>
        <RecordPage history={history}>
          <LotFacts shown={shown} visit={visit} />
          {[forms.move, forms.count, forms.discard]}
          {isOneOf(visit, access.keepSupplies) && <Recall lot={shown.lot} visit={visit} />}
        </RecordPage>
      </TeamPage>
    ),
  })

function LotFacts({ shown: { lot: one, at, gifts }, visit }: { shown: ShownLot; visit: Visit }): JSX.Element {
  return (
    <>
      <p class="lead">
        {one.item}, {kindWords[one.kind].toLowerCase()}. {expiryInWords(one.expiresOn, visit.today)}
      </p>
      {one.recalledOn && (
        <p role="alert">
          Recalled on {dayInWords(one.recalledOn)}. Nobody gives it out; bring back what lies in bags, then discard it.
        </p>
      )}
      <section aria-labelledby="where">
        <h2 id="where">Where they are</h2>
        <Records list={placesOfLot} rows={at} visit={visit} />
      </section>
      <section aria-labelledby="given">
        <h2 id="given">Given out</h2>
        <p>{gifts.count === 0 ? 'None of it was given out.' : `${gifts.count} of this lot were given out.`}</p>
        {isOneOf(visit, access.seeAll) && gifts.seen.length > 0 && (
          <Records list={giftsOfLot} rows={gifts.seen} visit={visit} />
        )}
      </section>
    </>
  )
}

const Recall = ({ lot: { id, version, recalledOn }, visit }: { lot: Lot; visit: Visit }): JSX.Element =>
  recalledOn === null ? (
    <Press
      action={visit.to(`${pathOf(id)}/recall`)}
      name="Recall this lot: nobody gives it out from now on"
      look="danger"
      values={{ version }}
    />
  ) : (
    <Press
      action={visit.to(`${pathOf(id)}/recall-over`)}
      name="It is not recalled after all"
      look="second"
      values={{ version }}
    />
  )

function Totals({ rows, all, visit }: { rows: readonly LotAt[]; all: readonly Item[]; visit: Visit }): JSX.Element {
  return (
    <section aria-labelledby="items">
      <h2 id="items">Items</h2>
      <Records list={totals(rows, visit.today)} rows={all} visit={visit} />
      <p class="acts">
        <Act visit={visit} to="/outreach/supplies/items/add" name="Add an item" may={access.keepSupplies} second />
        <Act visit={visit} to="/outreach/card" name="The card to leave" may={access.follow} second />
      </p>
      <h2>Where they are</h2>
    </section>
  )
}

const totals = (rows: readonly LotAt[], today: Day): List<Item> => ({
  caption: 'Items and how many are left',
  columns: [
    [
      'Item',
      ({ name, isSample }) => (
        <span>
          {name} {isSample && <span class="sample">sample</span>}
        </span>
      ),
    ],
    ['Kind', ({ kind }) => kindWords[kind]],
    ['Left', ({ id }) => leftOf(rows, id, today), 'number'],
    ['Stock', (one) => (isLow(leftOf(rows, one.id, today), one.lowAt) ? `Low: ${one.lowAt} or fewer` : 'Enough')],
  ],
  to: ({ id }) => `/outreach/supplies/items/${id}`,
  empty: 'No item is kept yet. Add what the team hands out, such as kits and strips.',
})

/** How many of an item can still be given out. */
const leftOf = (rows: readonly LotAt[], itemId: string, today: Day): number =>
  rows.filter((one) => one.itemId === itemId && mayBeGiven(one, today)).reduce((sum, { count }) => sum + count, 0)

const lotsOn = (today: Day): List<LotAt> => ({
  isTight: true,
  caption: 'Supplies by item, lot and place',
  columns: [
    ['Lot', ({ lot: number }) => number],
    ['Item', ({ item: name }) => name],
    ['Place', ({ place }) => place],
    ['There', ({ count }) => count, 'number'],
    ['Expiry', ({ expiresOn, recalledOn }) => (recalledOn ? 'Recalled' : expiryInWords(expiresOn, today))],
  ],
  to: ({ lotId }) => pathOf(lotId),
  empty: 'Nothing is in stock. Receive a lot first.',
})

const expiryInWords = (expiresOn: Day | null, today: Day): string => {
  if (expiresOn === null) return 'Does not run out.'
  if (expiresOn < today) return `Ran out on ${dayInWords(expiresOn)}.`
  return `${runsOutSoon(expiresOn, today) ? 'Runs out soon, on' : 'Runs out on'} ${dayInWords(expiresOn)}.`
}

const placesOfLot: List<LotAt> = {
  isTight: true,
  caption: 'Where this lot is',
  columns: [
    ['Place', ({ place }) => place],
    ['There', ({ count }) => count, 'number'],
  ],
  empty: 'None of it is in stock.',
}

const giftsOfLot: List<Gift> = {
  isTight: true,
  caption: 'Attempts that gave of this lot',
  columns: [
    ['Attempt', ({ on }) => `Attempt on ${dayInWords(on)}`],
    ['Given', ({ count }) => counted(count, 'piece'), 'number'],
  ],
  to: ({ id, referralId }) => `/referrals/${referralId}/attempts/${id}`,
  empty: '',
}
