import { z } from 'zod'
import { markOf } from '../../core/mark.ts'
import type { Result } from '../../core/result.ts'
import { idText } from '../../core/text.ts'
import { goTo, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { acknowledge, checkIn, takeBack } from '../checkins/actions.ts'
import { checkInForm } from '../checkins/model.ts'
import { checkInsFor, ownCheckIns, supportersOf } from '../checkins/store.ts'
import { freeTyped } from '../coach/routes.tsx'
import { leavePair, setFreeTime } from '../mentors/actions.ts'
import { freeForm } from '../mentors/model.ts'
import { freeTime, pairsOf } from '../mentors/store.ts'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { notesOf, sessionsOf, standingOf, supervisorOf } from '../supervision/store.ts'
import { CheckInsPage, MentorPage, NobodyPage, SupervisionPage, SupportingPage } from './pages.tsx'

/** A coach's own support. Addresses name nobody, so there is nothing to guess; whose check-ins somebody reads is no role's. */
export const mineRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/mine/mentor', may: access.mine, answer: asCoach((visit, id) => mentor(visit, id)) },
  { method: 'POST', path: '/mine/mentor/leave', may: access.changeMine, answer: asCoach(leave(needs)) },
  { method: 'POST', path: '/mine/mentor/free-time', may: access.changeMine, answer: asCoach(keepFree) },
  { method: 'GET', path: '/mine/supervision', may: access.mine, answer: asCoach(supervision) },
  { method: 'GET', path: '/mine/check-ins', may: access.mine, answer: asCoach((visit, id) => checkIns(visit, id)) },
  { method: 'POST', path: '/mine/check-ins', may: access.changeMine, answer: asCoach(send) },
  { method: 'POST', path: '/mine/check-ins/remove', may: access.changeMine, answer: asCoach(remove) },
  { method: 'GET', path: '/mine/supporting', may: access.mine, answer: (visit) => supporting(visit) },
  { method: 'POST', path: '/mine/supporting/seen', may: access.changeMine, answer: seen },
]

type Own = (visit: Visit, coachId: string) => Promise<Response>
const asCoach =
  (answer: Own): TeamRoute['answer'] =>
  async (visit) =>
    visit.coachId === null
      ? page(<NobodyPage visit={visit} />, visit.request.method === 'POST' ? 422 : 200)
      : answer(visit, visit.coachId)

async function mentor(visit: Visit, coachId: string, refused?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    pairs: await pairsOf(tx, coachId),
    free: await freeTime(tx, coachId),
  }))
  const form = formOver(freeTyped(shown.free), markOf(shown.free), refused)
  return page(<MentorPage visit={visit} coachId={coachId} pairs={shown.pairs} form={form} />, refused ? 422 : 200)
}

const pairId = z.strictObject({ pairId: idText('Pair') })
const leave =
  (needs: SupportNeeds): Own =>
  async (visit, coachId) => {
    const form = parseTyped(pairId, await visit.typed(), 'support.pair-wrong')
    const asked = { coachId, today: visit.today, needs }
    const done = form.ok ? await leavePair(visit.db, visit.scope, { ...asked, pairId: form.value.pairId }) : form
    return back(visit, done, '/mine/mentor?said=ended', (refused) => mentor(visit, coachId, refused))
  }

const keepFree: Own = async (visit, coachId) => {
  const typed = await visit.typed()
  const form = parseTyped(freeForm, typed, 'support.free-wrong')
  const asked = { coachId, opened: typed.text('version') }
  const done = form.ok ? await setFreeTime(visit.db, visit.scope, { ...asked, parts: form.value }) : form
  return back(visit, done, '/mine/mentor?said=saved', (refused) => mentor(visit, coachId, { ...refused, typed }))
}

async function supervision(visit: Visit, coachId: string): Promise<Response> {
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

async function checkIns(visit: Visit, coachId: string, refused?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    own: await ownCheckIns(tx, coachId),
    supporters: await supportersOf(tx, coachId),
  }))
  const form = refused ?? fresh(typedFrom({}))
  return page(<CheckInsPage visit={visit} {...shown} form={form} />, refused ? 422 : 200)
}

const send: Own = async (visit, coachId) => {
  const typed = await visit.typed()
  const form = parseTyped(checkInForm, typed, 'support.check-in-wrong')
  const asked = { coachId, today: visit.today }
  const done = form.ok ? await checkIn(visit.db, visit.scope, { ...asked, form: form.value }) : form
  return back(visit, done, '/mine/check-ins?said=recorded', (refused) =>
    checkIns(visit, coachId, { ...refused, typed }),
  )
}

const checkInId = z.strictObject({ checkInId: idText('Check-in') })
const remove: Own = async (visit, coachId) => {
  const form = parseTyped(checkInId, await visit.typed(), 'support.check-in-wrong')
  const done = form.ok ? await takeBack(visit.db, visit.scope, form.value.checkInId) : form
  return back(visit, done, '/mine/check-ins?said=removed', (refused) => checkIns(visit, coachId, refused))
}

async function supporting(visit: Visit, refused?: Refused): Promise<Response> {
  const all = await visit.db.read(visit.scope, (tx) => checkInsFor(tx))
  return page(<SupportingPage visit={visit} all={all} form={refused ?? fresh()} />, refused ? 422 : 200)
}

async function seen(visit: Visit): Promise<Response> {
  const form = parseTyped(checkInId, await visit.typed(), 'support.check-in-wrong')
  const asked = { today: visit.today }
  const done = form.ok ? await acknowledge(visit.db, visit.scope, { ...asked, id: form.value.checkInId }) : form
  return back(visit, done, '/mine/supporting?said=saved', (refused) => supporting(visit, refused))
}

const back = async (
  visit: Visit,
  done: Result<unknown>,
  path: string,
  again: (refused: Refused) => Promise<Response>,
): Promise<Response> => (done.ok ? goTo(visit.to(path)) : again({ typed: new Typed(), problems: done.problems }))
