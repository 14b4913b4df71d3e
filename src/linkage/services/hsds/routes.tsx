import { z } from 'zod'
import { refuse } from '../../../core/result.ts'
import { tick } from '../../../core/text.ts'
import { buttonDoor } from '../../../platform/doors/button-door.tsx'
import { formDoor } from '../../../platform/doors/form-door.tsx'
import { Records } from '../../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../../platform/doors/page-of-forms.tsx'
import { download, notFound, page } from '../../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../../platform/http/route.ts'
import { typedFrom } from '../../../platform/http/typed.ts'
import { limits } from '../../../platform/sheet/sheet.ts'
import { FileField } from '../../../platform/ui/form.tsx'
import type { LinkageNeeds } from '../../needs.ts'
import { access } from '../../rules.ts'
import {
  type DirectoryPreview,
  directoryOf,
  discardDirectory,
  importDirectory,
  previewOf,
  sendDirectory,
  sortKinds,
  undoDirectory,
} from './actions.ts'
import { directoryTrail, FilePage, HowItGoes, listOfFiles } from './file-page.tsx'
import { tablesOut } from './out.ts'
import { jsonOf, packageOf } from './package.ts'
import { DecideFields, KindsFields, PreviewPage } from './pages.tsx'
import { type Answers, isNeed, kindField, kindsOf, mostKinds } from './rules.ts'
import { allFiles, fileWithId, linesOf, waitingSheet } from './store.ts'

// A file of 20 MB is read far enough to be refused at its field.
const roomForTooLarge = 24 * 1024 * 1024
const at = '/linkage/services/directory'
const ofSheet = `${at}/:sheetId`
const ofFile = `${at}/imports/:fileId`
const sheetId = ({ params }: Visit): string => params.sheetId ?? ''
const fileId = ({ params }: Visit): string => params.fileId ?? ''

const decideForm = z.strictObject({
  expected: z.string().prefault(''),
  withoutFaults: tick('Bring in the others, and leave out those at fault'),
  overrules: tick('Take what the directory says also where it was typed or changed here by hand'),
})

/** The directory of services, in and out as HSDS 3. */
export const directoryRoutes = (needs: LinkageNeeds): readonly TeamRoute[] => [
  ...formDoor({
    path: at,
    may: access.set,
    read: async (tx) => ({ files: await allFiles(tx) }),
    title: 'The directory of services',
    trail: directoryTrail.slice(0, 1),
    above: (_, visit) => <HowItGoes visit={visit} />,
    form: z.strictObject({}),
    code: 'linkage.directory-wrong',
    fields: (form) => (
      <FileField
        form={form}
        name="file"
        label="File"
        help={`A package (.zip) or JSON, at most ${limits.bytes / 1024 / 1024} MB.`}
        accept=".zip,.json"
      />
    ),
    upload: roomForTooLarge,
    save: 'Check the directory',
    send: (visit) => send(visit, needs),
    back: at,
    to: (id) => `${at}/${id}`,
    said: '',
    below: ({ files }, visit) => <Records list={listOfFiles} rows={files} visit={visit} />,
  }),
  ...(['zip', 'json'] as const).map(
    (kind): TeamRoute => ({
      method: 'GET',
      path: `${at}.${kind}`,
      may: access.set,
      async answer(visit) {
        const told = await visit.db.read(visit.scope, (tx) => directoryOf(tx, needs))
        const tables = tablesOut(told, visit.organisation.timeZone)
        return kind === 'zip'
          ? download('services-hsds.zip', 'application/zip', packageOf(tables))
          : download('services-hsds.json', 'application/json; charset=utf-8', jsonOf(tables))
      },
    }),
  ),
  ...pageOfForms({
    path: ofSheet,
    seenBy: access.set,
    read: (tx, visit) => previewOf(tx, sheetId(visit), needs),
    forms: {
      kinds: oneForm({
        path: `${ofSheet}/kinds`,
        may: access.set,
        isSecond: true,
        form: z.record(z.string(), z.string()),
        code: 'linkage.kinds-wrong',
        start: ({ fates, sheet }: DirectoryPreview) =>
          typedFrom(Object.fromEntries(kindsOf(fates, sheet.kinds).map(({ kind, need }) => [kindField(kind), need]))),
        fields: (form, preview) => <KindsFields form={form} preview={preview} />,
        save: 'Sort them this way',
        send: (visit, typed, { shown }) => sortKinds(visit, { id: sheetId(visit), kinds: kindsTyped(shown, typed) }),
        to: (id) => `${at}/${id}`,
        said: '',
      }),
      decide: oneForm({
        path: ofSheet,
        may: access.set,
        form: decideForm,
        code: 'linkage.decide-wrong',
        fields: (form, preview: DirectoryPreview) => <DecideFields form={form} preview={preview} />,
        save: ({ counts }) =>
          counts.new + counts.changed > 0 ? `Bring in ${counts.new + counts.changed}` : 'Bring it in',
        send: (visit, wish) => importDirectory(visit, { id: sheetId(visit), ...wish, needs }),
        to: (id) => `${at}/imports/${id}`,
        said: 'imported',
      }),
    },
    view: ({ visit, shown, forms }) => <PreviewPage visit={visit} preview={shown} forms={forms} />,
  }),
  buttonDoor({
    path: `${ofSheet}/discard`,
    may: access.set,
    read: (tx, visit) => waitingSheet(tx, sheetId(visit), needs.clock()),
    send: (visit) => discardDirectory(visit, sheetId(visit)),
    back: () => at,
    said: 'removed',
  }),
  {
    method: 'GET',
    path: ofFile,
    may: access.set,
    async answer(visit) {
      const shown = await visit.db.read(visit.scope, async (tx) => {
        const file = await fileWithId(tx, fileId(visit))
        return file && { file, lines: await linesOf(tx, file.id) }
      })
      return shown ? page(<FilePage visit={visit} {...shown} />) : notFound()
    },
  },
  buttonDoor({
    path: `${ofFile}/undo`,
    may: access.set,
    read: (tx, visit) => fileWithId(tx, fileId(visit)),
    about: 'fileId',
    send: (visit) => undoDirectory(visit, { id: fileId(visit), needs }),
    back: (visit) => `${at}/imports/${fileId(visit)}`,
    said: 'undone',
  }),
]

async function send(visit: Visit, needs: LinkageNeeds) {
  const file = await visit.file('file')
  if (!file) return refuse('linkage.directory-none', 'Choose a file.', 'file')
  const sent = await sendDirectory(visit, { file, zone: visit.organisation.timeZone, now: needs.clock() })
  return sent.ok ? sent : { ...sent, problems: sent.problems.map((one) => ({ ...one, field: 'file' })) }
}

/** What was chosen for each kind that was shown; what was not sent stays as it was. */
const kindsTyped = ({ fates, sheet }: DirectoryPreview, typed: Readonly<Record<string, string>>): Answers =>
  Object.fromEntries(
    kindsOf(fates, sheet.kinds)
      .slice(0, mostKinds)
      .flatMap(({ kind }) => {
        const chosen = typed[kindField(kind)]
        return chosen === undefined ? [] : [[kind, isNeed(chosen) ? chosen : ''] as const]
      }),
  )
