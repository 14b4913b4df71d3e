import { clockIn } from '../../core/clock.ts'
import { dayInWords } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { goTo } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { attemptFormOf } from '../model.ts'
import type { OutreachNeeds } from '../needs.ts'
import { recorded } from '../recorded.ts'
import { access } from '../rules.ts'
import { items } from '../supplies/store.ts'
import { closeUnreached, correctAttempt, type Logged, logAttempt, takeBackAttempt } from './actions.ts'
import type { By } from './keeping.ts'
import { AboveForm, AttemptFields } from './pages.tsx'
import { type Shown, seesAll, shownOf } from './shown.ts'
import { attempt, wasTakenBack } from './store.ts'

/** Logging what was tried for a referral, and correcting it: on a phone, by who has the referral in hand. */
export const attemptRoutes = (needs: OutreachNeeds): readonly TeamRoute[] => [
  buttonDoor({
    path: '/referrals/:referralId/attempts/close',
    may: access.follow,
    read: (tx, visit) => needs.referral(tx, visit.params.referralId ?? ''),
    send: (visit) => closeUnreached(visit, { referralId: visit.params.referralId ?? '', needs }),
    back: ({ params }) => `/referrals/${params.referralId}`,
    to: (id, visit) => (seesAll(visit) ? `/referrals/${id}` : '/mine'),
    said: 'ended',
  }),
  ...recorded(needs, 'attempt', logDoor(needs)).map((door) => (door.method === 'POST' ? sentAgain(needs, door) : door)),
  ...recorded(
    needs,
    'attempt',
    formDoor({
      path: '/referrals/:referralId/attempts/:attemptId',
      may: access.follow,
      read: (tx, visit) => shownOf(tx, visit, needs),
      title: ({ is }) => `Attempt on ${dayInWords(is?.attemptedOn ?? '')}`,
      trail: trailOf,
      above: ({ whyNot }) => whyNot && <p role="alert">{whyNot}</p>,
      form: formOf,
      code: 'outreach.attempt-wrong',
      start: ({ start, is }, { organisation }) => ({
        ...start,
        ...(is && { at: clockIn(organisation.timeZone, is.attemptedAt) }),
      }),
      version: ({ is }) => is?.version ?? 0,
      fields: (form, shown) => (shown.whyNot === null ? <AttemptFields form={form} shown={shown} /> : null),
      save: 'Save the attempt',
      send: (visit, form, { shown, typed }) =>
        correctAttempt(visit, {
          attemptId: shown.is?.id ?? '',
          version: typed.version(),
          form,
          by: byOf(visit),
          needs,
        }),
      back: ({ referral }) => `/referrals/${referral.id}`,
      said: 'saved',
      below: ({ is, referral, whyNot }, visit, version) =>
        is &&
        whyNot === null && (
          <Press
            action={visit.to(`/referrals/${referral.id}/attempts/${is.id}/remove`)}
            name="Take back: it was not made"
            look="danger"
            values={{ version: version ?? '' }}
          />
        ),
    }),
  ),
  buttonDoor({
    path: '/referrals/:referralId/attempts/:attemptId/remove',
    may: access.follow,
    read: async (tx, { params: { referralId = '', attemptId = '' } }) => {
      const is = await attempt(tx, attemptId)
      const isOfIt = is ? is.referralId === referralId : await wasTakenBack(tx, attemptId)
      return isOfIt ? needs.referral(tx, referralId) : null
    },
    send: (visit, _, typed) =>
      takeBackAttempt(visit, {
        attemptId: visit.params.attemptId ?? '',
        version: typed.version(),
        by: byOf(visit),
        needs,
      }),
    back: ({ params }) => `/referrals/${params.referralId}`,
    said: 'removed',
  }),
]

const logDoor = (needs: OutreachNeeds): readonly TeamRoute[] =>
  formDoor({
    path: '/referrals/:referralId/attempts/add',
    may: access.follow,
    read: (tx, visit) => shownOf(tx, visit, needs),
    title: 'Log an attempt',
    trail: trailOf,
    above: (shown, visit) => <AboveForm shown={shown} visit={visit} />,
    form: formOf,
    code: 'outreach.attempt-wrong',
    start: ({ reach }, visit) => ({
      attemptId: newId(),
      on: visit.today,
      at: clockIn(visit.organisation.timeZone, needs.clock()),
      coachId: seesAll(visit) ? reach.coachId : null,
    }),
    fields: (form, shown) => (shown.whyNot === null ? <AttemptFields form={form} shown={shown} /> : null),
    save: 'Log the attempt',
    send: (visit, form, { shown }) =>
      logAttempt(visit, { referralId: shown.referral.id, form, by: byOf(visit), needs }),
    back: ({ referral }) => `/referrals/${referral.id}`,
    to: afterLogging,
    said: 'recorded',
  })

const formOf = (shown: Shown) => attemptFormOf(shown.items, shown.seesAll)
const trailOf = ({ referral, reach }: Shown) => [
  { name: `Referral of ${dayInWords(reach.receivedOn)}`, path: `/referrals/${referral.id}` },
]

/** What closed a referral took it out of a coach's hands: then their own page is next. */
const afterLogging = ({ isInHand }: Logged, { referral }: Pick<Shown, 'referral'>): string =>
  isInHand ? `/referrals/${referral.id}` : '/mine'

export const byOf = (visit: Visit): By => ({
  seesAll: seesAll(visit),
  coachId: visit.coachId,
  zone: visit.organisation.timeZone,
})

/** The same form sent again is kept already, also where the attempt closed its referral, which is out of the coach's hands since. */
const sentAgain = (needs: OutreachNeeds, door: TeamRoute): TeamRoute => ({
  ...door,
  async answer(visit) {
    const answer = await door.answer(visit)
    if (answer.status !== 404) return answer
    const referralId = visit.params.referralId ?? ''
    const kept = await visit.db.read(visit.scope, items)
    const form = parseTyped(attemptFormOf(kept, seesAll(visit)), await visit.typed(), 'outreach.attempt-wrong')
    if (!form.ok) return answer
    const again = await logAttempt(visit, { referralId, form: form.value, by: byOf(visit), needs })
    return again.ok ? goTo(visit.to('/mine?said=recorded')) : answer
  },
})
