import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Problems } from '../../platform/ui/form.tsx'
import { Facts, Pager, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { trainingTabs } from '../fields.tsx'
import { access } from '../rules.ts'
import type { Import, ImportedRecord } from './store.ts'
import { type Stand, Undo, WhatStayed } from './undo/pages.tsx'

const trail = [{ name: 'Training', path: '/training' }]
const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)

export function ImportsPage({ visit, all }: { visit: Visit; all: readonly Import[] }): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title="Training"
      tabs={trainingTabs}
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to('/training/import')}>
            Import from a spreadsheet
          </a>
        )
      }
    >
      <RecordTable
        caption="Past imports"
        columns={[
          { name: 'File' },
          { name: 'When' },
          { name: 'Who' },
          { name: 'Records', isNumber: true },
          { name: 'New coaches', isNumber: true },
          { name: 'State' },
        ]}
        rows={all.map((one) => ({
          key: one.id,
          href: visit.to(`/training/imports/${one.id}`),
          cells: [
            one.fileName,
            inWords.instant(one.importedAt, visit.organisation.timeZone),
            one.importedBy,
            one.rowCount.toLocaleString('en-US'),
            one.coachCount.toLocaleString('en-US'),
            one.undoneAt ? 'undone' : 'kept',
          ],
        }))}
        empty="Nothing has been imported yet."
      />
    </TeamPage>
  )
}

export function ImportedPage({
  visit,
  found,
  stand,
  records,
  hasMore,
  pageNumber,
  form,
}: {
  visit: Visit
  found: Import
  stand: Stand
  records: readonly ImportedRecord[]
  hasMore: boolean
  pageNumber: number
  form: Refused
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={found.fileName} trail={[...trail, { name: 'Imports', path: '/training/imports' }]}>
      {found.undoneAt && <Problems form={form} />}
      <Facts
        facts={[
          ['Imported', `${inWords.instant(found.importedAt, visit.organisation.timeZone)} by ${found.importedBy}`],
          ['Records added', found.rowCount.toLocaleString('en-US')],
          ['Completions still there', stand.completions.toLocaleString('en-US')],
          ['New coaches', found.coachCount.toLocaleString('en-US')],
          ['Passed over', inWords.counted(found.alreadyCount, 'row')],
          ['Left out', inWords.counted(found.faultCount, 'row')],
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
      {!found.undoneAt && mayWrite(visit) && <Undo visit={visit} found={found} stand={stand} form={form} />}
      <section aria-labelledby="records">
        <h2 id="records">{found.undoneAt ? 'What is left of it' : 'What it brought'}</h2>
        <RecordTable
          caption="Records of this import"
          columns={[
            { name: 'Coach' },
            { name: 'Course' },
            { name: 'Outcome' },
            { name: 'On' },
            { name: 'Hours', isNumber: true },
          ]}
          rows={records.map((record) => ({
            key: record.id,
            href: visit.to(`/training/enrolments/${record.id}`),
            cells: [
              record.coach,
              record.course,
              record.isCorrected ? `${record.outcome} (corrected)` : record.outcome,
              dayInWords(record.on),
              record.hours ?? '',
            ],
          }))}
          empty={found.undoneAt ? 'All of it was taken back.' : 'None of its records are left.'}
        />
        <Pager url={visit.url} page={pageNumber} hasMore={hasMore} />
      </section>
    </TeamPage>
  )
}
