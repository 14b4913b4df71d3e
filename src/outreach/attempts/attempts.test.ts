import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import type { Someone } from '../../platform/http/test-team.ts'
import { type Field, field, sentForm } from '../test-outreach.ts'

type Out = Field & { readonly ana: string; readonly referralId: string; readonly add: string }

/** Ana signs in as a coach, and has a referral in hand. */
async function out(more: Parameters<Field['referral']>[0] = {}): Promise<Out> {
  const made = await field()
  const ana = await made.coach('Ana')
  await made.team.isCoach(ana)
  const referralId = await made.referral({ coachId: ana, ...more })
  return { ...made, ana, referralId, add: `/referrals/${referralId}/attempts/add` }
}

const stateOf = ({ one, referralId }: Out) =>
  one<{ state: string; closed_reason: string | null }>('select state, closed_reason from referral where id = $1', [
    referralId,
  ])
const attemptsIn = async ({ one }: Field) => (await one<{ n: number }>('select count(*)::int as n from attempt')).n

test('only who has a referral in hand logs an attempt for it; for all others it is not there', async () => {
  const made = await out()
  const { team, add } = made
  const others = await made.referral({ coachId: await made.coach('Ben') })
  for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const) {
    expect((await team.as(who)(add)).status, who).toBe(404)
    expect((await team.as(who)(add, sentForm())).status, who).toBe(404)
  }
  expect((await team.as('stranger')(add)).status).toBe(303)
  const notHis = `/referrals/${others}/attempts/add`
  expect((await team.as('coach')(notHis)).status).toBe(404)
  expect((await team.as('coach')(notHis, sentForm())).status).toBe(404)
  expect((await team.as('coach')(`/referrals/${newId()}/attempts/add`)).status).toBe(404)
  expect(await attemptsIn(made)).toBe(0)
  for (const who of ['coach', 'coordinator', 'administrator'] as const) {
    expect((await team.as(who)(add)).status, who).toBe(200)
    expect((await team.as(who)(add, sentForm())).status, who).toBe(303)
  }
  expect(await attemptsIn(made)).toBe(3)
})

test('a partner who sent a referral does not reach what was tried for it', async () => {
  const made = await out()
  const partnerId = await made.act((tx) =>
    tx.sql
      .insertInto('partner')
      .values({ org_id: tx.org, id: newId(), name: 'EMS', sector: 'emergency' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await made.team.isPartner(partnerId.id)
  expect((await made.team.as('partner')(made.add)).status).toBe(404)
  expect((await made.team.as('partner')(`/referrals/${made.referralId}/script`)).status).toBe(404)
})

test('whoever opens the form of an attempt is written down as a reader of that person', async () => {
  const made = await out()
  await made.team.as('coach')(made.add)
  expect(await made.one('select what, by_right from person_read')).toEqual({ what: 'attempt', by_right: 'assigned' })
})

test('the form says whether family may be told, as the person agreed', async () => {
  const made = await out()
  const page = async (): Promise<string> => (await made.team.as('coach')(made.add)).text()
  expect(await page()).toContain('Family or friends learn nothing about anybody')
  made.needs.isFamilyTold = true
  expect(await page()).not.toContain('Family or friends learn nothing about anybody')
  expect(await page()).toContain('family or friends who ask may be told')
})

test('an attempt says when by the clock of the county, is sealed where it tells of somebody, and moves the referral', async () => {
  const made = await out()
  const form = sentForm({
    outcome: 'engaged',
    'need-housing': 'yes',
    'need-mental-health': 'yes',
    hasNaloxone: 'yes',
    isTrained: 'yes',
    nextOn: '2025-01-18',
    note: 'Likes mornings',
  })
  expect((await made.team.as('coach')(made.add, form)).headers.get('location')).toContain(
    `/referrals/${made.referralId}?said=recorded`,
  )
  const kept = await made.one<Record<string, unknown>>(
    `select *, concat_ws(' ', attempted_on, logged_on, next_on) as days from attempt`,
  )
  expect(kept).toMatchObject({
    id: form.attemptId,
    coach_id: made.ana,
    mode: 'phone',
    outcome: 'engaged',
    days: '2025-01-15 2025-01-15 2025-01-18',
    attempted_at: new Date('2025-01-15T16:00:00Z'),
    needs: ['mental health', 'housing'],
    has_naloxone: true,
    is_trained: true,
    may_call_again: null,
  })
  expect(JSON.stringify(kept)).not.toContain('Likes')
  expect(
    (await made.db.owner("select coalesce(before::text, '') || coalesce(after::text, '') as said from history")).rows
      .map(({ said }) => said)
      .join(),
  ).not.toContain('Likes')
  expect(await stateOf(made)).toEqual({ state: 'engaged', closed_reason: null })
})

test('the same form sent twice is one attempt, and says that it is kept', async () => {
  const made = await out()
  const form = sentForm()
  for (let times = 0; times < 3; times++) expect((await made.team.as('coach')(made.add, form)).status).toBe(303)
  expect(await attemptsIn(made)).toBe(1)
})

test('the same form sent again is kept already, also when it closed the referral and took it out of hand', async () => {
  const made = await out()
  const form = sentForm({ outcome: 'declined for good' })
  expect((await made.team.as('coach')(made.add, form)).status).toBe(303)
  await made.act((tx) => tx.sql.updateTable('referral_assignment').set({ until_at: new Date() }).execute())
  expect((await made.team.as('coach')(made.add)).status).toBe(404)
  expect((await made.team.as('coach')(made.add, form)).headers.get('location')).toContain('/mine?said=recorded')
  expect((await made.team.as('coach')(made.add, sentForm())).status).toBe(404)
  expect(await attemptsIn(made)).toBe(1)
})

test('another attempt under an id that is taken changes nothing and says so; nothing typed is lost', async () => {
  const made = await out()
  const form = sentForm()
  await made.team.as('coach')(made.add, form)
  const answer = await made.team.as('coach')(made.add, { ...form, note: 'Something else' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('Another attempt was kept under the same form already')
  expect(page).toContain('Something else')
  expect(await attemptsIn(made)).toBe(1)
  // Of a referral that the coach does not reach, nothing is told but that the id is taken.
  const others = await made.referral({ coachId: await made.coach('Ben') })
  await made.team.as('coordinator')(
    `/referrals/${others}/attempts/add`,
    sentForm({ attemptId: '01890000-0000-7000-8000-00000000000a' }),
  )
  expect(
    (await made.team.as('coach')(made.add, sentForm({ attemptId: '01890000-0000-7000-8000-00000000000a' }))).status,
  ).toBe(422)
  expect(await attemptsIn(made)).toBe(2)
})

test('a closed referral takes no attempt any more, and says who can open it again', async () => {
  const made = await out()
  await made.team.as('coordinator')(made.add, sentForm({ outcome: 'moved' }))
  expect(await stateOf(made)).toEqual({ state: 'closed', closed_reason: 'moved' })
  const answer = await made.team.as('coordinator')(made.add, sentForm())
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('A coordinator can open it again')
})

test.each([
  ['to come, by the day', { on: '2025-01-16' }, '16 Jan 2025 is still to come.'],
  ['to come, by the hour', { at: '12:01' }, 'That time is still to come.'],
  ['too long ago', { on: '2024-12-15' }, 'An attempt is logged within 30 days.'],
  ['that does not exist', { at: '25:00' }, 'Time is not a time of the day.'],
  ['with a next step before it', { nextOn: '2025-01-14' }, 'The next step is before 15 Jan 2025.'],
  ['with a next step in another century', { nextOn: '2125-01-14' }, 'Check the year.'],
])('a time %s is refused at its field', async (_, typed, sentence) => {
  const made = await out()
  const answer = await made.team.as('coach')(made.add, sentForm(typed))
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(sentence)
  expect(await attemptsIn(made)).toBe(0)
})

test('thirty days back is still in time, and so is this very minute', async () => {
  const made = await out()
  expect((await made.team.as('coach')(made.add, sentForm({ on: '2024-12-16' }))).status).toBe(303)
  expect((await made.team.as('coach')(made.add, sentForm({ at: '12:00' }))).status).toBe(303)
})

test('a call or a text comes first, or the page asks why not', async () => {
  const made = await out()
  const visit = { mode: 'in person', hasOtherCompanion: 'yes' }
  const answer = await made.team.as('coach')(made.add, sentForm(visit))
  expect(await answer.text()).toContain('Nobody called or wrote first.')
  expect((await made.team.as('coach')(made.add, sentForm({ ...visit, whyInPerson: 'asked for it' }))).status).toBe(303)
  const second = await out()
  await second.team.as('coach')(second.add, sentForm({ outcome: 'no answer', at: '10:00' }))
  expect((await second.team.as('coach')(second.add, sentForm(visit))).status).toBe(303)
  const without = await out({ hasNumber: false })
  expect((await without.team.as('coach')(without.add, sentForm(visit))).status).toBe(303)
})

test('nobody goes alone on a first visit, unless the team asks it otherwise', async () => {
  const made = await out({ hasNumber: false })
  const alone = { mode: 'in person', outcome: 'not there' }
  expect(await (await made.team.as('coach')(made.add, sentForm(alone))).text()).toContain(
    'Nobody goes alone on a first visit.',
  )
  const ben = await made.coach('Ben')
  expect(
    (await made.team.as('coach')(made.add, sentForm({ ...alone, companionId: made.ana }))).status,
    'with oneself',
  ).toBe(422)
  expect((await made.team.as('coach')(made.add, sentForm({ ...alone, companionId: ben }))).status).toBe(303)
  expect((await made.team.as('coach')(made.add, sentForm(alone))).status, 'the second time').toBe(303)
  const lenient = await out({ hasNumber: false })
  await lenient.act((tx) =>
    tx.sql.insertInto('response_rule').values({ org_id: tx.org, id: newId(), is_two_on_first_visit: false }).execute(),
  )
  expect((await lenient.team.as('coach')(lenient.add, sentForm(alone))).status).toBe(303)
})

test('what was put off is kept, and moves nothing', async () => {
  const made = await out()
  for (const outcome of ['deferred for safety', 'deferred for privacy'])
    expect((await made.team.as('coach')(made.add, sentForm({ mode: 'in person', outcome }))).status).toBe(303)
  expect(await stateOf(made)).toEqual({ state: 'assigned', closed_reason: null })
})

test('who declines for now stays open only if they may be called again', async () => {
  const open = await out()
  await open.team.as('coordinator')(
    open.add,
    sentForm({ outcome: 'declined now', mayCallAgain: 'yes', nextOn: '2025-02-01' }),
  )
  expect(await stateOf(open)).toEqual({ state: 'reached', closed_reason: null })
  const shut = await out()
  const answer = await shut.team.as('coordinator')(
    shut.add,
    sentForm({ outcome: 'declined now', nextOn: '2025-02-01' }),
  )
  expect(await answer.text()).toContain('They did not say that you may call again')
  await shut.team.as('coordinator')(shut.add, sentForm({ outcome: 'declined now' }))
  expect(await stateOf(shut)).toEqual({ state: 'closed', closed_reason: 'declined now' })
})

test('volunteers do not follow up somebody under 18, nor outside the county: a coordinator does', async () => {
  for (const path of ['minor', 'outside'] as const) {
    const made = await out({ path })
    expect(await (await made.team.as('coach')(made.add)).text()).toContain('A coordinator')
    const answer = await made.team.as('coach')(made.add, sentForm())
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('A volunteer does not')
    expect((await made.team.as('coordinator')(made.add, sentForm({ coachId: made.ana }))).status).toBe(422)
    expect((await made.team.as('coordinator')(made.add, sentForm())).status).toBe(303)
  }
})

test('a referral of a family in grief knows no survivor, and has words of its own', async () => {
  const made = await out({ path: 'grief' })
  const form = await (await made.team.as('coach')(made.add)).text()
  for (const outcome of ['reached', 'engaged', 'in treatment', 'declined now', 'deceased'])
    expect(form).not.toContain(`name="outcome" value="${outcome}"`)
  expect(form).toContain('name="outcome" value="reached family"')
  expect((await made.team.as('coach')(made.add, sentForm({ outcome: 'engaged' }))).status).toBe(422)
  expect((await made.team.as('coach')(made.add, sentForm({ outcome: 'reached family' }))).status).toBe(303)
  expect(await stateOf(made)).toEqual({ state: 'reached', closed_reason: null })
  expect(await (await made.team.as('coach')(`/referrals/${made.referralId}/script`)).text()).toContain(
    'sorry for your loss',
  )
})

test('a coach corrects and takes back what they logged on the same day; later a coordinator does', async () => {
  const made = await out()
  const form = sentForm({ outcome: 'engaged', note: 'First words' })
  await made.team.as('coach')(made.add, form)
  const at = `/referrals/${made.referralId}/attempts/${form.attemptId}`
  expect(await (await made.team.as('coach')(at)).text()).toContain('First words')
  expect((await made.team.as('coach')(at, { ...form, outcome: 'no answer', version: '1' })).status).toBe(303)
  expect(await made.one('select outcome, version from attempt')).toEqual({ outcome: 'no answer', version: 2 })
  const second = await made.team.as('coordinator')(at, { ...form, outcome: 'reached', version: '1' })
  expect(second.status).toBe(422)
  expect(await second.text()).toContain('Somebody saved this attempt')

  await made.act((tx) => tx.sql.updateTable('attempt').set({ logged_on: '2025-01-14' }).execute())
  expect(await (await made.team.as('coach')(at)).text()).toContain('Ask a coordinator')
  expect((await made.team.as('coach')(at, { ...form, outcome: 'reached', version: '2' })).status).toBe(422)
  expect((await made.team.as('coach')(`${at}/remove`, { version: '2' })).status).toBe(422)
  expect((await made.team.as('coordinator')(`${at}/remove`, { version: '1' })).status, 'an older version').toBe(422)
  expect((await made.team.as('coordinator')(`${at}/remove`, { version: '2' })).status).toBe(303)
  expect(await attemptsIn(made)).toBe(0)
})

test('a contact that was logged wrongly takes its referral back to where the other attempts leave it', async () => {
  const made = await out()
  const call = sentForm({ outcome: 'no answer' })
  const wrong = sentForm({ outcome: 'engaged' })
  for (const form of [call, wrong]) await made.team.as('coach')(made.add, form)
  expect((await stateOf(made)).state).toBe('engaged')
  const at = `/referrals/${made.referralId}/attempts`
  await made.team.as('coach')(`${at}/${wrong.attemptId}`, { ...wrong, outcome: 'reached', version: '1' })
  expect((await stateOf(made)).state).toBe('reached')
  await made.team.as('coach')(`${at}/${wrong.attemptId}/remove`, { version: '2' })
  expect((await stateOf(made)).state).toBe('attempting')
  await made.team.as('coach')(`${at}/${call.attemptId}`, { ...call, outcome: 'deferred for safety', version: '1' })
  expect((await stateOf(made)).state, 'nobody tried').toBe('assigned')
})

test('a referral that a wrong attempt closed is open again once it is corrected, and not while another closes it', async () => {
  const made = await out()
  const wrong = sentForm({ outcome: 'declined for good' })
  await made.team.as('coach')(made.add, wrong)
  const at = `/referrals/${made.referralId}/attempts/${wrong.attemptId}`
  const ask = made.team.as('coordinator')
  expect((await ask(at, { ...wrong, outcome: 'declined now', version: '1' })).status).toBe(303)
  expect(await stateOf(made)).toEqual({ state: 'closed', closed_reason: 'declined now' })
  expect((await ask(at, { ...wrong, outcome: 'no answer', version: '2' })).status).toBe(303)
  expect(await stateOf(made)).toEqual({ state: 'attempting', closed_reason: null })
  await made.act((tx) =>
    tx.sql.updateTable('referral').set({ state: 'closed', closed_reason: 'moved', closed_on: '2025-01-15' }).execute(),
  )
  expect((await ask(`${at}/remove`, { version: '3' })).status).toBe(303)
  expect(await stateOf(made), 'somebody else closed it').toEqual({ state: 'closed', closed_reason: 'moved' })
})

test('what was taken back does not come again when a phone sends it once more', async () => {
  const made = await out()
  const form = sentForm()
  await made.team.as('coach')(made.add, form)
  await made.team.as('coach')(`/referrals/${made.referralId}/attempts/${form.attemptId}/remove`, { version: '1' })
  const answer = await made.team.as('coach')(made.add, form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('This attempt was taken back before.')
  expect(await attemptsIn(made)).toBe(0)
})

test('an attempt of another referral is not found under this one, and nobody else corrects it', async () => {
  const made = await out()
  const form = sentForm()
  await made.team.as('coach')(made.add, form)
  const other = await made.referral({ coachId: made.ana })
  expect((await made.team.as('coach')(`/referrals/${other}/attempts/${form.attemptId}`)).status).toBe(404)
  const at = `/referrals/${made.referralId}/attempts/${form.attemptId}`
  for (const who of ['viewer', 'editor', 'privacy officer', 'neighbour'] satisfies Someone[]) {
    expect((await made.team.as(who)(at)).status, who).toBe(404)
    expect((await made.team.as(who)(`${at}/remove`, { version: '1' })).status, who).toBe(404)
  }
  expect(await attemptsIn(made)).toBe(1)
})

test('after the most attempts that reached nobody the page proposes to close, and only then it closes', async () => {
  const made = await out()
  const close = `/referrals/${made.referralId}/attempts/close`
  const tries = async (outcome: string, at: string): Promise<unknown> =>
    made.team.as('coach')(made.add, sentForm({ outcome, at }))
  for (const at of ['06:00', '07:00', '08:00', '09:00']) await tries('no answer', at)
  await tries('deferred for safety', '09:30')
  expect(await (await made.team.as('coach')(made.add)).text()).not.toContain('Close as unable to reach')
  expect((await made.team.as('coach')(close, {})).status).toBe(422)
  await tries('left neutral message', '10:00')
  expect(await (await made.team.as('coach')(made.add)).text()).toContain('Close as unable to reach')
  expect((await made.team.as('coach')(close, {})).status).toBe(303)
  expect(await stateOf(made)).toEqual({ state: 'closed', closed_reason: 'unable to reach' })
})
