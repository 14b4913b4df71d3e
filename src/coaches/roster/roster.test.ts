import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { freshDb } from '../../platform/db/test-db.ts'
import { put } from '../../platform/db/verbs.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { coachesRoutes } from '../routes.tsx'
import { coachNeeds } from '../test-room.ts'

/** Ana works and is on shift tomorrow; Bo is in onboarding, Cy left, Di signed up for a class and no more. */
async function county() {
  const db = await freshDb()
  const nextShifts = new Map([['', { words: '', href: '' }]])
  const team = await teamOn(db, coachesRoutes({ ...coachNeeds, nextShifts: async () => nextShifts }))
  const add = async (name: string, stage: string | null, more: { phone?: string } = {}) => {
    const id = newId()
    await db.act(team.scope, 'test.add', async (tx) => {
      await put(tx, 'coach', { name, search: name.toLowerCase(), ...more }, id)
      if (stage)
        await put(tx, 'coach_stage', { coachId: id, stage, fromOn: '2024-03-04', position: 1, reason: 'They said so' })
      return ok(null)
    })
    return id
  }
  const ana = await add('Ana Bell', 'active', { phone: '+12525550142' })
  nextShifts.set(ana, { words: 'Thu 16 Jan 2025, 6 pm', href: '/shifts/one' })
  await add('Bo Dale', 'onboarding')
  await add('Cy Farr', 'withdrawn')
  const di = await add('Di Gray', null)
  const course = newId()
  await db.act(team.scope, 'test.seat', async (tx) => {
    await put(tx, 'course', { title: 'Naloxone', kind: 'naloxone' }, course)
    await put(tx, 'enrolment', { coachId: di, courseId: course, enrolledOn: '2025-01-02' })
    return ok(null)
  })
  await team.as('administrator')('/coaches/credentials/kinds/cpss', {})
  const page = async (path: string, who: 'coordinator' | 'viewer' = 'coordinator') =>
    (await (await team.as(who)(path)).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  return { team, ana, page, html: async (path: string) => (await team.as('coordinator')(path)).text() }
}

test('the roster begins with who is active, each with phone and next shift; the others are counted by stage', async () => {
  const { page, html } = await county()
  const shown = await page('/coaches')
  expect(shown).toContain('Active 1 Coming on board 1 Left 1 Learners only 1 All 4')
  expect(shown).toContain('Ana Bell Active 4 Mar 2024 (252) 555-0142 Thu 16 Jan 2025, 6 pm')
  for (const other of ['Bo Dale', 'Cy Farr', 'Di Gray']) expect(shown, other).not.toContain(other)
  expect(await html('/coaches')).toContain('href="tel:+12525550142"')
  expect(await page('/coaches?group=boarding')).toContain('Bo Dale Onboarding 4 Mar 2024')
  expect(await page('/coaches?group=left')).toContain('Cy Farr Withdrew 4 Mar 2024')
})

test('who only signed up for a class stands with the learners, and a search finds anybody', async () => {
  const { page } = await county()
  const learners = await page('/coaches?group=learners')
  expect(learners).toContain('1 learner')
  expect(learners).toContain('Di Gray')
  expect(learners).not.toContain('Ana Bell')
  for (const name of ['Ana Bell', 'Cy Farr', 'Di Gray'])
    expect(await page(`/coaches?q=${name.slice(3)}`)).toContain(name)
})

test('what of a credential is pressing is for those who may see credentials', async () => {
  const { page } = await county()
  expect(await page('/coaches')).toContain('Next shift Credential Zone')
  const shown = await page('/coaches', 'viewer')
  expect(shown).toContain('Ana Bell')
  expect(shown).not.toContain('Credential')
})
