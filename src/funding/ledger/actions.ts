import { newId } from '../../core/id.ts'
import { inDollars } from '../../core/money.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { whyNotOn } from '../authorizations/rules.ts'
import { authorization, authorizations } from '../authorizations/store.ts'
import type { CarryForm } from '../funds/model.ts'
import { whyClosed, whyNotCarried } from '../funds/rules.ts'
import { fund } from '../funds/store.ts'
import type { Entry, FundMoneyForm, Line, ReverseForm, SettleForm, SpendForm } from './model.ts'
import { partsOf, whyNotReversed, whyNotYet } from './rules.ts'
import { addEntry, entries, entry, isWritten } from './store.ts'

const noFund = (): ReturnType<typeof refuse> => refuse('funding.no-fund', 'This fund is not there any more.')

/** Writes down what was awarded to a fund, received, returned, or was in it when the records began. Answers the entry. */
export const recordFundMoney = verb(
  'funding.recordMoney',
  async (tx, { fundId, form: typed }: { fundId: string; form: FundMoneyForm }, today): Promise<Result<string>> => {
    const { isAnother, ...form } = typed
    const of = await fund(tx, fundId)
    if (!of) return noFund()
    const problems = [whyNotYet(form.happenedOn, today), whyClosed(of)].flatMap((one) => one ?? [])
    if (form.kind === 'returned' && form.amountCents > of.holds)
      problems.push(moreThanHeld(of.holds, 'Return that much or less.'))
    if (!isAnother && (await isWritten(tx, form))) problems.push(twice)
    return problems.length > 0
      ? refuseAll(problems)
      : ok(await addEntry(tx, form, [{ fundId, amountCents: form.amountCents }]))
  },
)

const twice: Problem = {
  code: 'funding.written',
  message: 'One just like it is in the books: same day, amount and words. If this is another one, say so.',
  field: 'isAnother',
}

const moreThanHeld = (holds: number, wayOut: string): Problem => ({
  code: 'funding.more-than-held',
  message: `The fund holds ${inDollars(holds)}. ${wayOut}`,
  field: 'amountCents',
})

/** Carries money of a fund into another of the same kind and funder, as its year ends. Answers the entry that it left by. */
export const carryForward = verb(
  'funding.carryForward',
  async (tx, { fundId, form }: { fundId: string; form: CarryForm }, today): Promise<Result<string>> => {
    const { toFundId, ...money } = form
    const [from, to] = [await fund(tx, fundId), await fund(tx, toFundId)]
    if (!from) return noFund()
    const problems = [whyNotYet(form.happenedOn, today), whyClosed(from), whyNotCarried(from, to)].flatMap(
      (one) => one ?? [],
    )
    if (form.amountCents > from.holds) problems.push(moreThanHeld(from.holds, 'Carry that much or less.'))
    if (!to || problems.length > 0) return refuseAll(problems)
    const carriedId = newId()
    const { amountCents } = form
    const left = await addEntry(tx, { ...money, kind: 'carried out', whom: to.name, carriedId }, [
      { fundId, amountCents },
    ])
    await addEntry(tx, { ...money, kind: 'carried in', whom: from.name, carriedId }, [{ fundId: to.id, amountCents }])
    return ok(left)
  },
)

/** Spends or encumbers an amount, split over authorizations to the cent. Answers the entry. */
export const recordSpending = verb(
  'funding.recordSpending',
  async (tx, form: SpendForm, today): Promise<Result<string>> => {
    const { parts, problems: ofParts } = partsOf(form, await authorizations(tx))
    const problems = [whyNotYet(form.happenedOn, today) ?? [], ofParts].flat()
    if (!form.isAnother && (await isWritten(tx, form))) problems.push(twice)
    if (problems.length > 0) return refuseAll(problems)
    const { kind, happenedOn, amountCents, what, whom } = form
    const lines = parts.map(({ one, share, cents }) => ({
      fundId: one.fundId,
      authorizationId: one.id,
      amountCents: cents,
      share,
    }))
    return ok(await addEntry(tx, { kind, happenedOn, amountCents, what, whom }, lines))
  },
)

/** Pays of what is encumbered, or lets it go. Answers the entry. */
export const settleEncumbrance = verb(
  'funding.settleEncumbrance',
  async (tx, { entryId, form }: { entryId: string; form: SettleForm }, today): Promise<Result<string>> => {
    const of = await entry(tx, entryId)
    const line = of?.lines.find(({ id, left }) => id === form.encumbranceId && left !== null)
    const one = line?.authorizationId ? await authorization(tx, line.authorizationId) : null
    if (!of || !line || !one)
      return refuse('funding.no-encumbrance', 'This part is not there any more. Choose another.', 'encumbranceId')
    const problems = [whyNotYet(form.happenedOn, today) ?? [], problemsOfSettling(form, line, of)].flat()
    const against = form.kind === 'spent' ? whyNotOn(one, form.happenedOn) : null
    if (against) problems.push({ code: 'funding.not-on', message: against, field: 'happenedOn' })
    if (problems.length > 0) return refuseAll(problems)
    const { encumbranceId, ...money } = form
    const part = { fundId: line.fundId, authorizationId: one.id, encumbranceId, amountCents: form.amountCents }
    return ok(await addEntry(tx, { ...money, whom: of.whom }, [part]))
  },
)

function problemsOfSettling(form: SettleForm, line: Line, of: Entry): readonly Problem[] {
  const problems: Problem[] = []
  const closed = whyClosed({ name: line.fund, closedOn: line.fundClosedOn })
  if (closed) problems.push({ ...closed, field: 'encumbranceId' })
  if (form.happenedOn < of.happenedOn)
    problems.push({
      code: 'funding.before-encumbrance',
      message: 'It was encumbered later than that. Check the day.',
      field: 'happenedOn',
    })
  if (form.amountCents > (line.left ?? 0))
    problems.push({
      code: 'funding.more-than-encumbered',
      message: `${inDollars(line.left ?? 0)} of it is left. Record what goes beyond as spending of its own.`,
      field: 'amountCents',
    })
  return problems
}

/** Takes an entry back by one of its own; what was carried is taken back in both funds. Answers the entry that reverses it. */
export const reverseEntry = verb(
  'funding.reverseEntry',
  async (tx, { id, form }: { id: string; form: ReverseForm }, today): Promise<Result<string>> => {
    const one = await entry(tx, id)
    if (!one) return refuse('funding.no-entry', 'This entry is not there.')
    const all = one.carriedId === null ? [one] : await entries(tx, { carriedId: one.carriedId })
    const problems = [
      whyNotYet(form.happenedOn, today),
      ...(one.reversesId === null && one.reversedById === null
        ? all.map((each) => whyNotReversed(each, form))
        : [whyNotReversed(one, form)]),
    ].flatMap((problem) => problem ?? [])
    if (problems.length > 0) return refuseAll(problems.slice(0, 1))
    const carriedId = one.carriedId === null ? null : newId()
    const made: [string, string][] = []
    for (const each of all) made.push([each.id, await reverse(tx, each, form, carriedId)])
    return ok(new Map(made).get(id) ?? id)
  },
)

const reverse = (tx: Tx, of: Entry, { happenedOn, why }: ReverseForm, carriedId: string | null): Promise<string> =>
  addEntry(
    tx,
    {
      kind: of.kind,
      happenedOn,
      amountCents: -of.amountCents,
      what: why,
      whom: of.whom,
      carriedId,
      reversesId: of.id,
    },
    of.lines.map((line) => ({ ...line, amountCents: -line.amountCents, reversesId: line.id })),
  )
