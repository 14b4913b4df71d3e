import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { isOneOf, type TeamRoute } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { trail } from '../words.ts'
import { correctVirtualSession, recordVirtualSession, removeVirtualSession } from './actions.ts'
import { sessionForm, type VirtualSession } from './model.ts'
import { coachesByName, pageSize, virtualSession, virtualSessions } from './store.ts'

const sessionsTrail = [...trail, { name: 'Virtual sessions', path: '/shifts/virtual' }]
const pathOf = ({ id }: VirtualSession): string => `/shifts/virtual/${id}`

/** Sessions by video and phone, for coordinators. */
export const virtualRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/shifts/virtual',
    may: access.read,
    title: 'Virtual sessions',
    trail,
    act: { to: '/shifts/virtual/record', name: 'Record session', may: access.write },
    above: () => <p>Sessions that coaches held by video or phone. With whom is written nowhere here.</p>,
    read: async (tx, _, page) => ({ rows: await virtualSessions(tx, page) }),
    pageSize,
    list: newestFirst,
  }),
  ...formDoor({
    path: '/shifts/virtual/record',
    may: access.write,
    read: async (tx) => ({ coaches: await coachesByName(tx) }),
    title: 'Record a virtual session',
    trail: sessionsTrail,
    form: sessionForm,
    code: 'shifts.wrong',
    start: (_, visit) => ({ heldOn: visit.today, kind: 'video' }),
    choices: ({ coaches }) => ({ coachId: coaches }),
    save: 'Record session',
    send: (visit, form) => recordVirtualSession(visit, { form, needs }),
    back: '/shifts/virtual',
    said: 'recorded',
  }),
  ...formDoor({
    path: '/shifts/virtual/:sessionId',
    may: access.write,
    seenBy: access.read,
    read: async (tx, { params }) => {
      const held = await virtualSession(tx, params.sessionId ?? '')
      return held && { held, coaches: await coachesByName(tx) }
    },
    title: ({ held }) => `${held.coach}, ${dayInWords(held.heldOn)}`,
    trail: sessionsTrail,
    history: ({ held }) => [held.id],
    above: ({ held }) => (
      <p class="lead">
        {counted(held.minutes, 'minute')} by {held.kind}.
      </p>
    ),
    form: sessionForm,
    code: 'shifts.wrong',
    start: ({ held }) => held,
    choices: ({ coaches }) => ({ coachId: coaches }),
    version: ({ held }) => held.version,
    save: 'Save session',
    send: (visit, form, { shown, typed }) =>
      correctVirtualSession(visit, { id: shown.held.id, version: typed.version(), ownerId: null, form, needs }),
    back: ({ held }) => pathOf(held),
    said: 'saved',
    below: ({ held }, visit) =>
      isOneOf(visit, access.write) && (
        <Press action={visit.to(`${pathOf(held)}/remove`)} name="Remove: it was not held" look="danger" />
      ),
  }),
  buttonDoor({
    path: '/shifts/virtual/:sessionId/remove',
    may: access.write,
    send: (visit) => removeVirtualSession(visit, { id: visit.params.sessionId ?? '', ownerId: null, needs }),
    about: 'sessionId',
    back: () => '/shifts/virtual',
    said: 'removed',
  }),
]

const newestFirst: List<VirtualSession> = {
  isTight: true,
  caption: 'Virtual sessions, newest first',
  columns: [
    [
      'Held',
      ({ heldOn, isSample }) => (
        <span>
          {dayInWords(heldOn)} {isSample && <span class="sample">sample</span>}
        </span>
      ),
    ],
    ['Coach', ({ coach }) => coach],
    ['By', ({ kind }) => kind],
    ['Minutes', ({ minutes }) => minutes, 'number'],
  ],
  to: pathOf,
  empty: 'No session has been recorded yet. Coaches record theirs on their own page.',
}
