import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, refuse } from '../../core/result.ts'
import type { CountFacts, Touched } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import { coach } from '../store.ts'
import { keepFile, type SentFile } from './files.ts'
import { entries, hoursOf, insertEntry } from './ledger.ts'
import type { BeginForm, EditForm, HoursForm, KindForm, RuleForm, StepForm } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { countingHours, mayRule, mayStep, ruleOn, termFrom, total } from './rules.ts'
import {
  credential,
  credentials,
  holderOf,
  insertRule,
  insertTerm,
  kindOf,
  kinds,
  requireKind,
  rulesByKind,
  updateSteps,
} from './store.ts'

/** The readings that a change of a coach's credentials moves. */
export const touchedBy = (...coachIds: readonly string[]): Touched => ({ credential_standing: [...new Set(coachIds)] })

/** Adds a kind of credential with what it asks from a day on; answers its id. */
export const addKind = verb('credentials.addKind', async (tx, { name, about, ...rule }: KindForm) => {
  const may = mayRule(rule)
  if (!may.ok) return may
  if ((await kinds(tx)).some((one) => one.name.toLowerCase() === name.toLowerCase()))
    return refuse('credentials.kind-there', `There is a credential called ${name} already.`, 'name')
  const id = await put(tx, 'credential_kind', { name, about })
  await insertRule(tx, id, rule)
  return ok(id)
})

/** Says what a kind asks from another day on; what was before stays. */
export const addRule = verb(
  'credentials.changeRules',
  async (tx, { kindId, form }: { kindId: string; form: RuleForm }) => {
    const may = mayRule(form)
    if (!may.ok) return may
    if (!(await kindOf(tx, kindId))) return refuse('credentials.no-kind', 'This kind of credential is not there.')
    if ((await rulesByKind(tx)).get(kindId)?.some((one) => one.effectiveOn === form.effectiveOn))
      return refuse(
        'credentials.rule-there',
        'There are rules from this day on already. Choose another day.',
        'effectiveOn',
      )
    await insertRule(tx, kindId, form)
    return ok(kindId)
  },
)

type Requiring = { kindId: string; from: Day | null; opened?: string; counted: CountFacts }

/** Says from which day on every active coach has to hold a kind; null: nobody has to. */
export const setRequired = verb(
  'credentials.setRequired',
  async (tx, { kindId, from, opened = '', counted }: Requiring, today) => {
    if (isOther(opened, (await kindOf(tx, kindId))?.requiredFrom ?? null)) return meanwhile('credentials', 'this')
    if (from !== null && from > today)
      return refuse('credentials.future', 'This day is ahead. Enter it once it has come.', 'from')
    const all = { credential_standing: sql<{ key: string }>`select id as key from coach where org_id = ${tx.org}` }
    await counted(tx, all, () => requireKind(tx, kindId, from))
    return ok(kindId)
  },
)

/** Begins a credential of a coach, or writes down one that they hold already; answers its id. */
export const beginCredential = verb(
  'credentials.beginCredential',
  async (tx, { coachId, form, counted }: { coachId: string; form: BeginForm; counted: CountFacts }, today) => {
    if (!(await coach(tx, coachId))) return refuse('credentials.no-coach', 'This coach is not on the roster any more.')
    const kind = await kindOf(tx, form.kindId)
    const rule = ruleOn((await rulesByKind(tx)).get(form.kindId) ?? [], form.on)
    if (!kind || !rule) return refuse('credentials.no-kind', 'This kind of credential is not there.', 'kindId')
    if (form.on > today) return refuse('credentials.future', 'This day is ahead. Enter it once it has come.', 'on')
    if ((await credentials(tx, { coachId })).some((one) => one.kindId === form.kindId))
      return refuse('credentials.there', `${kind.name} is on record for this coach already.`, 'kindId')
    const isHeld = form.way === 'holds it'
    if (form.expiresOn !== '' && (!isHeld || form.expiresOn < form.on))
      return refuse(
        'credentials.last-day',
        'The last day belongs to a credential that is held, and is not before its first.',
        'expiresOn',
      )
    const taken = await numberTaken(tx, form.kindId, form.number)
    if (taken) return taken
    const id = newId()
    const { kindId, number, on } = form
    await counted(tx, touchedBy(coachId), async () => {
      const row = { coachId, kindId, begunOn: on, submittedOn: isHeld ? on : null, number }
      await put(tx, 'credential', row, id)
      const none = { hours: 0, ethicsHours: 0 }
      if (isHeld) await insertTerm(tx, id, termFrom(rule, on, null, form.expiresOn || undefined), none)
    })
    return ok(id)
  },
)

type Stepping = { readonly id: string; readonly form: StepForm; readonly needs: CredentialNeeds }

/** Takes a step with a credential, as the table of steps allows. */
export const takeStep = verb('credentials.takeStep', async (tx, { id, form, needs }: Stepping, today) => {
  const one = await credential(tx, id)
  const rule = one && ruleOn((await rulesByKind(tx)).get(one.kindId) ?? [], form.on)
  if (!one || !rule) return gone
  const hours = await hoursOf(tx, one.coachId, needs)
  const may = mayStep(one, { step: form.step, on: form.on, today, rule, hours })
  if (!may.ok) return may
  const number = form.number || one.number
  const taken = await numberTaken(tx, one.kindId, number, id)
  if (taken) return taken
  const { term, ...dates } = may.value
  const last = one.terms.at(-1)
  const counts = form.step === 'renew' && last ? countingHours(hours, last.fromOn, form.on) : []
  await needs.counted(tx, touchedBy(one.coachId), async () => {
    await updateSteps(tx, id, { ...dates, number })
    if (term) await insertTerm(tx, id, term, total(counts))
  })
  return ok(id)
})

/** Saves number, references and who checked it over the version that was read. */
export const editCredential = verb(
  'credentials.editCredential',
  async (tx, { form, ...read }: { id: string; version: number; form: EditForm }, today) => {
    const one = await credential(tx, read.id)
    if (!one) return gone
    if ((form.verifiedOn === '') !== (form.verifiedBy === ''))
      return refuse(
        'credentials.checked',
        'A check has a day and a name. Enter both, or neither.',
        form.verifiedOn === '' ? 'verifiedOn' : 'verifiedBy',
      )
    if (form.verifiedOn > today) return refuse('credentials.future', 'This day is ahead.', 'verifiedOn')
    const taken = await numberTaken(tx, one.kindId, form.number, read.id)
    if (taken) return taken
    const row = { ...form, verifiedOn: form.verifiedOn || null }
    return (await saveOver(tx, 'credential', read, row)) ? ok(read.id) : meanwhile('credentials', 'this credential')
  },
)

/** Adds a paper to a credential. `coachId` is given where a coach adds to their own. */
export const addFile = verb(
  'credentials.addFile',
  async (tx, { id, coachId, file }: { id: string; coachId?: string; file: SentFile | null }, today) => {
    const one = await credential(tx, id)
    if (!one || (coachId !== undefined && one.coachId !== coachId)) return gone
    if (!file) return noFile
    return keepFile(tx, file, { coachId: one.coachId, credentialId: id, on: today })
  },
)

type Entering = {
  readonly coachId: string
  readonly form: HoursForm
  readonly file: SentFile | null
  /** Coaches show a paper for what they enter of themselves. */
  readonly isPaperAsked: boolean
}

/** Enters hours of learning elsewhere; answers the entry's id. */
export const enterHours = verb(
  'credentials.enterHours',
  async (tx, { coachId, form, file, isPaperAsked }: Entering, today) => {
    if (form.on > today) return refuse('credentials.future', 'This day is ahead. Enter it once it has come.', 'on')
    if (form.ethicsHours > form.hours)
      return refuse(
        'credentials.ethics-above',
        'Hours on ethics are part of the hours, so they cannot be more.',
        'ethicsHours',
      )
    if (!file && isPaperAsked) return noFile
    const kept = file ? await keepFile(tx, file, { coachId, credentialId: null, on: today }) : ok(null)
    if (!kept.ok) return kept
    return ok(await insertEntry(tx, { ...form, coachId, fileId: kept.value, reversesId: null, recordedOn: today }))
  },
)

/** Takes an entry back by one of its own; what was entered stays to be read. */
export const reverseHours = verb(
  'credentials.reverseHours',
  async (tx, { coachId, entryId, reason }: { coachId: string; entryId: string; reason: string }, today) => {
    const all = await entries(tx, coachId)
    const one = all.find(({ key }) => key === entryId)
    if (!one || one.reversesId !== null)
      return refuse('credentials.no-entry', 'This entry is not there to be taken back.')
    if (all.some(({ reversesId }) => reversesId === entryId))
      return refuse('credentials.reversed', 'This entry was taken back already.')
    const { on, hours, ethicsHours } = one
    const back = { on, hours: -hours, ethicsHours: -ethicsHours, fileId: null, reversesId: entryId }
    return ok(await insertEntry(tx, { ...back, coachId, title: reason, recordedOn: today }))
  },
)

const gone = refuse('credentials.gone', 'This credential is not on record.')
const noFile = refuse('credentials.no-file', 'Choose a file: a PDF, a PNG or a JPEG of at most 10 MB.', 'file')

async function numberTaken(tx: Tx, kindId: string, number: string, id?: string) {
  const holder = await holderOf(tx, kindId, number)
  return holder && holder.id !== id
    ? refuse('credentials.number-taken', `${holder.coach} has this number already. Check the certificate.`, 'number')
    : null
}
