import { randomBytes } from 'node:crypto'
import type { Day } from '../../core/day.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import { type Told, toldInAll, toldNobody } from '../../platform/told.ts'
import type { Enrolment } from '../completions/model.ts'
import { enrolment } from '../completions/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { deskOf, toldBy } from '../places/seats.ts'
import { county, placesOf } from '../places/store.ts'
import { seatsOf, session } from '../sessions/store.ts'
import type { CertificateForm } from './model.ts'
import { codeFrom, nextNumber } from './rules.ts'
import { certificate, certificateOf, numberIsTaken, numbersOfYear, revoke } from './store.ts'
import { type Unprintable, unprintableOn } from './unprintable.ts'

type Now = { readonly today: Day; readonly needs: TrainingNeeds }
type Given = { readonly enrolmentId: string; readonly form: CertificateForm; readonly needs: TrainingNeeds }

/** Gives a certificate for a completion. Refuses what was not completed, a second one, and a number that was given before. Answers who was told. */
export const giveCertificate = verb(
  'training.giveCertificate',
  async (tx, { enrolmentId, form, needs }: Given, today) => {
    const found = await enrolment(tx, enrolmentId)
    return found
      ? give(tx, found, form, { today, needs })
      : refuse('training.no-enrolment', 'This record is not there any more.')
  },
)

async function give(tx: Tx, found: Enrolment, form: CertificateForm, { today, needs }: Now): Promise<Result<Told>> {
  if (found.outcome !== 'completed' || found.outcomeOn === null)
    return refuse('training.not-completed', 'A certificate is given for a completion. Record the outcome first.')
  const unprintable = await unprintableOn({ ...form, course: found.course }, (await county(tx)).name)
  if (unprintable.length > 0) return refuseAll(unprintable.map(cannotPrint))
  if (await certificateOf(tx, found.id))
    return refuse('training.has-certificate', 'A certificate was given already. Revoke it first, to give another.')
  const number = form.number === '' ? nextNumber(today, await numbersOfYear(tx, today.slice(0, 4))) : form.number
  if (await numberIsTaken(tx, number))
    return refuse(
      'training.number-taken',
      `The number ${number} was given before. Choose another, or leave it empty.`,
      'number',
    )
  await put(tx, 'certificate', {
    enrolmentId: found.id,
    number,
    code: codeFrom(randomBytes(24)),
    holder: form.holder,
    course: found.course,
    completedOn: found.outcomeOn,
    hours: found.hours,
    issuedOn: today,
  })
  return ok(found.session ? await tellHolder(tx, found.session.id, found.id, needs) : toldNobody)
}

/** Letters that would be empty boxes on paper keep a certificate from being given, before it takes a number. */
const cannotPrint = ({ in: part, what, letters }: Unprintable): Problem => ({
  code: 'training.letters',
  message: `A certificate cannot show ${letters} in ${what}. Write it in other letters, as it should stand on paper.`,
  ...((part === 'holder' || part === 'number') && { field: part }),
})

async function tellHolder(tx: Tx, sessionId: string, enrolmentId: string, needs: TrainingNeeds): Promise<Told> {
  const held = await session(tx, sessionId)
  const place = (await placesOf(tx, sessionId)).find((one) => one.enrolmentId === enrolmentId && one.state === 'seated')
  return held && place ? toldBy(tx, await deskOf(tx, held, needs), place, 'certificate') : toldNobody
}

type OfSession = { readonly sessionId: string; readonly needs: TrainingNeeds }

/** Gives certificates to everybody of a session who completed it and has none. Answers who was told. */
export const giveCertificates = verb(
  'training.giveCertificates',
  async (tx, { sessionId, needs }: OfSession, today) => {
    if (!(await session(tx, sessionId))) return refuse('training.no-session', 'This session is not there any more.')
    const told: Told[] = []
    for (const seat of await seatsOf(tx, sessionId)) {
      if (seat.outcome !== 'completed' || (await certificateOf(tx, seat.id))) continue
      const found = await enrolment(tx, seat.id)
      if (!found) continue
      const done = await give(tx, found, { holder: found.coach, number: '' }, { today, needs })
      if (!done.ok) return done
      told.push(done.value)
    }
    return ok(toldInAll(told))
  },
)

/** Takes a certificate back: who asks for its code is told that there is none. It stays on record, and so does its number. */
export const revokeCertificate = verb(
  'training.revokeCertificate',
  async (tx, { id, reason }: { id: string; reason: string }, today) => {
    const found = await certificate(tx, id)
    if (!found) return refuse('training.no-certificate', 'This certificate is not there any more.')
    if (found.revokedOn !== null) return refuse('training.revoked-already', 'This certificate was revoked already.')
    await revoke(tx, id, today, reason)
    return ok(found.enrolmentId)
  },
)
