// Longer than most, since an application has parts in tables of their own, and all SQL of the noun stands in one file.
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Language } from '../../core/language.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import {
  type Application,
  type ApplicationForm,
  type CheckForm,
  type CheckOutcome,
  type Decision,
  type DecisionForm,
  linesOf,
  type Opening,
  type OpeningForm,
  type ReferenceGiven,
  type ReferenceOutcome,
  type Screening,
} from './model.ts'

const openings = (tx: Tx) =>
  tx.sql
    .selectFrom('opening')
    .select(['id', 'slug', 'steps', 'version', 'program_id as programId', 'is_open as isOpen', 'does_en as doesEn'])
    .select(['does_not_en as doesNotEn', 'does_es as doesEs', 'does_not_es as doesNotEs', 'is_checked as isChecked'])
    .select(['reference_count as referenceCount', 'is_sample as isSample', 'keep_months as keepMonths'])
    .where('org_id', '=', tx.org)

export const readOpenings = (tx: Tx): Promise<readonly Opening[]> => openings(tx).orderBy('slug').execute()

/** The opening at an address, or of an id or of a program. */
export const readOpening = async (
  tx: Tx,
  by: { readonly slug: string } | { readonly id: string } | { readonly program_id: string },
): Promise<Opening | null> => {
  const [column = 'id', value = ''] = Object.entries(by)[0] ?? []
  return (
    (await openings(tx)
      .where(column as 'slug', '=', value)
      .executeTakeFirst()) ?? null
  ) // a column of the union above
}

type NewOpening = { programId: string; slug: string; form: OpeningForm; isSample?: boolean }
export const insertOpening = (tx: Tx, { form, isSample = false, ...of }: NewOpening): Promise<string> =>
  put(tx, 'opening', { ...of, isSample, ...form })

/** Whether this form came before, or the same person has an application here that nobody has decided. */
export async function isThereAlready(tx: Tx, openingId: string, form: ApplicationForm): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('application')
    .select('id')
    .where('org_id', '=', tx.org)
    .where((is) =>
      is.or([
        is('sent_as', '=', form.sentAs),
        is.and([
          is('opening_id', '=', openingId),
          is('decision', 'is', null),
          is('discarded_on', 'is', null),
          is.or([
            ...(form.email === '' ? [] : [is('email', '=', form.email)]),
            ...(form.email === '' ? [is.and([is('phone', '=', form.phone), is('name', '=', form.name)])] : []),
          ]),
        ]),
      ]),
    )
    .executeTakeFirst()
  return found !== undefined
}

export async function insertApplication(
  tx: Tx,
  id: string,
  {
    opening,
    form,
    references,
    on,
  }: {
    opening: Opening
    form: ApplicationForm
    references: readonly ReferenceGiven[]
    on: Day
  },
): Promise<void> {
  const { sentAs, pageLanguage, name, email, phone, zone, language, reasons, livedExperience } = form
  await tx.sql
    .insertInto('application')
    .values({
      org_id: tx.org,
      id,
      opening_id: opening.id,
      sent_as: sentAs,
      submitted_on: on,
      page_language: pageLanguage,
      name,
      email,
      phone,
      zone,
      language,
      reasons,
    })
    .execute()
  const own = { org_id: tx.org, application_id: id }
  if (livedExperience !== '')
    await tx.sql
      .insertInto('lived_experience')
      .values({ ...own, words: livedExperience })
      .execute()
  const steps = linesOf(opening.steps)
  if (steps.length > 0)
    await tx.sql
      .insertInto('screening_step')
      .values(steps.map((title, index) => ({ ...own, id: newId(), position: index + 1, title })))
      .execute()
  if (references.length > 0)
    await tx.sql
      .insertInto('reference')
      .values(references.map((one, index) => ({ ...own, id: newId(), position: index + 1, ...one })))
      .execute()
}

const applications = (tx: Tx) =>
  tx.sql
    .selectFrom('application')
    .select(['id', 'name', 'email', 'phone', 'zone', 'language', 'reasons', 'reason', 'opening_id as openingId'])
    .select(['submitted_on as submittedOn', 'page_language as pageLanguage', 'coach_id as coachId', 'decision'])
    .select(['discarded_on as discardedOn', 'check_asked_on as checkAskedOn', 'check_result_on as checkResultOn'])
    .select(['check_outcome as checkOutcome', 'decided_on as decidedOn', 'is_sample as isSample'])
    .select('emptied_on as emptiedOn')
    .where('org_id', '=', tx.org)

type Row = Omit<Application, 'pageLanguage' | 'checkOutcome' | 'decision'> &
  Readonly<Record<'pageLanguage', string>> &
  Readonly<Record<'checkOutcome' | 'decision', string | null>>

// The checks of the table allow no others.
const asApplication = (row: Row): Application => ({
  ...row,
  pageLanguage: row.pageLanguage as Language,
  checkOutcome: row.checkOutcome as CheckOutcome | null,
  decision: row.decision as Decision | null,
})

export const listPage = 50

/** Applications, newest first, and one more where there is a page after: those that wait for somebody, or those that are done with. */
export async function listApplications(
  tx: Tx,
  { waits, page }: { waits: boolean; page: number },
): Promise<readonly Application[]> {
  const rows = await applications(tx)
    .where((is) =>
      waits
        ? is.and([is('decision', 'is', null), is('discarded_on', 'is', null)])
        : is.or([is('decision', 'is not', null), is('discarded_on', 'is not', null)]),
    )
    .orderBy('submitted_on', 'desc')
    .orderBy('id', 'desc')
    .limit(listPage + 1)
    .offset((page - 1) * listPage)
    .execute()
  return rows.map(asApplication)
}

/** How many applications wait for a decision. */
export async function waitingApplications(tx: Tx): Promise<number> {
  const { count } = await tx.sql
    .selectFrom('application')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('org_id', '=', tx.org)
    .where('decision', 'is', null)
    .where('discarded_on', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function readApplication(tx: Tx, id: string): Promise<Application | null> {
  const row = await applications(tx).where('id', '=', id).executeTakeFirst()
  return row ? asApplication(row) : null
}

/** The newest application that a coach came by. */
export async function applicationOfCoach(
  tx: Tx,
  coachId: string,
): Promise<{ readonly id: string; readonly isOpen: boolean } | null> {
  const found = await tx.sql
    .selectFrom('application')
    .select(['id', 'decision', 'discarded_on'])
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .orderBy('submitted_on', 'desc')
    .executeTakeFirst()
  return found ? { id: found.id, isOpen: found.decision === null && found.discarded_on === null } : null
}

/** What the applicant chose to say of their own experience; for the page of the application and nothing else. */
export const livedExperience = async (tx: Tx, applicationId: string): Promise<string> =>
  (
    await tx.sql
      .selectFrom('lived_experience')
      .select('words')
      .where('org_id', '=', tx.org)
      .where('application_id', '=', applicationId)
      .executeTakeFirst()
  )?.words ?? ''

export async function screeningOf(tx: Tx, application: Application): Promise<Screening> {
  const steps = await tx.sql
    .selectFrom('screening_step')
    .select(['id', 'title', 'done_on as doneOn'])
    .where('org_id', '=', tx.org)
    .where('application_id', '=', application.id)
    .orderBy('position')
    .execute()
  const references = await tx.sql
    .selectFrom('reference')
    .select(['id', 'name', 'contact', 'heard_on as heardOn', 'outcome'])
    .where('org_id', '=', tx.org)
    .where('application_id', '=', application.id)
    .orderBy('position')
    .execute()
  const opening = await readOpening(tx, { id: application.openingId })
  return {
    steps,
    references: references.map((row) => ({ ...row, outcome: row.outcome as ReferenceOutcome | null })), // the check allows no other
    isChecked: opening?.isChecked ?? false,
  }
}

export async function writeStepDone(tx: Tx, applicationId: string, stepId: string, on: Day | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('screening_step')
    .set({ done_on: on })
    .where('org_id', '=', tx.org)
    .where('application_id', '=', applicationId)
    .where('id', '=', stepId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function writeReference(
  tx: Tx,
  applicationId: string,
  { referenceId, on, outcome }: { referenceId: string; on: Day; outcome: ReferenceOutcome },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('reference')
    .set({ heard_on: on, outcome })
    .where('org_id', '=', tx.org)
    .where('application_id', '=', applicationId)
    .where('id', '=', referenceId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const change = (tx: Tx, id: string) =>
  tx.sql.updateTable('application').where('org_id', '=', tx.org).where('id', '=', id)

export const writeCheck = (tx: Tx, id: string, { askedOn, resultOn, outcome }: CheckForm): Promise<unknown> =>
  change(tx, id)
    .set({ check_asked_on: askedOn, check_result_on: resultOn || null, check_outcome: outcome || null })
    .execute()

export const writeCoach = (tx: Tx, id: string, coachId: string): Promise<unknown> =>
  change(tx, id).set({ coach_id: coachId }).execute()

export const writeDiscarded = (tx: Tx, id: string, on: Day | null): Promise<unknown> =>
  change(tx, id).set({ discarded_on: on }).execute()

export const writeDecision = (tx: Tx, id: string, { decision, on, reason }: DecisionForm): Promise<unknown> =>
  change(tx, id).set({ decision, decided_on: on, reason }).execute()

/** The records of an application whose history its page shows. */
export const applicationRecords = (id: string, { steps, references }: Screening): readonly string[] => [
  id,
  ...steps.map((step) => step.id),
  ...references.map((reference) => reference.id),
]
