import { newId } from '../../../core/id.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { change, type Hand, verb } from '../../../platform/db/verbs.ts'
import type { LinkageNeeds } from '../../needs.ts'
import { sortedAnew } from '../store.ts'
import { plain } from './in.ts'
import type { Held, ReadDirectory, ReadService, Told } from './model.ts'
import { readDirectory } from './package.ts'
import { type Answers, countsOf, type Fate, fatesOf, fields, givenBack, goes, type Here, isJustice } from './rules.ts'
import { offsetsOf } from './schedule.ts'
import {
  fileWithId,
  insertFile,
  insertLines,
  insertServices,
  insertSheet,
  linesOf,
  type NewLine,
  saveKinds,
  servicesHere,
  takeBack,
  throwAwaySheet,
  type WaitingDirectory,
  waitingSheet,
} from './store.ts'

type Sent = {
  readonly file: { readonly name: string; readonly bytes: Uint8Array }
  readonly zone: string
  readonly now: Date
}

/** Reads a directory and keeps what it says for its preview; answers its id. The file itself is let go. */
export async function sendDirectory(hand: Hand, { file, zone, now }: Sent): Promise<Result<string>> {
  const read = await readDirectory(file, { today: hand.today, offsets: offsetsOf(zone, hand.today) })
  return read.ok ? keepSheet(hand, { name: plain(file.name, 200), read: read.value, now }) : read
}

const keepSheet = verb(
  'linkage.sendDirectory',
  async (tx, { name, read, now }: { name: string; read: ReadDirectory; now: Date }) =>
    ok(await insertSheet(tx, name, read, now)),
)

/** What a directory would do if it were imported now. */
export type DirectoryPreview = {
  readonly sheet: WaitingDirectory
  readonly fates: readonly Fate[]
  readonly counts: ReturnType<typeof countsOf>
  /** Services of its organizations that a directory brought and that this one does not have. */
  readonly gone: readonly Here[]
}

/** The preview of a directory that waits; null for one that waits no more. */
export async function previewOf(
  tx: Tx,
  id: string,
  { partners, clock }: Pick<LinkageNeeds, 'partners' | 'clock'>,
  overrules = false,
): Promise<DirectoryPreview | null> {
  const sheet = await waitingSheet(tx, id, clock())
  if (!sheet) return null
  const here = await servicesHere(tx)
  const { services } = sheet.read
  const fates = fatesOf(services, { here, partners: await partners.all(tx), answers: sheet.kinds, overrules })
  const said = new Set(services.map(({ hsdsId }) => hsdsId))
  const from = new Set(services.map(({ organization }) => organization.hsdsId))
  const gone = here.filter(
    ({ hsdsId, organizationId }) => hsdsId !== null && from.has(organizationId ?? '') && !said.has(hsdsId),
  )
  return { sheet, fates, counts: countsOf(fates), gone }
}

/** Keeps what kinds of services help with. */
export const sortKinds = verb('linkage.sortKinds', async (tx, { id, kinds }: { id: string; kinds: Answers }) => {
  await saveKinds(tx, id, kinds)
  return ok(id)
})

type Wish = {
  readonly id: string
  /** What the person saw as new and changed: if anything moved since, nothing is written. */
  readonly expected: string
  readonly withoutFaults: boolean
  readonly overrules: boolean
  readonly needs: LinkageNeeds
}

/** Brings in what is new and changes what changed, in one transaction; what was changed by hand stays, unless the wish overrules it. */
export const importDirectory = verb(
  'linkage.importDirectory',
  async (tx, { id, expected, withoutFaults, overrules, needs }: Wish) => {
    const shown = await previewOf(tx, id, needs)
    const found = overrules ? await previewOf(tx, id, needs, true) : shown
    if (!shown || !found) return gone
    if (expectedOf(shown) !== expected)
      return refuse(
        'linkage.directory-changed',
        'Services changed since this preview was made. It is shown anew; look at it once more.',
      )
    if (shown.counts.fault > 0 && !withoutFaults)
      return refuse(
        'linkage.directory-faults',
        'Some services are at fault. Check to bring in the others, or have the file mended.',
        'withoutFaults',
      )
    if (found.counts.new + found.counts.changed === 0)
      return refuse('linkage.directory-nothing', 'There is nothing new to bring in.')
    const fileId = newId()
    const { lines, partners } = await write(tx, found.fates, needs)
    await insertFile(tx, {
      id: fileId,
      fileName: found.sheet.fileName,
      addedCount: found.counts.new,
      changedCount: found.counts.changed,
      partners,
      at: needs.clock(),
    })
    await insertLines(tx, fileId, lines)
    await throwAwaySheet(tx, id)
    return ok(fileId)
  },
)

export const expectedOf = ({ counts }: DirectoryPreview): string => `${counts.new} ${counts.changed}`

const gone = refuse(
  'linkage.directory-gone',
  'This directory was decided on, or has waited for more than a day. Send it again.',
)

async function write(
  tx: Tx,
  fates: readonly Fate[],
  needs: LinkageNeeds,
): Promise<{ lines: readonly NewLine[]; partners: readonly string[] }> {
  const partners = new Map<string, string>()
  const added = fates.flatMap(({ kind, read, said, partnerId }) =>
    kind === 'new' && said ? [{ read, said, partnerId }] : [],
  )
  for (const { read, partnerId } of added) {
    const key = read.organization.name.toLowerCase()
    if (partnerId === null && !partners.has(key)) partners.set(key, await addPartner(tx, read.organization, needs))
  }
  const ids = await insertServices(
    tx,
    added.map(({ read, said, partnerId }) => ({
      partnerId: partnerId ?? partners.get(read.organization.name.toLowerCase()) ?? '',
      held: said,
    })),
  )
  const lines = added.map(({ read, said }, at) =>
    lineOf(read, { service_id: ids[at] ?? '', said, was: null, became: said }),
  )
  for (const { here, read, said, changed } of fates) {
    if (!here || !said) continue
    const becomes = Object.fromEntries(changed.map((field) => [field, said[field]]))
    if (changed.length > 0) await changeHeld(tx, here.id, becomes, needs)
    const was = heldOf(here)
    if (changed.length > 0 || here.said === null || fields.some((field) => here.said?.[field] !== said[field]))
      lines.push(lineOf(read, { service_id: here.id, said, was, became: { ...was, ...becomes } }))
  }
  return { lines, partners: [...partners.values()] }
}

const heldOf = (here: Here): Held => Object.fromEntries(fields.map((field) => [field, here[field]])) as Held // each of them

const lineOf = (
  { hsdsId, organization }: ReadService,
  line: Pick<NewLine, 'service_id' | 'said' | 'was' | 'became'>,
): NewLine => ({ hsds_id: hsdsId, organization_id: organization.hsdsId, ...line })

async function addPartner(
  tx: Tx,
  { name, about, website }: ReadService['organization'],
  { partners }: LinkageNeeds,
): Promise<string> {
  const done = await partners.add(tx, { name, about, website, sector: isJustice(name) ? 'justice' : 'other' })
  if (!done.ok) throw new Error('a partner of that name was looked for')
  return done.value
}

/** Changes some of what a service holds; the counters move where it comes to help with something else. */
async function changeHeld(tx: Tx, id: string, held: Partial<Held>, { counted }: LinkageNeeds): Promise<void> {
  const save = (): Promise<void> => change(tx, 'service', id, held as Held) // some of its columns
  await (held.need === undefined ? save() : counted(tx, sortedAnew(tx, [id]), save))
}

/** Forgets a directory that waits. */
export const discardDirectory = verb('linkage.discardDirectory', async (tx, id: string) =>
  (await throwAwaySheet(tx, id)) ? ok(id) : gone,
)

/** Takes a directory back: services that came with it and that nobody used or changed since, and values that nobody changed since. */
export const undoDirectory = verb(
  'linkage.undoDirectory',
  async (tx, { id, needs }: { readonly id: string; readonly needs: LinkageNeeds }) => {
    const file = await fileWithId(tx, id)
    if (!file || file.undoneAt !== null)
      return refuse('linkage.directory-undone', 'This directory was taken back already.')
    const lines = await linesOf(tx, id)
    for (const line of lines) {
      const back = givenBack(line)
      if (Object.keys(back).length > 0) await changeHeld(tx, line.id, back, needs)
    }
    await takeBack(
      tx,
      id,
      lines.filter(goes).map((line) => line.id),
      needs.clock(),
    )
    await needs.partners.removeUnused(tx, file.partners)
    return ok(id)
  },
)

/** All services as a directory tells of them. Those of the sample are told only where there are no others. */
export async function directoryOf(tx: Tx, { partners }: Pick<LinkageNeeds, 'partners'>): Promise<readonly Told[]> {
  const all = await servicesHere(tx)
  const real = all.filter(({ isSample }) => !isSample)
  const about = new Map((await partners.all(tx)).map((partner) => [partner.id, partner]))
  const organizations = new Map(all.flatMap((one) => (one.organizationId ? [[one.partnerId, one.organizationId]] : [])))
  return (real.length > 0 ? real : all).map((one) => ({
    hsdsId: one.hsdsId ?? one.id,
    organization: {
      hsdsId: organizations.get(one.partnerId) ?? one.partnerId,
      name: one.partner,
      about: about.get(one.partnerId)?.about ?? '',
      website: about.get(one.partnerId)?.website ?? '',
    },
    held: heldOf(one),
  }))
}
