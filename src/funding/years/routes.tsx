import { monthOf } from '../../core/day.ts'
import { calendarInWords, type Period, periodsBetween } from '../../core/period.ts'
import type { Tx } from '../../platform/db/db.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { authorizations } from '../authorizations/store.ts'
import { funds } from '../funds/store.ts'
import { trail } from '../pieces.tsx'
import { access } from '../rules.ts'
import { setFiscalYear } from './actions.ts'
import { type BurnOf, burnOf, yearsOf } from './figures.ts'
import { calendarOf, yearForm } from './model.ts'
import { type ShownYears, YearsPage } from './page.tsx'
import { moved, yearRule } from './store.ts'

/** What was budgeted and what was spent, by year and strategy; and when the year begins. */
export const yearRoutes = (): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/funding/years',
    may: access.read,
    answer: async (visit) =>
      page(<YearsPage visit={visit} shown={await visit.db.read(visit.scope, (tx) => shownYears(tx, visit))} />),
  },
  ...formDoor({
    path: '/funding/settings',
    may: access.write,
    read: (tx) => yearRule(tx),
    title: 'Fiscal year',
    trail,
    above: (rule) => (
      <p class="lead">Money is counted by {calendarInWords(calendarOf(rule))}. A change moves no entry.</p>
    ),
    form: yearForm,
    code: 'funding.year-wrong',
    start: (rule) => rule,
    version: ({ version }) => version,
    save: 'Save fiscal year',
    send: (visit, form, { typed }) => setFiscalYear(visit, { version: typed.version(), form }),
    back: '/funding/years',
    said: 'saved',
  }),
]

async function shownYears(tx: Tx, { url, today }: Visit): Promise<ShownYears> {
  const [kept, all, lines, rule] = [await funds(tx), await authorizations(tx), await moved(tx), await yearRule(tx)]
  const fundId = kept.find(({ id }) => id === url.searchParams.get('fund'))?.id ?? null
  const isOf = (one: { readonly fundId: string }): boolean => fundId === null || one.fundId === fundId
  const books = { moved: lines.filter(isOf), authorizations: all.filter(isOf) }
  const calendar = calendarOf(rule)
  const first = lines[0] ? `${lines[0].month}-01` : today
  const years = yearsOf(periodsBetween(calendar, first, today), books)
  const asked = url.searchParams.get('year')
  const year = years.find((one) => keyOf(one) === asked) ?? years.at(-1) ?? null
  return { funds: kept, fundId, years, year, burns: burnsOf(books, today), calendar: calendarInWords(calendar) }
}

/** How a year is named in an address: by its first month. */
const keyOf = ({ from }: Period): string => monthOf(from)

function burnsOf(
  books: {
    readonly moved: Awaited<ReturnType<typeof moved>>
    readonly authorizations: Awaited<ReturnType<typeof authorizations>>
  },
  today: string,
): readonly BurnOf[] {
  return books.authorizations
    .filter(({ fromOn, untilOn, fundClosedOn }) => fundClosedOn === null && fromOn <= today && today <= untilOn)
    .map((one) => {
      const spent = books.moved.filter(({ authorizationId, kind }) => authorizationId === one.id && kind === 'spent')
      return { ...one, burn: burnOf(one, new Map(spent.map(({ month, cents }) => [month, cents])), today) }
    })
}
