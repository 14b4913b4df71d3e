import type { Tx } from '../../platform/db/db.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { CoachesTabs, coachOf, ofCoach } from '../pieces.tsx'
import { addFile, beginCredential, editCredential, takeStep } from './actions.ts'
import { filesOf } from './files.ts'
import { hoursRoutes } from './hours-routes.tsx'
import { kindRoutes } from './kind-routes.tsx'
import { hoursOf, hoursOfAll } from './ledger.ts'
import { beginForm, type Credential, editForm, nothingForm, stepForm } from './model.ts'
import type { CredentialNeeds } from './needs.ts'
import { CredentialPage, EvidenceField, endOf, pathOf } from './pages.tsx'
import { handOut, uploadLimit } from './papers.ts'
import { type NoticeLine, noticesOf } from './round.ts'
import { access, missing, ruleOn, stateOn, table } from './rules.ts'
import { credential, credentials, kinds, lacking, rulesByKind } from './store.ts'
import { standingInWords, stepInWords } from './words.ts'

const at = '/coaches/credentials/:credentialId'
const idIn = ({ params }: Visit): string => params.credentialId ?? ''

/** Credentials: what lapses when, one credential, its papers; before the routes of one coach, whose paths are wider. */
export const credentialRoutes = (needs: CredentialNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/coaches/credentials', may: access.read, answer: (visit) => showLapses(visit, needs) },
  ...kindRoutes(needs),
  ...oneCredential(needs),
  { method: 'GET', path: `${at}/files/:fileId`, may: access.read, answer: fileOfCredential },
  ...formDoor({
    ...ofCoach,
    path: '/coaches/:coachId/credentials/add',
    may: access.write,
    read: async (tx, visit) => {
      const coach = await coachOf(tx, visit)
      return coach && { coach, kinds: await kinds(tx) }
    },
    title: ({ coach }) => `Add credential of ${coach.name}`,
    above: (shown) =>
      shown.kinds.length === 0 && (
        <p class="empty">
          No kind of credential is set up yet. An administrator adds them under{' '}
          <em>Credentials, What each one requires</em>.
        </p>
      ),
    form: beginForm,
    code: 'credentials.wrong',
    start: (_, { today }) => ({ on: today }),
    fields: (form, shown) =>
      shown.kinds.length === 0 ? null : <Fields of={beginForm} form={form} choices={{ kindId: shown.kinds }} />,
    save: 'Add credential',
    send: (visit, form, { shown }) => beginCredential(visit, { coachId: shown.coach.id, form, counted: needs.counted }),
    to: (id) => pathOf(id),
    said: 'added',
  }),
  ...hoursRoutes(needs),
]

type Lapsing = Credential & { readonly lacks: readonly string[]; readonly told: NoticeLine | undefined }

/** What lapses when: what needs somebody first comes first. */
async function showLapses(visit: Visit, needs: CredentialNeeds): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const [all, rules, notices] = [await credentials(tx), await rulesByKind(tx), await noticesOf(tx)]
    const coachIds = all.map(({ coachId }) => coachId)
    const hours = await hoursOfAll(tx, coachIds, needs)
    const rows = all.map((one): Lapsing => {
      const rule = ruleOn(rules.get(one.kindId) ?? [], visit.today)
      const lacks = rule ? missing(one, { rule, hours: hours.get(one.coachId) ?? [], on: visit.today }) : []
      return { ...one, lacks, told: notices.find(({ credentialId }) => credentialId === one.id) }
    })
    return {
      rows: rows.sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1)),
      without: (await lacking(tx, visit.today)).map((one) => ({ ...one, id: `${one.coachId} ${one.kind}` })),
    }
  })
  const act = (
    <Act visit={visit} to="/coaches/credentials/kinds" name="What each one requires" may={access.read} second />
  )
  return page(
    <TeamPage visit={visit} title="Credentials" act={act}>
      <CoachesTabs visit={visit} />
      <h2>What lapses when</h2>
      <Records list={allCredentials} rows={shown.rows} visit={visit} />
      {shown.without.length > 0 && (
        <>
          <h2>Needed, and not on record</h2>
          <Records list={stillLacking} rows={shown.without} visit={visit} />
        </>
      )}
    </TeamPage>,
  )
}

const allCredentials: List<Lapsing> = {
  caption: 'Credentials by the day on which they run out',
  columns: [
    ['Coach', ({ coach }) => coach],
    ['Credential', ({ kind }) => kind],
    ['Status', (one, { today }) => standingInWords(one, today)],
    ['Still missing', ({ lacks }) => lacks.join('; ')],
    [
      'Last reminder',
      ({ told }, { organisation }) =>
        told ? `${told.kind}, ${inWords.instant(told.queuedAt, organisation.timeZone)}` : '',
    ],
  ],
  to: ({ id }) => pathOf(id),
  empty: 'No credential is on record yet. Add one on the page of a coach.',
}

const stillLacking: List<{ id: string; coachId: string; coach: string; kind: string }> = {
  caption: 'Active coaches without a credential that they have to hold',
  columns: [
    ['Coach', ({ coach }) => coach],
    ['Credential', ({ kind }) => kind],
  ],
  to: ({ coachId }) => `/coaches/${coachId}/credentials/add`,
  empty: '',
}

type Shown = NonNullable<Awaited<ReturnType<typeof credentialShown>>>

async function credentialShown(tx: Tx, visit: Visit, needs: CredentialNeeds) {
  const one = await credential(tx, idIn(visit))
  if (!one) return null
  const rule = ruleOn((await rulesByKind(tx)).get(one.kindId) ?? [], visit.today)
  const hours = await hoursOf(tx, one.coachId, needs)
  return {
    one,
    lacks: rule ? missing(one, { rule, hours, on: visit.today }) : [],
    open: table[stateOn(one, visit.today)],
    files: await filesOf(tx, one.id),
    notices: await noticesOf(tx, one.id),
  }
}

const oneCredential = (needs: CredentialNeeds): readonly TeamRoute[] =>
  pageOfForms({
    path: at,
    seenBy: access.read,
    read: (tx, visit) => credentialShown(tx, visit, needs),
    history: ({ one }) => [one.id],
    forms: {
      details: oneForm({
        path: `${at}/edit`,
        may: access.write,
        form: editForm,
        code: 'credentials.wrong',
        start: ({ one }: Shown) => one,
        version: ({ one }) => one.version,
        under: 'Edit number, references and check',
        save: 'Save details',
        isSecond: true,
        send: (visit, form, { typed }) => editCredential(visit, { id: idIn(visit), version: typed.version(), form }),
        to: (id) => pathOf(id),
        said: 'saved',
      }),
      step: oneForm({
        path: `${at}/step`,
        may: access.write,
        form: stepForm,
        code: 'credentials.step-wrong',
        start: (_: Shown, { today }) => ({ on: today }),
        fields: (form, { open }) =>
          open.length === 0 ? null : (
            <Fields
              of={stepForm}
              form={form}
              but={open.includes('grant') ? [] : ['number']}
              choices={{ step: open.map((step) => ({ value: step, name: stepInWords[step] })) }}
            />
          ),
        save: 'Record step',
        send: (visit, form) => takeStep(visit, { id: idIn(visit), form, needs }),
        to: (id) => pathOf(id),
        said: 'recorded',
      }),
      papers: oneForm({
        path: `${at}/files`,
        may: access.write,
        form: nothingForm,
        code: 'credentials.wrong',
        fields: (form) => <EvidenceField form={form} />,
        upload: uploadLimit,
        save: 'Add paper',
        isSecond: true,
        send: async (visit) => addFile(visit, { id: idIn(visit), file: await visit.file('file') }),
        to: (_, { one }: Shown) => `${pathOf(one.id)}#files-heading`,
        said: 'added',
      }),
    },
    view: ({ shown, ...page }) => <CredentialPage {...page} {...shown} />,
  })

async function fileOfCredential(visit: Visit): Promise<Response> {
  const { credentialId = '', fileId = '' } = visit.params
  const coachId = await visit.db.read(visit.scope, async (tx) => (await credential(tx, credentialId))?.coachId)
  return coachId === undefined ? notFound() : handOut(visit, coachId, fileId)
}
