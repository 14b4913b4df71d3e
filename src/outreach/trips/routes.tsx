import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { access } from '../rules.ts'
import { outreachTabs } from '../words.ts'
import { correctTrip, removeTrip } from './actions.ts'
import { type Trip, tripForm } from './model.ts'
import { pageSize, trip, trips } from './store.ts'

const trail = [{ name: 'Trips', path: '/outreach/trips' }]
const pathOf = ({ id }: Pick<Trip, 'id'>): string => `/outreach/trips/${id}`
const seesAll = (visit: Visit): boolean => isOneOf(visit, access.seeAll)

/** Miles that were driven, for what is paid back: a coach's own, and everybody's for who sees everybody. */
export const tripRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/outreach/trips',
    may: access.follow,
    title: 'Trips',
    tabs: outreachTabs,
    read: async (tx, _, page) => ({ rows: await trips(tx, page) }),
    pageSize,
    above: () => (
      <p>
        Miles that coaches drove for community outreach, as they wrote them down <a href="/phone">on their phone</a>.
        The team pays them back by these.
      </p>
    ),
    list: (_, visit) => listFor(visit),
  }),
  ...formDoor({
    path: '/outreach/trips/:tripId',
    may: access.follow,
    read: (tx, { params }) => trip(tx, params.tripId ?? ''),
    title: ({ drivenOn }) => `Trip on ${dayInWords(drivenOn)}`,
    trail,
    history: ({ id }) => [id],
    above: ({ coach, miles }) => (
      <p class="lead">
        {coach}, {counted(miles, 'mile')} for community outreach.
      </p>
    ),
    form: tripForm,
    code: 'outreach.trip-wrong',
    start: (one) => ({ ...one, miles: one.odometerStart === null ? one.miles : null }),
    version: ({ version }) => version,
    save: 'Save the trip',
    send: (visit, form, { shown: { id }, typed }) => correctTrip(visit, { id, version: typed.version(), form }),
    back: '/outreach/trips',
    said: 'saved',
    below: (one, visit) => (
      <Press action={visit.to(`${pathOf(one)}/remove`)} name="Remove: it was not driven" look="danger" />
    ),
  }),
  buttonDoor({
    path: '/outreach/trips/:tripId/remove',
    may: access.follow,
    read: (tx, { params }) => trip(tx, params.tripId ?? ''),
    send: (visit) => removeTrip(visit, { id: visit.params.tripId ?? '' }),
    back: () => '/outreach/trips',
    said: 'removed',
  }),
]

const listFor = (visit: Visit): List<Trip> => ({
  caption: seesAll(visit) ? 'Trips of everybody, newest first' : 'Your trips, newest first',
  empty: 'No trip is written down yet.',
  to: pathOf,
  columns: [
    ['Day', ({ drivenOn }) => dayInWords(drivenOn)],
    ...(seesAll(visit) ? [['Coach', ({ coach }: Trip) => coach] as const] : []),
    ['Miles', ({ miles }) => miles.toFixed(1), 'number'],
    [
      'Odometer',
      ({ odometerStart, odometerEnd }) => (odometerStart === null ? 'not read' : `${odometerStart} to ${odometerEnd}`),
    ],
    [
      'For',
      ({ referralId }) =>
        referralId !== null && seesAll(visit) ? (
          <a href={visit.to(`/referrals/${referralId}`)}>a referral</a>
        ) : referralId === null ? (
          'outreach'
        ) : (
          'a referral'
        ),
    ],
  ],
})
