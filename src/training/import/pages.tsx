import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Problems } from '../../platform/ui/form.tsx'
import { Pager } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { trail } from '../fields.tsx'
import type { Preview } from './actions.ts'
import { Decide } from './decide.tsx'
import { columnCalled, HowItIsRead } from './how-read.tsx'
import type { FateKind } from './model.ts'
import { PreviewTable } from './preview-table.tsx'
import { linesInWords } from './rules.ts'

const inImport = [...trail, { name: 'Import from a spreadsheet', path: '/training/import' }]

type PreviewProps = {
  visit: Visit
  id: string
  fileName: string
  preview: Preview
  show: FateKind | null
  pageNumber: number
  form: Refused
}

export function PreviewPage({ visit, id, fileName, preview, show, pageNumber, form }: PreviewProps): JSX.Element {
  const { reading, before, sheet } = preview
  const isAllThere = before !== null && before.faultCount === 0
  return (
    <TeamPage visit={visit} title={`Check ${fileName}`} trail={inImport}>
      <Problems form={form} />
      {before && (
        <p class="notice">
          This file was imported before, on {inWords.instant(before.importedAt, visit.organisation.timeZone)} by{' '}
          {before.importedBy}. <a href={visit.to(`/training/imports/${before.id}`)}>See that import.</a>{' '}
          {isAllThere && 'Nothing is left to import.'}
        </p>
      )}
      {sheet.notes.map((note) => (
        <p key={note} class="notice">
          {note}
        </p>
      ))}
      {reading.hidden.length > 0 && (
        <p class="notice">
          {counted(reading.hidden.length, 'row')} hidden or filtered out in the workbook: {linesInWords(reading.hidden)}
          .{' '}
          {preview.choices.withoutHidden
            ? 'Nothing hidden is read.'
            : 'What is hidden is read like all others. Leave it out below if it does not belong.'}
        </p>
      )}
      {reading.isOpen ? (
        <p class="lead">One thing to decide before the rows can be read.</p>
      ) : (
        <Sums preview={preview} />
      )}
      <HowItIsRead visit={visit} id={id} preview={preview} />
      {!reading.isOpen && !isAllThere && <Decide visit={visit} id={id} preview={preview} form={form} />}
      {!reading.isOpen && (
        <section aria-labelledby="rows">
          <h2 id="rows">Rows</h2>
          <Shown visit={visit} preview={preview} show={show} />
          <PreviewTable visit={visit} id={id} preview={preview} show={show} pageNumber={pageNumber} />
          <Pager url={visit.url} page={pageNumber} hasMore={shownCount(preview, show) > pageNumber * 50} />
        </section>
      )}
      <form method="post" action={visit.to(`/training/import/${id}/discard`)} class="acts">
        <button class="link danger" type="submit">
          Forget this sheet without importing it
        </button>
      </form>
    </TeamPage>
  )
}

function shownCount({ sheet, counts }: Preview, show: FateKind | null): number {
  const by: Readonly<Record<FateKind, number>> = {
    new: counts.rows,
    already: counts.already,
    twice: counts.twice,
    asked: counts.asked,
    out: counts.out,
    fault: counts.faults,
  }
  return show === null ? sheet.rows.length : by[show]
}

function Sums({ preview }: { preview: Preview }): JSX.Element {
  const { sheet, counts, reading } = preview
  const formulas = reading.rows.filter((row) => row.hasFormula).length
  const passedOver = columnsPassedOver(preview)
  return (
    <ul class="sums">
      <li>
        <strong>{counted(sheet.rows.length, 'row')}</strong> in the sheet
      </li>
      <li>
        <strong>{counted(counts.completions, 'completion')}</strong>
        {counts.rows > counts.completions && (
          <>
            {' '}
            and <strong>{counted(counts.rows - counts.completions, 'other outcome')}</strong>
          </>
        )}{' '}
        would be added
        {counts.coaches > 0 && (
          <>
            , with <strong>{counted(counts.coaches, 'new coach', 'new coaches')}</strong>
          </>
        )}
      </li>
      {counts.asked > 0 && (
        <li class="at-fault">
          <strong>{counted(counts.asked, 'row')}</strong> about somebody who may be on the roster already: say below who
          it is
        </li>
      )}
      {counts.already > 0 && (
        <li>
          <strong>{counted(counts.already, 'row')}</strong> on record already, passed over
        </li>
      )}
      {counts.twice > 0 && (
        <li>
          <strong>{counted(counts.twice, 'row')}</strong> said twice by the sheet, passed over
        </li>
      )}
      {counts.out > 0 && (
        <li>
          <strong>{counted(counts.out, 'row')}</strong> left out, with the reason beside each
        </li>
      )}
      {counts.faults > 0 && (
        <li class="at-fault">
          <strong>{counted(counts.faults, 'row')}</strong> at fault
        </li>
      )}
      {formulas > 0 && (
        <li>
          <strong>{counted(formulas, 'row')}</strong> with formulas: their saved values are taken
        </li>
      )}
      {passedOver.length > 0 && (
        <li>
          {passedOver.length === 1 ? 'Column passed over' : 'Columns passed over'}:{' '}
          {passedOver.map((at) => columnCalled(sheet, at)).join(', ')}
        </li>
      )}
    </ul>
  )
}

const columnsPassedOver = ({ sheet, choices }: Preview): readonly number[] => {
  const taken = new Set(Object.values(choices.columns))
  return [...sheet.columns.keys()].filter((at) => !taken.has(at))
}

type WhichRows = {
  readonly visit: Visit
  readonly preview: Preview
  readonly show: FateKind | null
}

function Shown({ visit, preview: { sheet, counts }, show }: WhichRows): JSX.Element {
  const links: readonly (readonly [FateKind | null, string, number])[] = [
    [null, 'All', sheet.rows.length],
    ['new', 'To be added', counts.rows],
    ['asked', 'Asked about', counts.asked],
    ['already', 'On record', counts.already],
    ['twice', 'Said twice', counts.twice],
    ['out', 'Left out', counts.out],
    ['fault', 'At fault', counts.faults],
  ]
  return (
    <nav class="filters" aria-label="Which rows">
      {links
        .filter(([kind, , count]) => kind === null || count > 0)
        .map(([kind, words, count]) => (
          <a
            key={words}
            href={`${visit.url.pathname}${kind ? `?show=${kind}` : ''}#rows`}
            aria-current={show === kind ? 'true' : undefined}
          >
            {words} {count.toLocaleString('en-US')}
          </a>
        ))}
    </nav>
  )
}
