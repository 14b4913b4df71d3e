import type { JSX } from 'preact'
import type { Problem } from '../../core/result.ts'
import { Typed, typedFrom } from '../../platform/http/form.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { columnLetter, limits } from '../../platform/sheet/sheet.ts'
import { Choice, FileField, Form, Hidden, Problems, TextArea, Tick } from '../../platform/ui/form.tsx'
import { Pager } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { Preview } from './actions.ts'
import { type FateKind, fields, fieldWords } from './model.ts'
import { PreviewTable } from './preview-table.tsx'

const trail = [{ name: 'Training', path: '/training' }]
const inImport = [...trail, { name: 'Import from a spreadsheet', path: '/training/import' }]

export function SendPage({ visit, form }: { visit: Visit; form: Refused }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Import from a spreadsheet" trail={trail}>
      <p class="lead">
        One row for each coach and class, headings in the first row: name, mail address, course, session date, hours,
        outcome, completed on. Other columns are passed over.
      </p>
      <p>
        You see what every row would do first. Nothing is written until you say so, and a whole import can be taken
        back.
      </p>
      <Form
        form={form}
        action={visit.to('/training/import')}
        save="Check the rows"
        cancel={visit.to('/training')}
        upload
      >
        <FileField
          form={form}
          name="file"
          label="File"
          help={`CSV or Excel workbook (.xlsx), at most ${limits.bytes / 1024 / 1024} MB. Choose it again if this page comes back.`}
          accept=".csv,.tsv,.txt,.xlsx"
          optional
        />
        <TextArea
          form={form}
          name="pasted"
          label="Or paste cells"
          help="Mark the cells in your spreadsheet program, headings included, copy them, and paste them here."
          rows={8}
          optional
        />
      </Form>
    </TeamPage>
  )
}

export const UnreadablePage = ({
  visit,
  fileName,
  problems,
}: {
  visit: Visit
  fileName: string
  problems: readonly Problem[]
}): JSX.Element => (
  <TeamPage visit={visit} title={`Check ${fileName}`} trail={inImport}>
    <Problems form={{ typed: new Typed(), problems }} />
    <p>
      <a href={visit.to('/training/import')}>Send another file</a>
    </p>
  </TeamPage>
)

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

function Sums({ preview: { sheet, counts, reading } }: { preview: Preview }): JSX.Element {
  const formulas = reading.rows.filter((row) => row.hasFormula).length
  return (
    <ul class="sums">
      <li>
        <strong>{inWords.counted(sheet.rows.length, 'row')}</strong> in the sheet
      </li>
      <li>
        <strong>{inWords.counted(counts.rows, 'completion')}</strong> would be added
        {counts.coaches > 0 && (
          <>
            , with <strong>{inWords.counted(counts.coaches, 'new coach', 'new coaches')}</strong>
          </>
        )}
      </li>
      {counts.asked > 0 && (
        <li class="at-fault">
          <strong>{inWords.counted(counts.asked, 'row')}</strong> about somebody who may be on the roster already: say
          below who it is
        </li>
      )}
      {counts.already > 0 && (
        <li>
          <strong>{inWords.counted(counts.already, 'row')}</strong> on record already, passed over
        </li>
      )}
      {counts.twice > 0 && (
        <li>
          <strong>{inWords.counted(counts.twice, 'row')}</strong> said twice by the sheet, passed over
        </li>
      )}
      {counts.out > 0 && (
        <li>
          <strong>{inWords.counted(counts.out, 'row')}</strong> left out, as you said
        </li>
      )}
      {counts.faults > 0 && (
        <li class="at-fault">
          <strong>{inWords.counted(counts.faults, 'row')}</strong> at fault
        </li>
      )}
      {formulas > 0 && (
        <li>
          <strong>{inWords.counted(formulas, 'row')}</strong> with formulas: their saved values are taken
        </li>
      )}
    </ul>
  )
}

function Decide({
  visit,
  id,
  preview,
  form,
}: {
  visit: Visit
  id: string
  preview: Preview
  form: Refused
}): JSX.Element | null {
  const { counts } = preview
  if (counts.rows === 0)
    return counts.asked > 0 ? (
      <p class="empty">Say below who the people of the asked rows are. Then they can be imported.</p>
    ) : (
      <p class="empty">There is nothing new to import from this sheet.</p>
    )
  return (
    <section aria-label="Decide">
      <Form
        form={{ ...form, problems: [] }}
        action={visit.to(`/training/import/${id}`)}
        save={`Import ${inWords.counted(counts.rows, 'completion')}`}
      >
        <Hidden name="expected" value={counts.rows} />
        {counts.asked > 0 && (
          <Tick
            form={form}
            name="withoutAsked"
            label={`Leave out ${inWords.counted(counts.asked, 'row')} that ${counts.asked === 1 ? 'is' : 'are'} asked about`}
          />
        )}
        {counts.faults > 0 && (
          <>
            <p>
              {inWords.counted(counts.faults, 'row')} at fault will not be imported.{' '}
              <a href={visit.to(`/training/import/${id}/faults.csv`)}>Download them as CSV</a> to mend and send them
              later.
            </p>
            <Tick form={form} name="withoutFaults" label="Import the good rows without them" />
          </>
        )}
      </Form>
    </section>
  )
}

function Shown({
  visit,
  preview: { sheet, counts },
  show,
}: {
  visit: Visit
  preview: Preview
  show: FateKind | null
}): JSX.Element {
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

function HowItIsRead({ visit, id, preview }: { visit: Visit; id: string; preview: Preview }): JSX.Element {
  const { choices, sheet, known, reading } = preview
  const { dayForm, numberForm } = reading
  const form: Refused = {
    typed: typedFrom({
      ...choices.columns,
      dayOrder: choices.dayOrder,
      decimalMark: choices.decimalMark,
      courseId: choices.courseId,
      countShort: choices.countShort,
    }),
    problems: [],
  }
  const isIncomplete =
    reading.isOpen ||
    (choices.columns.name === undefined &&
      choices.columns.lastName === undefined &&
      choices.columns.firstName === undefined)
  const options = sheet.columns.map((heading, at) => ({
    value: String(at),
    name: `${heading} (column ${columnLetter(at)})`,
  }))
  return (
    <details class="how-read" open={isIncomplete || preview.counts.rows === 0}>
      <summary>How the sheet is read</summary>
      <Form form={form} action={visit.to(`/training/import/${id}/reading`)} save="Read it this way">
        {dayForm.kind === 'ask' && (
          <Choice
            form={form}
            name="dayOrder"
            label={`What comes first in ${dayForm.example}`}
            help="The sheet writes days in digits that can be read in two ways. Your answer holds for all its rows; a day that does not fit is a fault."
            none="Choose"
            options={[
              { value: 'day first', name: 'The day: 3/4/2024 is 3 April' },
              { value: 'month first', name: 'The month: 3/4/2024 is March 4' },
            ]}
          />
        )}
        {dayForm.kind === 'certain' && dayForm.form !== null && (
          <p class="help">
            Days are read with the {dayForm.form.replace(' first', '')} first, since {dayForm.example} can be nothing
            else.
          </p>
        )}
        {numberForm.kind === 'ask' && (
          <Choice
            form={form}
            name="decimalMark"
            label={`What marks the decimals in ${numberForm.example}`}
            help="Your answer holds for all rows; a number that does not fit is a fault."
            none="Choose"
            options={[
              { value: 'point', name: 'A point: 1,234.5' },
              { value: 'comma', name: 'A comma: 1.234,5' },
            ]}
          />
        )}
        <fieldset>
          <legend>Columns</legend>
          <div class="column-choices">
            {fields.map((field) => (
              <Choice
                key={field}
                form={form}
                name={field}
                label={fieldWords[field]}
                none="Not in the sheet"
                optional
                options={options}
              />
            ))}
          </div>
        </fieldset>
        <Choice
          form={form}
          name="courseId"
          label="Course of rows that name none"
          none="None: such rows are faults"
          optional
          options={known.courses.map((course) => ({ value: course.id, name: course.title }))}
        />
        <Tick
          form={form}
          name="countShort"
          label="Count completions with fewer hours than required"
          help="Otherwise they are faults."
        />
      </Form>
    </details>
  )
}
