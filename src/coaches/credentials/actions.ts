import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { Touched } from '../../platform/counted.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
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
  insertCredential,
  insertKind,
  insertRule,
  insertTerm,
  kindOf,
  kinds,
  requireKind,
  rulesByKind,
  updateDetails,
  updateSteps,
} from './store.ts'

type Needs = CredentialNeeds & { readonly today: Day }

/** The readings that a change of a coach's credentials moves. */
export const touchedBy = (...coachIds: readonly string[]): Touched => ({ credential_standing: [...new Set(coachIds)] })

/** Adds a kind of credential with what it asks from a day on; answers its id. */
export const addKind = (db: Db, scope: Scope, form: KindForm): Promise<Result<string>> =>
  db.act(scope, 'credentials.addKind', async (tx) => {
    const { name, about, ...rule } = form
    const may = mayRule(rule)
    if (!may.ok) return may
    if ((await kinds(tx)).some((one) => one.name.toLowerCase() === name.toLowerCase()))
      return refuse('credentials.kind-there', `There is a credential called ${name} already.`, 'name')
    const id = newId()
    await insertKind(tx, { id, name, about })
    await insertRule(tx, id, rule)
    return ok(id)
  })

/** Says what a kind asks from another day on; what was before stays. */
export const addRule = (db: Db, scope: Scope, kindId: string, form: RuleForm): Promise<Result<string>> =>
  db.act(scope, 'credentials.changeRules', async (tx) => {
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
  })

/** Says from which day on every active coach has to hold a kind; null: nobody has to. */
export const setRequired = (
  db: Db,
  scope: Scope,
  { kindId, from, opened = '' }: { kindId: string; from: Day | null; opened?: string },
  { counted, today }: Pick<Needs, 'counted' | 'today'>,
): Promise<Result<string>> =>
  db.act(scope, 'credentials.setRequired', async (tx) => {
    if (isOther(opened, (await kindOf(tx, kindId))?.requiredFrom ?? null)) return meanwhile('credentials', 'this')
    if (from !== null && from > today)
      return refuse('credentials.future', 'This day is ahead. Enter it once it has come.', 'from')
    const all = { credential_standing: sql<{ key: string }>`select id as key from coach where org_id = ${tx.org}` }
    await counted(tx, all, () => requireKind(tx, kindId, from))
    return ok(kindId)
  })

/** Begins a credential of a coach, or writes down one that they hold already; answers its id. */
export const beginCredential = (
  db: Db,
  scope: Scope,
  coachId: string,
  form: BeginForm,
  needs: Pick<Needs, 'counted' | 'today'>,
): Promise<Result<string>> =>
  db.act(scope, 'credentials.beginCredential', async (tx) => {
    if (!(await coach(tx, coachId))) return refuse('credentials.no-coach', 'This coach is not on the roster any more.')
    const kind = await kindOf(tx, form.kindId)
    const rule = ruleOn((await rulesByKind(tx)).get(form.kindId) ?? [], form.on)
    if (!kind || !rule) return refuse('credentials.no-kind', 'This kind of credential is not there.', 'kindId')
    if (form.on > needs.today)
      return refuse('credentials.future', 'This day is ahead. Enter it once it has come.', 'on')
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
    await needs.counted(tx, touchedBy(coachId), async () => {
      await insertCredential(tx, { id, coachId, kindId, begunOn: on, submittedOn: isHeld ? on : null, number })
      const none = { hours: 0, ethicsHours: 0 }
      if (isHeld) await insertTerm(tx, id, termFrom(rule, on, null, form.expiresOn || undefined), none)
    })
    return ok(id)
  })

/** Takes a step with a credential, as the table of steps allows. */
export const takeStep = (db: Db, scope: Scope, id: string, form: StepForm, needs: Needs): Promise<Result<string>> =>
  db.act(scope, 'credentials.takeStep', async (tx) => {
    const one = await credential(tx, id)
    const rule = one && ruleOn((await rulesByKind(tx)).get(one.kindId) ?? [], form.on)
    if (!one || !rule) return gone
    const hours = await hoursOf(tx, one.coachId, needs)
    const may = mayStep(one, { step: form.step, on: form.on, today: needs.today, rule, hours })
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
export const editCredential = (
  db: Db,
  scope: Scope,
  { id, version, form, today }: { id: string; version: number; form: EditForm; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'credentials.editCredential', async (tx) => {
    const one = await credential(tx, id)
    if (!one) return gone
    if ((form.verifiedOn === '') !== (form.verifiedBy === ''))
      return refuse(
        'credentials.checked',
        'A check has a day and a name. Enter both, or neither.',
        form.verifiedOn === '' ? 'verifiedOn' : 'verifiedBy',
      )
    if (form.verifiedOn > today) return refuse('credentials.future', 'This day is ahead.', 'verifiedOn')
    const taken = await numberTaken(tx, one.kindId, form.number, id)
    if (taken) return taken
    return (await updateDetails(tx, id, version, form)) ? ok(id) : meanwhile('credentials', 'this credential')
  })

/** Adds a paper to a credential. `coachId` is given where a coach adds to their own. */
export const addFile = (
  db: Db,
  scope: Scope,
  { id, coachId, file, today }: { id: string; coachId?: string; file: SentFile | null; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'credentials.addFile', async (tx) => {
    const one = await credential(tx, id)
    if (!one || (coachId !== undefined && one.coachId !== coachId)) return gone
    if (!file) return noFile
    return keepFile(tx, file, { coachId: one.coachId, credentialId: id, on: today })
  })

type Entering = {
  readonly coachId: string
  readonly form: HoursForm
  readonly file: SentFile | null
  /** Coaches show a paper for what they enter of themselves. */
  readonly isPaperAsked: boolean
  readonly today: Day
}

/** Enters hours of learning elsewhere; answers the entry's id. */
export const enterHours = (
  db: Db,
  scope: Scope,
  { coachId, form, file, isPaperAsked, today }: Entering,
): Promise<Result<string>> =>
  db.act(scope, 'credentials.enterHours', async (tx) => {
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
  })

/** Takes an entry back by one of its own; what was entered stays to be read. */
export const reverseHours = (
  db: Db,
  scope: Scope,
  { coachId, entryId, reason, today }: { coachId: string; entryId: string; reason: string; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'credentials.reverseHours', async (tx) => {
    const all = await entries(tx, coachId)
    const one = all.find(({ key }) => key === entryId)
    if (!one || one.reversesId !== null)
      return refuse('credentials.no-entry', 'This entry is not there to be taken back.')
    if (all.some(({ reversesId }) => reversesId === entryId))
      return refuse('credentials.reversed', 'This entry was taken back already.')
    const { on, hours, ethicsHours } = one
    const back = { on, hours: -hours, ethicsHours: -ethicsHours, fileId: null, reversesId: entryId }
    return ok(await insertEntry(tx, { ...back, coachId, title: reason, recordedOn: today }))
  })

const gone = refuse('credentials.gone', 'This credential is not on record.')
const noFile = refuse('credentials.no-file', 'Choose a file: a PDF, a PNG or a JPEG of at most 10 MB.', 'file')

async function numberTaken(tx: Tx, kindId: string, number: string, id?: string) {
  const holder = await holderOf(tx, kindId, number)
  return holder && holder.id !== id
    ? refuse('credentials.number-taken', `${holder.coach} has this number already. Check the certificate.`, 'number')
    : null
}
