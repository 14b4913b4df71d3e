// Longer than most, since all that a coach does with a claim of their own stands together, with what each kind asks.
import { evidenceType, shownName } from '../../coaches/credentials/evidence.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { changedSince, meanwhile, ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import { milesOf } from '../../outreach/trips/rules.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import type { Claim, Claimable, MilesForm, SuppliesForm, TuitionForm } from '../model.ts'
import { rates } from '../rates/store.ts'
import { isInHand } from '../rules.ts'
import { addReceipt, claim, deleteClaim, engagementsOf, happened, type NewReceipt, takeStepOn } from '../store.ts'
import { amountOfMiles, amountOfStipend, payClassOn, problemsOfSending, tooMuch } from './rules.ts'

type Own = { readonly coachId: string }
export type Done = Exclude<Claimable['source'], 'course'>

/** Claims what happened, in one press: a trip by its miles, a shift or a class by its stipend. Answers the claim, sent. */
export const claimWhatHappened = verb(
  'claims.claimWhatHappened',
  async (tx, { coachId, source, id }: Own & { source: Done; id: string }, today): Promise<Result<string>> => {
    const of = await happened(tx, coachId, { source, id })
    if (!of) return refuse('claims.nothing', 'This is not there any more, so it cannot be claimed.')
    if (of.isClaimed) return refuseAll([twice(of)])
    const row = source === 'trip' ? await tripRow(tx, coachId, of) : await stipendRow(tx, coachId, { ...of, source })
    return row.ok ? addClaim(tx, { coachId, ...row.value }, { today, isDraft: false, receipt: null }) : row
  },
)

const twice = ({ happenedOn, source }: Claimable): Problem => ({
  code: 'claims.twice',
  message: `The ${source} on ${dayInWords(happenedOn)} is claimed already. It is paid once.`,
  field: 'enrolmentId',
})

async function tripRow(tx: Tx, coachId: string, { id, happenedOn, miles }: Claimable) {
  const payClass = payClassOn(await engagementsOf(tx, coachId), happenedOn)
  const worth = amountOfMiles(await rates(tx), { miles: miles ?? 0, day: happenedOn, payClass })
  return worth.ok ? ok({ kind: 'mileage' as const, happenedOn, miles, tripId: id, ...worth.value }) : worth
}

async function stipendRow(tx: Tx, coachId: string, of: Claimable & { readonly source: 'shift' | 'class' }) {
  const { id, source, happenedOn, title } = of
  const payClass = payClassOn(await engagementsOf(tx, coachId), happenedOn)
  const amount = amountOfStipend(await rates(tx), { source, day: happenedOn, payClass })
  if (!amount.ok) return amount
  const forWhat = source === 'shift' ? { shiftPlaceId: id } : { enrolmentId: id }
  const what = title === '' ? `A ${source}` : `A ${source}: ${title}`
  return ok({ kind: 'stipend' as const, happenedOn, amountCents: amount.value, what, ...forWhat })
}

/** Claims miles of which no trip is written down yet. Answers the claim, sent or as a draft. */
export const claimMiles = verb(
  'claims.claimMiles',
  async (tx, { coachId, form }: Own & { form: MilesForm }, today): Promise<Result<string>> => {
    const row = await milesRow(tx, coachId, form, today)
    return row.ok ? addClaim(tx, { coachId, ...row.value }, { today, isDraft: form.isDraft, receipt: null }) : row
  },
)

async function milesRow(tx: Tx, coachId: string, typed: MilesForm, today: Day) {
  const { isDraft: _, drivenOn, ...form } = typed
  const miles = milesOf({ drivenOn, ...form }, today)
  const problems: Problem[] = miles.ok ? [] : [...miles.problems]
  if (form.odometerStart === null && (form.fromPlace === '' || form.toPlace === ''))
    problems.push({
      code: 'claims.no-place',
      message: 'Say from where to where, or write what the odometer showed at both ends.',
      field: form.fromPlace === '' ? 'fromPlace' : 'toPlace',
    })
  if (!miles.ok || problems.length > 0) return refuseAll(problems)
  const payClass = payClassOn(await engagementsOf(tx, coachId), drivenOn)
  const worth = amountOfMiles(await rates(tx), { miles: miles.value, day: drivenOn, payClass })
  const row = { kind: 'mileage' as const, happenedOn: drivenOn, ...form, miles: miles.value }
  return worth.ok ? ok({ ...row, ...worth.value }) : worth
}

type Bought = {
  readonly form: SuppliesForm | TuitionForm
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null
}

/** Claims supplies, or tuition and fees of a course that the coach is enrolled in. Answers the claim, sent or as a draft. */
export const claimBought = verb(
  'claims.claimBought',
  async (tx, { coachId, form, file }: Own & Bought, today): Promise<Result<string>> => {
    const { isDraft, ...row } = form
    const receipt = receiptIn(file, today)
    const problems = [...(receipt.ok ? [] : receipt.problems), ...tooMuch(form.amountCents)]
    if ('enrolmentId' in row) problems.push(...(await againstCourse(tx, coachId, row.enrolmentId)))
    if (!receipt.ok || problems.length > 0) return refuseAll(problems)
    const kind = 'enrolmentId' in row ? ('tuition' as const) : ('supplies' as const)
    return addClaim(tx, { coachId, kind, ...row }, { today, isDraft, receipt: receipt.value })
  },
)

async function againstCourse(tx: Tx, coachId: string, id: string): Promise<readonly Problem[]> {
  const of = await happened(tx, coachId, { source: 'course', id })
  if (of) return of.isClaimed ? [twice(of)] : []
  const message = 'You are not enrolled in this course. Choose another.'
  return [{ code: 'claims.no-course', message, field: 'enrolmentId' }]
}

/** A receipt by what is in it; nothing where none was chosen. */
function receiptIn(file: Bought['file'], addedOn: Day): Result<NewReceipt | null> {
  if (file === null) return ok(null)
  const type = evidenceType(file.bytes)
  return type.ok
    ? ok({ name: shownName(file.name), type: type.value, content: Buffer.from(file.bytes), addedOn })
    : type
}

type Row = Pick<Claim, 'coachId' | 'kind' | 'happenedOn' | 'amountCents'> &
  Partial<Omit<Claim, 'id' | 'version' | 'coach' | 'state' | 'isSample' | 'receipts' | 'steps'>>

async function addClaim(
  tx: Tx,
  row: Row,
  { today, isDraft, receipt }: { today: Day; isDraft: boolean; receipt: NewReceipt | null },
): Promise<Result<string>> {
  const asked = { today, rates: await rates(tx), hasReceipt: receipt !== null }
  const problems = isDraft ? [] : problemsOfSending(row, asked)
  if (problems.length > 0) return refuseAll(problems)
  const id = await put(tx, 'claim', row)
  if (receipt) await addReceipt(tx, id, receipt)
  if (!isDraft) await takeStepOn(tx, [{ id }], { step: 'sent', takenOn: today })
  return ok(id)
}

const gone = refuse('claims.no-claim', 'This claim is not there any more.')
const underWay = refuse('claims.under-way', 'This claim is under way, so it stays as it was sent.')

type Read = { readonly id: string; readonly version: number }

/** Changes a claim of miles that is not under way, over the version that was read. The rate is that of its day. */
export const changeMiles = verb(
  'claims.changeClaim',
  async (tx, { form, ...read }: Read & { form: MilesForm }, today): Promise<Result<string>> => {
    const was = await claim(tx, read.id)
    if (!was) return gone
    if (!isInHand(was)) return underWay
    const row = await milesRow(tx, was.coachId, form, today)
    if (!row.ok) return row
    // Once it says something else than its trip, it is no longer for that trip.
    const isSame = was.happenedOn === form.drivenOn && was.miles === row.value.miles
    return afterSaving(tx, read, { ...row.value, tripId: isSame ? was.tripId : null }, { today, form, receipt: null })
  },
)

/** The same of supplies, tuition or fees. A receipt that comes with it is added. */
export const changeBought = verb(
  'claims.changeClaim',
  async (tx, { form, file, ...read }: Read & Bought, today): Promise<Result<string>> => {
    const was = await claim(tx, read.id)
    if (!was) return gone
    if (!isInHand(was)) return underWay
    const receipt = receiptIn(file, today)
    const problems = [...(receipt.ok ? [] : receipt.problems), ...tooMuch(form.amountCents)]
    if ('enrolmentId' in form && form.enrolmentId !== was.enrolmentId)
      problems.push(...(await againstCourse(tx, was.coachId, form.enrolmentId)))
    if (!receipt.ok || problems.length > 0) return refuseAll(problems)
    const { isDraft: _, ...row } = form
    return afterSaving(tx, read, row, { today, form, receipt: receipt.value })
  },
)

async function afterSaving(
  tx: Tx,
  read: Read,
  row: Partial<Row>,
  { today, form, receipt }: { today: Day; form: { readonly isDraft: boolean }; receipt: NewReceipt | null },
): Promise<Result<string>> {
  if (!(await saveOver(tx, 'claim', read, row))) return meanwhile('claims', 'this claim')
  if (receipt) await addReceipt(tx, read.id, receipt)
  return form.isDraft ? ok(read.id) : sendClaim.within(tx, { id: read.id, version: read.version + 1 }, today)
}

/** Sends a claim that was a draft, or was returned. */
export const sendClaim = verb('claims.sendClaim', async (tx, { id, version }: Read, today): Promise<Result<string>> => {
  const was = await claim(tx, id)
  if (!was) return gone
  if (!isInHand(was)) return underWay
  if (was.version !== version) return changedSince('claims', 'this claim')
  const asked = { today, rates: await rates(tx), hasReceipt: was.receipts.length > 0 }
  const problems = problemsOfSending(was, asked)
  if (problems.length > 0) return refuseAll(problems)
  await takeStepOn(tx, [was], { step: 'sent', takenOn: today })
  return ok(id)
})

/** Takes a claim away that is not under way; what it was for can be claimed anew. */
export const removeClaim = verb('claims.removeClaim', async (tx, { id }: Pick<Read, 'id'>): Promise<Result<string>> => {
  const was = await claim(tx, id)
  if (!was) return gone
  if (!isInHand(was)) return underWay
  await deleteClaim(tx, id)
  return ok(id)
})
