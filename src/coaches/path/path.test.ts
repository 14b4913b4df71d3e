import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { freshDb } from '../../platform/db/test-db.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { coachesRoutes } from '../routes.tsx'
import { coachNeeds } from '../test-room.ts'
import type { Stage, Step } from './model.ts'
import { standingOf } from './rules.ts'
import { insertStep, recordedSteps } from './store.ts'

const routes = coachesRoutes(coachNeeds)
const idIn = (response: Response): string => /coaches\/([^?#]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

async function county() {
  const db = await freshDb()
  const team = await teamOn(db, routes)
  const ask = team.as('coordinator')
  const id = idIn(await ask('/coaches/add', { name: 'Amos Hinnant', language: 'English' }))
  const record = (stage: string, on: string, reason = '') => ask(`/coaches/${id}/step`, { stage, on, reason })
  return { db, team, ask, id, record }
}

test('a coordinator records the steps of a coach, and the page shows them as a dated list', async () => {
  const { ask, id, record } = await county()
  expect((await record('applicant', '2024-03-01')).status).toBe(303)
  expect((await record('screened', '2024-03-12')).status).toBe(303)
  const html = await (await ask(`/coaches/${id}`)).text()
  expect(html).toContain('Screened since 12 Mar 2024.')
  const path = html.slice(html.indexOf('<ol class="path">')).split('</ol>')[0] ?? ''
  expect(path.indexOf('1 Mar 2024')).toBeLessThan(path.indexOf('12 Mar 2024'))
  expect(html).toContain('recorded step')
})

test('the form offers the next allowed steps only, and a forbidden one is refused with nothing lost', async () => {
  const { ask, id, record } = await county()
  await record('applicant', '2024-03-01')
  const form = await (await ask(`/coaches/${id}/step`)).text()
  expect([...form.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value)).toEqual([
    'screened',
    'declined',
    'withdrawn',
  ])
  const refused = await record('active', '2024-03-02', 'Skipped ahead')
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Skipped ahead')
})

test('the last step is taken back once, stays in the history, and an older one is not', async () => {
  const { db, ask, id, record } = await county()
  await record('applicant', '2024-03-01')
  await record('screened', '2024-03-12')
  const { rows } = await db.owner('select id from coach_stage order by position')
  expect((await ask(`/coaches/${id}/step/undo`, { stepId: rows[0].id })).status).toBe(422)
  expect((await ask(`/coaches/${id}/step/undo`, { stepId: rows[1].id })).status).toBe(303)
  expect((await ask(`/coaches/${id}/step/undo`, { stepId: rows[1].id })).status).toBe(422)
  const html = await (await ask(`/coaches/${id}`)).text()
  expect(html).toContain('Applicant since 1 Mar 2024.')
  expect(html).toContain('undid step')
})

test('why somebody left is read by coordinators and administrators alone', async () => {
  const { team, id, record } = await county()
  await record('applicant', '2024-03-01')
  await record('withdrawn', '2024-04-01', 'Cares for a parent')
  for (const [who, sees] of [
    ['administrator', true],
    ['coordinator', true],
    ['editor', false],
    ['viewer', false],
  ] as const) {
    const html = await (await team.as(who)(`/coaches/${id}`)).text()
    expect(html, who).toContain('Withdrew')
    expect(html.includes('Cares for a parent'), who).toBe(sees)
  }
  await team.isCoach(id)
  const own = await (await team.as('coach')('/mine')).text()
  expect(own).toContain('Withdrew')
  expect(own).not.toContain('Cares for a parent')
})

test('how a coach coaches is kept from day to day, changed and taken away', async () => {
  const { db, ask, id } = await county()
  const say = (kind: string, on: string) => ask(`/coaches/${id}/engagement`, { kind, on })
  expect((await say('volunteer', '2024-01-01')).status).toBe(303)
  expect((await say('stipended', '2024-07-01')).status).toBe(303)
  expect((await say('employed', '2024-07-01')).status).toBe(303)
  expect((await say('employed', '2024-09-01')).status).toBe(422)
  const kept = async () =>
    (await db.owner('select id, kind, from_on::text from coach_engagement order by from_on')).rows
  const rows = await kept()
  expect(rows.map(({ kind, from_on }) => `${from_on} ${kind}`)).toEqual(['2024-01-01 volunteer', '2024-07-01 employed'])
  expect((await ask(`/coaches/${id}/engagement/remove`, { engagementId: rows[1].id })).status).toBe(303)
  expect(await kept()).toHaveLength(1)
})

test('the step of another county’s coach is not there', async () => {
  const { team, id } = await county()
  const form = { stage: 'applicant', on: '2024-03-01', reason: '' }
  for (const who of ['neighbour', 'viewer', 'editor', 'coach'] as const)
    expect((await team.as(who)(`/coaches/${id}/step`, form)).status, who).toBe(404)
  expect((await team.as('coordinator')(`/coaches/${newId()}/step`, form)).status).toBe(404)
})

// The rule and the view say the same of every kind of path.
const paths: readonly (readonly [trainedOn: string | null, ...steps: (readonly [Stage, string])[]])[] = [
  [null],
  ['2024-02-05'],
  [null, ['prospect', '2024-01-01']],
  ['2024-02-05', ['in training', '2024-02-01']],
  ['2024-02-05', ['in training', '2024-02-05']],
  ['2024-02-05', ['in training', '2024-02-06']],
  ['2024-02-05', ['in training', '2024-02-01'], ['onboarding', '2024-02-05']],
  ['2024-02-05', ['onboarding', '2024-02-06'], ['active', '2024-02-06'], ['on leave', '2024-02-06']],
  ['2024-02-05', ['active', '2024-01-01']],
  ['2024-02-05', ['applicant', '2024-01-01'], ['withdrawn', '2024-01-02']],
  ['2024-02-05', ['applicant', '2024-01-01'], ['withdrawn', '2024-02-05']],
  ['2020-02-05', ['inactive', '2021-01-01'], ['withdrawn', '2022-01-02'], ['applicant', '2024-01-02']],
  [null, ['active', '2024-01-01'], ['inactive', '2024-03-01'], ['reactivated', '2024-04-01']],
]

test('the rooms to the right see every coach where this room sees them', async () => {
  const { db, team, ask } = await county()
  const [course, expected] = [newId(), new Map<string, unknown>()]
  await db.act(team.scope, 'test.setUp', async (tx) => {
    await tx.client.query(
      `insert into course (org_id, id, title, kind, is_coach_course) values ($1, $2, 'Academy', 'academy', true)`,
      [tx.org, course],
    )
    return ok(null)
  })
  for (const [at, [trainedOn, ...steps]] of paths.entries()) {
    const id = idIn(await ask('/coaches/add', { name: `Coach ${at}`, language: 'English' }))
    await db.act(team.scope, 'test.setUp', async (tx) => {
      for (const [stage, on] of steps)
        await insertStep(tx, id, newId(), { stage, on, reason: stage === 'withdrawn' ? 'Moved' : '' })
      if (trainedOn)
        await tx.client.query(
          `insert into enrolment (org_id, id, coach_id, course_id, enrolled_on, outcome, outcome_on)
           values ($1, $2, $3, $4, $5, 'completed', $5)`,
          [tx.org, newId(), id, course, trainedOn],
        )
      return ok(null)
    })
    const recorded: readonly Step[] = await db.read(team.scope, (tx) => recordedSteps(tx, id))
    const standing = standingOf(recorded, trainedOn)
    expected.set(id, {
      stage: standing?.stage ?? null,
      since: standing?.since ?? null,
      is_active: ['active', 'reactivated'].includes(standing?.stage ?? ''),
    })
  }
  const { rows } = await db.owner(
    'select coach_id, stage, since::text, is_active from coach_standing where coach_id = any($1)',
    [[...expected.keys()]],
  )
  expect(new Map(rows.map(({ coach_id, ...standing }) => [coach_id, standing]))).toEqual(expected)
})
