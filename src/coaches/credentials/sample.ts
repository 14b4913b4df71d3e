import { addDays, addMonths, type Day, firstDayOf, lastDayOf, monthOf } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import { keepFile } from './files.ts'
import { insertEntry } from './ledger.ts'
import { cpss } from './model.ts'
import { termFrom } from './rules.ts'
import { endTerms, insertKind, insertRule, insertTerm, ranOut, requireKind } from './store.ts'

// Where the first coaches of the cast stand with NC CPSS: the months from today until theirs runs out, or none yet.
const standings: readonly (number | null)[] = [14, 7, 2, -1, -4, null, 19, null]

const ethics = {
  name: 'Ethics of recovery coaching',
  about: 'The 16-hour class that every active coach of the county takes.',
  rule: {
    courseHours: 16,
    courseKind: 'ethics',
    courseMonths: 0,
    furtherHours: 0,
    referenceCount: 0,
    renewalMonths: 0,
    continuingHours: 0,
    ethicsHours: 0,
    noticeDays: 0,
    lateDays: 0,
  },
} as const

/** Gives some of the invented coaches credentials and hours, so that every standing is there to be seen. */
export async function loadCredentials(tx: Tx, { now }: { readonly now: Date }): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const state = newId()
  await insertKind(tx, { id: state, name: cpss.name, about: cpss.about, isSample: true })
  await insertRule(tx, state, { effectiveOn: '2000-01-01', ...cpss.rule })
  const { rows: active } = await tx.client.query<{ id: string; since: Day }>(
    `select s.coach_id as id, s.since from coach_standing s join coach c on c.org_id = s.org_id and c.id = s.coach_id
     where s.org_id = $1 and s.is_active order by c.name`,
    [tx.org],
  )
  // The first on the roster holds it whether or not they are active, so that there is always one to look at.
  const { rows: first } = await tx.client.query<{ id: string }>(
    'select id from coach where org_id = $1 order by name limit 1',
    [tx.org],
  )
  const some = [...first, ...active.filter(({ id }) => id !== first[0]?.id)]
  for (const [place, months] of standings.entries()) {
    const coach = some[place]
    if (coach) await giveCpss(tx, state, { coachId: coach.id, place, months, today })
  }
  await giveEthics(tx, active)
  const over = await ranOut(tx, today)
  await endTerms(
    tx,
    over.map(({ id }) => id),
  )
}

type Given = { readonly coachId: string; readonly place: number; readonly months: number | null; readonly today: Day }

async function giveCpss(tx: Tx, kindId: string, { coachId, place, months, today }: Given): Promise<void> {
  const id = newId()
  const ends = lastDayOf(addMonths(monthOf(today), months ?? 0))
  const fromOn = months === null ? null : addDays(firstDayOf(addMonths(monthOf(ends), -24)), 9 + place)
  const begunOn = addDays(fromOn ?? today, -120)
  const number = fromOn === null ? '' : `SAMPLE-${1001 + place}`
  const submittedOn = fromOn === null ? null : addDays(fromOn, -14)
  await put(tx, 'credential', { coachId, kindId, begunOn, submittedOn, number, isSample: true }, id)
  if (fromOn === null) return
  const none = { hours: 0, ethicsHours: 0, isSample: true }
  await insertTerm(tx, id, termFrom({ effectiveOn: '2000-01-01', ...cpss.rule }, fromOn, null), none)
  const paper = { name: 'certificate.pdf', bytes: samplePaper(cpss.name) }
  if (place < 2) await keepFile(tx, paper, { coachId, credentialId: id, on: fromOn })
  const on = addDays(fromOn, 200)
  if (on <= today) {
    const entry = { on, hours: 12, ethicsHours: place % 2 === 0 ? 3 : 0, title: 'State conference for peer support' }
    await insertEntry(tx, { ...entry, coachId, fileId: null, reversesId: null, recordedOn: on, isSample: true })
  }
}

/** Four of five active coaches hold what every one of them has to. */
async function giveEthics(tx: Tx, active: readonly { readonly id: string; readonly since: Day }[]): Promise<void> {
  const kindId = newId()
  await insertKind(tx, { id: kindId, name: ethics.name, about: ethics.about, isSample: true })
  const rule = { effectiveOn: '2000-01-01', ...ethics.rule }
  await insertRule(tx, kindId, rule)
  await requireKind(tx, kindId, '2020-01-01')
  const none = { hours: 0, ethicsHours: 0, isSample: true }
  for (const [place, { id: coachId, since }] of active.entries()) {
    if (place % 5 === 4) continue
    const id = newId()
    await put(tx, 'credential', { coachId, kindId, begunOn: since, submittedOn: since, isSample: true }, id)
    await insertTerm(tx, id, termFrom(rule, addDays(since, (place % 3) * 20), null), none)
  }
}

/** A page that says that it is a sample, as the smallest whole PDF. */
function samplePaper(words: string): Buffer {
  const text = `BT /F1 24 Tf 72 700 Td (Sample: ${words}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let whole = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = whole.length
    whole += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const end = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${whole.length}\n%%EOF\n`
  return Buffer.from(`${whole}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}${end}`)
}
