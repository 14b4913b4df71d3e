// Every step from every state of what the response keeps, sent to the verbs by who may do everything: what the rules forbid is refused
// in words and changes no row and no line of history; what they allow leads where they say. The tables are those of the rules.
import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { ok, type Result } from '../core/result.ts'
import { logAttempt } from '../outreach/attempts/actions.ts'
import type { AttemptForm, Outcome } from '../outreach/model.ts'
import type { OutreachNeeds } from '../outreach/needs.ts'
import { countStock, discardStock, moveStock, recallLot, receiveLot } from '../outreach/supplies/actions.ts'
import { put } from '../platform/db/verbs.ts'
import { type ReferralState, referralStates } from '../referrals/facts.ts'
import { handOut } from '../referrals/handout/actions.ts'
import { closeReferral, reopenReferral } from '../referrals/one/actions.ts'
import { referralsRoom } from '../referrals/room.ts'
import { after, type ReferralStep, steps } from '../referrals/rules.ts'
import { revokeConsent } from './consents/actions.ts'
import { tellPartner } from './disclosures/actions.ts'
import { answerFollowUp } from './follow-ups/actions.ts'
import type { FollowUpState } from './follow-ups/model.ts'
import { renewLink, sendOnward, stepOnward, takeBackStep } from './onward/actions.ts'
import { type OnwardState, onwardStates, stepNames } from './onward/model.ts'
import { isWithPartner, type OnwardStep, onwardSteps, stateAfter } from './onward/rules.ts'
import { linkageRoom } from './room.ts'
import { release, type Shop, serviceOf, shop } from './test-linkage.ts'

const today = '2025-01-15'
const tables =
  'referral referral_assignment referral_offer referral_way attempt follow_up onward_referral onward_link consent disclosure supply_move supply_lot history'.split(
    ' ',
  )

/** Whoever sees and does all. */
const handOf = ({ db, team }: Shop) => ({ db, scope: team.scope, today })
const outreachNeeds = ({ needs }: Shop): OutreachNeeds => ({
  ...referralsRoom.inHand,
  ...needs,
  ...linkageRoom.forOutreach,
})

/** All rows of all that a step could change. */
async function everything({ one }: Shop): Promise<unknown> {
  const parts = tables.map((name) => `(select json_agg(t order by t::text) from ${name} t) as "${name}"`)
  return one(`select ${parts.join(', ')}`)
}

const inWords = /^[A-Z].{15,}[.)]$/s

/** Sends a step to its verb. Answers whether it was taken; one that was not says why, and has changed nothing. */
async function send(county: Shop, what: string, step: () => Promise<Result<unknown>>): Promise<boolean> {
  const before = await everything(county)
  const answer = await step()
  if (answer.ok) return true
  for (const { message } of answer.problems) expect(message, what).toMatch(inWords)
  expect(answer.problems.length, what).toBeGreaterThan(0)
  expect(await everything(county), `${what} was refused and changed something`).toEqual(before)
  return false
}

const onlyAct = (name: string): string => `with act as (select set_config('app.act', '${name}', true))`

/** What a referral stands at, whatever led there. */
const setState = ({ one }: Shop, id: string, state: ReferralState): Promise<unknown> =>
  one(
    `${onlyAct('test.stands')} update referral set state = $2, closed_reason = case when $2 = 'closed' then 'moved' end,
       closed_on = case when $2 = 'closed' then date '2025-01-14' end from act where id = $1`,
    [id, state],
  )
const versionOf = async ({ one }: Shop, table: string, id: string): Promise<number> =>
  (await one(`select version from ${table} where id = $1`, [id])).version as number

const attemptOf = (outcome: Outcome, gave: AttemptForm['gave'] = [], more: Partial<AttemptForm> = {}): AttemptForm => ({
  attemptId: newId(),
  mode: 'phone',
  outcome,
  whyInPerson: '',
  companionId: null,
  hasOtherCompanion: false,
  needs: [],
  gave,
  isAskedByFamily: false,
  isCounted: false,
  hasNaloxone: null,
  isTrained: false,
  mayCallAgain: null,
  nextOn: null,
  note: '',
  on: today,
  at: '11:00',
  coachId: null,
  from: gave.length > 0 ? 'at Office' : null,
  ...more,
})
const logged = (county: Shop, referralId: string, form: AttemptForm) =>
  logAttempt(handOf(county), {
    referralId,
    form,
    by: { seesAll: true, coachId: null, zone: 'America/New_York' },
    needs: outreachNeeds(county),
  })

test('a referral takes from each state the steps that its rules allow, and refuses every other', async () => {
  const county = await shop()
  const serviceId = await serviceOf(county, county.rc3)
  await county.act(async (tx) => {
    await put(tx, 'coach_stage', { coachId: county.coachId, stage: 'active', fromOn: '2024-01-01', position: 1 })
    return ok(null)
  })
  const { needs } = county
  const hand = handOf(county)
  /** What sends each step; accepting is done by handing out. */
  const verbs: Readonly<
    Record<Exclude<ReferralStep, 'accept'>, (id: string, personId: string) => Promise<Result<unknown>>>
  > = {
    assign: async (id) =>
      handOut(hand, { id, version: await versionOf(county, 'referral', id), coachId: county.coachId, needs }),
    attempt: (id) => logged(county, id, attemptOf('no answer')),
    reach: (id) => logged(county, id, attemptOf('reached')),
    engage: (id) => logged(county, id, attemptOf('engaged')),
    link: async (referralId, personId) => {
      const id = await onwardIn(county, 'sent', { referralId, personId, serviceId })
      const form = { step: 'attend', on: today, time: null, why: null, isWarm: false } as const
      return stepOnward(hand, { referralId, id, version: 1, form, needs })
    },
    'follow up': async (referralId, personId) => {
      const id = await followUpIn(
        county,
        { state: 'due', dueOn: today, missedOn: '2025-01-30' },
        { referralId, personId },
      )
      return answerFollowUp(hand, { referralId, id, version: 1, form: nothingAsked, needs })
    },
    close: async (id) =>
      closeReferral(hand, { id, version: await versionOf(county, 'referral', id), reason: 'support ended', needs }),
    reopen: (id) => reopenReferral(hand, { id }),
  }
  // What a partner or a person tells of a referral that was closed is kept, and leaves it closed.
  const keptOfClosed: readonly ReferralStep[] = ['link', 'follow up']
  let refusals = 0
  for (const state of referralStates)
    for (const [step, verb] of Object.entries(verbs) as [keyof typeof verbs, (typeof verbs)[keyof typeof verbs]][]) {
      const what = `${step} from ${state}`
      const { referralId, personId } = await county.refer('Ida Moss', { state: 'received' })
      await setState(county, referralId, state)
      const isForbidden = step === 'reopen' ? state !== 'closed' : state === 'closed' && !keptOfClosed.includes(step)
      expect(isForbidden && steps[step].from.some((from) => from === state), `${what}: the table of the rules`).toBe(
        false,
      )
      // The rows that link and follow up need are made before the step, so they are sent as they are.
      const taken = keptOfClosed.includes(step)
        ? (await verb(referralId, personId)).ok
        : await send(county, what, () => verb(referralId, personId))
      expect(taken, what).toBe(!isForbidden)
      if (isForbidden) refusals++
      const now = (await county.one('select state from referral where id = $1', [referralId])).state
      expect(now, what).toBe(isForbidden ? state : (after(state, step) ?? state))
    }
  expect(refusals).toBe(8 + 5)
})

const nothingAsked = {
  isKept: null,
  hasHousing: null,
  hasWork: null,
  isSupported: null,
  isSatisfied: null,
  hadOverdose: null,
  hasNaloxone: null,
  note: '',
}

type Of = { readonly referralId: string; readonly personId: string; readonly serviceId: string }

/** An onward referral that stands somewhere, with the days that belong to it. */
const onwardIn = (county: Shop, state: OnwardState, of: Of): Promise<string> =>
  county.act(async (tx) => {
    const isSent = !['offered', 'accepted', 'refused'].includes(state)
    return ok(
      await put(tx, 'onward_referral', {
        ...of,
        state,
        offeredOn: '2025-01-10',
        acceptedOn: state === 'offered' || state === 'refused' ? null : '2025-01-11',
        sentOn: isSent ? '2025-01-12' : null,
        scheduledFor: state === 'scheduled' ? '2025-01-14T15:00:00Z' : null,
        attendedOn: state === 'attended' ? '2025-01-13' : null,
        endedOn: state === 'ended' ? '2025-01-14' : null,
        endedWhy: state === 'ended' ? 'other' : '',
      }),
    )
  })

test('an onward referral takes from each state the steps that its rules allow, and refuses every other', async () => {
  const county = await shop()
  const { referralId, personId, needs } = county
  const hand = handOf(county)
  const of = { referralId, personId, serviceId: await serviceOf(county, county.rc3) }
  const consentId = await release(county, { personId, recipientId: county.rc3 })
  const sent = (id: string) =>
    sendOnward(hand, {
      referralId,
      id,
      version: 1,
      what: ['identity'],
      form: { consentId, exception: null, exceptionWhy: '' },
      needs,
    })
  const stepped = (id: string, step: (typeof stepNames)[number]) =>
    stepOnward(hand, {
      referralId,
      id,
      version: 1,
      form: { step, on: today, time: null, why: 'other', isWarm: false },
      needs,
    })
  let refusals = 0
  for (const state of onwardStates) {
    for (const step of Object.keys(onwardSteps) as OnwardStep[]) {
      const what = `${step} from ${state}`
      const id = await onwardIn(county, state, of)
      const to = stateAfter(state, step)
      const taken = await send(county, what, () => (step === 'send' ? sent(id) : stepped(id, step)))
      expect(taken, what).toBe(to !== null)
      if (!taken) refusals++
      expect((await county.one('select state from onward_referral where id = $1', [id])).state, what).toBe(to ?? state)
    }
    const id = await onwardIn(county, state, of)
    expect(
      await send(county, `taken back from ${state}`, () => takeBackStep(hand, { referralId, id, version: 1, needs })),
      `taken back from ${state}`,
    ).toBe(state !== 'offered' && state !== 'sent')
    // Nothing of these was shared, so no state has a link made for it.
    const other = await onwardIn(county, state, of)
    expect(await send(county, `a link for ${state}`, () => renewLink(hand, { referralId, id: other, needs }))).toBe(
      false,
    )
    expect(isWithPartner(state)).toBe(['sent', 'waitlisted', 'scheduled', 'attended'].includes(state))
  }
  expect(refusals).toBe(
    onwardStates.length * 9 - Object.values(onwardSteps).flatMap(({ from }) => from as readonly string[]).length,
  )
})

type Stands = { readonly state: FollowUpState; readonly dueOn: string; readonly missedOn: string }

const followUpIn = (county: Shop, stands: Stands, of: Omit<Of, 'serviceId'>): Promise<string> =>
  county.act(async (tx) => {
    const doneOn = stands.state === 'done' ? '2025-01-14' : null
    return ok(await put(tx, 'follow_up', { ...of, ...stands, doneOn, days: 7 }))
  })

test('a follow-up is answered while it is asked, corrected once it was, and never before its time or after it was missed', async () => {
  const county = await shop()
  const hand = handOf(county)
  const cases: readonly (readonly [Stands, boolean])[] = [
    [{ state: 'not due', dueOn: '2025-01-19', missedOn: '2025-02-03' }, false],
    [{ state: 'not due', dueOn: '2025-01-18', missedOn: '2025-02-02' }, true],
    [{ state: 'due', dueOn: today, missedOn: '2025-01-30' }, true],
    [{ state: 'due', dueOn: '2025-01-01', missedOn: '2025-01-16' }, true],
    [{ state: 'due', dueOn: '2024-12-31', missedOn: today }, false],
    [{ state: 'missed', dueOn: '2024-12-01', missedOn: '2024-12-16' }, false],
    [{ state: 'done', dueOn: '2024-12-01', missedOn: '2024-12-16' }, true],
  ]
  for (const [stands, may] of cases) {
    const { referralId, personId } = await county.refer('Ida Moss', { state: 'engaged' })
    const id = await followUpIn(county, stands, { referralId, personId })
    const what = `answering one that is ${stands.state} and was due on ${stands.dueOn}`
    const step = () => answerFollowUp(hand, { referralId, id, version: 1, form: nothingAsked, needs: county.needs })
    expect(await send(county, what, step), what).toBe(may)
  }
})

test('a consent shares while it is signed and in force, and is taken back once', async () => {
  const county = await shop()
  const { referralId, personId, rc3: recipientId, needs } = county
  const hand = handOf(county)
  const signed = () => release(county, { personId, recipientId })
  const change = async (set: string): Promise<string> => {
    const id = await signed()
    await county.one(`${onlyAct('test.stands')} update consent set ${set} from act where id = $1`, [id])
    return id
  }
  const spoken = () =>
    county.act(async (tx) => ok(await put(tx, 'consent', { personId, kind: 'verbal outreach', fromOn: '2025-01-12' })))
  const states: Readonly<
    Record<string, { readonly made: () => Promise<string>; readonly shares: boolean; readonly ends: boolean }>
  > = {
    signed: { made: signed, shares: true, ends: true },
    'on its last day': { made: () => change(`until_on = '${today}'`), shares: true, ends: true },
    ended: { made: () => change(`until_on = '2025-01-14'`), shares: false, ends: true },
    'of tomorrow': { made: () => change(`from_on = '2025-01-16'`), shares: false, ends: true },
    'taken back': {
      made: () => change(`revoked_at = '2025-01-14', revoked_how = 'spoken'`),
      shares: false,
      ends: false,
    },
    spoken: { made: spoken, shares: false, ends: true },
    'of somebody else': {
      made: async () => release(county, { personId: (await county.refer('Otto Ash')).personId, recipientId }),
      shares: false,
      ends: false,
    },
    'that is not there': { made: async () => newId(), shares: false, ends: false },
  }
  for (const [state, { made, shares, ends }] of Object.entries(states)) {
    const shared = await made()
    const form = {
      recipientId,
      purpose: 'getting help',
      copy: 'scope in words',
      exception: null,
      exceptionWhy: '',
    } as const
    const share = () =>
      tellPartner(hand, { referralId, form: { ...form, consentId: shared }, what: ['identity'], needs })
    expect(await send(county, `sharing by one ${state}`, share), `sharing by one ${state}`).toBe(shares)
    const ended = await made()
    const revoke = () => revokeConsent(hand, { id: ended, referralId, form: { how: 'spoken' }, needs })
    expect(await send(county, `taking back one ${state}`, revoke), `taking back one ${state}`).toBe(ends)
  }
})

test('a lot is given, moved, thrown away and recalled as far as it is there and may be', async () => {
  const county = await shop()
  const hand = handOf(county)
  const item = (name: string) =>
    county.act(async (tx) => ok(await put(tx, 'supply_item', { name, kind: 'naloxone kit' })))
  const states = {
    fresh: {},
    recalled: { recalledOn: '2025-01-10' },
    'run out': { expiresOn: '2025-01-14' },
    gone: {},
  } as const
  type State = keyof typeof states
  const from = 'at Office'
  type Lot = { readonly itemId: string; readonly lotId: string }
  const verbs: Readonly<
    Record<string, { readonly verb: (lot: Lot) => Promise<Result<unknown>>; readonly from: readonly State[] }>
  > = {
    give: {
      verb: ({ itemId }) => logged(county, county.referralId, attemptOf('engaged', [{ itemId, count: 1 }])),
      from: ['fresh'],
    },
    'put into a bag': {
      verb: ({ lotId }) => moveStock(hand, { lotId, form: { from, toCoachId: county.coachId, toPlace: '', count: 1 } }),
      from: ['fresh'],
    },
    'move to a place': {
      verb: ({ lotId }) => moveStock(hand, { lotId, form: { from, toCoachId: null, toPlace: 'Van', count: 1 } }),
      from: ['fresh', 'recalled', 'run out'],
    },
    'move to where it lies': {
      verb: ({ lotId }) => moveStock(hand, { lotId, form: { from, toCoachId: null, toPlace: 'Office', count: 1 } }),
      from: [],
    },
    'move more than there are': {
      verb: ({ lotId }) => moveStock(hand, { lotId, form: { from, toCoachId: null, toPlace: 'Van', count: 6 } }),
      from: [],
    },
    discard: {
      verb: ({ lotId }) => discardStock(hand, { lotId, form: { from, count: 1 } }),
      from: ['fresh', 'recalled', 'run out'],
    },
    'discard more than there are': {
      verb: ({ lotId }) => discardStock(hand, { lotId, form: { from, count: 6 } }),
      from: [],
    },
    count: {
      verb: ({ lotId }) => countStock(hand, { lotId, form: { from, count: 4 } }),
      from: ['fresh', 'recalled', 'run out', 'gone'],
    },
    recall: {
      verb: ({ lotId }) => recallLot(hand, { id: lotId, version: 1, isRecalled: true }),
      from: ['fresh', 'run out', 'gone'],
    },
    'end a recall': {
      verb: ({ lotId }) => recallLot(hand, { id: lotId, version: 1, isRecalled: false }),
      from: ['recalled'],
    },
    'recall over an older version': {
      verb: ({ lotId }) => recallLot(hand, { id: lotId, version: 7, isRecalled: true }),
      from: [],
    },
    'take in what ran out': {
      verb: ({ itemId }) =>
        receiveLot(hand, { itemId, lot: 'Late', expiresOn: '2025-01-14', place: 'Office', count: 1 }),
      from: [],
    },
  }
  for (const state of Object.keys(states) as State[])
    for (const [step, { verb, from: may }] of Object.entries(verbs)) {
      const itemId = await item(`${step}, ${state}`)
      const lotId = await county.act(async (tx) => {
        const id = await put(tx, 'supply_lot', { itemId, lot: 'A1', ...states[state] })
        if (state !== 'gone')
          await put(tx, 'supply_move', {
            lotId: id,
            place: 'Office',
            quantity: 5,
            why: 'received',
            movedOn: '2025-01-02',
          })
        return ok(id)
      })
      const what = `${step}, of a lot that is ${state}`
      expect(await send(county, what, () => verb({ itemId, lotId })), what).toBe(may.includes(state))
    }
})
