import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { CountFacts } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import { applicationForm, type Opening } from './model.ts'
import { slugOf, usual } from './rules.ts'
import { insertApplication, insertOpening, readOpening } from './store.ts'

// Invented people who wait for an answer. None of them is on the roster yet.
const waiting: readonly (readonly [name: string, zone: string, language: string, on: Day, why: string])[] = [
  ['Darla Whitaker', 'Wilson', 'English', '2024-12-02', 'Somebody sat with me once. I would like to be that person.'],
  ['Efraín Cárdenas', 'Elm City', 'Spanish', '2024-12-09', 'Mis vecinos preguntan y nadie les contesta en español.'],
  ['Monique Batchelor', 'Lucama', 'English', '2024-12-17', ''],
]

/** The sample county's public page for applicants: how the cast applied, and three who wait. */
export async function loadOpening(
  tx: Tx,
  {
    program,
    applied,
    counted,
  }: {
    program: { readonly id: string; readonly title: string }
    applied: readonly { readonly coachId: string; readonly appliedOn: Day }[]
    counted: CountFacts
  },
): Promise<void> {
  const id = await insertOpening(tx, {
    programId: program.id,
    slug: slugOf(program.title),
    form: { ...usual, isOpen: true },
    isSample: true,
  })
  const opening = await readOpening(tx, { id })
  if (!opening) return
  const ids = [...applied, ...waiting].map(() => newId())
  await counted(
    tx,
    { application: ids },
    async () => {
      await insertDecided(tx, opening, applied, ids)
      for (const [at, one] of waiting.entries()) await insertWaiting(tx, opening, one, ids[applied.length + at] ?? '')
    },
    'new',
  )
}

const insertDecided = (
  tx: Tx,
  opening: Opening,
  applied: readonly { readonly coachId: string; readonly appliedOn: Day }[],
  ids: readonly string[],
): Promise<unknown> =>
  tx.client.query(
    `insert into application (org_id, id, opening_id, sent_as, submitted_on, page_language, name, email, phone, zone, language,
       coach_id, decision, decided_on, is_sample)
     select c.org_id, a.id, $2, a.id, a.day, case when c.language = 'Spanish' then 'es' else 'en' end, c.name,
       coalesce(c.email, ''), coalesce(c.phone, '+12525550199'), coalesce(c.zone, ''), c.language, c.id, 'accepted', a.day + 20, true
     from unnest($3::uuid[], $4::uuid[], $5::date[]) as a (id, coach_id, day)
     join coach c on c.org_id = $1 and c.id = a.coach_id`,
    [
      tx.org,
      opening.id,
      ids.slice(0, applied.length),
      applied.map(({ coachId }) => coachId),
      applied.map(({ appliedOn }) => appliedOn),
    ],
  )

async function insertWaiting(
  tx: Tx,
  opening: Opening,
  [name, zone, language, on, reasons]: (typeof waiting)[number],
  id: string,
): Promise<void> {
  const form = applicationForm.parse({
    sentAs: newId(),
    pageLanguage: language === 'Spanish' ? 'es' : 'en',
    name,
    email: `${slugOf(name)}@example.org`,
    zone,
    language,
    reasons,
    isAdult: 'yes',
  })
  const references = [
    { name: 'Pastor Lyle (sample)', contact: '(252) 555-0171' },
    { name: 'Ms. Odom (sample)', contact: 'odom@example.org' },
  ]
  await insertApplication(tx, id, { opening, form, references, on })
  await tx.sql
    .updateTable('application')
    .set({ is_sample: true })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .execute()
}
