import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { freshDb } from '../../platform/db/test-db.ts'
import { doors } from '../../platform/http/doors.tsx'
import { teamOn } from '../../platform/http/test-team.ts'
import { openLog } from '../../platform/log.ts'
import { coachesRoutes, openCoachesRoutes } from '../routes.tsx'
import { coachNeeds, testNow } from '../test-room.ts'
import { usual } from './rules.ts'
import { insertOpening } from './store.ts'

const secret = 'eleven years in recovery myself'
const place = '/wilson/apply/response-team'

/** Wilson County with one program that takes applications, and somebody outside who asks for its page. */
async function county({ isOpen = true } = {}) {
  const db = await freshDb()
  const team = await teamOn(db, coachesRoutes(coachNeeds))
  const programId = newId()
  await db.act(team.scope, 'test.setUp', async (tx) => {
    await tx.sql.insertInto('program').values({ org_id: tx.org, id: programId, title: 'Response team' }).execute()
    await insertOpening(tx, { programId, slug: 'response-team', form: { ...usual, isOpen } })
    return ok(null)
  })
  const logged: string[] = []
  const door = doors({
    team: [],
    open: openCoachesRoutes(coachNeeds),
    db,
    log: openLog({ write: (line) => logged.push(line) }),
    clock: () => testNow,
    baseUrl: 'http://localhost',
    actorOf: async () => null,
    calm: ({ status, message }) => new Response(message, { status }),
  })
  const outside = (path: string, form?: Readonly<Record<string, string>> | string, address = '192.0.2.7') =>
    door(
      new Request(`http://localhost${path}`, {
        ...(form !== undefined && {
          method: 'POST',
          headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
          body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
        }),
      }),
      address,
    )
  const count = async (table = 'application') => Number((await db.owner(`select count(*) from ${table}`)).rows[0].count)
  const only = async (column = 'id', table = 'application') =>
    (await db.owner(`select ${column} as v from ${table}`)).rows[0].v
  return { db, team, ask: team.as('coordinator'), outside, count, only, logged, programId }
}

const filled = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  sentAs: newId(),
  pageLanguage: 'en',
  name: 'Ana Pérez',
  email: 'ana@example.org',
  phone: '',
  zone: 'Elm City',
  language: 'Spanish',
  reasons: 'My town needs it.',
  livedExperience: secret,
  isAdult: 'yes',
  website: '',
  referenceName1: 'Rosa Díaz',
  referenceContact1: '252 555 0100',
  referenceName2: 'Luis Vega',
  referenceContact2: 'luis@example.org',
  ...more,
})

test('the public page says in two languages what a coach does and does not do, and takes an application', async () => {
  const { outside, count } = await county()
  const english = await (await outside(place)).text()
  expect(english).toContain(
    '<meta name="description" content="Wilson County: Become a recovery coach: Response team. In English and Spanish."/>',
  )
  expect(english).toContain('What a coach does not do')
  expect(english).toContain('are removed 24 months after the decision')
  expect(english).toContain('<html lang="en">')
  const spanish = await (await outside(`${place}?lang=es`)).text()
  expect(spanish).toContain('Qué no hace un acompañante')
  expect(spanish).toContain('se borran 24 meses después de la decisión')
  expect(spanish).toContain('<html lang="es">')
  expect(spanish).toContain('name="pageLanguage" value="es"')
  const answer = await outside(place, filled())
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Your application is here')
  expect(await count()).toBe(1)
})

test('the public page shows nobody’s data, before and after somebody applied', async () => {
  const { outside, ask } = await county()
  await ask('/coaches/add', { name: 'Amos Hinnant', email: 'amos@example.org', language: 'English' })
  await outside(place, filled())
  for (const path of [place, `${place}?lang=es`]) {
    const html = await (await outside(path)).text()
    for (const word of ['Amos', 'Ana', 'example.org', secret]) expect(html).not.toContain(word)
  }
})

test('no field of the form about the own experience is required, and an empty one leaves no row', async () => {
  const { outside, count } = await county()
  const html = await (await outside(place)).text()
  const field = /<textarea[^>]*name="livedExperience"[^>]*>/.exec(html)?.[0] ?? ''
  expect(field).not.toBe('')
  expect(field).not.toContain('required')
  await outside(place, filled({ livedExperience: '' }))
  expect(await count()).toBe(1)
  expect(await count('lived_experience')).toBe(0)
})

test('what is wrong is said in the language of the page, and nothing typed is lost', async () => {
  const { outside, count } = await county()
  const answer = await outside(
    place,
    filled({ pageLanguage: 'es', name: ' ', email: 'no', isAdult: '', zone: 'Saratoga' }),
  )
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('Escriba su nombre')
  expect(html).toContain('Escriba un solo correo')
  expect(html).toContain('Saratoga')
  expect(html).toContain(secret)
  expect(html).not.toContain('Name is missing')
  expect(await count()).toBe(0)
})

test('a form sent twice, and the same person once more, is one application, answered the same', async () => {
  const { outside, count } = await county()
  const form = filled()
  const [one, other] = await Promise.all([outside(place, form), outside(place, form)])
  expect([one.status, other.status]).toEqual([200, 200])
  expect((await outside(place, filled({ name: 'A. Pérez' }))).status).toBe(200)
  expect(await count()).toBe(1)
  await outside(place, filled({ email: 'bea@example.org' }))
  expect(await count()).toBe(2)
})

test('a program that fills every field is thanked and kept out', async () => {
  const { outside, count } = await county()
  const answer = await outside(place, filled({ website: 'https://spam.example' }))
  expect(await answer.text()).toContain('Your application is here')
  expect(await count()).toBe(0)
})

test('the twenty-first application of an hour from one address waits, others do not', async () => {
  const { outside, count } = await county()
  for (let at = 1; at <= 20; at++)
    expect((await outside(place, filled({ email: `a${at}@example.org` }))).status).toBe(200)
  const late = await outside(place, filled({ email: 'late@example.org' }))
  expect(late.status).toBe(429)
  expect(await late.text()).toContain('late@example.org')
  expect((await outside(place, filled({ email: 'late@example.org' }), '192.0.2.8')).status).toBe(200)
  expect(await count()).toBe(21)
})

test('a body of 30 MB, a field that there is none of, and signs of all kinds change nothing', async () => {
  const { outside, count, logged } = await county()
  expect((await outside(place, `reasons=${'x'.repeat(30_000_000)}`)).status).toBe(413)
  expect((await outside(place, filled({ birthday: '2090-01-01' }))).status).toBe(422)
  expect((await outside(place, filled({ decision: 'accepted' }))).status).toBe(422)
  expect((await outside(place, filled({ name: 'A\u0000B' }))).status).toBe(422)
  expect((await outside(place, filled({ reasons: 'x'.repeat(2_001) }))).status).toBe(422)
  expect((await outside(place, filled({ sentAs: "' or 1=1" }))).status).toBe(422)
  expect(await count()).toBe(0)
  expect(logged.join()).not.toContain(secret)
})

test('a closed program says so and takes none; what is not there is not found', async () => {
  const { outside, count } = await county({ isOpen: false })
  const html = await (await outside(place)).text()
  expect(html).toContain('takes no applications right now')
  expect(html).not.toContain('<form')
  expect((await outside(place, filled())).status).toBe(422)
  for (const path of [
    '/wilson/apply/other',
    '/nash/apply/response-team',
    '/nowhere/apply/response-team',
    '/team/apply/x',
  ])
    expect((await outside(path)).status, path).toBe(404)
  expect(await count()).toBe(0)
})

test('the own experience is read by coordinator and administrator alone, on one page, and is in no history', async () => {
  const { db, team, outside, ask, only, logged } = await county()
  await outside(place, filled())
  const id = await only()
  for (const who of ['administrator', 'coordinator'] as const)
    expect(await (await team.as(who)(`/coaches/applications/${id}`)).text(), who).toContain(secret)
  for (const who of ['editor', 'viewer', 'coach', 'neighbour'] as const)
    for (const path of [`/coaches/applications/${id}`, '/coaches/applications', '/coaches/openings'])
      expect((await team.as(who)(path)).status, `${who} ${path}`).toBe(404)
  await ask(`/coaches/applications/${id}/take-up`, {})
  const coachId = await only('coach_id')
  await team.isCoach(coachId)
  const pages = ['/coaches', `/coaches/${coachId}`, '/coaches/applications', `/coaches/${coachId}/edit`]
  for (const path of pages) expect(await (await ask(path)).text(), path).not.toContain(secret)
  expect(await (await team.as('coach')('/mine')).text()).not.toContain(secret)
  const told = await db.owner('select from history where coalesce(before, after)::text like $1', [`%${secret}%`])
  expect(told.rows).toEqual([])
  expect(logged.join()).not.toContain(secret)
})

test('no view, and so no measure, export or edition, can reach the own experience', async () => {
  const { db } = await county()
  const { rows } = await db.owner(
    `select distinct view_name from information_schema.view_column_usage where table_name = 'lived_experience'
     union select table_name from information_schema.role_table_grants
       where table_name = 'lived_experience' and grantee in ('better_off_public', 'better_off_door')`,
  )
  expect(rows).toEqual([])
})

test('an application is screened step by step, accepted, and the coach stands where the decision says', async () => {
  const { db, ask, outside, only } = await county()
  await outside(place, filled())
  const at = `/coaches/applications/${await only()}`
  expect((await ask(`${at}/take-up`, {})).status).toBe(303)
  expect((await ask(`${at}/decide`, { decision: 'accepted', on: '2025-01-15', reason: '' })).status).toBe(422)
  for (const { id } of (await db.owner('select id from screening_step')).rows)
    expect((await ask(`${at}/step`, { stepId: id, on: '2025-01-15' })).status).toBe(303)
  for (const { id } of (await db.owner('select id from reference')).rows)
    expect((await ask(`${at}/reference`, { referenceId: id, on: '2025-01-15', outcome: 'recommends' })).status).toBe(
      303,
    )
  const check = { askedOn: '2025-01-10', resultOn: '2025-01-15', outcome: 'clear' }
  expect((await ask(`${at}/check`, check)).status).toBe(303)
  expect((await ask(`${at}/decide`, { decision: 'accepted', on: '2025-01-15', reason: '' })).status).toBe(303)
  const { rows } = await db.owner('select stage from coach_stage order by position')
  expect(rows.map(({ stage }) => stage)).toEqual(['applicant', 'screened', 'accepted'])
  const html = await (await ask(at)).text()
  expect(html).toContain('accepted on 15 Jan 2025')
  const coachId = await only('id', 'coach')
  expect(await (await ask(`${at}?said=recorded`)).text()).toContain('Recorded. Ana Pérez is accepted.')
  expect(html).toContain('Choose a class. No class of a coach course is planned.')
  expect(html).toContain(`href="/team/wilson/coaches/${coachId}#sign-in"`)
  expect((await ask(`/coaches/${coachId}/step`, { stage: 'in training', on: '2025-01-15', reason: '' })).status).toBe(
    303,
  )
  expect(await (await ask(at)).text()).not.toContain('Choose a class')
  expect((await ask(`${at}/decide`, { decision: 'declined', on: '2025-01-15', reason: 'Late' })).status).toBe(422)
})

test('a declined applicant is on the roster with the reason, and may apply again', async () => {
  const { db, ask, outside, only, count } = await county()
  await outside(place, filled())
  const at = `/coaches/applications/${await only()}`
  expect(
    (await ask(`${at}/decide`, { decision: 'declined', on: '2025-01-15', reason: 'No seat this year' })).status,
  ).toBe(303)
  const { rows } = await db.owner('select stage, reason from coach_stage order by position')
  expect(rows.at(-1)).toEqual({ stage: 'declined', reason: 'No seat this year' })
  await outside(place, filled())
  expect(await count()).toBe(2)
})

test('what is no application is put aside, counts nowhere, and can be brought back', async () => {
  const { db, ask, outside, only } = await county()
  await outside(place, filled())
  const at = `/coaches/applications/${await only()}`
  const counted = async () => (await db.owner('select from application_fact')).rows.length
  expect(await counted()).toBe(1)
  expect((await ask(`${at}/discard`, {})).status).toBe(303)
  expect(await counted()).toBe(0)
  expect((await ask(`${at}/bring-back`, {})).status).toBe(303)
  expect(await counted()).toBe(1)
})

test('a coordinator opens a program with their own words, and a stale save shows both', async () => {
  const { ask, outside, programId } = await county({ isOpen: false })
  const at = `/coaches/openings/${programId}`
  const form = {
    ...usual,
    isOpen: 'yes',
    isChecked: 'yes',
    referenceCount: '1',
    keepMonths: '24',
    version: '1',
    doesEn: 'Walks beside people.',
  }
  expect((await ask(at, form)).status).toBe(303)
  expect(await (await outside(place)).text()).toContain('Walks beside people.')
  const stale = await ask(at, { ...form, doesEn: 'Listens first.' })
  expect(stale.status).toBe(422)
  const html = await stale.text()
  expect(html).toContain('Walks beside people.')
  expect(html).toContain('Listens first.')
})

test('an applicant with another name at a coach’s address, or with a coach’s name, is taken on only when it is said who they are', async () => {
  for (const [on, form] of [
    [
      { name: 'Nora Vance', email: 'nora@example.org' },
      { name: 'Nils Berg', email: 'nora@example.org' },
    ],
    [
      { name: 'Ida Moss', email: '' },
      { name: 'Moss, Ida', email: 'ida@example.org' },
    ],
    [
      { name: 'Ida Moss', email: 'moss@example.org' },
      { name: 'Ida K. Moss', email: '', phone: '252 555 0142' },
    ],
  ] as const)
    for (const answer of ['coach', 'new'] as const) {
      const { db, ask, outside, only, count } = await county()
      const known =
        /coaches\/([^?]+)/.exec(
          (await ask('/coaches/add', { ...on, language: 'English' })).headers.get('location') ?? '',
        )?.[1] ?? ''
      await outside(place, filled(form))
      const at = `/coaches/applications/${await only()}`
      const asked = await (await ask(at)).text()
      expect(asked).toContain(`<option value="${known}">${on.name}`)
      for (const [verb, more] of [
        ['take-up', {}],
        ['decide', { decision: 'declined', on: '2025-01-15', reason: 'No time.' }],
      ] as const) {
        expect((await ask(`${at}/${verb}`, more)).status, verb).toBe(422)
        expect((await ask(`${at}/${verb}`, { ...more, who: newId() })).status, verb).toBe(422)
      }
      expect(await count('coach')).toBe(1)
      expect((await ask(`${at}/take-up`, { who: answer === 'new' ? 'new' : known })).status).toBe(303)
      const coach = await only('coach_id')
      expect(coach === known).toBe(answer === 'coach')
      expect(await count('coach')).toBe(answer === 'coach' ? 1 : 2)
      expect((await db.owner('select email from coach where id = $1', [known])).rows[0].email ?? '').toBe(on.email)
    }
})
