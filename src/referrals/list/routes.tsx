import { sql } from 'kysely'
import type { JSX } from 'preact'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { isOneOf, type TeamRoute } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Filter } from '../../platform/ui/filter.tsx'
import { type ReferralPath, referralPaths } from '../facts.ts'
import { openOffersOf } from '../handout/store.ts'
import type { ReferralsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { type ReferralRow, referralRows } from '../store.ts'
import { dueInWords, pathWords, stateWords, titleOf } from '../words.ts'
import { DueCell } from './due.tsx'
import { searchRoutes } from './search.tsx'

const shows = ['waiting', 'in hand', 'overdue', 'closed'] as const
type Show = (typeof shows)[number]
const pageSize = 50

const inShow = (show: Show | null, now: Date) => {
  if (show === 'waiting') return sql`r.state in ('received', 'accepted')`
  if (show === 'in hand') return sql`r.state not in ('received', 'accepted', 'closed')`
  if (show === 'overdue') return sql`r.state in ('received', 'accepted', 'assigned') and r.due_at < ${now}`
  return show === 'closed' ? sql`r.state = 'closed'` : sql`r.state <> 'closed'`
}

/** Referrals by what is due soonest, and finding one by the person. A coach sees those in their hands. */
export const listRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/referrals',
    may: access.follow,
    title: 'Referrals',
    act: { to: '/referrals/add', name: 'Add referral', may: access.write },
    pageSize,
    read: async (tx, visit, number) => {
      const { searchParams } = visit.url
      const show = shows.find((one) => one === searchParams.get('show')) ?? null
      const path = referralPaths.find((one) => one === searchParams.get('path')) ?? null
      const now = needs.clock()
      const onPath = path === null ? sql`true` : sql`r.path = ${path}`
      return {
        show,
        path,
        now,
        offers: visit.coachId === null ? [] : await openOffersOf(tx, visit.coachId),
        rows: await referralRows(tx, sql`${inShow(show, now)} and ${onPath}`, {
          by: show === 'closed' ? sql`r.closed_on desc, r.id desc` : sql`r.due_at, r.id`,
          limit: pageSize + 1,
          offset: (number - 1) * pageSize,
        }),
      }
    },
    above: ({ show, path, offers, now }, visit) => (
      <>
        {offers.map((offer) => (
          <p class="notice" key={offer.id}>
            A referral is offered to you, {dueInWords(offer.dueAt, now)}.{' '}
            <a href={visit.to(`/referrals/offers/${offer.id}`)}>Answer</a>
          </p>
        ))}
        <p class="acts">
          <Act visit={visit} to="/referrals/search" name="Find a person" may={access.follow} second />
          <Act visit={visit} to="/referrals/hand-over" name="Shifts that ended" may={access.write} second />
          <Act visit={visit} to="/referrals/emergency" name="Emergency access" may={['coach']} second />
          <Act visit={visit} to="/referrals/partners" name="Partners who hand over" may={access.write} second />
          <Act visit={visit} to="/referrals/import" name="Import a file" may={access.write} second />
          <Act visit={visit} to="/linkage/path" name="The path to help" may={access.seeAll} second />
          <Act visit={visit} to="/referrals/rules" name="Rules" may={access.write} second />
        </p>
        <Filters url={visit.url} show={show} path={path} isAll={isOneOf(visit, access.seeAll)} />
      </>
    ),
    list: ({ show, now }, visit) => listOf(show, now, isOneOf(visit, access.seeAll)),
  }),
  ...searchRoutes(needs),
]

const Filters = ({
  url,
  show,
  path,
  isAll,
}: {
  url: URL
  show: Show | null
  path: ReferralPath | null
  isAll: boolean
}): JSX.Element => (
  <>
    <Filter
      url={url}
      label="Show"
      name="show"
      chosen={show}
      options={[
        [null, 'Open'],
        ...shows
          .filter((one) => isAll || one === 'overdue')
          .map((one) => [one, `${one.slice(0, 1).toUpperCase()}${one.slice(1)}`] as const),
      ]}
    />
    {isAll && (
      <Filter
        url={url}
        label="Way"
        isNamed
        name="path"
        chosen={path}
        options={[[null, 'All ways'], ...referralPaths.map((one) => [one, pathWords[one].name] as const)]}
      />
    )}
  </>
)

const empty: Readonly<Record<Show | 'open', string>> = {
  open: 'No referral is open. What a partner hands over stands here at once.',
  waiting: 'No referral waits to be handed out.',
  'in hand': 'No referral is in the hands of a coach.',
  overdue: 'No referral is overdue.',
  closed: 'No referral has been closed yet.',
}

const listOf = (show: Show | null, now: Date, isAll: boolean): List<ReferralRow> => ({
  caption: 'Referrals, due soonest first',
  columns: [
    [
      'Referral',
      (row) => (
        <span>
          {titleOf(row)} {row.isSample && <span class="sample">sample</span>}
        </span>
      ),
    ],
    ['Due', (row) => <DueCell row={row} now={now} />],
    ['Way', ({ path }) => pathWords[path].name],
    ['Zone', ({ zone }) => zone],
    ['Status', ({ state }) => stateWords[state]],
    ...(isAll ? [['With', ({ coaches }: ReferralRow) => coaches.map(({ name: who }) => who).join(', ')] as const] : []),
  ],
  to: ({ id }) => `/referrals/${id}`,
  empty: !isAll && show === null ? 'No referral is in your hands now.' : empty[show ?? 'open'],
})
