import { dayInWords } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { changedSince, meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import { coachesByName } from '../attempts/store.ts'
import {
  type ItemForm,
  type MoveForm,
  type Place,
  placeKey,
  placeNamed,
  type ReceiveForm,
  type Stock,
} from './model.ts'
import { insertMoves, item, itemNamed, lot, lotNumbered, stockAt } from './store.ts'

/** Adds something that is handed out. Answers its id; refuses a name that is there already. */
export const addItem = verb(
  'outreach.addSupplyItem',
  async (tx, form: ItemForm) => (await taken(tx, form.name)) ?? ok(await put(tx, 'supply_item', form)),
)

export const changeItem = verb(
  'outreach.changeSupplyItem',
  async (tx, { form, ...read }: { id: string; version: number; form: ItemForm }) =>
    (await taken(tx, form.name, read.id)) ??
    ((await saveOver(tx, 'supply_item', read, form)) ? ok(read.id) : meanwhile('outreach', 'this item')),
)

async function taken(tx: Tx, name: string, except?: string): Promise<ReturnType<typeof refuse> | null> {
  const holder = await itemNamed(tx, name)
  return holder === null || holder === except
    ? null
    : refuse('outreach.item-taken', `There is an item called ${name} already.`, 'name')
}

/** Takes in so many of a lot at a place; more of a lot that is there is added to it. Answers the lot. */
export const receiveLot = verb(
  'outreach.receiveSupplies',
  async (tx, form: ReceiveForm, today): Promise<Result<string>> => {
    if (!(await item(tx, form.itemId)))
      return refuse('outreach.no-item', 'This item is not there any more. Choose another.', 'itemId')
    if (form.expiresOn !== null && form.expiresOn < today)
      return refuse(
        'outreach.ran-out',
        `This lot ran out on ${dayInWords(form.expiresOn)}. Do not take it in.`,
        'expiresOn',
      )
    const kept = await lotNumbered(tx, form)
    if (form.expiresOn !== null && kept.expiresOn !== form.expiresOn)
      return refuse(
        'outreach.other-expiry',
        `Lot ${form.lot} is here already, and ${kept.expiresOn === null ? 'does not run out' : `runs out on ${dayInWords(kept.expiresOn)}`}. Check the day and the number.`,
        'expiresOn',
      )
    const line = { id: newId(), lotId: kept.id, place: { place: form.place }, quantity: form.count, on: today }
    await insertMoves(tx, [{ ...line, why: 'received' }])
    return ok(kept.id)
  },
)

type Of<Form> = { readonly lotId: string; readonly form: Form }

/** Moves so many of a lot to another place, or into a coach's bag. Refuses more than there are, and into a bag what was recalled or ran out. */
export const moveStock = verb(
  'outreach.moveSupplies',
  async (tx, { lotId, form }: Of<MoveForm>, today): Promise<Result<string>> => {
    const there = await lotAt(tx, lotId, form.from)
    if (!there.ok) return there
    const { from, count, recalledOn, expiresOn } = there.value
    const to = goesTo(form)
    if (to === null)
      return refuse('outreach.where-to', 'Say where it goes: into a bag, or to a place. Not both.', 'toCoachId')
    if (placeKey(to) === placeKey(from))
      return refuse('outreach.same-place', 'It lies there already. Choose another place.', 'toPlace')
    if ('coachId' in to && !(await coachesByName(tx)).some(({ id }) => id === to.coachId))
      return refuse('outreach.no-coach', 'This coach is not there any more. Choose another.', 'toCoachId')
    if ('coachId' in to && recalledOn !== null)
      return refuse('outreach.recalled', 'This lot was recalled. It goes into no bag any more.', 'toCoachId')
    if ('coachId' in to && expiresOn !== null && expiresOn < today)
      return refuse(
        'outreach.ran-out',
        `This lot ran out on ${dayInWords(expiresOn)}. It goes into no bag any more.`,
        'toCoachId',
      )
    if (form.count > count) return tooMany(count)
    await insertMoves(tx, [
      { id: newId(), lotId, place: from, quantity: -form.count, why: 'moved', on: today },
      { id: newId(), lotId, place: to, quantity: form.count, why: 'moved', on: today },
    ])
    return ok(lotId)
  },
)

const goesTo = ({ toCoachId, toPlace }: MoveForm): Place | null => {
  if (toCoachId !== null) return toPlace === '' ? { coachId: toCoachId } : null
  return toPlace === '' ? null : { place: toPlace }
}

const tooMany = (count: number) =>
  refuse('outreach.too-many', `There are ${count} by our count. If there are more, count them first.`, 'count')

/** Says how many of a lot really lie at a place. */
export const countStock = verb(
  'outreach.countSupplies',
  async (tx, { lotId, form }: Of<{ from: string; count: number }>, today): Promise<Result<string>> => {
    const there = await lotAt(tx, lotId, form.from)
    if (!there.ok) return there
    const { from, count } = there.value
    if (form.count !== count)
      await insertMoves(tx, [
        { id: newId(), lotId, place: from, quantity: form.count - count, why: 'counted', on: today },
      ])
    return ok(lotId)
  },
)

/** Takes so many of a lot out of stock for good. */
export const discardStock = verb(
  'outreach.discardSupplies',
  async (tx, { lotId, form }: Of<{ from: string; count: number }>, today): Promise<Result<string>> => {
    const there = await lotAt(tx, lotId, form.from)
    if (!there.ok) return there
    if (form.count > there.value.count) return tooMany(there.value.count)
    await insertMoves(tx, [
      { id: newId(), lotId, place: there.value.from, quantity: -form.count, why: 'discarded', on: today },
    ])
    return ok(lotId)
  },
)

async function lotAt(
  tx: Tx,
  lotId: string,
  key: string,
): Promise<Result<{ readonly from: Place } & Pick<Stock, 'count' | 'recalledOn' | 'expiresOn'>>> {
  const from = placeNamed(key)
  const found = from && (await stockAt(tx, from)).find((one) => one.lotId === lotId)
  return found ? ok({ ...found, from }) : refuse('outreach.no-lot', 'This lot is not there any more.')
}

/** Recalls a lot: from now on nobody gives it out. Or ends a recall that was none. */
export const recallLot = verb(
  'outreach.recallLot',
  async (
    tx,
    { id, version, isRecalled }: { id: string; version: number; isRecalled: boolean },
    today,
  ): Promise<Result<string>> => {
    const found = await lot(tx, id)
    if (!found) return refuse('outreach.no-lot', 'This lot is not there any more.')
    if (found.version === version && (found.recalledOn !== null) === isRecalled)
      return refuse(
        'outreach.recall-stands',
        isRecalled
          ? `This lot was recalled already, on ${dayInWords(found.recalledOn ?? today)}. That day stands.`
          : 'This lot is not recalled.',
      )
    return (await saveOver(tx, 'supply_lot', { id, version }, { recalledOn: isRecalled ? today : null }))
      ? ok(id)
      : changedSince('outreach', 'this lot')
  },
)
