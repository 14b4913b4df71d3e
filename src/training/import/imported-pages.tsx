import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { isOneOf, type Refused, type Visit } from '../../platform/http/route.ts'
import { Problems } from '../../platform/ui/form.tsx'
import { Facts, Pager } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { trail } from '../fields.tsx'
import { access } from '../rules.ts'
import type { Import, ImportedRecord } from './store.ts'
import { type Stand, Undo, WhatStayed } from './undo/pages.tsx'

/** What was imported so far. */
export const allImports: List<Import> = {
  caption: 'Past imports',
  columns: [
    ['File', ({ fileName }) => fileName],
    ['When', ({ importedAt }, visit) => inWords.instant(importedAt, visit.organisation.timeZone)],
    ['Who', ({ importedBy }) => importedBy],
    ['Records', ({ rowCount }) => rowCount.toLocaleString('en-US'), 'number'],
    ['New coaches', ({ coachCount }) => coachCount.toLocaleString('en-US'), 'number'],
    ['State', ({ undoneAt }) => (undoneAt ? 'undone' : 'kept')],
  ],
  to: ({ id }) => `/training/imports/${id}`,
  empty: 'Nothing has been imported yet.',
}

type ImportShown = {
  readonly visit: Visit
  readonly found: Import
  readonly stand: Stand
  readonly records: readonly ImportedRecord[]
  readonly hasMore: boolean
  readonly pageNumber: number
  readonly form: Refused
}

export function ImportedPage(shown: ImportShown): JSX.Element {
  const { visit, found, stand, records, form } = shown
  return (
    <TeamPage visit={visit} title={found.fileName} trail={[...trail, { name: 'Imports', path: '/training/imports' }]}>
      {found.undoneAt && <Problems form={form} />}
      <Facts
        facts={[
          ['Imported', `${inWords.instant(found.importedAt, visit.organisation.timeZone)} by ${found.importedBy}`],
          ['Records added', found.rowCount.toLocaleString('en-US')],
          ['Completions still there', stand.completions.toLocaleString('en-US')],
          ['New coaches', found.coachCount.toLocaleString('en-US')],
          ['Passed over', counted(found.alreadyCount, 'row')],
          ['Left out', counted(found.faultCount, 'row')],
          ...(found.undoneAt
            ? [
                [
                  'Undone',
                  `${inWords.instant(found.undoneAt, visit.organisation.timeZone)} by ${found.undoneBy ?? 'Better Off'}`,
                ] as const,
              ]
            : []),
        ]}
      />
      {found.undoneAt && <WhatStayed visit={visit} stand={stand} />}
      {!found.undoneAt && isOneOf(visit, access.write) && (
        <Undo visit={visit} found={found} stand={stand} form={form} />
      )}
      <section aria-labelledby="records">
        <h2 id="records">{found.undoneAt ? 'What is left of it' : 'What it brought'}</h2>
        <Records
          list={whatItBrought(found.undoneAt ? 'All of it was taken back.' : 'None of its records are left.')}
          rows={records}
          visit={visit}
        />
        <Pager url={visit.url} page={shown.pageNumber} hasMore={shown.hasMore} />
      </section>
    </TeamPage>
  )
}

const whatItBrought = (empty: string): List<ImportedRecord> => ({
  caption: 'Records of this import',
  columns: [
    ['Coach', ({ coach }) => coach],
    ['Course', ({ course }) => course],
    ['Outcome', ({ outcome, isCorrected }) => (isCorrected ? `${outcome} (corrected)` : outcome)],
    ['On', ({ on }) => dayInWords(on)],
    ['Hours', ({ hours }) => hours, 'number'],
  ],
  to: ({ id }) => `/training/enrolments/${id}`,
  empty,
})
