import type { JSX } from 'preact'
import { counted } from '../../../core/counted.ts'
import type { List } from '../../../platform/doors/list-door.tsx'
import type { Visit } from '../../../platform/http/route.ts'
import { Press } from '../../../platform/ui/acts.tsx'
import { Instant } from '../../../platform/ui/instant.tsx'
import { Facts } from '../../../platform/ui/records.tsx'
import { TeamPage } from '../../../platform/ui/shell.tsx'
import { goes, type Line } from './rules.ts'
import type { DirectoryFile } from './store.ts'

export const directoryTrail = [
  { name: 'Services', path: '/linkage/services' },
  { name: 'Directory', path: '/linkage/services/directory' },
]

export const HowItGoes = ({ visit }: { visit: Visit }): JSX.Element => (
  <>
    <p class="lead">
      Directories of services, such as that of 2-1-1, are exchanged as HSDS 3 (Open Referral). A directory comes as a
      package (.zip with datapackage.json and CSV files) or as JSON. You see what it would change first; nothing is
      written until you say so.
    </p>
    <h2>Take the directory out</h2>
    <p class="acts">
      <a class="button second" href={visit.to('/linkage/services/directory.zip')}>
        Package (.zip)
      </a>
      <a class="button second" href={visit.to('/linkage/services/directory.json')}>
        JSON
      </a>
    </p>
    <details>
      <summary>What HSDS cannot hold</summary>
      <ul>
        <li>
          Daylight saving time: its time zone is a number. Hours go out as local time, without that number, and a note
          beside each names the zone.
        </li>
        <li>Full or closed: both go out as “temporarily closed”.</li>
        <li>Hours and addresses in free words: they go out as words, not as days, times and streets.</li>
        <li>The sector of a partner.</li>
      </ul>
      <p>Services marked sample go out only while there are no others.</p>
    </details>
    <h2>Bring a directory in</h2>
    <p>
      A service is known again by its id. What somebody typed or changed here by hand stays as it is. An organization
      that is not a partner yet becomes one, under “Other”, or “Courts and police” by its name. Names and mail addresses
      of contacts are not kept.
    </p>
  </>
)

export const listOfFiles: List<DirectoryFile> = {
  caption: 'Directories that were brought in, newest first',
  columns: [
    ['File', ({ fileName }) => fileName || 'without a name'],
    ['Brought in', ({ importedAt }) => <Instant at={importedAt} />],
    ['By', ({ importedBy }) => importedBy],
    ['New', ({ addedCount }) => addedCount, 'number'],
    ['Changed', ({ changedCount }) => changedCount, 'number'],
    ['Standing', ({ undoneAt }) => (undoneAt ? 'taken back' : 'brought in')],
  ],
  to: ({ id }) => `/linkage/services/directory/imports/${id}`,
  empty: 'No directory has been brought in yet.',
}

export function FilePage({
  visit,
  file,
  lines,
}: {
  visit: Visit
  file: DirectoryFile
  lines: readonly Line[]
}): JSX.Element {
  const leaves = lines.filter(goes).length
  const stays = lines.filter((line) => line.was === null && !goes(line))
  return (
    <TeamPage visit={visit} title="A directory that was brought in" trail={directoryTrail}>
      <Facts
        facts={[
          ['File', file.fileName],
          ['Brought in', <Instant at={file.importedAt} />],
          ['By', file.importedBy],
          ['Services added', file.addedCount],
          ['Services changed', file.changedCount],
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
      {file.undoneAt === null && (
        <section aria-labelledby="undo">
          <h2 id="undo">Take this directory back</h2>
          <p>
            {counted(leaves, 'service')} that came with it would be removed, and partners that came with it and have
            nothing else. Services that it changed get back what they said before, but for what was changed since.
          </p>
          {stays.length > 0 && <p>Used or changed since, so they stay: {shortly(stays.map(({ name }) => name))}.</p>}
          <Press
            action={visit.to(`/linkage/services/directory/imports/${file.id}/undo`)}
            name="Take the directory back"
            look="danger"
          />
        </section>
      )}
    </TeamPage>
  )
}

/** Some names, and how many more there are. */
export const shortly = (names: readonly string[]): string =>
  [...names.slice(0, 20), ...(names.length > 20 ? [`${names.length - 20} more`] : [])].join(', ')
