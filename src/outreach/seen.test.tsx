import { expect, test } from 'vitest'
import { notFound, page } from '../platform/http/answer.tsx'
import type { TeamRoute } from '../platform/http/route.ts'
import { TeamPage } from '../platform/ui/shell.tsx'
import { outreachRecords } from './behind.ts'
import type { OutreachNeeds } from './needs.ts'
import { outreachRoom } from './room.ts'
import { type Field, field, sentForm } from './test-outreach.ts'
import { outreachWaiting } from './waiting.ts'

/** A page of a referral and one of a coach, as the rooms that own them put ours together. */
const around = (needs: OutreachNeeds): readonly TeamRoute[] => {
  const { ofReferral, mine = [] } = outreachRoom.room(needs)
  const may = ['administrator', 'coordinator', 'coach', 'viewer'] as const
  return [
    {
      method: 'GET',
      path: '/test/referrals/:referralId',
      may,
      answer: (visit) =>
        visit.db.read(visit.scope, async (tx) => {
          const found = await needs.referral(tx, visit.params.referralId ?? '')
          if (!found) return notFound()
          const parts = await Promise.all(ofReferral.map(({ section }) => section(tx, found, visit)))
          return page(
            <TeamPage visit={visit} title="A referral">
              {parts}
            </TeamPage>,
          )
        }),
    },
    {
      method: 'GET',
      path: '/test/mine',
      may,
      answer: (visit) =>
        visit.db.read(visit.scope, async (tx) => {
          const to = (path: string): string => visit.to(path)
          const parts = mine.map(({ section }) => section(tx, visit.coachId ?? '', visit.today, to))
          return page(
            <TeamPage visit={visit} title="Mine">
              {await Promise.all(parts)}
            </TeamPage>,
          )
        }),
    },
  ]
}

type Seen = Field & { readonly ana: string; readonly referralId: string; readonly add: string }
async function seen(): Promise<Seen> {
  const made = await field(around)
  const ana = await made.coach('Ana')
  await made.team.isCoach(ana)
  const referralId = await made.referral({ coachId: ana })
  return { ...made, ana, referralId, add: `/referrals/${referralId}/attempts/add` }
}
const read = async (made: Seen, who: 'coach' | 'coordinator' | 'viewer', path: string): Promise<string> =>
  (await made.team.as(who)(path)).text()

test('a referral shows what was tried, newest first: when, how, by whom, what came of it, what was given and what is next', async () => {
  const made = await seen()
  const at = `/test/referrals/${made.referralId}`
  expect(await read(made, 'coach', at)).toContain('Nobody has tried yet.')
  const kit = await made.item('Kit')
  await made.bag(made.ana, kit, { lot: 'A', count: 5 })
  const ben = await made.coach('Ben')
  await made.team.as('coach')(made.add, sentForm({ outcome: 'no answer', at: '09:00' }))
  const visit = {
    mode: 'in person',
    outcome: 'engaged',
    at: '10:30',
    companionId: ben,
    'need-housing': 'yes',
    hasNaloxone: 'yes',
  }
  await made.team.as('coach')(
    made.add,
    sentForm({ ...visit, [`gave-${kit}`]: '2', nextOn: '2025-01-20', note: 'Knock twice' }),
  )
  const shown = await read(made, 'coach', at)
  for (const words of [
    'Talked with them, and they want help',
    'In person',
    '15 Jan 2025, 10:30 am',
    'by Ana with Ben',
    'Given out: 2 × Kit.',
    'Needs: housing.',
    'Naloxone in hand: yes.',
    'Next step on 20 Jan 2025.',
    'Knock twice',
    'Log an attempt',
    'Correct or take back',
  ])
    expect(shown, words).toContain(words)
  expect(shown.indexOf('10:30 am')).toBeLessThan(shown.indexOf('9 am'))
  expect((await made.team.as('viewer')(at)).status).toBe(404)
})

test('a closed referral offers no attempt, and one that is enough is offered to be closed', async () => {
  const made = await seen()
  const at = `/test/referrals/${made.referralId}`
  for (const time of ['05:00', '06:00', '07:00', '08:00', '09:00'])
    await made.team.as('coach')(made.add, sentForm({ outcome: 'no answer', at: time }))
  expect(await read(made, 'coordinator', at)).toContain('Close as unable to reach')
  await made.team.as('coordinator')(made.add, sentForm({ outcome: 'deceased' }))
  const closed = await read(made, 'coordinator', at)
  expect(closed).not.toContain('Log an attempt')
  expect(closed).not.toContain('Close as unable to reach')
})

test('a coach’s own page says what is in their hands, when it is due and what is next, and names nobody', async () => {
  const made = await seen()
  await made.referral({ coachId: await made.coach('Ben') })
  const first = await read(made, 'coach', '/test/mine')
  expect(first.split('Referral of 13 Jan 2025')).toHaveLength(2)
  expect(first).toContain('First attempt by Thu 16 Jan 2025, 10 am')
  expect(first).toContain(made.add)
  expect(first).not.toContain('Ida')
  await made.team.as('coach')(made.add, sentForm({ nextOn: '2025-01-15' }))
  expect(await read(made, 'coach', '/test/mine')).toContain('1 attempt, next step today')
  await made.team.as('coordinator')(made.add, sentForm({ outcome: 'moved' }))
  expect(await read(made, 'coach', '/test/mine')).not.toContain('Referral of')
})

test('Today tells of a next step on its day, until somebody tried again, and only of what is in hand', async () => {
  const made = await seen()
  const due = async (who: 'coach' | 'coordinator', on: string) => {
    const { person_id } = await made.one<{ person_id: string }>(
      'select person_id from membership where role = $1 and org_id = $2',
      [who, made.team.org],
    )
    const [steps] = outreachWaiting
    return made.db.read({ org: made.team.org, person: person_id }, async (tx) => (await steps?.due(tx, on)) ?? [])
  }
  const others = await made.referral({ coachId: await made.coach('Ben') })
  for (const id of [made.referralId, others])
    await made.team.as('coordinator')(`/referrals/${id}/attempts/add`, sentForm({ nextOn: '2025-01-18' }))
  expect(await due('coordinator', '2025-01-17')).toEqual([])
  expect(await due('coordinator', '2025-01-18')).toHaveLength(2)
  expect((await due('coach', '2025-01-18')).map(({ href }) => href)).toEqual([made.add])
  expect((await due('coach', '2025-01-19'))[0]?.why).toBe('It was set for 18 Jan 2025.')
  await made.team.as('coach')(made.add, sentForm({ outcome: 'no answer', at: '11:30' }))
  expect(await due('coach', '2025-01-18')).toEqual([])
})

test('the records behind a number say a day and no name, lead to the referral, and are there only for who sees everybody', async () => {
  const made = await seen()
  const kit = await made.item('Kit')
  await made.bag(made.ana, kit, { lot: 'A', count: 5 })
  const form = sentForm({ outcome: 'engaged', [`gave-${kit}`]: '1' })
  await made.team.as('coach')(made.add, form)
  const { id: gift } = await made.one<{ id: string }>(`select id from supply_move where why = 'given'`)
  const behind = async (role: string) => {
    const { person_id } = await made.one<{ person_id: string }>(
      'select person_id from membership where role = $1 and org_id = $2',
      [role, made.team.org],
    )
    return made.db.read({ org: made.team.org, person: person_id }, async (tx) => [
      ...((await outreachRecords.attempt?.(tx, [form.attemptId ?? ''])) ?? []),
      ...((await outreachRecords.participant?.(tx, [form.attemptId ?? ''])) ?? []),
      ...((await outreachRecords.supply?.(tx, [gift])) ?? []),
    ])
  }
  const all = await behind('coordinator')
  expect(all.map(({ title, href, on }) => [title, href, on])).toEqual(
    Array(3).fill(['Attempt on 15 Jan 2025', `/referrals/${made.referralId}`, '2025-01-15']),
  )
  expect(all[2]?.detail).toBe('1 × Kit · lot A')
  for (const role of ['viewer', 'editor', 'privacy officer']) expect(await behind(role), role).toEqual([])
})
