// Longer than most, since one file has every verb of an application, from its opening to the decision.
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { CountFacts } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import { saveOver, verb } from '../../platform/db/verbs.ts'
import { type PathNeeds, recordStep } from '../path/actions.ts'
import type { Stage } from '../path/model.ts'
import { recordedSteps } from '../path/store.ts'
import type { Candidate } from '../same/model.ts'
import { coachesLike, insertCoach } from '../store.ts'
import type {
  Application,
  ApplicationForm,
  CheckForm,
  DecisionForm,
  Opening,
  OpeningForm,
  ReferenceOutcome,
} from './model.ts'
import type { OnRoster } from './rules.ts'
import { applicantIs, mayApply, mayCheck, mayDecide, slugOf } from './rules.ts'
import {
  insertApplication,
  insertOpening,
  isThereAlready,
  readApplication,
  readOpening,
  readOpenings,
  screeningOf,
  writeCheck,
  writeCoach,
  writeDecision,
  writeDiscarded,
  writeReference,
  writeStepDone,
} from './store.ts'

type Program = { readonly id: string; readonly title: string }

/** Says how a program takes coaches on, over the version that was read (0 for the first time). */
export const saveOpening = verb(
  'coaches.saveOpening',
  async (tx, { program, version, form }: { program: Program; version: number; form: OpeningForm }) => {
    const kept = await readOpening(tx, { program_id: program.id })
    if (!kept) {
      const taken = (await readOpenings(tx)).map(({ slug }) => slug)
      return ok(await insertOpening(tx, { programId: program.id, slug: freeSlug(slugOf(program.title), taken), form }))
    }
    const read = { id: kept.id, version }
    return (await saveOver(tx, 'opening', read, form)) ? ok(kept.id) : meanwhile('coaches', 'this page')
  },
)

function freeSlug(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  let number = 2
  while (taken.includes(`${wanted.slice(0, 76)}-${number}`)) number++
  return `${wanted.slice(0, 76)}-${number}`
}

/**
 * Takes an application in. A form sent twice, or once more by somebody whose application is undecided, is taken as one and
 * answered the same, so that nobody learns who has applied.
 */
export const apply = verb(
  'coaches.apply',
  async (tx, { opening, form, counted }: { opening: Opening; form: ApplicationForm; counted: CountFacts }, today) => {
    const may = mayApply(opening, form)
    if (!may.ok) return may
    if (await isThereAlready(tx, opening.id, form)) return ok(null)
    const id = newId()
    const insert = () => insertApplication(tx, id, { opening, form, references: may.value, on: today })
    await counted(tx, { application: [id] }, insert, 'new')
    return ok(null)
  },
)

const noApplication = refuse('coaches.no-application', 'This application is not here any more.')
const isDone = refuse('coaches.decided', 'This application is decided already.')

/** An application that is still to be worked on. */
async function open(tx: Tx, id: string): Promise<Result<Application>> {
  const found = await readApplication(tx, id)
  if (!found) return noApplication
  return found.decision !== null || found.discardedOn !== null ? isDone : ok(found)
}

/** Begins to work on an application: the applicant joins the roster, as the coach they are or as somebody new. */
export const takeUp = verb(
  'coaches.takeUp',
  async (tx, { id, who = '', needs }: { id: string; who?: string; needs: PathNeeds }, today) => {
    const found = await open(tx, id)
    return found.ok ? beginPath(tx, found.value, { who, needs, today }) : found
  },
)

/** Who an applicant may be on the roster; nobody where they are somebody for sure, or somebody new. */
export async function whoMayApply(tx: Tx, application: Application): Promise<readonly Candidate<OnRoster>[]> {
  if (application.coachId !== null) return []
  const found = applicantIs(application, await coachesLike(tx, application.name, application.email))
  return found.kind === 'asked' ? found.candidates : []
}

async function beginPath(
  tx: Tx,
  application: Application,
  { who, needs, today }: { who: string; needs: PathNeeds; today: Day },
): Promise<Result<string>> {
  if (application.coachId !== null) return ok(application.coachId)
  const { submittedOn } = application
  const meant = await coachMeant(tx, application, who)
  if (!meant.ok) return meant
  const coachId = meant.value
  await needs.counted(tx, { coach_first_shift: [coachId] }, () => writeCoach(tx, application.id, coachId))
  // Who is on the path already, or came by before, goes on from where they stand.
  const last = (await recordedSteps(tx, coachId)).at(-1)
  if (last === undefined || ['prospect', 'declined', 'withdrawn', 'released'].includes(last.stage)) {
    const on = last && last.fromOn > submittedOn ? last.fromOn : submittedOn
    const begun = await recordStep.within(tx, { coachId, form: { stage: 'applicant', on, reason: '' }, needs }, today)
    if (!begun.ok) return begun
  }
  return ok(coachId)
}

/** The coach an applicant is: for sure, or as it was said (`who` is an id or `new`), or a new one, whose address is their own. */
async function coachMeant(tx: Tx, application: Application, who: string): Promise<Result<string>> {
  const { name, email, phone, zone, language } = application
  const alike = await coachesLike(tx, name, email)
  const found = applicantIs(application, alike)
  if (found.kind === 'known') return ok(found.who.id)
  const chosen = found.kind === 'asked' ? found.candidates.find((one) => one.who.id === who) : undefined
  if (chosen) return ok(chosen.who.id)
  if (found.kind === 'asked' && who !== 'new')
    return refuse('coaches.who-applies', `Say first who ${name} is: somebody on the roster, or a new coach.`, 'who')
  const isTaken = alike.some((one) => email !== '' && one.email?.toLowerCase() === email.toLowerCase())
  const form = { name, email: isTaken ? '' : email, phone, zone, language, isSomebodyElse: true }
  return ok(await insertCoach(tx, form))
}

const puttingAside = (name: string, isAside: boolean) =>
  verb(name, async (tx, { id, counted }: { id: string; counted: CountFacts }, today) => {
    const found = await readApplication(tx, id)
    if (!found) return noApplication
    if (found.decision !== null || found.emptiedOn !== null) return isDone
    if (found.coachId !== null)
      return refuse('coaches.on-the-roster', 'The applicant is on the roster already. Record a decision instead.')
    await counted(tx, { application: [id] }, () => writeDiscarded(tx, id, isAside ? today : null))
    return ok(id)
  })

/** Puts an application aside that is none: a joke, an advertisement. It counts nowhere, and can be brought back. */
export const discard = puttingAside('coaches.discard', true)
export const bringBack = puttingAside('coaches.bringBack', false)

type StepDone = { readonly id: string; readonly stepId: string; readonly on: Day | null; readonly opened?: string }

/** Notes a step of the screening as done on a day, or as not done after all. */
export const noteStep = verb('coaches.noteStep', async (tx, { id, stepId, on, opened = '' }: StepDone, today) => {
  const found = await open(tx, id)
  if (!found.ok) return found
  if (on !== null && on > today) return refuse('coaches.step-to-come', 'This day is still to come.', 'on')
  const kept = (await screeningOf(tx, found.value)).steps.find((one) => one.id === stepId)
  if (kept && isOther(opened, kept.doneOn)) return meanwhile('coaches', 'this step')
  return (await writeStepDone(tx, id, stepId, on)) ? ok(id) : noApplication
})

type Heard = { id: string; referenceId: string; on: Day; outcome: ReferenceOutcome; opened?: string }

/** Notes what a reference said, or that they did not answer. Their words are not kept. */
export const noteReference = verb('coaches.noteReference', async (tx, { id, opened = '', ...heard }: Heard, today) => {
  const found = await open(tx, id)
  if (!found.ok) return found
  if (heard.on > today) return refuse('coaches.step-to-come', 'This day is still to come.', 'on')
  const kept = (await screeningOf(tx, found.value)).references.find((one) => one.id === heard.referenceId)
  if (kept && isOther(opened, [kept.heardOn, kept.outcome])) return meanwhile('coaches', 'this reference')
  return (await writeReference(tx, id, heard)) ? ok(id) : noApplication
})

/** Keeps when a background check was asked for and what came of it, in one word. */
export const noteCheck = verb(
  'coaches.noteCheck',
  async (tx, { id, form, opened = '' }: { id: string; form: CheckForm; opened?: string }, today) => {
    const found = await open(tx, id)
    if (!found.ok) return found
    const may = mayCheck(form, today)
    if (!may.ok) return may
    const { checkAskedOn, checkResultOn, checkOutcome } = found.value
    if (isOther(opened, [checkAskedOn, checkResultOn, checkOutcome])) return meanwhile('coaches', 'this check')
    await writeCheck(tx, id, may.value)
    return ok(id)
  },
)

/** Decides an application, and takes the applicant along their path. */
export const decide = verb(
  'coaches.decide',
  async (tx, { id, form, needs }: { id: string; form: DecisionForm; needs: PathNeeds }, today) => {
    const found = await readApplication(tx, id)
    if (!found) return noApplication
    const may = mayDecide(found, await screeningOf(tx, found), form, today)
    if (!may.ok) return may
    const coachId = await beginPath(tx, found, { who: form.who ?? '', needs, today })
    if (!coachId.ok) return coachId
    for (const stage of await wayTo(tx, coachId.value, may.value)) {
      const reason = stage === form.decision && form.decision !== 'accepted' ? form.reason : ''
      const asked = { coachId: coachId.value, form: { stage, on: form.on, reason }, needs }
      const step = await recordStep.within(tx, asked, today)
      if (!step.ok) return step
    }
    await needs.counted(tx, { application: [id] }, () => writeDecision(tx, id, may.value))
    return ok(id)
  },
)

/** The steps that a decision takes: who is accepted was screened first. Who stands further along stays where they are. */
async function wayTo(tx: Tx, coachId: string, { decision }: DecisionForm): Promise<readonly Stage[]> {
  const last = (await recordedSteps(tx, coachId)).at(-1)?.stage
  if (last !== 'applicant' && last !== 'screened') return []
  if (decision !== 'accepted') return [decision]
  return last === 'applicant' ? ['screened', 'accepted'] : ['accepted']
}
