// Longer than most, since preview and import are one road: what was shown is what is written, or nothing is.
import { searchKey } from '../../coaches/facts.ts'
import type { Day } from '../../core/day.ts'
import { newIds } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type Hand, verb } from '../../platform/db/verbs.ts'
import { readSheet } from '../../platform/sheet/read.ts'
import { rememberedSheet, rememberSheet } from '../../platform/sheet/remember.ts'
import type { Sheet } from '../../platform/sheet/sheet.ts'
import { courses } from '../courses/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { allSessions } from '../sessions/store.ts'
import { type Recognised, recognise } from './columns.ts'
import type { Answers, Choices, Fate, Match } from './model.ts'
import { addressesOfNew, matchPeople, peopleOf, type SheetPeople } from './people.ts'
import { fatesOf } from './plan.ts'
import { type Reading, readRows } from './reading.ts'
import type { Known } from './row-reader.ts'
import {
  contentOf,
  deleteSheet,
  type Import,
  importOfContent,
  insertImport,
  insertRows,
  insertSheet,
  isWaiting,
  layRows,
  onRecord,
  rosterNames,
  saveAnswers,
  saveChoices,
  throwAwaySheet,
  touchedByImport,
  type WaitingSheet,
  waitingSheet,
} from './store.ts'

/** The county's day and its time zone. */
type Now = { readonly today: Day; readonly zone: string }

/** What a sheet would do if it were imported now. */
export type Preview = {
  readonly sheet: Sheet
  readonly choices: Choices
  readonly reading: Reading
  readonly matches: readonly Match[]
  readonly fates: readonly Fate[]
  readonly known: Known
  /** The same content came before and is still there. */
  readonly before: Import | null
  readonly counts: {
    /** Records that would be added, and how many of them are completions. */
    readonly rows: number
    readonly completions: number
    readonly coaches: number
    readonly already: number
    readonly twice: number
    readonly asked: number
    /** Left out, though nothing is wrong with them. */
    readonly out: number
    readonly faults: number
  }
}

type SentFile = { readonly name: string; readonly bytes: Uint8Array }
const keepSheet = verb('training.sendSheet', async (tx, file: SentFile) => ok(await insertSheet(tx, file)))

/** Keeps a sheet for its preview, if it can be read at all; answers its id. Nothing is imported. */
export async function sendSheet(hand: Hand, file: SentFile): Promise<Result<string>> {
  const read = await readSheet(file.bytes, file.name)
  if (!read.ok) return read
  if (read.value.rows.length === 0) return refuse('sheet.empty', 'There are headings but no rows under them.')
  const sent = await keepSheet(hand, file)
  if (sent.ok) rememberSheet(sent.value, read.value)
  return sent
}

/** A waiting sheet as it reads: from memory if it was read just now. */
async function sheetOf({ db, scope }: Hand, { id, fileName }: WaitingSheet): Promise<Result<Sheet>> {
  const known = rememberedSheet(id)
  if (known) return ok(known)
  const read = await readSheet(await db.read(scope, (tx) => contentOf(tx, id)), fileName)
  if (read.ok) rememberSheet(id, read.value)
  return read
}

/** Keeps what a person decided about a waiting sheet. */
export const chooseReading = verb(
  'training.chooseReading',
  async (tx, { id, choices }: { id: string; choices: Choices }) => {
    await saveChoices(tx, id, choices)
    return ok(id)
  },
)

/** Keeps who people of a waiting sheet are. An answer that is none of those offered is passed over when the sheet is read. */
export const answerWho = verb('training.answerWho', async (tx, { id, answers }: { id: string; answers: Answers }) => {
  await saveAnswers(tx, id, answers)
  return ok(id)
})

/** What importing a waiting sheet would do; null when it is not waiting any more. */
export async function previewOf(
  hand: Hand,
  { id, zone }: { readonly id: string; readonly zone: string },
): Promise<{ sheet: WaitingSheet; preview: Result<Preview> } | null> {
  const { db, scope, today } = hand
  const sheet = await db.read(scope, (tx) => waitingSheet(tx, id))
  if (!sheet) return null
  const read = await sheetOf(hand, sheet)
  if (!read.ok) return { sheet, preview: read }
  return { sheet, preview: ok(await db.read(scope, (tx) => plan(tx, sheet, read.value, { today, zone }))) }
}

async function plan(tx: Tx, waiting: WaitingSheet, sheet: Sheet, { today, zone }: Now): Promise<Preview> {
  const known: Known = { courses: await courses(tx), sessions: await allSessions(tx), today, zone }
  const recognised = recogniseOnce(sheet)
  const choices = choicesFor(waiting, recognised)
  const maybeOutcome = choices.isOutcomeSaid || choices.columns.outcome !== undefined ? [] : recognised.maybeOutcome
  const { reading, people } = readOnce(sheet, choices, known, maybeOutcome)
  const roster = reading.people.length === 0 ? [] : await rosterNames(tx)
  const matches = matchPeople(people, roster, waiting.choices.people ?? {})
  const coachIds = [...new Set(matches.flatMap((match) => (match.kind === 'known' ? [match.coachId] : [])))]
  const heading = (at: number | undefined): string => (at === undefined ? '' : (sheet.columns[at] ?? ''))
  const fates = fatesOf(reading.rows, {
    people: reading.people,
    matches,
    onRecord: await onRecord(tx, coachIds),
    freeSeats: new Map(
      known.sessions.flatMap((one) => (one.capacity === null ? [] : [[one.id, one.capacity - one.seats] as const])),
    ),
    headings: {
      on: heading(choices.columns.on),
      session: heading(choices.columns.sessionOn),
    },
  })
  const before = await importOfContent(tx, waiting.contentHash)
  return { sheet, choices, reading, matches, fates, known, before, counts: countsOf(reading, matches, fates) }
}

type Read = { readonly reading: Reading; readonly people: SheetPeople }
const readings = new WeakMap<Sheet, Read & { readonly under: string }>()

/** What the rows of a sheet say does not change while it is decided on; it lives as long as the sheet is remembered. */
function readOnce(sheet: Sheet, choices: Choices, known: Known, maybeOutcome: readonly number[]): Read {
  const under = JSON.stringify([choices, known])
  const before = readings.get(sheet)
  if (before?.under === under) return before
  const reading = readRows(sheet, choices, known, maybeOutcome)
  const read = { under, reading, people: peopleOf(reading.people) }
  readings.set(sheet, read)
  return read
}

const recognitions = new WeakMap<Sheet, Recognised>()

function recogniseOnce(sheet: Sheet): Recognised {
  const before = recognitions.get(sheet) ?? recognise(sheet, searchKey)
  recognitions.set(sheet, before)
  return before
}

/** What was chosen; where nothing was, the columns as they are recognized. No course is chosen for anybody. */
const choicesFor = ({ choices }: WaitingSheet, { columns }: Recognised): Choices => ({
  columns: choices.columns ?? columns,
  dayOrder: choices.dayOrder ?? null,
  decimalMark: choices.decimalMark ?? null,
  courseId: choices.courseId ?? null,
  countShort: choices.countShort ?? false,
  emptyOutcome: choices.emptyOutcome ?? null,
  withoutHidden: choices.withoutHidden ?? false,
  isOutcomeSaid: choices.isOutcomeSaid ?? false,
})

function countsOf(reading: Reading, matches: readonly Match[], fates: readonly Fate[]): Preview['counts'] {
  const count = (kind: Fate['kind']): number => fates.reduce((sum, fate) => (fate.kind === kind ? sum + 1 : sum), 0)
  return {
    rows: count('new'),
    completions: reading.rows.filter((row, at) => fates[at]?.kind === 'new' && row.outcome === 'completed').length,
    coaches: newKeys(reading, matches, fates).size,
    already: count('already'),
    twice: count('twice'),
    asked: count('asked'),
    out: count('out') + reading.out.size,
    faults: count('fault') + reading.faults.size,
  }
}

function newKeys(reading: Reading, matches: readonly Match[], fates: readonly Fate[]): ReadonlySet<number> {
  const keys = new Set<number>()
  for (const [at, row] of reading.rows.entries()) {
    const match = matches[row.person]
    if (fates[at]?.kind === 'new' && match?.kind === 'new') keys.add(match.key)
  }
  return keys
}

type Wished = {
  readonly id: string
  readonly expected: number
  readonly withoutFaults: boolean
  readonly withoutAsked?: boolean
  readonly needs: TrainingNeeds
  readonly zone: string
}

/**
 * Imports the good rows of a waiting sheet in one transaction: new coaches, their records with history, and the numbers
 * they move. `expected` is the number of rows that the person saw: if anything changed since, nothing is written.
 * Rows at fault, and rows about somebody who is asked about, are left out only when the person says so.
 */
export async function importSheet(hand: Hand, { needs, zone, ...wish }: Wished): Promise<Result<string>> {
  const sheet = await hand.db.read(hand.scope, (tx) => waitingSheet(tx, wish.id))
  if (!sheet) return gone
  const read = await sheetOf(hand, sheet)
  return read.ok ? importRows(hand, { ...wish, sheet, read: read.value, needs, zone }) : read
}

const importRows = verb(
  'training.importCompletions',
  async (
    tx,
    {
      id,
      expected,
      withoutFaults,
      withoutAsked = false,
      sheet,
      read,
      needs,
      zone,
    }: Wished & { readonly sheet: WaitingSheet; readonly read: Sheet },
    today,
  ) => {
    if (!(await isWaiting(tx, id))) return gone
    const found = await plan(tx, sheet, read, { today, zone })
    const { counts } = found
    if (found.reading.isOpen)
      return refuse('training.import-open', 'Choose how the days and numbers of this sheet are written first.')
    if (found.before && found.before.faultCount === 0)
      return refuse('training.import-again', 'This file was imported before. Nothing was changed.')
    if (counts.rows === 0) return refuse('training.import-nothing', 'There is nothing new to import.')
    if (counts.rows !== expected)
      return refuse(
        'training.import-changed',
        'Records changed since this preview was made. It is shown anew; look at it once more.',
      )
    if (counts.faults > 0 && !withoutFaults)
      return refuse(
        'training.import-faults',
        'Some rows are at fault. Mend them in the sheet, or check to import the others.',
        'withoutFaults',
      )
    if (counts.asked > 0 && !withoutAsked)
      return refuse(
        'training.import-asked',
        'Say of each row that is asked about who it is, or check to leave these rows out.',
        'withoutAsked',
      )
    await insertImport(tx, sheet, {
      ...counts,
      already: counts.already + counts.twice,
      faults: counts.faults + counts.asked + counts.out,
    })
    await write(tx, sheet.id, found, needs)
    await deleteSheet(tx, id)
    return ok(id)
  },
)

const gone = refuse(
  'training.import-gone',
  'This sheet has been decided on, or has waited for more than a day. Send it again.',
)

async function write(
  tx: Tx,
  importId: string,
  { reading, matches, fates }: Preview,
  needs: TrainingNeeds,
): Promise<void> {
  const keys = [...newKeys(reading, matches, fates)]
  const coachIds = newIds(keys.length)
  const idOfNew = new Map(keys.map((key, at) => [key, coachIds[at] ?? '']))
  const addresses = addressesOfNew(reading.people, matches)
  const coaches = keys.map((key) => ({
    id: idOfNew.get(key) ?? '',
    name: reading.people[key]?.name ?? '',
    email: addresses.get(key) ?? null,
  }))
  const adding = needs.coaches.add(tx, importId, coaches)
  // While the database adds the coaches, their rows are laid out here, coach by coach: so they go into its indexes in order.
  const coachOf = matches.map((match) =>
    match.kind === 'known' ? match.coachId : match.kind === 'new' ? (idOfNew.get(match.key) ?? '') : '',
  )
  const turnOf = turnsOf(coachOf)
  const rows = reading.rows
    .filter((_, at) => fates[at]?.kind === 'new')
    .sort((one, other) => (turnOf[one.person] ?? 0) - (turnOf[other.person] ?? 0))
  const ids = newIds(rows.length)
  const toInsert = rows.map((row, at) => ({ row, id: ids[at] ?? '', coachId: coachOf[row.person] ?? '' }))
  await adding
  await layRows(tx, toInsert)
  await needs.counted(tx, await touchedByImport(tx), () => insertRows(tx, importId))
}

/** The place of each text when all are in order. */
function turnsOf(texts: readonly string[]): Int32Array {
  const turns = new Int32Array(texts.length)
  const inOrder = [...texts.keys()].sort((one, other) => ((texts[one] ?? '') < (texts[other] ?? '') ? -1 : 1))
  for (const [turn, at] of inOrder.entries()) turns[at] = turn
  return turns
}

/** Forgets a waiting sheet without importing it. */
export const discardSheet = verb('training.discardSheet', async (tx, id: string) => {
  await throwAwaySheet(tx, id)
  return ok(id)
})
