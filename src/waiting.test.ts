import { expect, test } from 'vitest'
import { applicationsDue } from './coaches/applications/waiting.ts'
import { lapsesDue } from './coaches/credentials/waiting.ts'
import { alertDue, reviewDue } from './measures/waiting.ts'
import type { Role } from './platform/http/route.ts'
import { changesDue } from './publish/waiting.ts'
import { stepDue } from './scorecard/waiting.ts'
import { gapsDue } from './shifts/gaps/waiting.ts'
import { supportDue } from './support/home/waiting.ts'
import { houseWithTwoCounties } from './test-house.ts'
import { unconfirmedDue } from './training/places/waiting.ts'
import { classesDue } from './training/sessions/waiting.ts'

const saidOf = (lines: readonly { readonly what: string }[]): readonly string[] => lines.map(({ what }) => what)

test('what waits is said as people say it, one or many, and nothing is said of nothing', () => {
  expect([0, 1, 3].flatMap((count) => saidOf(applicationsDue(count)))).toEqual([
    'One person waits to become a coach',
    '3 people wait to become coaches',
  ])
  expect([0, 1, 2].flatMap((count) => saidOf(classesDue(count)))).toEqual([
    'A class waits for its outcomes',
    '2 classes wait for their outcomes',
  ])
  expect([0, 1, 2].flatMap((count) => saidOf(lapsesDue(count)))).toEqual([
    '1 credential of coaches at work runs out within 30 days',
    '2 credentials of coaches at work run out within 30 days',
  ])
  const gap = (day: string, places: number) => ({ id: day, day, places })
  const gaps = gapsDue([gap('2025-01-15', 1), gap('2025-01-16', 2), gap('2025-01-17', 1)], '2025-01-15')
  expect(gaps.map(({ href }) => href)).toEqual(['/shifts/2025-01-15', '/shifts/2025-01-16'])
  expect(saidOf(gaps)).toEqual([
    '1 place on shifts today without a coach',
    '3 places on shifts in the next 6 days without a coach',
  ])
  expect(saidOf(supportDue(2, 1))).toEqual(['Supervision of 2 coaches is overdue', '1 new coach has no mentor yet'])
  expect([gapsDue([], '2025-01-15'), supportDue(0, 0)].flat()).toEqual([])
  expect([0, 1, 5].flatMap((count) => saidOf(changesDue(count, 3)))).toEqual([
    'One change is not public yet',
    '5 changes are not public yet',
  ])
  expect(changesDue(1, null)[0]?.why).toBe('Nothing is published yet.')
  expect(changesDue(1, 3)[0]?.why).toBe('Edition 3 is what the public sees.')
})

test('each line leads to where it is done', () => {
  const alert = {
    title: 'Overdose visits',
    measureId: 'o',
    from: '2026-11-03',
    count: 9,
    usual: 1.2,
    every: 'day',
  } as const
  expect(alertDue(alert)).toMatchObject({
    what: 'Overdose visits: 9 on 3 Nov 2026, where 1.2 a day is usual',
    why: 'An alert to look, not a finding.',
    href: '/measures/o/spikes',
    when: 'now',
  })
  expect(reviewDue({ title: 'Follow-up visits', measureId: 'f', reviewId: 'r', dueOn: '2025-01-15' })).toMatchObject({
    what: 'Follow-up visits: the review of 15 Jan 2025',
    href: '/measures/f/reviews/r',
  })
  expect(stepDue({ what: 'Explore funding', measureId: 'm', dueOn: '2024-03-01' })).toMatchObject({
    why: 'This step was due on 1 Mar 2024. Say how it stands, or give it a new day.',
    href: '/measures/m/story#action-plan',
  })
})

test('seats held for addresses nobody has confirmed are said with their class, and whether any seat is left', () => {
  const held = { sessionId: 's', course: 'Ethics', startsOn: '2025-03-03', capacity: 12, seats: 9, held: 1 } as const
  expect(unconfirmedDue(held)).toMatchObject({
    what: 'Ethics, 3 Mar 2025: 1 of 12 seats is held for a mail address that nobody has confirmed',
    act: 'Look at the sign-ups',
    href: '/training/sessions/s#sign-ups',
  })
  expect(unconfirmedDue(held).why).not.toContain('No seat is left')
  const full = unconfirmedDue({ ...held, capacity: 5, seats: 5, held: 4 })
  expect(full.what).toBe('Ethics, 3 Mar 2025: 4 of 5 seats are held for mail addresses that nobody has confirmed')
  expect(full.why).toContain('No seat is left for anybody else.')
  expect(unconfirmedDue({ ...held, capacity: null, held: 3 }).what).toContain(': 3 seats are held for mail addresses')
})

test('a stranger who fills a class with made-up addresses is seen on Today by those who run it', async () => {
  const house = await houseWithTwoCounties()
  const coordinator = house.as('coordinator')
  const { id: courseId = '' } = await house.row('select id from course where org_id = $1 order by id limit 1', [
    house.wilson,
  ])
  const session = {
    courseId,
    startsOn: '2025-09-03',
    endsOn: '',
    place: 'Library',
    link: '',
    capacity: '2',
    isOpen: 'yes',
  }
  const added = await coordinator('/team/wilson/training/sessions/add', session)
  const id = /sessions\/([0-9a-f-]{36})/.exec(added.headers.get('location') ?? '')?.[1] ?? ''
  const today = async (who: Role): Promise<string> =>
    (await (await house.as(who)('/team/wilson/today')).text()).replace(/\s+/g, ' ')
  expect(await today('coordinator')).not.toContain('nobody has confirmed')
  for (const name of ['Made Up', 'Made Too'])
    await house.as('stranger')(`/wilson/classes/${id}`, {
      name,
      email: `${name.replace(' ', '.')}@example.org`,
      language: 'en',
      website: '',
    })
  const said = 'Sep 2025: 2 of 2 seats are held for mail addresses that nobody has confirmed'
  expect(await today('coordinator')).toContain(said)
  expect(await today('coordinator')).toContain(`href="/team/wilson/training/sessions/${id}#sign-ups"`)
  expect(await today('administrator')).toContain(said)
  expect(await today('viewer')).not.toContain('nobody has confirmed')
  expect(await today('editor')).not.toContain('nobody has confirmed')
  await coordinator(`/team/wilson/training/sessions/${id}/cancel`, {})
  expect(await today('coordinator'), 'nothing waits in a class that is called off').not.toContain(
    'nobody has confirmed',
  )
})

test('each is told what they may do, and nothing else', async () => {
  const house = await houseWithTwoCounties()
  const acts = async (role: Role): Promise<readonly string[]> =>
    [...(await (await house.as(role)('/team/wilson/today')).text()).matchAll(/<a class="button[^>]*>([^<]+)</g)].map(
      ([, act = '']) => act,
    )
  expect(await acts('administrator')).toContain('Read the applications')
  expect(await acts('coordinator')).toContain('Read the applications')
  expect(await acts('editor')).not.toContain('Read the applications')
  expect(await acts('viewer')).toEqual([])
})

test('Today shows five lines at a glance, what cannot wait first, and counts what each page behind a line shows', async () => {
  const house = await houseWithTwoCounties()
  const textOf = async (who: Role, path: string): Promise<string> =>
    (await (await house.as(who)(`/team/wilson${path}`)).text()).replace(/\s+/g, ' ')
  await house.db.owner(
    `with act as (select set_config('app.act', 'test.standing', false))
     update shift_place p set state = 'open', coach_id = null from act, shift s
     where s.org_id = p.org_id and s.id = p.shift_id and s.org_id = $1 and s.starts_at > '2025-01-15T17:00:00Z'
       and s.day <= '2025-01-21' and p.number = 1`,
    [house.wilson],
  )
  const { count } = await house.row(
    `select count(*) from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
     where s.org_id = $1 and p.state = 'open' and s.starts_at > '2025-01-15T17:00:00Z' and s.day between '2025-01-16' and '2025-01-21'`,
    [house.wilson],
  )
  const said = await textOf('coordinator', '/today')
  expect(Number(count)).toBeGreaterThan(1)
  expect(said).toContain(`${count} places on shifts in the next 6 days without a coach`)
  const [glance = '', more = ''] = said.slice(said.indexOf('class="due"')).split('<details class="more">')
  expect(glance.match(/<li>/g)).toHaveLength(5)
  expect(more).toContain(`<summary>${more.match(/<li>/g)?.length} more</summary>`)
  const overdue = /Supervision of (\d+) coach/.exec(said)?.[1]
  expect(await textOf('coordinator', '/support')).toContain(`Supervision is overdue for ${overdue} active coach`)
  expect(await textOf('viewer', '/today')).not.toMatch(/without a coach|Supervision of|no mentor yet/)
})
