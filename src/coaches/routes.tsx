import type { Tx } from '../platform/db/db.ts'
import { buttonDoor } from '../platform/doors/button-door.tsx'
import { Fields } from '../platform/doors/fields.tsx'
import { formDoor } from '../platform/doors/form-door.tsx'
import type { OpenRoute } from '../platform/http/open-route.ts'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { asked, Tick } from '../platform/ui/form.tsx'
import { addCoach, editCoach } from './actions.ts'
import { applyRoutes } from './applications/public-routes.tsx'
import { applicationRoutes } from './applications/routes.tsx'
import { coachRoute } from './coach-page.tsx'
import { alikeTo, mergingRoutes } from './merging/routes.tsx'
import { mineRoutes } from './mine/routes.tsx'
import { asTyped, coachForm } from './model.ts'
import type { CoachNeeds } from './needs.ts'
import { classesRoutes } from './next/classes-routes.tsx'
import { pathRoutes } from './path/routes.tsx'
import { coachOf, type InUse, ofCoach, onCoachPage, trail } from './pieces.tsx'
import { pipelineRoutes } from './pipeline/routes.tsx'
import { rosterRoute } from './roster/routes.tsx'
import { access } from './rules.ts'
import { endSigningIn, inviteCoach } from './sign-in/actions.ts'
import { inUse, trainedOn } from './store.ts'

export const coachesRoutes = (needs: CoachNeeds): readonly TeamRoute[] => {
  const ofPath = { counted: needs.counted, trainedOn: (tx: Tx, id: string) => trainedOn(tx, needs.trained, id) }
  return [
    ...mineRoutes(needs),
    ...mergingRoutes(needs.merging),
    ...pipelineRoutes(needs.trained),
    ...applicationRoutes({ ...needs, ...ofPath }),
    ...pathRoutes(ofPath),
    rosterRoute(needs),
    ...addRoutes,
    coachRoute(needs),
    ...editRoutes(needs),
    ...classesRoutes(needs),
    ...signInRoutes(needs),
  ]
}

/** What this room shows to anybody: the page of a program where people apply to coach. */
export const openCoachesRoutes = (needs: Pick<CoachNeeds, 'counted' | 'programs'>): readonly OpenRoute[] =>
  applyRoutes(needs)

const addRoutes = formDoor({
  path: '/coaches/add',
  may: access.write,
  read: async (tx, visit) => ({
    inUse: await inUse(tx),
    alike: visit.request.method === 'POST' ? await alikeTo(tx, await typedAs(visit)) : [],
  }),
  title: 'Add coach',
  trail,
  form: coachForm,
  code: 'coaches.wrong',
  start: () => ({ language: 'English' }),
  fields: (form, { inUse: suggested, alike }, visit) => (
    <>
      <CoachFields form={form} inUse={suggested} />
      {alike.length > 0 && (
        <p>
          Already on the team:{' '}
          {alike.map(({ who: other, reasons }, index) => (
            <>
              {index > 0 && ', '}
              <a key={other.id} href={visit.to(`/coaches/${other.id}`)}>
                {other.name}
              </a>{' '}
              ({reasons.join(', ')})
            </>
          ))}
        </p>
      )}
    </>
  ),
  save: 'Add coach',
  send: addCoach,
  back: '/coaches',
  to: (id) => `/coaches/${id}`,
  said: 'added',
})

async function typedAs(visit: Visit) {
  const typed = await visit.typed()
  return { id: '', name: typed.text('name'), email: typed.text('email') }
}

const editRoutes = ({ counted }: CoachNeeds) =>
  formDoor({
    ...ofCoach,
    path: '/coaches/:coachId/edit',
    read: async (tx, visit) => {
      const coach = await coachOf(tx, visit)
      return coach && { coach, inUse: await inUse(tx) }
    },
    title: ({ coach }) => `Edit ${coach.name}`,
    form: coachForm,
    code: 'coaches.wrong',
    start: ({ coach }) => asTyped(coach),
    version: ({ coach }) => coach.version,
    fields: (form, shown) => <CoachFields form={form} inUse={shown.inUse} />,
    save: 'Save coach',
    send: (visit, form, { shown, typed }) =>
      editCoach(visit, { id: shown.coach.id, version: typed.version(), form, counted }),
    said: 'saved',
  })

const CoachFields = ({ form, inUse: { zones, languages } }: { form: Refused; inUse: InUse }) => (
  <>
    <Fields of={coachForm} form={form} but={['isSomebodyElse']} choices={{ zone: zones, language: languages }} />
    {(form.typed.text('isSomebodyElse') === 'yes' || form.problems.some(({ field }) => field === 'isSomebodyElse')) && (
      <Tick form={asked(form)} name="isSomebodyElse" label="This is another person" />
    )}
  </>
)

/** Opening their own page to a coach, and closing it. */
const signInRoutes = ({ inviting }: CoachNeeds): readonly TeamRoute[] => [
  buttonDoor({
    ...onCoachPage,
    path: '/coaches/:coachId/sign-in',
    send: ({ actor, params, ...visit }) => {
      const hand = { ...visit, scope: { ...visit.scope, person: actor.id } }
      return inviteCoach(hand, { coachId: params.coachId ?? '', around: inviting(actor.name) })
    },
    back: toSignIn,
    said: (how, { actor }) => (how === 'linked' ? 'saved' : inviting(actor.name).isMailed ? 'sent' : 'unsent'),
  }),
  buttonDoor({
    ...onCoachPage,
    path: '/coaches/:coachId/sign-in/end',
    send: (visit) => endSigningIn(visit, { coachId: visit.params.coachId ?? '', now: inviting(visit.actor.name).now }),
    back: toSignIn,
    said: 'ended',
  }),
]

const toSignIn = ({ params }: Visit): string => `/coaches/${params.coachId}#sign-in`
