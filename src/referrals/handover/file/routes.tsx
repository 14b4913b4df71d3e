import { refuse } from '../../../core/result.ts'
import { buttonDoor } from '../../../platform/doors/button-door.tsx'
import { Fields } from '../../../platform/doors/fields.tsx'
import { formDoor } from '../../../platform/doors/form-door.tsx'
import { listDoor } from '../../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../../platform/doors/page-of-forms.tsx'
import { download, notFound, page } from '../../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../../platform/http/route.ts'
import { SheetFields } from '../../../platform/sheet/sheet-fields.tsx'
import { csvText } from '../../../platform/sheet/write-csv.ts'
import { access } from '../../rules.ts'
import { waysIn } from '../keys/store.ts'
import type { HandoverNeeds } from '../needs.ts'
import { chooseReading, discardFile, type FilePreview, importFile, previewOf, sendFile, undoFile } from './actions.ts'
import { FilePage, filesTrail, listOfFiles } from './file-page.tsx'
import { decideForm, readingForm, sendForm } from './model.ts'
import { DecideFields, PreviewPage, ReadingFields, readingTyped } from './pages.tsx'
import { allFiles, broughtBy, fileWithId, isWaiting } from './store.ts'

// A file of 20 MB is read far enough to be refused at its field, with the rest of the form kept.
const roomForTooLarge = 24 * 1024 * 1024
const ofSheet = '/referrals/import/:sheetId'
const ofFile = '/referrals/imports/:fileId'
const sheetId = ({ params }: Visit): string => params.sheetId ?? ''
const fileId = ({ params }: Visit): string => params.fileId ?? ''

const ofAmbulances = {
  words: 'Or what an ambulance program exports (NEMSIS 3.5): an XML file, or a ZIP of them, at most 20 MB. ',
  endings: '.xml,.zip',
}

/** Referrals of a partner as a file: sent, previewed, imported, and taken back. */
export const fileRoutes = (needs: HandoverNeeds): readonly TeamRoute[] => [
  ...formDoor({
    path: '/referrals/import',
    may: access.write,
    read: async (tx) => ({ partners: await waysIn(tx, needs.clock()) }),
    title: 'Import referrals from a file',
    trail: filesTrail,
    above: () => (
      <p class="lead">
        One row for each person, headings in the first row. Of an ambulance service’s export, the records that may be
        overdoses, each with the reason. You see what each row would do first; nothing is written until you say so. The
        file itself is not kept.
      </p>
    ),
    form: sendForm,
    code: 'referrals.file-wrong',
    choices: ({ partners }) => ({ partnerId: partners }),
    fields: (form, { partners }) => (
      <>
        <Fields of={sendForm} form={form} only={['partnerId']} choices={{ partnerId: partners }} />
        <SheetFields form={form} also={ofAmbulances} />
      </>
    ),
    upload: roomForTooLarge,
    save: 'Check the rows',
    send: (visit, form) => send(visit, form, needs),
    back: '/referrals/imports',
    to: (id) => `/referrals/import/${id}`,
    said: '',
  }),
  ...pageOfForms({
    path: ofSheet,
    seenBy: access.write,
    read: (tx, visit) => previewOf(tx, sheetId(visit), needs, visit.today),
    forms: {
      reading: oneForm({
        path: `${ofSheet}/reading`,
        may: access.write,
        isSecond: true,
        form: readingForm,
        code: 'referrals.reading-wrong',
        start: ({ reading }: FilePreview) => readingTyped(reading),
        fields: (form, preview) => <ReadingFields form={form} preview={preview} />,
        save: 'Read it this way',
        send: (visit, reading) => chooseReading(visit, { id: sheetId(visit), reading, needs }),
        to: (id) => `/referrals/import/${id}`,
        said: '',
      }),
      decide: oneForm({
        path: ofSheet,
        may: access.write,
        form: decideForm,
        code: 'referrals.decide-wrong',
        fields: (form, preview: FilePreview) => <DecideFields form={form} preview={preview} />,
        save: ({ counts }) => `Import ${counts.new}`,
        send: (visit, { expected, ...form }) =>
          importFile(visit, { id: sheetId(visit), expected: Number(expected), ...form, needs }),
        to: (id) => `/referrals/imports/${id}`,
        said: 'imported',
      }),
    },
    view: ({ visit, shown, forms }) => <PreviewPage visit={visit} preview={shown} forms={forms} />,
  }),
  { method: 'GET', path: `${ofSheet}/faults.csv`, may: access.write, answer: (visit) => faultsFile(visit, needs) },
  buttonDoor({
    path: `${ofSheet}/discard`,
    may: access.write,
    read: (tx, visit) => isWaiting(tx, sheetId(visit)),
    send: (visit) => discardFile(visit, sheetId(visit)),
    back: () => '/referrals/import',
    said: 'removed',
  }),
  listDoor({
    path: '/referrals/imports',
    may: access.write,
    title: 'Files of referrals',
    trail: filesTrail.slice(0, 1),
    act: { to: '/referrals/import', name: 'Import a file', may: access.write },
    read: async (tx) => ({ rows: await allFiles(tx) }),
    list: listOfFiles,
  }),
  {
    method: 'GET',
    path: ofFile,
    may: access.write,
    async answer(visit) {
      const shown = await visit.db.read(visit.scope, async (tx) => {
        const file = await fileWithId(tx, fileId(visit))
        return file && { file, brought: await broughtBy(tx, file.id) }
      })
      return shown ? page(<FilePage visit={visit} {...shown} />) : notFound()
    },
  },
  buttonDoor({
    path: `${ofFile}/undo`,
    may: access.write,
    read: (tx, visit) => fileWithId(tx, fileId(visit)),
    about: 'fileId',
    send: (visit) => undoFile(visit, { id: fileId(visit), needs }),
    back: (visit) => `/referrals/imports/${fileId(visit)}`,
    said: 'undone',
  }),
]

async function send(visit: Visit, { partnerId, pasted }: { partnerId: string; pasted: string }, needs: HandoverNeeds) {
  const file = await visit.file('file')
  if (!file && pasted.trim() === '') return refuse('referrals.file-empty', 'Choose a file, or paste cells.', 'file')
  if (file && pasted.trim() !== '')
    return refuse('referrals.file-both', 'Send the file or the pasted cells, not both. Empty one of them.', 'pasted')
  const sent = await sendFile(visit, {
    partnerId,
    file: file ?? { name: 'pasted cells', bytes: new TextEncoder().encode(pasted) },
    needs,
  })
  const field = file ? 'file' : 'pasted'
  return sent.ok ? sent : { ...sent, problems: sent.problems.map((one) => ({ field, ...one })) }
}

/** The rows at fault as a file: what is wrong with each beside what it said. */
async function faultsFile(visit: Visit, needs: HandoverNeeds): Promise<Response> {
  const found = await visit.db.read(visit.scope, (tx) => previewOf(tx, sheetId(visit), needs, visit.today))
  if (!found) return notFound()
  const { rows } = found.sheet
  const faults = new Map(
    found.fates.flatMap((fate) => (fate.kind === 'fault' ? [[fate.line, fate.faults] as const] : [])),
  )
  const lines = rows.rows.flatMap(({ line, cells }) => {
    const own = faults.get(line)
    if (!own) return []
    const columns = [...new Set(own.map(({ column }) => column).filter(Boolean))].join('; ')
    return [[line, columns, own.map(({ message }) => message).join(' '), ...cells]]
  })
  return download(
    'rows-at-fault.csv',
    'text/csv; charset=utf-8',
    csvText([['Row', 'Column', 'What is wrong', ...rows.columns], ...lines]),
  )
}
