import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { RecordBehind } from '../../platform/records-behind.ts'
import { Instant } from '../../platform/ui/instant.tsx'
import { Pager, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { factWindows } from '../catalogue.ts'
import { many, spaced } from '../definition/rules.ts'
import type { Measure, Reading } from '../model.ts'
import { recordsPath, Sample, trailOf } from '../pages/pieces.tsx'
import { DefinitionWords } from '../pages/readings.tsx'
import { figure, reasonInWords, statusInWords } from '../rules.ts'
import type { Asked } from './store.ts'

/** The records behind one number: as many as it says, each with who entered it and when. */
export function RecordsPage({
  visit,
  measure,
  reading,
  asked,
  total,
  rows,
  page,
  hasMore,
}: {
  visit: Visit
  measure: Measure
  reading: Reading
  asked: Asked
  total: number
  rows: readonly RecordBehind[]
  page: number
  hasMore: boolean
}): JSX.Element {
  const subject = factWindows.find((one) => one.name === measure.definition?.fact)?.subject ?? 'record'
  return (
    <TeamPage visit={visit} title={`Records behind ${reading.period.label}`} trail={trailOf(measure)}>
      <p class="lead">
        {sentence(measure, reading, asked, counted(total, subject, many(subject)))} {measure.isSample && <Sample />}
      </p>
      <p class="quiet">
        <DefinitionWords measure={measure} />
      </p>
      {measure.shape === 'share' && <Parts visit={visit} measure={measure} reading={reading} asked={asked} />}
      <RecordTable
        caption={`Records behind ${reading.period.label}`}
        columns={[
          { name: capital(subject) },
          { name: 'On' },
          { name: 'What' },
          { name: 'Entered by' },
          { name: 'Entered' },
        ]}
        rows={rows.map((row) => ({
          key: row.key,
          href: visit.to(row.href),
          cells: [
            row.title,
            row.on ? <time key="on">{dayInWords(row.on)}</time> : '',
            row.detail,
            row.enteredBy,
            <Instant key="at" at={row.enteredAt} />,
          ],
        }))}
        empty={`No ${subject} is counted here.`}
      />
      <Pager url={visit.url} page={page} hasMore={hasMore} />
    </TeamPage>
  )
}

function sentence(measure: Measure, reading: Reading, { part, split }: Asked, counted: string): string {
  const where = split ? `, ${spaced(split.dimension)} “${split.category}”` : ''
  const value =
    reading.value === null
      ? reasonInWords[reading.reason ?? 'not yet']
      : `${figure(reading.value, measure)}${measure.unit === '%' ? '' : ` ${measure.unit}`}, ${statusInWords[reading.status]}`
  const whole = `${reading.period.label}${where}: ${value}.`
  if (measure.shape === 'count') return `${whole} These are the ${counted}.`
  if (measure.shape === 'share') return `${whole} These are the ${counted} of the ${part}.`
  return `${whole} It comes from these ${counted}.`
}

function Parts({ visit, measure, reading, asked }: { visit: Visit; measure: Measure; reading: Reading; asked: Asked }) {
  return (
    <nav class="filters" aria-label="Part of the share">
      {(['numerator', 'denominator'] as const).map((part) => (
        <a
          key={part}
          href={visit.to(recordsPath(measure, reading, { part, ...asked.split }))}
          aria-current={asked.part === part ? 'true' : undefined}
        >
          {capital(part)}: {(reading[part] ?? 0).toLocaleString('en-US')}
        </a>
      ))}
    </nav>
  )
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
