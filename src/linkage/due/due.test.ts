import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Visit } from '../../platform/http/route.ts'
import { linkageRecords } from '../behind.ts'
import { linkageSections } from '../sections.tsx'
import { release, type Shop, serviceOf, shop } from '../test-linkage.ts'
import { linkageMine } from './routes.tsx'
import { openWork } from './store.ts'
import { linkageDue } from './waiting.ts'

const today = '2025-01-15'

/** Something of each kind is open on a referral, if it is a day late. */
async function open(county: Shop, { personId, referralId }: Pick<Shop, 'personId' | 'referralId'>, late: 0 | 1 = 1) {
  const serviceId = await serviceOf(county, county.rc3, `Clinic ${referralId}`)
  await release(county, { personId, recipientId: county.rc3, untilOn: late ? '2025-01-29' : '2025-01-30' })
  return county.act(async (tx) => {
    const dueOn = late ? today : '2025-01-16'
    const followUpId = await put(tx, 'follow_up', { referralId, personId, days: 7, dueOn, missedOn: '2025-01-31' })
    const onwardId = await put(tx, 'onward_referral', {
      referralId,
      personId,
      serviceId,
      state: 'sent',
      offeredOn: '2025-01-05',
      acceptedOn: '2025-01-05',
      sentOn: late ? '2025-01-08' : '2025-01-09',
    })
    return ok({ followUpId, onwardId })
  })
}
const kinds = async ({ db, team }: Shop, person: string | null = null, coachId: string | null = null) =>
  (await db.read({ org: team.org, person: person ?? team.scope.person }, (tx) => openWork(tx, today, coachId))).map(
    ({ kind }) => kind,
  )

test('follow-ups that are due, partners silent for 7 days and consents that end within 14 are open, and not a day before', async () => {
  const county = await shop()
  await open(county, county, 0)
  expect(await kinds(county)).toEqual([])
  await open(county, await county.refer('Somebody Else'))
  expect((await kinds(county)).sort()).toEqual(['consent', 'follow-up', 'silent'])
})

test('a coach finds what is in their hands, a coordinator all, and nobody a name', async () => {
  const county = await shop()
  await open(county, county)
  await open(county, await county.refer('Somebody Else'))
  const { id } = await county.one(`select id from person where name = 'The coach'`)
  expect(await kinds(county)).toHaveLength(6)
  expect(await kinds(county, String(id))).toHaveLength(3)
  expect(await kinds(county, null, county.coachId), 'who coordinates and coaches, on their own page').toHaveLength(3)
  expect((await county.team.as('stranger')('/linkage/due')).status).toBe(303)
  for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const)
    expect((await county.team.as(who)('/linkage/due')).status, who).toBe(404)
  for (const [who, links] of [
    ['coach', 3],
    ['coordinator', 6],
  ] as const) {
    const html = await (await county.team.as(who)('/linkage/due')).text()
    expect(html.match(/class="row-link"/g), who).toHaveLength(links)
    expect(html).not.toContain('Ida')
  }
})

test('Today says it in a line a kind; one alone leads straight to where it is done', () => {
  const one = {
    id: 'a',
    kind: 'follow-up',
    href: '/referrals/r/follow-ups/a',
    what: 'After 7 days',
    on: today,
  } as const
  expect(linkageDue([])).toEqual([])
  expect(linkageDue([one])).toMatchObject([{ what: '1 follow-up is due', href: '/referrals/r/follow-ups/a' }])
  expect(linkageDue([one, { ...one, id: 'b' }, { ...one, kind: 'silent' }])).toMatchObject([
    { what: '2 follow-ups are due', href: '/linkage/due#follow-up' },
    { what: '1 onward referral without an answer', href: '/referrals/r/follow-ups/a' },
  ])
})

test('the page of a referral shows where its consents, services and follow-ups stand, each with its next act', async () => {
  const county = await shop()
  const shown = async (): Promise<string> => {
    const { render } = await import('preact-render-to-string')
    const visit = {
      today,
      role: 'coach',
      organisation: { timeZone: 'America/New_York' },
      to: (path: string) => `/team/wilson${path}`,
    } as unknown as Visit
    return county.db.read(county.team.scope, async (tx) => {
      const of = await county.needs.referral(tx, county.referralId)
      if (!of) throw new Error('it is in hand')
      const parts = []
      for (const { section } of linkageSections) parts.push(await section(tx, of, visit))
      return parts.map((part) => render(part as never)).join('')
    })
  }
  const before = await shown()
  for (const words of [
    'Nothing was agreed yet.',
    'Family and friends are told nothing.',
    'Ask for a consent',
    'No service has been offered yet.',
    'Offer a service',
  ])
    expect(before).toContain(words)
  const { followUpId, onwardId } = await open(county, county)
  const after = await shown()
  for (const words of [
    'They signed what may be shared.',
    'Release of information, RC3',
    `/onward/${onwardId}`,
    'Sent to the partner, 8 Jan 2025',
    `/follow-ups/${followUpId}`,
    'due since 15 Jan 2025',
  ])
    expect(after).toContain(words)
  expect(after).not.toContain('Ida')
})

test('a coach’s own page has a line for each thing that is due, with the one act that does it', async () => {
  const county = await shop()
  const { followUpId, onwardId } = await open(county, county)
  const { id } = await county.one(`select id from person where name = 'The coach'`)
  const mine = await county.db.read({ org: county.team.org, person: String(id) }, (tx) =>
    linkageMine.section(tx, county.coachId, '2025-01-16', (path) => path),
  )
  const html = renderToString(h('div', null, mine))
  for (const [path, words, act] of [
    [`/follow-ups/${followUpId}`, 'Overdue since 15 Jan 2025', 'Ask them'],
    [`/onward/${onwardId}`, 'No answer since 8 Jan 2025', 'Call the partner'],
    ['/consents/', 'Ends 29 Jan 2025', 'Ask whether they sign again'],
  ] as const)
    expect(html).toMatch(new RegExp(`${words}</span><a class="button second" href="[^"]*${path}[^"]*">${act}</a>`))
  expect(html).not.toContain('Ida')
})

test('a number opens to its onward referrals and follow-ups for those who may, without a name', async () => {
  const county = await shop()
  const { followUpId, onwardId } = await open(county, county)
  const found = async (who: string) => {
    const { id } = await county.one('select id from person where name = $1', [who])
    return county.db.read({ org: county.team.org, person: String(id) }, async (tx) =>
      [
        ...((await linkageRecords.onward_referral?.(tx, [onwardId])) ?? []),
        ...((await linkageRecords.follow_up?.(tx, [followUpId])) ?? []),
      ].map(({ href, title, detail }) => ({ href, title, detail })),
    )
  }
  expect(await found('The coordinator')).toEqual([
    {
      href: `/referrals/${county.referralId}/onward/${onwardId}`,
      title: `Clinic ${county.referralId}`,
      detail: 'treatment · sent',
    },
    {
      href: `/referrals/${county.referralId}/follow-ups/${followUpId}`,
      title: 'Follow-up after 7 days',
      detail: 'first contact · not due',
    },
  ])
  for (const who of ['The viewer', 'The editor', 'The privacy officer']) expect(await found(who), who).toEqual([])
})
