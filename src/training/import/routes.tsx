import { listDoor, pageIn } from '../../platform/doors/list-door.tsx'
import { download, goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { csvText } from '../../platform/sheet/write-csv.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { notDone } from '../../platform/ui/not-done.tsx'
import { trainingTabs } from '../fields.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { answerWho, chooseReading, discardSheet, importSheet, previewOf, sendSheet } from './actions.ts'
import { rowsAtFault } from './at-fault.ts'
import { allImports, ImportedPage } from './imported-pages.tsx'
import { answersIn, choicesForm, type FateKind, fateKinds } from './model.ts'
import { PreviewPage } from './pages.tsx'
import { SendPage, UnreadablePage } from './send-pages.tsx'
import { importedRecords, imports, importWithId, standOf, waitingSheet } from './store.ts'
import { hangingOnImport, undoImport } from './undo/actions.ts'
import { undoForm } from './undo/model.ts'

// A file of 20 MB is read far enough to be refused at its field, with the rest of the form kept.
const roomForTooLarge = 24 * 1024 * 1024

/** Completions from a spreadsheet: sent, previewed, imported, and taken back. */
export const importRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/training/import',
    may: access.write,
    answer: async (visit) => page(<SendPage visit={visit} form={fresh()} />),
  },
  { method: 'POST', path: '/training/import', may: access.write, limit: roomForTooLarge, answer: send },
  { method: 'GET', path: '/training/import/:sheetId', may: access.write, answer: (visit) => preview(visit) },
  { method: 'POST', path: '/training/import/:sheetId/reading', may: access.write, answer: choose },
  { method: 'POST', path: '/training/import/:sheetId/people', may: access.write, answer },
  { method: 'POST', path: '/training/import/:sheetId', may: access.write, answer: (visit) => commit(visit, needs) },
  { method: 'POST', path: '/training/import/:sheetId/discard', may: access.write, answer: discard },
  { method: 'GET', path: '/training/import/:sheetId/faults.csv', may: access.write, answer: faultsFile },
  listDoor({
    path: '/training/imports',
    may: access.read,
    title: 'Training',
    tabs: trainingTabs,
    act: { to: '/training/import', name: 'Import from a spreadsheet', may: access.write },
    read: async (tx) => ({ rows: await imports(tx) }),
    list: allImports,
  }),
  { method: 'GET', path: '/training/imports/:importId', may: access.read, answer: (visit) => showImport(visit, needs) },
  {
    method: 'POST',
    path: '/training/imports/:importId/undo',
    may: access.write,
    answer: (visit) => undo(visit, needs),
  },
]

const zoneOf = (visit: Visit): string => visit.organisation.timeZone
const sheetId = (visit: Visit): string => visit.params.sheetId ?? ''
const importId = (visit: Visit): string => visit.params.importId ?? ''
const pageNumber = ({ url }: Visit): number => pageIn(url) ?? 1

async function send(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const file = await visit.file('file')
  const pasted = typed.text('pasted')
  const again = (code: string, message: string, field: string): Response =>
    page(<SendPage visit={visit} form={{ typed, problems: [{ code, message, field }] }} />, 422)
  if (!file && pasted.trim() === '') return again('training.import-empty', 'Choose a file, or paste cells.', 'file')
  if (file && pasted.trim() !== '')
    return again('training.import-both', 'Send the file or the pasted cells, not both. Empty one of them.', 'pasted')
  const sent = await sendSheet(visit, file ?? { name: 'pasted cells', bytes: new TextEncoder().encode(pasted) })
  const [problem] = sent.ok ? [] : sent.problems
  if (problem) return again(problem.code, problem.message, file ? 'file' : 'pasted')
  return sent.ok ? goTo(visit.to(`/training/import/${sent.value}`)) : notFound()
}

async function preview(visit: Visit, refused?: Refused, status = 200): Promise<Response> {
  const found = await previewOf(visit, { id: sheetId(visit), zone: zoneOf(visit) })
  // A second click on "Import" leads to what the first one did.
  if (!found) return (await isImported(visit)) ? goTo(visit.to(`/training/imports/${sheetId(visit)}`)) : notFound()
  const { sheet } = found
  if (!found.preview.ok)
    return page(<UnreadablePage visit={visit} fileName={sheet.fileName} problems={found.preview.problems} />, 422)
  const show: FateKind | null = fateKinds.find((kind) => kind === visit.url.searchParams.get('show')) ?? null
  return page(
    <PreviewPage
      visit={visit}
      id={sheet.id}
      fileName={sheet.fileName}
      preview={found.preview.value}
      show={show}
      pageNumber={pageNumber(visit)}
      form={refused ?? fresh()}
    />,
    status,
  )
}

const isImported = async (visit: Visit): Promise<boolean> =>
  (await visit.db.read(visit.scope, (tx) => importWithId(tx, sheetId(visit)))) !== null

const isWaiting = async (visit: Visit): Promise<boolean> =>
  (await visit.db.read(visit.scope, (tx) => waitingSheet(tx, sheetId(visit)))) !== null

/** A sheet that was imported meanwhile waits for nothing more. */
async function noSheet(visit: Visit): Promise<Response> {
  const problems = [{ code: 'training.sheet-imported', message: 'This sheet was imported already.' }]
  return (await isImported(visit))
    ? notDone(visit, { id: sheetId(visit), problems, back: `/training/imports/${sheetId(visit)}` })
    : notFound()
}

async function choose(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  if (!(await isWaiting(visit))) return noSheet(visit)
  const choices = parseTyped(choicesForm, typed, 'training.wrong')
  if (!choices.ok) return preview(visit, { typed, problems: choices.problems }, 422)
  await chooseReading(visit, { id: sheetId(visit), choices: choices.value })
  return goTo(visit.to(`/training/import/${sheetId(visit)}`))
}

/** Keeps the answers of one page of rows, and shows the next that are asked about. */
async function answer(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  if (!(await isWaiting(visit))) return noSheet(visit)
  await answerWho(visit, { id: sheetId(visit), answers: answersIn(typed.values()) })
  const show = fateKinds.find((kind) => kind === typed.text('show'))
  return goTo(visit.to(`/training/import/${sheetId(visit)}${show ? `?show=${show}` : ''}#rows`))
}

async function commit(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const imported = await importSheet(visit, {
    id: sheetId(visit),
    expected: Number(typed.text('expected')),
    withoutFaults: typed.text('withoutFaults') === 'yes',
    withoutAsked: typed.text('withoutAsked') === 'yes',
    needs,
    zone: zoneOf(visit),
  })
  return imported.ok
    ? goTo(visit.to(`/training/imports/${imported.value}?said=imported`))
    : preview(visit, { typed, problems: imported.problems }, 422)
}

async function discard(visit: Visit): Promise<Response> {
  if (!(await isWaiting(visit))) return noSheet(visit)
  await discardSheet(visit, sheetId(visit))
  return goTo(visit.to('/training/import?said=removed'))
}

async function faultsFile(visit: Visit): Promise<Response> {
  const found = await previewOf(visit, { id: sheetId(visit), zone: zoneOf(visit) })
  if (!found?.preview.ok) return notFound()
  return download('rows-at-fault.csv', 'text/csv; charset=utf-8', csvText(rowsAtFault(found.preview.value)))
}

const recordsAPage = 50

async function showImport(visit: Visit, needs: TrainingNeeds, refused?: Refused): Promise<Response> {
  const number = pageNumber(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await importWithId(tx, importId(visit))
    return (
      found && {
        found,
        records: await importedRecords(tx, found.id, number, recordsAPage),
        stand: {
          ...(await standOf(tx, found.id)),
          hanging: found.undoneAt ? [] : await hangingOnImport(tx, found.id, needs),
          coachesLeft: await needs.coaches.ofImport(tx, found.id),
        },
      }
    )
  })
  if (!shown) return notFound()
  const { records, ...rest } = shown
  return page(
    <ImportedPage
      visit={visit}
      {...rest}
      records={records.slice(0, recordsAPage)}
      hasMore={records.length > recordsAPage}
      pageNumber={number}
      form={refused ?? fresh()}
    />,
    refused ? 422 : 200,
  )
}

async function undo(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  if (!(await visit.db.read(visit.scope, (tx) => importWithId(tx, importId(visit))))) return notFound()
  const typed = await visit.typed()
  const form = parseTyped(undoForm, typed, 'training.undo-wrong')
  const undone = form.ok ? await undoImport(visit, { id: importId(visit), form: form.value, needs }) : form
  return undone.ok
    ? goTo(visit.to(`/training/imports/${importId(visit)}?said=undone`))
    : showImport(visit, needs, { typed, problems: undone.problems })
}
