import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { mailStateInWords } from '../../platform/told.ts'
import { FileField } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { trail } from '../pieces.tsx'
import type { Credential, EvidenceFile, Step } from './model.ts'
import type { NoticeLine } from './round.ts'
import { standingInWords } from './words.ts'

export const credentialsTrail = [...trail, { name: 'Credentials', path: '/coaches/credentials' }]
export const pathOf = (id: string): string => `/coaches/credentials/${id}`
export const endOf = ({ terms }: Credential): Day => terms.at(-1)?.expiresOn ?? '9999-12-31'

type CredentialAt = {
  readonly visit: Visit
  readonly one: Credential
  readonly lacks: readonly string[]
  /** The steps that may come next. */
  readonly open: readonly Step[]
  readonly files: readonly EvidenceFile[]
  readonly notices: readonly NoticeLine[]
  readonly history: readonly HistoryLine[]
  readonly forms: Readonly<Record<'details' | 'step' | 'papers', JSX.Element | null>>
}

export function CredentialPage({ visit, one, history, forms, ...has }: CredentialAt): JSX.Element {
  const { lacks, open, files, notices } = has
  return (
    <TeamPage
      visit={visit}
      title={`${one.kind} of ${one.coach}`}
      trail={[...credentialsTrail, { name: one.coach, path: `/coaches/${one.coachId}` }]}
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
        {forms.details}
        <section aria-labelledby="step-heading">
          <h2 id="step-heading">Next step</h2>
          {open.length === 0 && <p class="quiet">Nothing has to be done now.</p>}
          {forms.step}
        </section>
        <section aria-labelledby="files-heading">
          <h2 id="files-heading">Papers</h2>
          <FileList files={files} href={(id) => visit.to(`${pathOf(one.id)}/files/${id}`)} />
          {forms.papers}
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
    <Records list={ownCredentials} rows={own} visit={visit} />
    <p class="acts">
      <a href={visit.to(`/coaches/${coachId}/credentials/add`)}>Add credential</a>{' '}
      <a href={visit.to(`/coaches/${coachId}/hours`)}>Hours of learning</a>{' '}
      <a href={visit.to(`/coaches/${coachId}/competencies`)}>Development</a>
    </p>
  </section>
)

const ownCredentials: List<Credential> = {
  caption: 'Credentials of this coach',
  columns: [
    ['Credential', ({ kind }) => kind],
    ['Status', (one, { today }) => standingInWords(one, today)],
  ],
  to: ({ id }) => pathOf(id),
  empty: 'No credential is on record.',
}
