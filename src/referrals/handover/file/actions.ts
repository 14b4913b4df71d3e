import type { Day } from '../../../core/day.ts'
import { newId } from '../../../core/id.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { readOrganisation } from '../../../platform/access/store.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { type Hand, verb } from '../../../platform/db/verbs.ts'
import { normalPerson, normalPhone } from '../../../platform/sealed/marks.ts'
import { readSheet } from '../../../platform/sheet/read.ts'
import { emsReading, isEmsFile, rowsOfEms } from '../../ems/rows.ts'
import { emsWishes } from '../../ems/store.ts'
import { receiveAll } from '../../receive/actions.ts'
import type { HandingOver } from '../keys/model.ts'
import { handingOver } from '../keys/store.ts'
import { usualSource } from '../model.ts'
import type { HandoverNeeds } from '../needs.ts'
import { byHeadings, recognized } from './columns.ts'
import type { FileReading, ReadRow, RowFate, Rows } from './model.ts'
import { type ReadFile, readFile } from './reading.ts'
import { countsOf, type FateCounts, fatesOf, mostRows, waits } from './rules.ts'
import {
  askWhetherAlive,
  broughtBy,
  deleteBrought,
  deleteOldSheets,
  fileOfContent,
  fileWithId,
  hasOldSheets,
  insertFile,
  insertSheet,
  likely,
  numbered,
  type ReferralFile,
  remember,
  rememberedOf,
  saveReading,
  throwAwaySheet,
  type WaitingSheet,
  waitingSheet,
  writeUndone,
} from './store.ts'

type SentSheet = {
  readonly partnerId: string
  readonly file: { name: string; bytes: Uint8Array }
  readonly needs: HandoverNeeds
}

/** Keeps a file for its preview, its rows sealed as one text; answers its id. The file itself is let go, and its name. */
export async function sendFile(hand: Hand, { partnerId, file, needs }: SentSheet): Promise<Result<string>> {
  if (isEmsFile(file.name)) {
    const records = await rowsOfEms(file.bytes, await hand.db.read(hand.scope, emsWishes))
    return records.ok ? keepSheet(hand, { partnerId, rows: records.value, needs }) : records
  }
  const read = await readSheet(file.bytes, file.name)
  if (!read.ok) return read
  const { columns, rows, notes } = read.value
  if (rows.length === 0) return refuse('sheet.empty', 'There are headings but no rows under them.')
  if (rows.length > mostRows)
    return refuse('referrals.file-long', `A file has ${mostRows.toLocaleString('en-US')} rows at most. Split it.`)
  const hidden = rows.filter(({ isHidden }) => isHidden).length
  const plain: Rows = {
    columns,
    rows: rows.map(({ line, cells }) => ({ line, cells })),
    notes: hidden === 0 ? notes : [...notes, `Rows hidden in the workbook are read like the others: ${hidden}.`],
  }
  return keepSheet(hand, { partnerId, rows: plain, needs })
}

const keepSheet = verb(
  'referrals.sendFile',
  async (tx, { partnerId, rows, needs }: { partnerId: string; rows: Rows; needs: HandoverNeeds }) => {
    if (!(await handingOver(tx, partnerId)))
      return refuse('referrals.no-partner', 'This partner is not there any more. Choose another.', 'partnerId')
    const keys = await needs.seals.keysOf(tx)
    const now = needs.clock()
    await deleteOldSheets(tx, new Date(now.getTime() - waits))
    const contentMark = keys.mark('form', JSON.stringify([partnerId, rows.columns, rows.rows]))
    if (!contentMark) throw new Error('a file says something')
    const id = newId()
    await insertSheet(tx, keys, { id, partnerId, rows, contentMark, at: now })
    if (rows.records) await saveReading(tx, keys, id, emsReading)
    return ok(id)
  },
)

/** What a file would do if it were imported now. */
export type FilePreview = {
  readonly sheet: WaitingSheet
  readonly partner: HandingOver
  readonly reading: FileReading
  readonly read: Pick<ReadFile, 'dayForm' | 'isOpen'>
  readonly fates: readonly RowFate[]
  readonly counts: FateCounts
  /** The same came before and is still here. */
  readonly before: ReferralFile | null
}

/** The preview of a file that waits; null for one that waits no more. */
export async function previewOf(tx: Tx, id: string, needs: HandoverNeeds, today: Day): Promise<FilePreview | null> {
  const keys = await needs.seals.keysOf(tx)
  const now = needs.clock()
  const sheet = await waitingSheet(tx, keys, id, new Date(now.getTime() - waits))
  const partner = sheet && (await handingOver(tx, sheet.partnerId))
  if (!sheet || !partner) return null
  const { timeZone: zone } = await readOrganisation(tx)
  const reading = sheet.reading ?? (await firstReading(tx, sheet, partner, needs))
  const { good, faults, ...read } = readFile(sheet.rows, reading, { now, zone })
  const marks = good.map(({ line, form }: ReadRow) => {
    const phone = normalPhone(form.phone)
    return {
      line,
      phone: keys.mark('phone', phone.ok ? phone.value : ''),
      person: keys.mark('person', normalPerson(form.name, form.bornOn ?? '')),
    }
  })
  const fates = fatesOf(good, faults, {
    numbered: await numbered(
      tx,
      partner.id,
      good.flatMap(({ form }) => form.sourceRecord || []),
    ),
    likely: await likely(tx, marks),
    today,
  })
  const before = await fileOfContent(tx, sheet.contentMark)
  return { sheet, partner, reading, read, fates, counts: countsOf(fates), before }
}

async function firstReading(
  tx: Tx,
  { rows }: WaitingSheet,
  partner: HandingOver,
  { seals }: HandoverNeeds,
): Promise<FileReading> {
  const reading = recognized(rows.columns, await rememberedOf(tx, await seals.keysOf(tx), partner.id))
  return { ...reading, source: reading.source ?? (usualSource(partner.sector) || null) }
}

export const chooseReading = verb(
  'referrals.chooseReading',
  async (tx, { id, reading, needs }: { id: string; reading: FileReading; needs: HandoverNeeds }) => {
    await saveReading(tx, await needs.seals.keysOf(tx), id, reading)
    return ok(id)
  },
)

type Wish = {
  readonly id: string
  /** How many rows the person saw as new: if anything changed since, nothing is written. */
  readonly expected: number
  readonly withoutFaults: boolean
  readonly withoutLike: boolean
  readonly needs: HandoverNeeds
}

/** Imports the good rows of a file in one transaction, by the rules of every referral; how it was read is remembered for its partner. */
export const importFile = verb('referrals.importFile', async (tx, wish: Wish, today) => {
  const { id, needs } = wish
  const found = await previewOf(tx, id, needs, today)
  if (!found) return gone
  const { sheet, partner, reading, fates } = found
  const fault = faultOf(found, wish)
  if (fault) return fault
  const forms = fates.flatMap((fate) =>
    fate.kind === 'new' && !(wish.withoutLike && fate.like !== null) ? [fate.form] : [],
  )
  if (forms.length === 0) return nothing
  const fileId = newId()
  await insertFile(tx, {
    id: fileId,
    partnerId: partner.id,
    contentMark: sheet.contentMark,
    referralCount: forms.length,
    passedOver: fates.length - forms.length,
    at: needs.clock(),
  })
  await receiveAll(tx, { forms, partnerId: partner.id, fileId, needs })
  if (sheet.rows.records) await askWhetherAlive(tx, fileId)
  else await remember(tx, await needs.seals.keysOf(tx), partner.id, byHeadings(reading, sheet.rows.columns))
  await throwAwaySheet(tx, id)
  return ok(fileId)
})

const gone = refuse(
  'referrals.file-gone',
  'This file was decided on, or has waited for more than a day. Send it again.',
)
const nothing = refuse('referrals.file-nothing', 'There is nothing new to import.')

function faultOf({ read, counts, before }: FilePreview, wish: Wish): ReturnType<typeof refuse> | null {
  if (read.isOpen) return refuse('referrals.file-open', 'Choose how the days of this file are written first.')
  if (before && before.passedOver === 0)
    return refuse('referrals.file-again', 'This file was imported before. Nothing was changed.')
  if (counts.new === 0) return nothing
  if (counts.new !== wish.expected)
    return refuse(
      'referrals.file-changed',
      'Records changed since this preview was made. It is shown anew; look at it once more.',
    )
  if (counts.fault > 0 && !wish.withoutFaults)
    return refuse(
      'referrals.file-faults',
      'Some rows are at fault. Mend them in the file, or check to import the others.',
      'withoutFaults',
    )
  return null
}

/** Forgets a file that waits. */
export const discardFile = verb('referrals.discardFile', async (tx, id: string) =>
  (await throwAwaySheet(tx, id)) ? ok(id) : gone,
)

/** Takes a whole file back: its referrals, and the people and events that came with them. What somebody acted on stays. */
export const undoFile = verb(
  'referrals.undoFile',
  async (tx, { id, needs }: { readonly id: string; readonly needs: HandoverNeeds }) => {
    const file = await fileWithId(tx, id)
    if (!file || file.undoneAt !== null) return refuse('referrals.file-undone', 'This file was taken back already.')
    const away = (await broughtBy(tx, id)).filter(({ isActedOn }) => !isActedOn)
    if (away.length === 0)
      return refuse('referrals.file-acted-on', 'Somebody acted on every referral of this file, so none is taken back.')
    const ofEvent = away.flatMap((one) => one.ofEvent ?? [])
    await needs.counted(
      tx,
      { referral: away.map((one) => one.id), ...(ofEvent.length > 0 && { repeat_overdose: ofEvent }) },
      () => deleteBrought(tx, away),
    )
    await writeUndone(tx, id, needs.clock())
    return ok(id)
  },
)

/** Lets go of files that nobody decided on for a day, in every organization. */
export async function fileRound(db: Db, { clock }: Pick<HandoverNeeds, 'clock'>): Promise<void> {
  const until = new Date(clock().getTime() - waits)
  const organisations = await db.door('referrals.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    if (!(await db.read(scope, (tx) => hasOldSheets(tx, until)))) continue
    await db.act(scope, 'referrals.forgetFiles', async (tx) => ok(await deleteOldSheets(tx, until)))
  }
}
