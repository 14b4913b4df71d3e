import { markOf } from '../../core/mark.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { finishRole, giveRole, recordStep } from '../leadership/actions.ts'
import { endRoleForm, roleForm, stepForm } from '../leadership/model.ts'
import { currentPair, pairUp, setFreeTime, setMentor } from '../mentors/actions.ts'
import { freeForm, mentorForm, pairForm, ticked } from '../mentors/model.ts'
import { freeTime, mentorOf, mentors } from '../mentors/store.ts'
import type { Named } from '../model.ts'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { coachOf, team } from '../store.ts'
import { chooseSupervisor, recordSession } from '../supervision/actions.ts'
import { sessionForm, supervisorForm } from '../supervision/model.ts'
import { supervisorOf } from '../supervision/store.ts'
import { trail } from '../words.ts'
import { CoachPage } from './pages.tsx'
import { supportOf } from './store.ts'

/** The support of one coach, and a form for each part of it. */
export const coachRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/support/coaches/:coachId', may: access.read, answer: show },
  ...formDoor({
    ...ofCoach('mentor', async (tx, coachId) => ({
      all: (await mentors(tx)).filter(({ id }) => id !== coachId),
      has: (await currentPair(tx, coachId))?.mentor ?? null,
    })),
    title: ({ coach }) => `Choose a mentor for ${coach.name}`,
    above: ({ has }) => has !== null && <p>{has} is the mentor now. That pair ends before another begins.</p>,
    form: pairForm,
    code: 'support.pair-wrong',
    start: (_, visit) => ({ fromOn: visit.today }),
    choices: ({ all }) => ({
      mentorId: all.map(({ id, name, pairs, most, isOpen }) => ({
        id,
        name: `${name} (${pairs} of ${most}${isOpen ? '' : ', takes on nobody now'})`,
      })),
    }),
    save: 'Pair them',
    send: (visit, form, { shown: { coach } }) => pairUp(visit, { coachId: coach.id, ...form, needs }),
    said: 'saved',
  }),
  ...formDoor({
    ...ofCoach('mentoring', async (tx, coachId) => ({ mentor: await mentorOf(tx, coachId) })),
    title: ({ coach }) => `${coach.name} as a mentor`,
    form: mentorForm,
    code: 'support.mentor-wrong',
    start: ({ mentor }) => mentor ?? { most: 2, isOpen: true },
    version: ({ mentor }) => mentor?.version ?? 0,
    save: 'Save',
    send: (visit, form, { shown: { coach }, typed }) =>
      setMentor(visit, { coachId: coach.id, version: typed.version(), form }),
    said: 'saved',
  }),
  ...formDoor({
    ...ofCoach('free-time', async (tx, coachId) => ({ free: await freeTime(tx, coachId) })),
    title: ({ coach }) => `When ${coach.name} is free`,
    form: freeForm,
    code: 'support.free-wrong',
    start: ({ free }) => ticked(free),
    version: ({ free }) => markOf(free),
    fields: freeFields,
    save: 'Save free time',
    send: (visit, parts, { shown: { coach }, typed }) =>
      setFreeTime(visit, { coachId: coach.id, parts, opened: typed.text('version') }),
    said: 'saved',
  }),
  ...formDoor({
    ...ofCoach('supervisor', whoSupervises),
    title: ({ coach }) => `Supervisor of ${coach.name}`,
    form: supervisorForm,
    code: 'support.supervisor-wrong',
    start: ({ now }) => ({ personId: now }),
    choices: (shown) => ({ personId: shown.team }),
    version: ({ now }) => markOf(now),
    save: 'Save the supervisor',
    send: (visit, { personId }, { shown: { coach }, typed }) =>
      chooseSupervisor(visit, { coachId: coach.id, personId, opened: typed.text('version') }),
    said: 'saved',
  }),
  ...formDoor({
    ...ofCoach('session', whoSupervises),
    title: ({ coach }) => `Record supervision of ${coach.name}`,
    form: sessionForm,
    code: 'support.session-wrong',
    start: ({ now }, visit) => ({ supervisorId: now ?? visit.actor.id, heldOn: visit.today, minutes: 60 }),
    choices: (shown) => ({ supervisorId: shown.team }),
    save: 'Record supervision',
    send: (visit, form, { shown: { coach } }) => recordSession(visit, { coachId: coach.id, form, needs }),
    said: 'recorded',
  }),
  ...formDoor({
    ...ofCoach('lead', nothingMore),
    title: ({ coach }) => `A role for ${coach.name}`,
    form: roleForm,
    code: 'support.role-wrong',
    start: (_, visit) => ({ fromOn: visit.today }),
    save: 'Add the role',
    send: (visit, form, { shown: { coach } }) => giveRole(visit, { coachId: coach.id, form }),
    said: 'added',
  }),
  buttonDoor({
    path: '/support/coaches/:coachId/lead/end',
    may: access.write,
    read: (tx, { params }) => coachOf(tx, params.coachId ?? ''),
    form: endRoleForm,
    code: 'support.role-wrong',
    send: (visit, { roleId }) => finishRole(visit, { coachId: visit.params.coachId ?? '', roleId }),
    about: 'coachId',
    back: ({ params }) => `/support/coaches/${params.coachId}`,
    said: 'ended',
  }),
  ...formDoor({
    ...ofCoach('step', nothingMore),
    title: ({ coach }) => `A step of ${coach.name} toward leading`,
    form: stepForm,
    code: 'support.step-wrong',
    start: (_, visit) => ({ takenOn: visit.today }),
    save: 'Record the step',
    send: (visit, form, { shown: { coach } }) => recordStep(visit, { coachId: coach.id, form }),
    said: 'recorded',
  }),
]

type OfCoach = { readonly coach: Named }

/** What every form about one coach has in common. */
function ofCoach<More>(path: string, read: (tx: Tx, coachId: string) => Promise<More>) {
  return {
    path: `/support/coaches/:coachId/${path}`,
    may: access.write,
    read: async (tx: Tx, { params }: Visit): Promise<(OfCoach & More) | null> => {
      const coach = await coachOf(tx, params.coachId ?? '')
      return coach && { coach, ...(await read(tx, coach.id)) }
    },
    trail: ({ coach }: OfCoach) => [...trail, { name: coach.name, path: `/support/coaches/${coach.id}` }],
    back: ({ coach }: OfCoach) => `/support/coaches/${coach.id}`,
  }
}

const nothingMore = async () => ({})

async function whoSupervises(tx: Tx, coachId: string) {
  return { team: await team(tx), now: (await supervisorOf(tx, coachId))?.id ?? null }
}

/** The parts of a week, also on a coach's own page. */
export const freeFields = (form: Refused) => (
  <fieldset>
    <legend>Free for meetings</legend>
    <Fields of={freeForm} form={form} />
  </fieldset>
)

async function show(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, (tx) => supportOf(tx, visit.params.coachId ?? ''))
  return shown ? page(<CoachPage visit={visit} shown={shown} />) : notFound()
}
