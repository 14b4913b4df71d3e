import type { JSX } from 'preact'
import { dayInWords, spanInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Authorization } from '../authorizations/model.ts'
import type { Entry } from '../ledger/model.ts'
import { authorizationsList, entriesList, Sample, trail } from '../pieces.tsx'
import { access } from '../rules.ts'
import { type Fund, kindWords } from './model.ts'

export type ShownFund = {
  readonly fund: Fund
  readonly authorizations: readonly Authorization[]
  readonly entries: readonly Entry[]
  readonly history: readonly HistoryLine[]
}

/** A fund: what is in it, what may be spent of it, and what happened with it last. */
export const FundPage = ({ visit, shown }: { visit: Visit; shown: ShownFund }): JSX.Element => {
  const { fund, authorizations, entries, history } = shown
  const at = `/funding/funds/${fund.id}`
  const isOpen = fund.closedOn === null
  return (
    <TeamPage
      visit={visit}
      title={fund.name}
      trail={trail}
      act={isOpen && <Act visit={visit} to={`${at}/money`} name="Record money" may={access.write} />}
    >
      <RecordPage history={history}>
        <Standing fund={fund} />
        {isOpen && (
          <p class="acts">
            <Act visit={visit} to="/funding/spend" name="Record spending" may={access.write} second />
            <Act visit={visit} to={`${at}/authorize`} name="Authorize spending" may={access.write} second />
            <Act visit={visit} to={`${at}/carry`} name="Carry forward" may={access.write} second />
            <Act visit={visit} to={`${at}/change`} name="Change fund" may={access.write} second />
          </p>
        )}
        <section aria-labelledby="authorized">
          <h2 id="authorized">What may be spent</h2>
          <Records list={authorizationsList} rows={authorizations} visit={visit} />
        </section>
        <section aria-labelledby="entries">
          <h2 id="entries">What happened last</h2>
          <Records list={entriesList(({ fundId }) => fundId === fund.id)} rows={entries} visit={visit} />
          <p>
            <a href={visit.to(`/funding/entries?fund=${fund.id}`)}>All entries of this fund</a>
          </p>
        </section>
        {isOneOf(visit, access.write) && <Closing fund={fund} visit={visit} />}
      </RecordPage>
    </TeamPage>
  )
}

function Standing({ fund }: { fund: Fund }): JSX.Element {
  const days = fund.untilOn ? spanInWords(fund.fromOn, fund.untilOn) : `from ${dayInWords(fund.fromOn)}`
  return (
    <>
      <p class="lead">
        {kindWords[fund.kind]}, from {fund.funder}. <Sample is={fund.isSample} />
      </p>
      {fund.closedOn !== null && <p>Closed on {dayInWords(fund.closedOn)}. Nothing more is written into it.</p>}
      {fund.holds < 0 && (
        <p role="alert">
          {inDollars(-fund.holds)} more was spent than received. Record what came in, or ask the funder for it.
        </p>
      )}
      <Facts
        facts={[
          ['In the fund', inDollars(fund.holds)],
          ['Encumbered', inDollars(fund.encumbered)],
          ['Free', inDollars(fund.holds - fund.encumbered)],
          ['Spent so far', inDollars(fund.spent)],
          ['Authorized', inDollars(fund.authorized)],
          ...(fund.awarded === 0 ? [] : [['Awarded', inDollars(fund.awarded)] as const]),
          ['May be spent', days],
          ...(fund.note === '' ? [] : [['Note', fund.note] as const]),
        ]}
      />
    </>
  )
}

/** Closed once nothing is left in it; open again if something was forgotten. */
const Closing = ({ fund: { id, version, closedOn }, visit }: { fund: Fund; visit: Visit }): JSX.Element =>
  closedOn === null ? (
    <section aria-labelledby="close">
      <h2 id="close">Close it</h2>
      <p>A fund is closed when nothing is in it and nothing is encumbered. It stays in every report.</p>
      <Press action={visit.to(`/funding/funds/${id}/close`)} name="Close fund" look="second" values={{ version }} />
    </section>
  ) : (
    <Press action={visit.to(`/funding/funds/${id}/open`)} name="Open it again" look="second" values={{ version }} />
  )
