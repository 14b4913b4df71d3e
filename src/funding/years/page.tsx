import type { JSX } from 'preact'
import { dayInWords, monthInWords, monthOf } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { daysBeside } from '../../core/period.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Filter } from '../../platform/ui/filter.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Fund } from '../funds/model.ts'
import { strategyName } from '../model.ts'
import { fundingTabs } from '../pieces.tsx'
import { access } from '../rules.ts'
import { type BurnOf, type StrategyInYear, totalOf, type YearOfMoney } from './figures.ts'
import { BudgetBar, Key } from './picture.tsx'

export type ShownYears = {
  readonly funds: readonly Fund[]
  readonly fundId: string | null
  readonly years: readonly YearOfMoney[]
  readonly year: YearOfMoney | null
  readonly burns: readonly BurnOf[]
  /** `fiscal year from July`. */
  readonly calendar: string
}

/** Budget against actual of a year by strategy, where each authorization is headed, and all years in a row. */
export const YearsPage = ({ visit, shown }: { visit: Visit; shown: ShownYears }): JSX.Element => {
  const { funds, fundId, years, year, burns, calendar } = shown
  return (
    <TeamPage
      visit={visit}
      title="Budget and spending"
      tabs={fundingTabs}
      act={<Act visit={visit} to="/funding/settings" name="Fiscal year" may={access.write} second />}
    >
      <Filter
        url={visit.url}
        label="Fund"
        isNamed
        name="fund"
        chosen={fundId}
        options={[[null, 'All funds'], ...funds.map(({ id, name }) => [id, name] as const)]}
      />
      {year && (
        <Filter
          url={visit.url}
          label="Year"
          isNamed
          name="year"
          chosen={monthOf(year.from)}
          options={years.toReversed().map(({ from, label }) => [monthOf(from), label] as const)}
        />
      )}
      {year && <OneYear year={year} visit={visit} />}
      <section aria-labelledby="pace">
        <h2 id="pace">If it goes on as it did</h2>
        <p>At the pace of the whole months that are over. What is encumbered counts once it is paid.</p>
        <Records list={burnList} rows={burns} visit={visit} />
      </section>
      <section aria-labelledby="all-years">
        <h2 id="all-years">Year by year</h2>
        <Records list={yearsList(calendar)} rows={years.map((one) => ({ ...one, id: one.from }))} visit={visit} />
      </section>
    </TeamPage>
  )
}

function OneYear({ year, visit }: { year: YearOfMoney; visit: Visit }): JSX.Element {
  const total = totalOf(year.byStrategy)
  const most = Math.max(
    1,
    ...year.byStrategy.map(({ budget, spent, encumbered }) => Math.max(budget, spent + encumbered)),
  )
  const isRunning = visit.today <= year.to
  const elapsed = isRunning ? shareOver(year, visit.today) : null
  return (
    <section aria-labelledby="strategies">
      <h2 id="strategies">
        {year.label} {daysBeside(year) && <span class="quiet">({daysBeside(year)})</span>}
      </h2>
      <p class="lead">
        {inDollars(total.spent)} {isRunning ? 'is spent so far' : 'was spent'} of {inDollars(total.budget)} budgeted
        {total.budget > 0 && `: ${Math.round((100 * total.spent) / total.budget)}%`}
        {elapsed !== null && `, with ${Math.round(100 * elapsed)}% of the year over`}.
      </p>
      <p>The budget of a year is what is authorized, spread evenly over the months of its days.</p>
      {year.byStrategy.length > 0 && <Key isRunning={isRunning} />}
      <Records
        list={strategyList(most, elapsed)}
        rows={year.byStrategy.map((one) => ({ ...one, id: one.strategy }))}
        visit={visit}
      />
    </section>
  )
}

/** How much of a year is over, by its days. */
const shareOver = ({ from, to }: YearOfMoney, today: string): number => {
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
  return (at(today) - at(from)) / (at(to) - at(from))
}

const strategyList = (most: number, elapsed: number | null): List<StrategyInYear & { readonly id: string }> => ({
  caption: 'Budget and spending by strategy',
  columns: [
    ['Strategy', ({ name }) => name],
    ['Picture', (one) => <BudgetBar {...one} most={most} elapsed={elapsed} />],
    ['Budget', ({ budget }) => inDollars(budget), 'number'],
    ['Spent', ({ spent }) => inDollars(spent), 'number'],
    ['Encumbered', ({ encumbered }) => inDollars(encumbered), 'number'],
    ['Left', ({ budget, spent, encumbered }) => inDollars(budget - spent - encumbered), 'number'],
  ],
  empty: 'Nothing is authorized for this year, and nothing was spent in it.',
})

const burnList: List<BurnOf> = {
  caption: 'Where each authorization is headed',
  columns: [
    ['Strategy', (one) => strategyName(one)],
    ['Fund', ({ fund }) => fund],
    ['Authorized', ({ amountCents }) => inDollars(amountCents), 'number'],
    ['A month', ({ burn: { pace } }) => (pace === null ? 'Too early to say' : inDollars(pace)), 'number'],
    ['At its end', headedFor],
  ],
  to: ({ id }) => `/funding/authorizations/${id}`,
  empty: 'Nothing is authorized for today.',
}

function headedFor({ burn: { atEnd, runsOutIn }, amountCents, untilOn }: BurnOf): string {
  if (atEnd === null) return 'Too early to say'
  if (runsOutIn !== null) return `It runs out in ${monthInWords(runsOutIn)}, before ${dayInWords(untilOn)}`
  return `${inDollars(amountCents - atEnd)} is left on ${dayInWords(untilOn)}`
}

const yearsList = (calendar: string): List<YearOfMoney & { readonly id: string }> => ({
  caption: `What came in and went out, by ${calendar}`,
  columns: [
    ['Year', ({ label }) => label],
    ['At its start', ({ opening }) => inDollars(opening), 'number'],
    ['Received', ({ received }) => inDollars(received), 'number'],
    ['Carried in', ({ carried }) => inDollars(carried), 'number'],
    ['Returned', ({ returned }) => inDollars(returned), 'number'],
    ['Spent', ({ spent }) => inDollars(spent), 'number'],
    ['At its end', ({ closing }) => inDollars(closing), 'number'],
  ],
  empty: 'Nothing is written down yet.',
})
