import { expect, test } from 'vitest'
import { loadSample as loadCoaches } from '../coaches/sample.ts'
import { loadSample as loadPartners } from '../partners/sample.ts'
import { freshDb } from '../platform/db/test-db.ts'
import { teamOn } from '../platform/http/test-team.ts'
import { loadSample } from './sample.ts'

test('the sample county has the first completions of the real page: 5, 14, none, 39 and 12', async () => {
  const db = await freshDb()
  const { scope } = await teamOn(db, [])
  await db.act(scope, 'sample.load', async (tx) => {
    const partners = await loadPartners(tx)
    const coaches = await loadCoaches(tx)
    await loadSample(tx, { partners, coaches })
    return { ok: true, value: null }
  })
  const years = await db.owner(
    `select extract(year from trained_on)::int as year, count(*)::int from coach_trained_fact group by 1 order by 1`,
  )
  expect(years.rows).toEqual([
    { year: 2020, count: 5 },
    { year: 2021, count: 14 },
    { year: 2023, count: 39 },
    { year: 2024, count: 12 },
  ])
  const full = await db.owner(
    `select s.starts_on, s.capacity, count(*)::int as seats from training_session s join enrolment e on e.session_id = s.id group by s.id, s.starts_on, s.capacity having count(*) > s.capacity or s.capacity not between 5 and 16`,
  )
  expect(full.rows).toEqual([])
  const wrong = await db.owner(
    `select e.id from enrolment e join training_session s on s.id = e.session_id where e.outcome_on not between s.starts_on and s.ends_on`,
  )
  expect(wrong.rows).toEqual([])
  const last = await db.owner(
    `select max(outcome_on)::text as last, bool_and(c.is_sample) as all_sample from enrolment e join coach c on c.id = e.coach_id`,
  )
  expect(last.rows).toEqual([{ last: '2024-11-15', all_sample: true }])
})
