import type { ComponentChildren, JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { strategyName } from '../model.ts'
import { Sample, trail } from '../pieces.tsx'
import { type Entry, kindWords, type Line } from './model.ts'
import { percent } from './rules.ts'

/** An entry: what happened, its parts, and what takes it back. */
export const EntryPage = ({
  visit,
  entry,
  history,
  title,
  forms,
}: {
  visit: Visit
  entry: Entry
  history: readonly HistoryLine[]
  title: string
  forms: ComponentChildren
}): JSX.Element => (
  <TeamPage visit={visit} title={title} trail={[...trail, { name: 'Entries', path: '/funding/entries' }]}>
    <RecordPage history={history}>
      <p class="lead">
        {kindWords[entry.kind]}: {inDollars(entry.amountCents)} on {dayInWords(entry.happenedOn)}.{' '}
        <Sample is={entry.isSample} />
      </p>
      <Reversed entry={entry} visit={visit} />
      {entry.whom !== '' && <Facts facts={[['From or to', entry.whom]]} />}
      <section aria-labelledby="parts">
        <h2 id="parts">Its parts</h2>
        <Records list={parts} rows={entry.lines} visit={visit} />
      </section>
      {forms}
    </RecordPage>
  </TeamPage>
)

const Reversed = ({ entry, visit }: { entry: Entry; visit: Visit }): JSX.Element | null => {
  const to = (id: string): string => visit.to(`/funding/entries/${id}`)
  if (entry.reversesId !== null)
    return (
      <p>
        It takes back <a href={to(entry.reversesId)}>another entry</a>. Neither is ever changed.
      </p>
    )
  if (entry.reversedById === null) return null
  return (
    <p>
      It was reversed, and does not count. <a href={to(entry.reversedById)}>See why</a>
    </p>
  )
}

const parts: List<Line> = {
  isTight: true,
  caption: 'The parts of this entry',
  columns: [
    ['Fund', ({ fund }) => fund],
    ['Strategy', (line) => (line.authorizationId === null ? '' : strategyName(line))],
    ['Share', ({ share }) => percent(share), 'number'],
    ['Amount', ({ amountCents }) => inDollars(amountCents), 'number'],
    ['Still encumbered', ({ left }) => (left === null ? '' : inDollars(left)), 'number'],
  ],
  to: ({ authorizationId, fundId }) =>
    authorizationId === null ? `/funding/funds/${fundId}` : `/funding/authorizations/${authorizationId}`,
  empty: '',
}
