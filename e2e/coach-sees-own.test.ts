import type { APIResponse, BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { type County, real } from '../src/test-standing.ts'
import { doors, rowOf, rowsOf } from './behind.ts'
import { anotherPhone, coachOfRoster, phone } from './coach-steps.ts'
import { enterTeam, newcomer } from './steps.ts'

// The promise: a coach sees only what is theirs: no door of the team opens, no record of another coach is found, and what is
// not theirs looks as what does not exist.

/** Records of somebody else, by the doors that a coach has and that name a record; `$2` is the coach who asks. */
const ofOthers: Readonly<Record<string, string>> = {
  '/mine/shifts/:shiftId': `select s.id from shift s where s.org_id = $1 and s.ends_at < now()
    and not exists (select from shift_place p where p.shift_id = s.id and p.coach_id = $2)`,
  '/mine/places/:placeId': `select id from shift_place where org_id = $1 and coach_id <> $2 and state in ('claimed', 'confirmed')`,
  '/mine/offers/:offerId': `select id from shift_offer where org_id = $1 and $2 not in (from_coach_id, coalesce(to_coach_id, from_coach_id))`,
  '/mine/classes/:sessionId': `select s.id from training_session s where s.org_id = $1
    and not exists (select from enrolment e where e.session_id = s.id and e.coach_id = $2)`,
  '/mine/virtual/:sessionId': `select id from virtual_session where org_id = $1 and coach_id <> $2`,
  '/mine/files/:fileId': `select id from credential_file where org_id = $1 and coach_id <> $2`,
  '/mine/credentials/:credentialId': `select id from credential where org_id = $1 and coach_id <> $2`,
  '/mine/claims/:claimId': 'select id from claim where org_id = $1 and coach_id <> $2',
  '/referrals/:referralId': `select r.id from referral r where r.org_id = $1 and not exists (
    select from referral_assignment a where a.referral_id = r.id and a.coach_id = $2 and a.until_at is null)`,
  '/outreach/trips/:tripId': 'select id from trip where org_id = $1 and coach_id <> $2',
  '/referrals/offers/:offerId': `select id from referral_offer where org_id = $1 and coach_id <> $2`,
}

const theCoach = { name: 'Delphine Okafor-Reyes', email: 'delphine@wilson.example' }

test('a coach sees only what is theirs', { timeout: 600_000 }, async () => {
  const { product, page: team } = await newcomer(phone)
  const rows = rowsOf(product)
  await enterTeam(team, product)
  const page = await anotherPhone(team, product)
  const coachId = await coachOfRoster(team, page, product, theCoach)
  const row = rowOf(rows)
  const { org_id: org } = await row(`select org_id from organisation where slug = 'wilson'`)
  const county: Pick<County, 'row' | 'wilson'> = { row, wilson: Number(org) }
  const coach = page.context()
  // What the program does by itself meanwhile, nobody did.
  const changes = async () => (await row('select count(*) as count from history where person_id is not null')).count
  const before = await changes()

  const nowhere = await said(await ask(coach, product.url, 'GET', '/team/wilson/no-such-page'))
  const team_ = doors.team.filter(({ may }) => !may.includes('coach'))
  expect(team_.length).toBeGreaterThan(150)
  for (const { method, path } of team_) {
    const address = `/team/wilson${await anyOf(county, path)}`
    expect(await said(await ask(coach, product.url, method, address)), `${method} ${address}`).toEqual(nowhere)
  }

  // Every record of another coach, at every door that a coach has.
  for (const { method, path } of doors.team.filter(({ may, path }) => may.includes('coach') && path.includes(':'))) {
    const beginning = Object.keys(ofOthers).find((each) => path.startsWith(each))
    if (beginning === undefined) throw new Error(`say in \`ofOthers\` whose records ${path} must not open`)
    for (const { id } of await rows(`${ofOthers[beginning]} limit 5`, [org, coachId])) {
      const address = `/team/wilson${path.replace(/:\w+/, id ?? '')}`
      const answer = await ask(coach, product.url, method, address)
      if (method === 'GET') expect(await said(answer), `${method} ${address}`).toEqual(nowhere)
      else expect([404, 422], `${method} ${address} said ${answer.status()}`).toContain(answer.status())
    }
  }
  expect(await changes()).toBe(before)

  // On their own pages there is no name of another coach but of those who share a shift, a pair or a group with them.
  await page.goto('/team/wilson/mine')
  const rail = await page.getByRole('navigation', { name: 'Main', includeHidden: true }).locator('a').allTextContents()
  expect(rail.map((text) => text.trim())).toEqual(['Your page', 'Your shifts', 'Check in', 'Referrals'])
  const text = await page.locator('main').innerText()
  const strangers = await rows(
    `select c.name from coach c where c.org_id = $1 and c.id <> $2
     and not exists (select from mentor_pair m where m.org_id = $1 and $2 in (m.coach_id, m.mentor_id) and c.id in (m.coach_id, m.mentor_id))`,
    [org, coachId],
  )
  expect(strangers.length).toBeGreaterThan(50)
  expect(strangers.filter(({ name }) => text.includes(name ?? '-')).map(({ name }) => name)).toEqual([])
})

/** A path with a record of the county for each of its names; the record that is missing from the sample is one that nothing has. */
async function anyOf(county: Pick<County, 'row' | 'wilson'>, path: string): Promise<string> {
  // The rest of the county is not asked for by these statements.
  return real(county as County, path).catch(() => path.replace(/:\w+/g, '00000000-0000-7000-8000-0000000000ff'))
}

const ask = (coach: BrowserContext, url: string, method: string, path: string): Promise<APIResponse> =>
  method === 'GET'
    ? coach.request.get(path, { maxRedirects: 0 })
    : coach.request.post(path, {
        maxRedirects: 0,
        form: { note: 'Not mine', version: '1', reason: 'Not mine' },
        headers: { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' },
      })

const said = async (answer: APIResponse): Promise<object> => ({ status: answer.status(), body: await answer.text() })
