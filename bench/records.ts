import type pg from 'pg'

/**
 * Fills an organisation with completed enrolments of the last ten years up to `count` in all, two thirds of them of the
 * academy, three a coach, each with its line of history, as a county would have after many years.
 */
export async function fill(owner: pg.Client, org: number, count: number): Promise<void> {
  await owner.query(`set app.act = 'bench.fill'`)
  const { rows } = await owner.query<{ there: string }>('select count(*) as there from enrolment where org_id = $1', [
    org,
  ])
  const missing = count - Number(rows[0]?.there)
  if (missing <= 0) return
  // Three courses each, taken by coaches that nobody else has, so that a second filling adds to the first.
  await owner.query(
    `with made as (
       insert into coach (org_id, id, name, search, zone, language)
       select $1, gen_random_uuid(), 'Coach ' || n, 'coach ' || n, (array['Wilson', 'Elm City', 'Stantonsburg', null])[1 + n % 4], 'English'
       from generate_series(1, $2::int) n
       returning id
     ),
     c as (select id, row_number() over () as n from made),
     course as (select id, row_number() over (order by is_coach_course desc, title) as n from course where org_id = $1 limit 3),
     drawn as (select c.id as coach_id, course.id as course_id, date '2015-01-01' + ((c.n * 7919 + course.n * 1213) % 3650)::int as day from c cross join course)
     insert into enrolment (org_id, id, coach_id, course_id, enrolled_on, attended_hours, outcome, outcome_on)
     select $1, gen_random_uuid(), coach_id, course_id, day - 20, 30, 'completed', day from drawn limit $3`,
    [org, Math.ceil(missing / 3), missing],
  )
  await owner.query('analyze')
}
