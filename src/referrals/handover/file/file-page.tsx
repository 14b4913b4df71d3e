import type { JSX } from 'preact'
import { counted } from '../../../core/counted.ts'
import { dayInWords } from '../../../core/day.ts'
import { type List, Records } from '../../../platform/doors/list-door.tsx'
import type { Visit } from '../../../platform/http/route.ts'
import { Press } from '../../../platform/ui/acts.tsx'
import { Instant } from '../../../platform/ui/instant.tsx'
import { Facts } from '../../../platform/ui/records.tsx'
import { TeamPage } from '../../../platform/ui/shell.tsx'
import type { Brought, ReferralFile } from './store.ts'

export const filesTrail = [
  { name: 'Referrals', path: '/referrals' },
  { name: 'Files', path: '/referrals/imports' },
]
export const listOfFiles: List<ReferralFile> = {
  caption: 'Files that were imported, newest first',
  columns: [
    ['Partner', ({ partner }) => partner],
    ['Imported', ({ importedAt }) => <Instant at={importedAt} />],
    ['By', ({ importedBy }) => importedBy],
    ['Referrals', ({ referralCount }) => referralCount, 'number'],
    ['Standing', ({ undoneAt }) => (undoneAt ? 'taken back' : 'imported')],
  ],
  to: ({ id }) => `/referrals/imports/${id}`,
  empty: 'No file of referrals has been imported yet.',
}

export function FilePage({
  visit,
  file,
  brought,
}: {
  visit: Visit
  file: ReferralFile
  brought: readonly Brought[]
}): JSX.Element {
  const acted = brought.filter(({ isActedOn }) => isActedOn)
  return (
    <TeamPage visit={visit} title={`A file of ${file.partner}`} trail={filesTrail}>
      <Facts
        facts={[
          ['Imported', <Instant at={file.importedAt} />],
          ['By', file.importedBy],
          ['Referrals it brought', file.referralCount],
          ['Rows passed over', file.passedOver],
          ['Referrals still here', brought.length],
          ...(file.undoneAt
            ? [
                [
                  'Taken back',
                  <>
                    <Instant at={file.undoneAt} /> by {file.undoneBy}
                  </>,
                ] as const,
              ]
            : []),
        ]}
      />
      {file.undoneAt === null && brought.length > acted.length && (
        <section aria-labelledby="undo">
          <h2 id="undo">Take this file back</h2>
          <p>
            {counted(brought.length - acted.length, 'referral')} and whom they are about would be removed.
            {acted.length > 0 && ` ${counted(acted.length, 'referral')} on which somebody acted would stay.`}
          </p>
          <Press action={visit.to(`/referrals/imports/${file.id}/undo`)} name="Take the file back" look="danger" />
        </section>
      )}
      {acted.length > 0 && (
        <section aria-labelledby="acted">
          <h2 id="acted">Acted on</h2>
          <Records list={listOfActed} rows={acted.slice(0, 200)} visit={visit} />
        </section>
      )}
    </TeamPage>
  )
}

const listOfActed: List<Brought> = {
  caption: 'Referrals of this file on which somebody acted',
  columns: [['Referral', ({ receivedOn }) => `Referral of ${dayInWords(receivedOn)}`]],
  to: ({ id }) => `/referrals/${id}`,
  empty: 'None.',
}
