import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { classesOfWilson } from '../test-classes.ts'
import { classRound } from './round.ts'
import { reminderDue } from './rules.ts'

const zone = 'America/New_York'
const held = { startsOn: '2025-03-03', begin: new Date('2025-03-03T22:30:00Z'), seatedOn: '2025-01-15' }
const at = (now: string, more: Partial<typeof held> = {}) => reminderDue(zone, new Date(now), { ...held, ...more })

test('a reminder is due a week before and the day before, from eight in the morning there', () => {
  expect(at('2025-02-23T15:00:00Z')).toBe(null) // 8 days
  expect(at('2025-02-24T12:59:59Z')).toBe(null) // 7 days, 7:59
  expect(at('2025-02-24T13:00:00Z')).toBe('7 days before')
  expect(at('2025-03-01T15:00:00Z')).toBe('7 days before') // late, after an outage
  expect(at('2025-03-02T13:00:00Z')).toBe('1 day before')
  expect(at('2025-03-03T15:00:00Z')).toBe(null)
})

test('who took the seat within the week is not reminded of the week, nor on the day of signing up', () => {
  expect(at('2025-02-27T15:00:00Z', { seatedOn: '2025-02-26' })).toBe(null)
  expect(at('2025-03-02T15:00:00Z', { seatedOn: '2025-02-26' })).toBe('1 day before')
  expect(at('2025-03-02T15:00:00Z', { seatedOn: '2025-03-02' })).toBe(null)
})

test('each reminder goes out once, however often the program looks, and the coordinator sees it', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Ana', 'Ben']) await made.signUp(id, name)
  for (const now of ['2025-02-24T14:00:00Z', '2025-02-25T14:00:00Z', '2025-03-02T14:00:00Z', '2025-03-02T15:00:00Z']) {
    made.now(now)
    await Promise.all([classRound(made.db, made.needs), classRound(made.db, made.needs)])
  }
  const { rows } = await made.db.owner(
    `select w.name, n.kind from class_notice n join class_place w on w.id = n.place_id order by n.queued_at, w.name, n.id`,
  )
  expect(rows).toEqual([
    { name: 'Ana', kind: 'confirm' },
    { name: 'Ana', kind: 'seat' },
    { name: 'Ben', kind: 'confirm on list' },
    { name: 'Ben', kind: 'waiting list' },
    { name: 'Ana', kind: '7 days before' },
    { name: 'Ana', kind: '1 day before' },
  ])
  expect((await made.db.owner('select from mail')).rowCount).toBe(6)
  expect((await made.mailTo('Ana')).subject).toBe('Tomorrow: Recovery Coach Academy')
  const page = await (await made.ask(`/training/sessions/${id}`)).text()
  expect(page).toContain('1 day before')
  expect(page).toContain('on its way')
})

test('a class that is moved reminds anew of its new day', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  made.now('2025-03-02T14:00:00Z')
  await classRound(made.db, made.needs)
  const [day] = (await made.db.owner('select id, version from class_day')).rows
  const moved = { heldOn: '2025-03-10', startsAt: '17:30', endsAt: '20:30', place: 'Library', link: '' }
  const saved = await made.ask(`/training/classes/${day.id}/edit`, { ...moved, version: String(day.version) })
  expect(saved.status).toBe(303)
  made.now('2025-03-09T14:00:00Z')
  await classRound(made.db, made.needs)
  const { rows } = await made.db.owner(`select kind, occasion from class_notice where kind = '1 day before' order by 2`)
  expect(rows.map(({ occasion }) => occasion)).toEqual(['2025-03-03', '2025-03-10'])
})

test('whom the team puts into a seat is written to in the language of the roster', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  const coachId = newId()
  await made.write((tx) =>
    tx.sql
      .insertInto('coach')
      .values({
        org_id: tx.org,
        id: coachId,
        name: 'Inés',
        search: 'ines',
        email: 'ines@example.org',
        language: 'Spanish',
      })
      .execute(),
  )
  const enrolled = await made.ask(`/training/sessions/${id}/enrol`, { coachId, coachName: 'Inés' })
  expect(enrolled.status).toBe(303)
  expect((await made.mailTo('ines')).subject).toBe('Tiene un lugar: Recovery Coach Academy')
})
