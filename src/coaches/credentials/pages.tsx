import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { mailStateInWords } from '../../platform/told.ts'
import { Choice, DayField, FileField, Form, oneOfSeveral, TextField } from '../../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { CoachesTabs } from '../pieces.tsx'
import type { Credential, EvidenceFile, Kind } from './model.ts'
import type { NoticeLine } from './round.ts'
import { stateOn, table } from './rules.ts'
import { standingInWords, stepInWords } from './words.ts'

export const coaches = { name: 'Coaches', path: '/coaches' }
export const credentialsTrail = { name: 'Credentials', path: '/coaches/credentials' }

/** What lapses when: what needs somebody first comes first. */
export function LapsesPage({
  visit,
  all,
  lacking,
  lacks,
  notices,
}: {
  visit: Visit
  all: readonly Credential[]
  lacking: readonly { readonly coachId: string; readonly coach: string; readonly kind: string }[]
  lacks: ReadonlyMap<string, readonly string[]>
  notices: readonly NoticeLine[]
}): JSX.Element {
  const told = (id: string): string => {
    const line = notices.find(({ credentialId }) => credentialId === id)
    return line ? `${line.kind}, ${inWords.instant(line.queuedAt, visit.organisation.timeZone)}` : ''
  }
  return (
    <TeamPage
      visit={visit}
      title="Credentials"
      act={
        <a class="button second" href={visit.to('/coaches/credentials/kinds')}>
          What each asks
        </a>
      }
    >
      <CoachesTabs visit={visit} />
      <h2>What lapses when</h2>
      <RecordTable
        caption="Credentials by the day on which they run out"
        columns={[
          { name: 'Coach' },
          { name: 'Credential' },
          { name: 'Stands' },
          { name: 'Still missing' },
          { name: 'Last reminder' },
        ]}
        rows={[...all]
          .sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1))
          .map((one) => ({
            key: one.id,
            href: visit.to(`/coaches/credentials/${one.id}`),
            cells: [
              one.coach,
              one.kind,
              standingInWords(one, visit.today),
              (lacks.get(one.id) ?? []).join('; '),
              told(one.id),
            ],
          }))}
        empty="No credential is on record yet. Add one on the page of a coach."
      />
      {lacking.length > 0 && (
        <>
          <h2>Needed, and not on record</h2>
          <RecordTable
            caption="Active coaches without a credential that they have to hold"
            columns={[{ name: 'Coach' }, { name: 'Credential' }]}
            rows={lacking.map(({ coachId, coach, kind }) => ({
              key: `${coachId} ${kind}`,
              href: visit.to(`/coaches/${coachId}/credentials/add`),
              cells: [coach, kind],
            }))}
            empty=""
          />
        </>
      )}
    </TeamPage>
  )
}

const endOf = ({ terms }: Credential): Day => terms.at(-1)?.expiresOn ?? '9999-12-31'

export function AddCredentialPage({
  visit,
  coach,
  kinds,
  form,
}: {
  visit: Visit
  coach: { readonly id: string; readonly name: string }
  kinds: readonly Kind[]
  form: Refused
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title={`Add credential of ${coach.name}`}
      trail={[coaches, { name: coach.name, path: `/coaches/${coach.id}` }]}
    >
      {kinds.length === 0 ? (
        <p class="empty">
          No kind of credential is set up yet. An administrator adds them under <em>Credentials, What each asks</em>.
        </p>
      ) : (
        <Form
          form={form}
          action={visit.to(`/coaches/${coach.id}/credentials/add`)}
          save="Add credential"
          cancel={visit.to(`/coaches/${coach.id}`)}
        >
          <Choice
            form={form}
            name="kindId"
            label="Credential"
            options={kinds.map(({ id, name }) => ({ value: id, name }))}
            none="Choose one"
          />
          <Choice
            form={form}
            name="way"
            label="How it stands"
            options={[
              { value: 'begins now', name: 'Begins to work towards it' },
              { value: 'holds it', name: 'Holds it already' },
            ]}
          />
          <DayField
            form={form}
            name="on"
            label="Day"
            help="On which work towards it began, or on which it was given or last renewed."
          />
          <DayField
            form={form}
            name="expiresOn"
            label="Last day on the certificate"
            help="Left empty, it follows from the rules."
            optional
          />
          <TextField form={form} name="number" label="Number of the certificate" width="middle" optional />
        </Form>
      )}
    </TeamPage>
  )
}

export function CredentialPage({
  visit,
  one,
  lacks,
  files,
  notices,
  history,
  ...forms
}: {
  visit: Visit
  one: Credential
  lacks: readonly string[]
  files: readonly EvidenceFile[]
  notices: readonly NoticeLine[]
  history: readonly HistoryLine[]
  stepForm: Refused
  editForm: Refused
  fileForm: Refused
}): JSX.Element {
  const at = visit.to(`/coaches/credentials/${one.id}`)
  const open = table[stateOn(one, visit.today)]
  const stepForm = oneOfSeveral('step', forms.stepForm)
  const editForm = oneOfSeveral('details', forms.editForm)
  const fileForm = oneOfSeveral('papers', forms.fileForm)
  return (
    <TeamPage
      visit={visit}
      title={`${one.kind} of ${one.coach}`}
      trail={[coaches, credentialsTrail, { name: one.coach, path: `/coaches/${one.coachId}` }]}
    >
      <RecordPage history={history}>
        <p class="lead">{standingInWords(one, visit.today)}.</p>
        {lacks.length > 0 && <Missing lacks={lacks} />}
        <Facts
          facts={[
            ['Number', one.number],
            ['References', String(one.referenceCount)],
            ['Checked', one.verifiedOn ? `${dayInWords(one.verifiedOn)}, by ${one.verifiedBy}` : ''],
            [
              'Terms',
              one.terms
                .map(
                  ({ fromOn, expiresOn }) => `${dayInWords(fromOn)} to ${expiresOn ? dayInWords(expiresOn) : 'no end'}`,
                )
                .join('; '),
            ],
            ...(one.isSample ? [['Record', 'Sample: invented for this county'] as const] : []),
          ]}
        />
        <p class="acts">
          <a href={visit.to(`/coaches/${one.coachId}/hours`)}>Hours of {one.coach}</a>
        </p>
        <details open={editForm.problems.length > 0}>
          <summary>Edit number, references and check</summary>
          <Form form={editForm} action={`${at}/edit`} save="Save details" second>
            <TextField form={editForm} name="number" label="Number of the certificate" width="middle" optional />
            <TextField
              form={editForm}
              name="referenceCount"
              label="References received"
              inputMode="numeric"
              width="short"
            />
            <DayField form={editForm} name="verifiedOn" label="Checked with the issuer on" optional />
            <TextField form={editForm} name="verifiedBy" label="Checked by" width="middle" optional />
          </Form>
        </details>
        <section aria-labelledby="step-heading">
          <h2 id="step-heading">Next step</h2>
          {open.length === 0 ? (
            <p class="quiet">Nothing has to be done now.</p>
          ) : (
            <Form form={stepForm} action={`${at}/step`} save="Record step">
              <Choice
                form={stepForm}
                name="step"
                label="Step"
                options={open.map((step) => ({ value: step, name: stepInWords[step] }))}
              />
              <DayField form={stepForm} name="on" label="Day" />
              {open.includes('grant') && (
                <TextField form={stepForm} name="number" label="Number of the certificate" width="middle" optional />
              )}
            </Form>
          )}
        </section>
        <section aria-labelledby="files-heading">
          <h2 id="files-heading">Papers</h2>
          <FileList files={files} href={(id) => `${at}/files/${id}`} />
          <Form form={fileForm} action={`${at}/files`} save="Add paper" second upload>
            <EvidenceField form={fileForm} />
          </Form>
        </section>
        <section aria-labelledby="reminders-heading">
          <h2 id="reminders-heading">Reminders</h2>
          {notices.length === 0 ? (
            <p class="empty">No reminder was sent yet. One goes out by itself before the credential runs out.</p>
          ) : (
            <ul>
              {notices.map((line) => (
                <li key={line.id}>
                  {line.kind}: {inWords.instant(line.queuedAt, visit.organisation.timeZone)},{' '}
                  {mailStateInWords(line.state)}
                </li>
              ))}
            </ul>
          )}
        </section>
      </RecordPage>
    </TeamPage>
  )
}

export const Missing = ({ lacks }: { lacks: readonly string[] }): JSX.Element => (
  <>
    <p>Still missing:</p>
    <ul>
      {lacks.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </>
)

export const EvidenceField = ({ form, optional }: { form: Refused; optional?: boolean }): JSX.Element => (
  <FileField
    form={form}
    name="file"
    label="Paper"
    help="A PDF, a PNG or a JPEG of at most 10 MB."
    accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
    {...(optional && { optional })}
  />
)

export const FileList = ({
  files,
  href,
}: {
  files: readonly EvidenceFile[]
  href: (id: string) => string
}): JSX.Element =>
  files.length === 0 ? (
    <p class="empty">No paper yet.</p>
  ) : (
    <ul>
      {files.map((file) => (
        <li key={file.id}>
          <a href={href(file.id)} download>
            {file.name}
          </a>{' '}
          <span class="quiet">
            {Math.max(1, Math.round(file.bytes / 1024)).toLocaleString('en-US')} KB, {dayInWords(file.addedOn)}
          </span>
        </li>
      ))}
    </ul>
  )

/** What the page of a coach says of credentials, hours and development, for those who may see them. */
export const CredentialsSection = ({
  visit,
  coachId,
  own,
}: {
  visit: Visit
  coachId: string
  own: readonly Credential[]
}): JSX.Element => (
  <section aria-labelledby="credentials">
    <h2 id="credentials">Credentials</h2>
    <RecordTable
      caption="Credentials of this coach"
      columns={[{ name: 'Credential' }, { name: 'Stands' }]}
      rows={own.map((one) => ({
        key: one.id,
        href: visit.to(`/coaches/credentials/${one.id}`),
        cells: [one.kind, standingInWords(one, visit.today)],
      }))}
      empty="No credential is on record."
    />
    <p class="acts">
      <a href={visit.to(`/coaches/${coachId}/credentials/add`)}>Add credential</a>{' '}
      <a href={visit.to(`/coaches/${coachId}/hours`)}>Hours of learning</a>{' '}
      <a href={visit.to(`/coaches/${coachId}/competencies`)}>Development</a>
    </p>
  </section>
)
