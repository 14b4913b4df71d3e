import { expect, test } from 'vitest'
import { county, type MergingCounty } from './test-merging.ts'

const write = async (made: MergingCounty, statement: string, values: unknown[] = []): Promise<void> => {
  await made.db.owner(
    `select set_config('app.org', '${made.team.org}', false), set_config('app.act', 'test.write', false)`,
  )
  await made.db.owner(statement, values)
}
/** A course taken elsewhere that makes somebody a trained coach. */
async function completes(made: MergingCounty, coachId: string, on: string, outcome = 'completed'): Promise<void> {
  await write(
    made,
    `insert into course (org_id, id, title, kind, is_coach_course)
    select $1, gen_random_uuid(), 'Academy', 'academy', true where not exists (select from course)`,
    [made.team.org],
  )
  await write(
    made,
    `insert into enrolment (org_id, id, coach_id, course_id, outcome, outcome_on) select org_id, gen_random_uuid(), $1, id, $3, $2 from course`,
    [coachId, on, outcome],
  )
  await made.counters()
}
const trainedIn = async (made: MergingCounty, year: string): Promise<number> =>
  Number(
    (
      await made.db.owner(
        `select coalesce(sum(numerator), 0)::int as trained from cell c join measure m on m.id = c.measure_id
         where m.slug = 'new-recovery-coaches-trained' and c.dimension = '' and extract(year from c.month) = $1`,
        [year],
      )
    ).rows[0].trained,
  )
const form = { name: 'kept', email: 'kept', phone: 'kept', zone: 'kept', language: 'kept' }

test('only who may change coaches may merge two; another county and who is not there look alike', async () => {
  const made = await county()
  const [ida, moss] = [await made.coach('Ida Moss'), await made.coach('Ida K. Moss')]
  const nobody = crypto.randomUUID()
  const doors = [`/coaches/${ida}/same`, `/coaches/${ida}/same/${moss}`]
  for (const path of doors) {
    expect((await made.team.as('stranger')(path)).status, path).toBe(303)
    for (const who of ['neighbour', 'viewer', 'editor', 'coach'] as const) {
      expect((await made.team.as(who)(path)).status, `${who} ${path}`).toBe(404)
      expect((await made.team.as(who)(path, form)).status, `${who} ${path}`).toBe(404)
    }
  }
  const ask = made.team.as('coordinator')
  for (const path of [`/coaches/${nobody}/same`, `/coaches/${ida}/same/${nobody}`, `/coaches/${ida}/same/${ida}`])
    expect((await ask(path)).status, path).toBe(404)
  expect((await ask(`/coaches/${ida}/same/${nobody}`, form)).status).toBe(404)
  const merged = await made.merge({ kept: ida, gone: moss }, form)
  const mergeId = merged.ok ? merged.value : ''
  for (const who of ['neighbour', 'viewer', 'editor', 'coach'] as const)
    expect((await made.team.as(who)(`/coaches/${ida}/merges/${mergeId}`, {})).status, who).toBe(404)
  expect((await ask(`/coaches/${nobody}/merges/${mergeId}`, {})).status).toBe(404)
  expect((await ask(`/coaches/${ida}/merges/${nobody}`, {})).status).toBe(404)
})

test('two people trained who are one count as one, and as two again when they are taken apart', async () => {
  const made = await county()
  const [ida, moss] = [await made.coach('Ida Moss'), await made.coach('Ida K. Moss')]
  await completes(made, ida, '2024-03-08')
  await completes(made, moss, '2024-06-08')
  expect(await trainedIn(made, '2024')).toBe(2)
  const merged = await made.merge({ kept: ida, gone: moss }, form)
  expect(await trainedIn(made, '2024')).toBe(1)
  expect((await made.counters()).along).toEqual((await made.counters()).anew)
  await made.unmerge(merged.ok ? merged.value : '')
  expect(await trainedIn(made, '2024')).toBe(2)
})

test('the page offers who may be the same person, shows both side by side, and asks once', async () => {
  const made = await county()
  const ask = made.team.as('coordinator')
  const ida = await made.coach('Ida Moss', { email: 'ida@example.org', zone: 'North' })
  const moss = await made.coach('Moss, Ida K.', { email: 'moss@example.org', zone: 'South' })
  await completes(made, moss, '2024-06-08')
  const who = await (await ask(`/coaches/${ida}/same`)).text()
  expect(who).toContain(`/coaches/${ida}/same/${moss}`)
  expect(who).toContain('one has a name, an initial or a second surname more')
  expect(await (await ask(`/coaches/${ida}/same?q=moss+ida`)).text()).toContain(`/coaches/${ida}/same/${moss}`)
  const look = await (await ask(`/coaches/${ida}/same/${moss}`)).text()
  for (const words of ['ida@example.org', 'moss@example.org', 'Seats and completions', 'Merge into one'])
    expect(look).toContain(words)
  const open = await ask(`/coaches/${ida}/same/${moss}`, {})
  expect(open.status).toBe(422)
  expect(await open.text()).toContain('Choose which of the two stays.')
  const done = await ask(`/coaches/${ida}/same/${moss}`, { name: 'kept', email: 'gone', zone: 'kept' })
  expect(done.headers.get('location')).toContain(`/coaches/${ida}?said=merged`)
  expect((await made.db.owner('select name, email, zone from coach')).rows).toEqual([
    { name: 'Ida Moss', email: 'moss@example.org', zone: 'North' },
  ])
})

test('the address of who was merged leads to who is left, and a search for the old name finds them', async () => {
  const made = await county()
  const ask = made.team.as('coordinator')
  const [ida, berg] = [await made.coach('Ida Moss'), await made.coach('Ida Berg')]
  const merged = await made.merge({ kept: ida, gone: berg }, form)
  expect((await ask(`/coaches/${berg}`)).headers.get('location')).toBe(`/team/wilson/coaches/${ida}`)
  expect((await made.team.as('neighbour')(`/coaches/${berg}`)).status).toBe(404)
  const found = await (await ask('/coaches?q=berg')).text()
  expect(found).toContain('1 coach')
  expect(found).toContain('Ida Moss')
  expect(await (await ask('/coaches?q=ida')).text()).toContain('1 coach')
  const page = await (await ask(`/coaches/${ida}`)).text()
  expect(page).toContain('Ida Berg was merged into this record on 15 Jan 2025')
  const mergeId = merged.ok ? merged.value : ''
  expect(await (await ask(`/coaches/${ida}/merges/${mergeId}`)).text()).toContain('Take apart')
  const parted = await ask(`/coaches/${ida}/merges/${mergeId}`, {})
  expect(parted.headers.get('location')).toContain(`/coaches/${berg}?said=parted`)
  expect((await ask(`/coaches/${berg}`)).status).toBe(200)
  expect(await (await ask('/coaches?q=berg')).text()).not.toContain('>Ida Moss<')
})

test('what came to the coach after the merge stays with them when the two are taken apart', async () => {
  const made = await county()
  const [ida, moss] = [await made.coach('Ida Moss'), await made.coach('Ida K. Moss')]
  await write(
    made,
    `insert into coach_stage (org_id, id, coach_id, stage, from_on, position) values ($1, gen_random_uuid(), $2, 'active', '2024-01-01', 1),
     ($1, gen_random_uuid(), $3, 'applicant', '2023-01-01', 1), ($1, gen_random_uuid(), $3, 'active', '2023-02-01', 2)`,
    [made.team.org, ida, moss],
  )
  await write(made, `insert into mentor (org_id, id, coach_id, most) values ($1, gen_random_uuid(), $2, 3)`, [
    made.team.org,
    moss,
  ])
  const [one, two] = [await made.coach('Cy Dow'), await made.coach('Eli Fox')]
  const pair = `insert into mentor_pair (org_id, id, mentor_id, coach_id, from_on) values ($1, gen_random_uuid(), $2, $3, $4)`
  await write(made, pair, [made.team.org, moss, one, '2024-01-01'])
  const merged = await made.merge({ kept: ida, gone: moss }, { ...form, 'stays-coach_stage': 'gone' })
  await completes(made, ida, '2024-12-08')
  await write(made, pair, [made.team.org, ida, two, '2025-01-01'])
  await write(
    made,
    `insert into coach_stage (org_id, id, coach_id, stage, from_on, position) values ($1, gen_random_uuid(), $2, 'on leave', '2025-01-10', 3)`,
    [made.team.org, ida],
  )
  await made.counters()
  expect(await made.unmerge(merged.ok ? merged.value : '')).toMatchObject({ ok: true })
  const { rows } = await made.db.owner(`
    select c.name, s.stage, s.position from coach_stage s join coach c on c.id = s.coach_id order by c.name, s.position`)
  expect(rows).toEqual([
    { name: 'Ida K. Moss', stage: 'applicant', position: 1 },
    { name: 'Ida K. Moss', stage: 'active', position: 2 },
    { name: 'Ida Moss', stage: 'active', position: 1 },
    { name: 'Ida Moss', stage: 'on leave', position: 2 },
  ])
  const pairs = await made.db.owner(`
    select m.name as mentor, c.name as coach from mentor_pair p join coach m on m.id = p.mentor_id join coach c on c.id = p.coach_id order by 2`)
  expect(pairs.rows).toEqual([
    { mentor: 'Ida K. Moss', coach: 'Cy Dow' },
    { mentor: 'Ida Moss', coach: 'Eli Fox' },
  ])
  expect((await made.db.owner('select coach_id from enrolment')).rows).toEqual([{ coach_id: ida }])
  const counted = await made.counters()
  expect(counted.along).toEqual(counted.anew)
})

test('what was changed of the coach since the merge stays; what nobody touched is as before', async () => {
  const made = await county()
  const ida = await made.coach('Ida Moss', { zone: 'North' })
  const moss = await made.coach('Ida K. Moss', { email: 'moss@example.org', zone: 'South' })
  const merged = await made.merge({ kept: ida, gone: moss }, { ...form, zone: 'gone' })
  await write(made, `update coach set zone = 'West' where id = $1`, [ida])
  await made.unmerge(merged.ok ? merged.value : '')
  expect((await made.db.owner('select name, email, zone from coach order by name')).rows).toEqual([
    { name: 'Ida K. Moss', email: 'moss@example.org', zone: 'South' },
    { name: 'Ida Moss', email: null, zone: 'West' },
  ])
})

test('who cannot be one as their records stand is told what to do first', async () => {
  const made = await county()
  const [ida, moss] = [await made.coach('Ida Moss'), await made.coach('Ida K. Moss')]
  const refusedFor = async (): Promise<readonly string[]> => {
    const done = await made.merge({ kept: ida, gone: moss }, form)
    return done.ok ? [] : done.problems.map(({ code }) => code)
  }
  await completes(made, ida, '2024-03-08')
  await completes(made, moss, '2024-03-08', 'withdrawn')
  expect(await refusedFor()).toEqual(['training.same-class'])
  await write(made, `update enrolment set outcome = 'completed'`)
  await write(
    made,
    `insert into shift (org_id, id, day, starts_at, ends_at, mode, coaches)
     select $1, gen_random_uuid(), '2024-05-01', '2024-05-01T10:00Z', '2024-05-01T14:00Z', 'on call', 2`,
    [made.team.org],
  )
  await write(
    made,
    `insert into shift_place (org_id, id, shift_id, number, state, coach_id)
     select org_id, gen_random_uuid(), id, n, 'confirmed', case n when 1 then $1::uuid else $2::uuid end from shift, generate_series(1, 2) n`,
    [ida, moss],
  )
  await write(made, `update membership set coach_id = $1 where role = 'viewer'`, [ida])
  await write(made, `update membership set coach_id = $1 where role = 'coach'`, [moss])
  expect(await refusedFor()).toEqual(['coaches.both-sign-in', 'shifts.both-at-once'])
  const page = await (await made.team.as('coordinator')(`/coaches/${ida}/same/${moss}`)).text()
  expect(page).toContain('They cannot be merged yet')
  expect(page).toContain('Both have a shift at one time on 1 May 2024.')
  expect(page).not.toContain('Merge into one')
  await write(made, `update membership set coach_id = null where role = 'coach'`)
  await write(made, `update shift_place set coach_id = null, state = 'open' where coach_id = $1`, [moss])
  expect(await refusedFor()).toEqual([])
})

test('two merges one after the other are taken back in turn, the newest first', async () => {
  const made = await county()
  const [a, b, c] = [await made.coach('Ida Moss'), await made.coach('Ida K. Moss'), await made.coach('Ida Kay Moss')]
  await completes(made, a, '2024-01-08')
  await completes(made, b, '2024-02-08')
  await write(
    made,
    `insert into coach_stage (org_id, id, coach_id, stage, from_on, position) select $1, gen_random_uuid(), c, 'active', '2024-01-01', 1 from unnest($2::uuid[]) c`,
    [made.team.org, [a, b, c]],
  )
  await made.counters()
  const before = await made.everyRow()
  for (const into of [b, a]) {
    const first = await made.merge({ kept: b, gone: a }, { ...form, 'stays-coach_stage': 'gone' })
    // The one who was merged into is merged in turn, or somebody else is merged into them.
    const second = await made.merge(
      { kept: into === b ? c : b, gone: into === b ? b : c },
      { ...form, 'stays-coach_stage': 'gone' },
    )
    const [one, two] = [first.ok ? first.value : '', second.ok ? second.value : '']
    expect(await made.unmerge(one)).toMatchObject({ problems: [{ code: 'coaches.newer-merge' }] })
    expect(await made.unmerge(two)).toMatchObject({ ok: true })
    expect(await made.unmerge(one)).toMatchObject({ ok: true })
    const after = await made.everyRow()
    for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table])
    expect(await made.unmerge(one)).toMatchObject({ problems: [{ code: 'coaches.no-merge' }] })
  }
})

test('a pair that was set aside follows a mentor who is merged meanwhile, and goes back with them', async () => {
  const made = await county()
  const [ida, moss] = [await made.coach('Ida Moss'), await made.coach('Ida K. Moss')]
  const [cy, dow] = [await made.coach('Cy Dow'), await made.coach('Cy K. Dow')]
  await write(
    made,
    `insert into mentor (org_id, id, coach_id, most) select $1, gen_random_uuid(), c, 3 from unnest($2::uuid[]) c`,
    [made.team.org, [cy, dow]],
  )
  await write(
    made,
    `insert into mentor_pair (org_id, id, mentor_id, coach_id, from_on) values ($1, gen_random_uuid(), $2, $4, '2024-01-01'), ($1, gen_random_uuid(), $3, $5, '2024-01-01')`,
    [made.team.org, cy, dow, ida, moss],
  )
  await made.counters()
  const before = await made.everyRow()
  const pairOf = Object.fromEntries(
    (await made.db.owner('select id, coach_id from mentor_pair')).rows.map(({ id, coach_id }) => [coach_id, id]),
  )
  const [mine, theirs] = [pairOf[ida], pairOf[moss]]
  const first = await made.merge({ kept: ida, gone: moss }, { ...form, [`stays-mentor_pair-${theirs}`]: 'kept' })
  const mentors = await made.db.owner('select id from mentor where coach_id = $1', [dow])
  const second = await made.merge({ kept: cy, gone: dow }, { ...form, [`stays-mentor-${mentors.rows[0].id}`]: 'kept' })
  expect(await made.unmerge(first.ok ? first.value : '')).toMatchObject({ ok: true })
  expect(
    (await made.db.owner('select id, mentor_id, coach_id from mentor_pair order by coach_id = $1', [moss])).rows,
  ).toEqual([
    { id: mine, mentor_id: cy, coach_id: ida },
    { id: theirs, mentor_id: cy, coach_id: moss },
  ])
  expect(await made.unmerge(second.ok ? second.value : '')).toMatchObject({ ok: true })
  const after = await made.everyRow()
  for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table])
})

test('since then somebody else has the mail address: the two stay one until it is free', async () => {
  const made = await county()
  const [ida, moss] = [await made.coach('Ida Moss'), await made.coach('Ida K. Moss', { email: 'moss@example.org' })]
  const merged = await made.merge({ kept: ida, gone: moss }, form)
  await write(made, `update coach set email = 'ida@example.org' where id = $1`, [ida])
  const cy = await made.coach('Cy Dow', { email: 'moss@example.org' })
  expect(await made.unmerge(merged.ok ? merged.value : '')).toMatchObject({ problems: [{ code: 'coaches.no-room' }] })
  await write(made, 'update coach set email = null where id = $1', [cy])
  expect(await made.unmerge(merged.ok ? merged.value : '')).toMatchObject({ ok: true })
})
