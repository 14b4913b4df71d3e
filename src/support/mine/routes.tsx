import { z } from 'zod'
import { markOf } from '../../core/mark.ts'
import { idText } from '../../core/text.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { acknowledge, checkIn, takeBack } from '../checkins/actions.ts'
import { checkInForm, checkInId } from '../checkins/model.ts'
import { checkInsFor, ownCheckIns, supportersOf } from '../checkins/store.ts'
import { freeFields } from '../coach/routes.tsx'
import { leavePair, setFreeTime } from '../mentors/actions.ts'
import { freeForm, ticked } from '../mentors/model.ts'
import { freeTime, pairsOf } from '../mentors/store.ts'
import type { Part } from '../model.ts'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { notesOf, sessionsOf, standingOf, supervisorOf } from '../supervision/store.ts'
import { CheckInsPage, MentorPage, NobodyPage, SupervisionPage, SupportingPage } from './pages.tsx'

/** Whoever is no coach does not come so far. */
const ownId = ({ coachId }: Visit): string => coachId ?? ''

type Free = { readonly free: readonly Part[] | null }
type Supporters = { readonly supporters: Awaited<ReturnType<typeof supportersOf>> }

/** A coach's own support. Addresses name nobody, so there is nothing to guess; whose check-ins somebody reads is no role's. */
export const mineRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  ...ownDoors(
    (visit) => <NobodyPage visit={visit} />,
    [
      ...pageOfForms({
        path: '/mine/mentor',
        seenBy: access.mine,
        read: async (tx, visit) => ({ pairs: await pairsOf(tx, ownId(visit)), free: await freeTime(tx, ownId(visit)) }),
        forms: {
          free: oneForm({
            path: '/mine/mentor/free-time',
            may: access.changeMine,
            form: freeForm,
            code: 'support.free-wrong',
            start: ({ free }: Free) => ticked(free),
            version: ({ free }) => markOf(free),
            fields: freeFields,
            save: 'Save when you are free',
            send: (visit, parts, { typed }) =>
              setFreeTime(visit, { coachId: ownId(visit), parts, opened: typed.text('version') }),
            to: () => '/mine/mentor',
            said: 'saved',
          }),
        },
        view: ({ visit, shown: { pairs }, forms }) => (
          <MentorPage visit={visit} coachId={ownId(visit)} pairs={pairs} form={forms.free} />
        ),
      }),
      buttonDoor({
        path: '/mine/mentor/leave',
        may: access.changeMine,
        form: z.strictObject({ pairId: idText('Pair') }),
        code: 'support.pair-wrong',
        send: (visit, { pairId }) => leavePair(visit, { pairId, coachId: ownId(visit), needs }),
        back: () => '/mine/mentor',
        said: 'ended',
      }),
      { method: 'GET', path: '/mine/supervision', may: access.mine, answer: supervision },
      ...pageOfForms({
        path: '/mine/check-ins',
        seenBy: access.mine,
        read: async (tx, visit) => ({
          own: await ownCheckIns(tx, ownId(visit)),
          supporters: await supportersOf(tx, ownId(visit)),
        }),
        forms: {
          checkIn: oneForm({
            path: '/mine/check-ins',
            may: access.changeMine,
            form: checkInForm,
            code: 'support.check-in-wrong',
            choices: ({ supporters }: Supporters) => ({
              supporterId: supporters.map(({ id, name, as }) => ({ id, name: `${name}, ${as}` })),
            }),
            save: 'Send your check-in',
            send: (visit, form) => checkIn(visit, { coachId: ownId(visit), form }),
            to: () => '/mine/check-ins',
            said: 'recorded',
          }),
        },
        view: ({ visit, shown: { own }, forms }) => <CheckInsPage visit={visit} own={own} form={forms.checkIn} />,
      }),
      buttonDoor({
        path: '/mine/check-ins/remove',
        may: access.changeMine,
        form: checkInId,
        code: 'support.check-in-wrong',
        send: (visit, form) => takeBack(visit, form.checkInId),
        back: () => '/mine/check-ins',
        said: 'removed',
      }),
    ],
  ),
  { method: 'GET', path: '/mine/supporting', may: access.mine, answer: supporting },
  buttonDoor({
    path: '/mine/supporting/seen',
    may: access.changeMine,
    form: checkInId,
    code: 'support.check-in-wrong',
    send: (visit, form) => acknowledge(visit, form.checkInId),
    back: () => '/mine/supporting',
    said: 'saved',
  }),
]

async function supervision(visit: Visit): Promise<Response> {
  const coachId = ownId(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const sessions = await sessionsOf(tx, coachId)
    return {
      sessions,
      notes: await notesOf(
        tx,
        sessions.map(({ id }) => id),
      ),
      supervisor: await supervisorOf(tx, coachId),
      standing: await standingOf(tx, coachId),
    }
  })
  return page(<SupervisionPage visit={visit} {...shown} />)
}

const supporting = async (visit: Visit): Promise<Response> =>
  page(<SupportingPage visit={visit} all={await visit.db.read(visit.scope, (tx) => checkInsFor(tx))} />)
