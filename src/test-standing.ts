// Longer than most, since it is a list: what stands behind every door that a walk of the house opens.
import { expect, vi } from 'vitest'
import type { App } from './app.ts'
import type { Ask, Form, House } from './test-house.ts'

/** A county with its sample, as somebody asks for it. */
export type County = Pick<House, 'row' | 'wilson' | 'as'> & { readonly app: Pick<App, 'doors'> }

/** The sample has no imports, invitations or waiting sheets; each is made as people make it. */
export async function somethingToOpen(house: County): Promise<void> {
  const ask = house.as('administrator')
  await shiftsToOpen(house)
  await claimsToOpen(house)
  await attemptsToOpen(house)
  for (let count = 1; count <= 6; count++) {
    const pasted = `Name,Course,Completed on\nSheet Person ${count},Recovery Coach Academy,2024-05-0${count}`
    const sheet = await sent(ask, '/team/wilson/training/import', { pasted })
    if (count <= 2) await sent(ask, sheet, { expected: '1' })
  }
  const { id } = await house.row(standing['/measures/:id/import'] ?? '', [house.wilson])
  const { ids } = await house.row(
    `select array_to_json(array(select id from measure where org_id = $1 and calendar ->> 'kind' = 'year' limit 2))::text as ids`,
    [house.wilson],
  )
  for (const each of JSON.parse(ids ?? '[]'))
    await sent(ask, `/team/wilson/measures/${each}/targets`, { from: '2026-01-01', value: '20', note: '' })
  for (const year of [2010, 2011, 2012, 2013]) await importReading(ask, `/team/wilson/measures/${id}/import`, year)
  for (const day of ['01', '02', '03', '04']) {
    const { courseId } = await house.row(standing['/training/courses/:courseId'] ?? '', [house.wilson])
    await sent(ask, '/team/wilson/scorecard/results/add', { title: `Result ${day}`, statement: 'All are well.' })
    await sent(ask, '/team/wilson/scorecard/programs/add', { title: `Program ${day}` })
    await sent(ask, '/team/wilson/training/sessions/add', {
      courseId: courseId ?? '',
      startsOn: `2025-06-${day}`,
      place: 'Library',
    })
  }
  const { completion } = await house.row(
    `select id as completion from enrolment where org_id = $1 and outcome = 'completed' order by id desc`,
    [house.wilson],
  )
  await sent(ask, `/team/wilson/training/enrolments/${completion}/certificate`, { holder: 'Somebody', number: '' })
  await besideTheCurve(house)
  await partnersToOpen(house)
  await directoriesToOpen(house)
  for (const { path } of house.app.doors.team) await endFirst(house, path)
  await twoWhoAreOne(house)
  await referralsToOpen(house)
  await consentsToOpen(house)
  await phonesToOpen(house)
  await sent(ask, '/team/wilson/admin/people/invite', { email: 'new@example.org', role: 'viewer' })
  await vi.waitFor(
    () => house.row(`select 1 as done where not exists (select from mail where state = 'waiting')`),
    20_000,
  )
}

/** Ways in of a partner, enough that each of those who may end one finds one. */
async function partnersToOpen(house: County): Promise<void> {
  const ask = house.as('administrator')
  const { partnerId } = await house.row(ofFirstPartner, [house.wilson])
  const at = `/team/wilson/referrals/partners/${partnerId}`
  await filesToOpen(house, partnerId ?? '')
  for (const name of ['ann', 'ben', 'cat']) {
    expect((await ask(`${at}/tokens`, {})).status).toBe(200)
    await sent(ask, `${at}/invite`, { email: `${name}@partner.example.org` })
    await house.row(
      `with act as (select set_config('app.act', 'test.standing', false)),
       person as (insert into person (id, email, name) select gen_random_uuid(), $3, 'Somebody' from act returning id)
       insert into membership (org_id, id, person_id, role, partner_id) select $1, gen_random_uuid(), id, 'partner', $2 from person
       returning id`,
      [house.wilson, partnerId, `${name}@signed-in.example.org`],
    )
  }
}

/** Files of referrals of a partner, some of them imported. */
async function filesToOpen(house: County, partnerId: string): Promise<void> {
  const ask = house.as('administrator')
  for (let count = 1; count <= 8; count++) {
    const pasted = `Run Number,Name,Phone,Source\nFILE-${count},File Person ${count},252555${1000 + count},ems`
    const sheet = await sent(ask, '/team/wilson/referrals/import', { partnerId, pasted })
    if (count <= 4) await sent(ask, sheet, { expected: '1' })
  }
}

/** Directories of services, some of them brought in, enough that each of those who may decide on one finds one. */
async function directoriesToOpen(house: County): Promise<void> {
  const ask = house.as('administrator')
  for (let count = 1; count <= 8; count++) {
    const file = new FormData()
    const organization = { id: `org-${count}`, name: `Directory Partner ${count}`, description: 'Helps' }
    const services = [{ id: `service-${count}`, name: `Pantry ${count}`, status: 'active', organization }]
    file.set('file', new File([JSON.stringify(services)], 'county.json'))
    const sheet = await sent(ask, '/team/wilson/linkage/services/directory', file)
    if (count <= 4) await sent(ask, sheet, { expected: '1 0' })
  }
}

/** People who were on the roster twice and are not any more, enough that each of those who may take two apart finds two. */
async function twoWhoAreOne(house: County): Promise<void> {
  const ask = house.as('administrator')
  const form = { language: 'English', isSomebodyElse: 'yes' }
  for (const name of ['Zoe Twice', 'Yan Double', 'Xia Again']) {
    const one = await sent(ask, '/team/wilson/coaches/add', { ...form, name })
    const other = await sent(ask, '/team/wilson/coaches/add', { ...form, name: `${name} Jr.` })
    await sent(ask, `${one}/same/${other.split('/').at(-1)}`, { name: 'kept' })
  }
}

/** Reviews that are still ahead, and notes, enough that each of those who may take one away finds one. */
async function besideTheCurve(house: County): Promise<void> {
  const ask = house.as('administrator')
  const { id } = await house.row(`select measure_id as id from review where org_id = $1 limit 1`, [house.wilson])
  const at = `/team/wilson/measures/${id}`
  for (const dueOn of ['2027-03-01', '2027-06-01', '2028-03-01', '2028-06-01'])
    await sent(ask, `${at}/reviews/new`, { dueOn, worthwhile: '', note: '' })
  for (const from of ['2022-01-01', '2022-04-01', '2022-07-01'])
    await sent(ask, `${at}/notes/new`, { from, text: 'A new form', reason: '' })
}

/** Drafts of the coach who signs in, with a receipt each, enough that each of those who may send or remove one finds one. */
async function claimsToOpen(house: County): Promise<void> {
  await house.row(
    `with act as (select set_config('app.act', 'test.standing', false)),
     own as (select m.coach_id from membership m join person p on p.id = m.person_id
       where m.org_id = $1 and m.role = 'coach' order by (p.email = 'coach@example.org') desc limit 1),
     made as (
       insert into claim (org_id, id, coach_id, kind, happened_on, amount_cents, what)
       select $1, gen_random_uuid(), own.coach_id, 'supplies', '2025-01-10', 1000 + n, 'Bus passes' from act, own, generate_series(1, 24) n
       returning id),
     receipt as (
       insert into claim_receipt (org_id, id, claim_id, name, type, bytes, added_on)
       select $1, id, id, 'receipt.png', 'image/png', 2, '2025-01-10' from made returning id),
     content as (insert into claim_receipt_content (org_id, receipt_id, content) select $1, id, '\\x00ff' from receipt)
     select 1 as done from act`,
    [house.wilson],
  )
}

/** A shift ahead and sessions of the coach who signs in, and offers of others; none of it comes with the sample. */
async function shiftsToOpen(house: County): Promise<void> {
  await house.row(
    `with act as (select set_config('app.act', 'test.standing', false)),
     own as (select coach_id from membership where org_id = $1 and role = 'coach' limit 1),
     free as (
       select p.id from act, shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
       where p.org_id = $1 and p.state = 'open' and not exists (
         select from shift_place q join shift o on o.org_id = q.org_id and o.id = q.shift_id
         where q.org_id = $1 and q.coach_id = (select coach_id from own) and o.starts_at < s.ends_at and s.starts_at < o.ends_at)
       order by s.starts_at desc limit 1),
     taken as (
       update shift_place p set state = 'claimed', coach_id = own.coach_id from own, free where p.org_id = $1 and p.id = free.id),
     held as (
       insert into virtual_session (org_id, id, coach_id, held_on, minutes, kind)
       select $1, gen_random_uuid(), own.coach_id, '2025-01-10', 30, 'phone' from own, generate_series(1, 3)),
     offered as (
       insert into shift_offer (org_id, id, place_id, from_coach_id, made_at)
       select $1, gen_random_uuid(), p.id, p.coach_id, now()
       from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
       where p.org_id = $1 and p.state in ('claimed', 'confirmed') and s.day > '2025-01-15'
         and p.coach_id is distinct from (select coach_id from own)
       order by s.starts_at desc limit 4)
     select 1 as done from act`,
    [house.wilson],
  )
}

/**
 * Referrals as people take them in: some in the hands of the coach who signs in, some offered to them, one opened in an emergency,
 * and some that tell the same.
 */
async function referralsToOpen(house: County): Promise<void> {
  const ask = house.as('administrator')
  const made: string[] = []
  for (let count = 1; count <= 16; count++) {
    const form = {
      source: 'ems',
      name: `Casey Standing ${count}`,
      occurredOn: '2025-01-14',
      place: `${count} Long Street`,
    }
    const phone = count > 10 ? '(252) 555-0177' : `(252) 555-01${String(count + 50)}`
    const at = await sent(ask, '/team/wilson/referrals/add', { ...form, phone })
    made.push(at.split('/').at(-1) ?? '')
  }
  await house.row(
    `with act as (select set_config('app.act', 'test.standing', false)),
     own as (select m.coach_id, m.person_id from membership m join person p on p.id = m.person_id
       where m.org_id = $1 and m.role = 'coach' order by (p.email = 'coach@example.org') desc limit 1),
     made as (select id, n from unnest($2::uuid[]) with ordinality r (id, n)),
     handed as (
       insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
       select $1, gen_random_uuid(), made.id, own.coach_id, now() from act, own, made where n <= 4 returning referral_id),
     moved as (update referral r set state = 'assigned' from handed h where r.org_id = $1 and r.id = h.referral_id),
     offered as (
       insert into referral_offer (org_id, id, referral_id, coach_id, zone, due_at, made_at)
       select $1, gen_random_uuid(), made.id, own.coach_id, 'North', now(), now() from own, made where n between 5 and 10)
     insert into emergency_access (org_id, id, reader_id, referral_id, reason, from_at, until_at)
     select $1, gen_random_uuid(), own.person_id, made.id, 'They called for help', now(), now() + interval '3 hours'
     from own, made where n in (11, 12) returning 'done' as done`,
    [house.wilson, made],
  )
  await sent(ask, `/team/wilson/referrals/${made[9]}/close`, { reason: 'moved', version: '1' })
  await sent(ask, `/team/wilson/referrals/${made[12]}/same/${made[13]}`, { verdict: 'one event' })
  await sent(ask, `/team/wilson/referrals/${made[14]}/same/${made[13]}`, { verdict: 'one person' })
}

/** Phones of the coach who signs in, and what one that was ended sent: enough that each of those who may decide finds some. */
async function phonesToOpen(house: County): Promise<void> {
  const token = 'a-phone-that-was-ended-and-sends-all-the-same'.slice(0, 43)
  await house.row(
    `with own as (select m.coach_id, m.person_id from membership m join person p on p.id = m.person_id
       where m.org_id = $1 and m.role = 'coach' order by (p.email = 'coach@example.org') desc limit 1)
     insert into phone (org_id, id, person_id, coach_id, token_hash, device, made_at, seen_at, ended_at)
     select $1, gen_random_uuid(), own.person_id, own.coach_id, sha256(convert_to($2 || case when n > 1 then n::text else '' end, 'UTF8')),
       'Chrome on Android', now(), now(), case when n = 1 then now() end
     from own, generate_series(1, 7) n returning 'done' as done`,
    [house.wilson, token],
  )
  const { referralId } = await house.row(standing['/referrals/:referralId'] ?? '', [house.wilson])
  const payload = JSON.stringify({ mode: 'phone', outcome: 'no answer' })
  const lines = Array.from({ length: 16 }, (_, count) =>
    JSON.stringify({
      id: `00000000-0000-7000-8000-0000000a00${count + 10}`,
      act: 'attempt',
      about: referralId,
      startedAt: new Date().toISOString(),
      payload,
    }),
  )
  const { url } = await house.as('administrator')('/account')
  const answer = await fetch(new URL('/phone/items', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: ['{"unsent":16}', ...lines].join('\n'),
  })
  expect(((await answer.json()) as { answers?: unknown[] }).answers?.length).toBe(16)
}

/**
 * People whom the coach who signs in follows up, with a consent, services that they want or were sent to, and follow-ups that are
 * due. Their ids come after all others, so that what is done to a referral in hand is done to others first.
 */
async function consentsToOpen(house: County): Promise<void> {
  await house.row(
    `with act as (select set_config('app.act', 'test.standing', false)),
     own as (select m.coach_id from membership m join person p on p.id = m.person_id
       where m.org_id = $1 and m.role = 'coach' order by (p.email = 'coach@example.org') desc limit 1),
     n as (select n, ('ffffffff-ffff-4fff-8fff-' || lpad(n::text, 12, '0'))::uuid as id from act, generate_series(1, 6) n),
     served as (insert into person_served (org_id, id) select $1, id from n),
     referred as (
       insert into referral (org_id, id, person_id, source, received_at, received_on, clock_from, due_at, state)
       select $1, id, id, 'team', '2025-01-10 12:00Z', '2025-01-10', 'receipt', '2025-01-13 12:00Z', 'engaged' from n),
     handed as (
       insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
       select $1, id, id, own.coach_id, now() from n, own),
     help as (select id, partner_id from service where org_id = $1 order by id limit 1),
     words as (select id from consent_text where org_id = $1 and kind = 'release' and language = 'en' limit 1),
     agreed as (
       insert into consent (org_id, id, person_id, kind, text_id, scope, recipient_id, purpose, from_on, until_on, signed_at)
       select $1, n.id, n.id, 'release', words.id, '{identity,help}', help.partner_id, 'getting help', '2025-01-12', '2035-06-30', now()
       from n, help, words),
     sent as (
       insert into onward_referral (org_id, id, referral_id, person_id, service_id, state, offered_on, accepted_on, sent_on)
       select $1, n.id, n.id, n.id, help.id, case when n.n <= 3 then 'accepted' else 'sent' end, '2025-01-13', '2025-01-13',
         case when n.n > 3 then '2025-01-14'::date end from n, help),
     told as (
       insert into disclosure (org_id, id, person_id, recipient_id, onward_id, what, purpose, consent_id, copy, at)
       select $1, n.id, n.id, help.partner_id, n.id, '{identity,help}', 'getting help', n.id, 'scope in words', now()
       from n, help where n.n > 3)
     insert into follow_up (org_id, id, referral_id, person_id, onward_id, days, due_on, missed_on, state)
     select $1, n.id, n.id, n.id, n.id, 30, '2025-01-15', '2035-01-30', 'due' from n returning 'done' as done`,
    [house.wilson],
  )
}

/** Referrals in the hands of the coach who signs in, and what was tried for them: the sample’s coaches do not sign in. */
async function attemptsToOpen(house: County): Promise<void> {
  await house.row(
    `with act as (select set_config('app.act', 'test.standing', false)),
     own as (select m.coach_id from membership m join person p on p.id = m.person_id
       where m.org_id = $1 and m.role = 'coach' order by (p.email = 'coach@example.org') desc limit 1),
     chosen as (
       select r.id from act, referral r where r.org_id = $1 and r.state not in ('closed', 'received') and r.path = 'survivor'
       order by r.received_at desc, r.id limit 4),
     handed as (
       insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
       select $1, gen_random_uuid(), chosen.id, own.coach_id, now() from chosen, own on conflict do nothing),
     tried as (
       insert into attempt (org_id, id, referral_id, coach_id, attempted_at, attempted_on, mode, outcome)
       select $1, gen_random_uuid(), chosen.id, own.coach_id, '2025-01-14T16:00:00Z', '2025-01-14', 'phone', 'reached'
       from chosen, own, generate_series(1, 4)),
     driven as (
       insert into trip (org_id, id, coach_id, driven_on, miles, referral_id)
       select $1, gen_random_uuid(), own.coach_id, '2025-01-14', 12.5, chosen.id from chosen, own)
     select 1 as done from act`,
    [house.wilson],
  )
}

async function importReading(ask: Ask, path: string, year: number): Promise<void> {
  const preview = await (await ask(path, { pasted: `Period,Value\n${year},1234` })).text()
  await sent(ask, `${path}/decide`, { ...hiddenIn(preview, `${path}/decide`), act: 'import' })
}

/** Sends a form that must be taken, and answers where it leads. */
export async function sent(ask: Ask, path: string, form: Form): Promise<string> {
  const answer = await ask(path, form)
  const refused = answer.status === 303 ? '' : (/<div class="problems".*?<\/div>/.exec(await answer.text())?.[0] ?? '')
  expect(answer.status, `${path} ${refused}`).toBe(303)
  return (answer.headers.get('location') ?? '').replace(/\?.*/, '')
}

/** The hidden fields of the form of a page that posts to a path. */
function hiddenIn(html: string, action: string): Record<string, string> {
  const form = html.slice(html.indexOf(`action="${action}"`)).split('</form>')[0] ?? ''
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
    ]),
  )
}

/** The partner for whom somebody of the cast signs in. */
const ofFirstPartner = `select id as "partnerId" from partner where org_id = $1 order by id`

const ofAttemptInHand = `select t.referral_id as "referralId", t.id as "attemptId" from attempt t
  join membership m on m.org_id = t.org_id and m.coach_id = t.coach_id
  join person p on p.id = m.person_id and m.role = 'coach'
  join referral r on r.org_id = t.org_id and r.id = t.referral_id
  where t.org_id = $1 and not t.is_sample and r.state <> 'closed' order by t.referral_id, t.id`
const twoDecided = `select s.referral_id as "referralId", s.other_id as "otherId" from referral_same s where s.org_id = $1 order by s.id`

/** What hangs on a person whom the coach who signs in follows up. */
const ofConsented = (table: string, name: string, where: string, by = 'referral_id'): string =>
  `select r.id as "referralId", x.id as "${name}" from ${table} x
   join referral r on r.org_id = x.org_id and ${by === 'person_id' ? 'r.person_id = x.person_id' : 'r.id = x.referral_id'}
   where x.org_id = $1 and x.id >= 'ffffffff-ffff-4fff-8fff-000000000000' and r.state <> 'closed' and ${where} order by x.id`

/** What stands behind the `:id`s: a statement for the longest beginning of a path that is here. `$1` is the county. */
const standing: Readonly<Record<string, string>> = {
  '/phones/items/:itemId': `select id as "itemId" from phone_item where org_id = $1 and state = 'quarantine'`,
  '/phones/:phoneId': `select id as "phoneId" from phone where org_id = $1 and ended_at is null`,
  '/partners/:partnerId': `select id as "partnerId" from partner where org_id = $1`,
  // In the hands of the coach who signs in.
  '/referrals/:referralId': `select a.referral_id as "referralId" from referral_assignment a
    join membership m on m.org_id = a.org_id and m.coach_id = a.coach_id
    join person p on p.id = m.person_id and m.role = 'coach'
    where a.org_id = $1 and a.until_at is null order by a.is_sample, a.referral_id`,
  '/referrals/:referralId/reopen': `select id as "referralId" from referral where org_id = $1 and state = 'closed' and same_as is null order by is_sample, id`,
  '/referrals/:referralId/same/:otherId': `select a.id as "referralId", b.id as "otherId" from referral a
    join referral b on b.org_id = a.org_id and b.id > a.id and not exists (select from referral_same s
      where s.org_id = a.org_id and s.referral_id in (a.id, b.id) and s.other_id in (a.id, b.id))
    where a.org_id = $1 and not a.is_sample and a.state = 'received' and b.state = 'received' order by a.id, b.id`,
  '/referrals/:referralId/same/:otherId/apart': twoDecided,
  '/referrals/offers/:offerId': `select id as "offerId" from referral_offer where org_id = $1 and state = 'open' order by id`,
  '/referrals/emergency/:accessId': `select id as "accessId" from emergency_access where org_id = $1 and seen_on is null order by id`,
  '/referrals/partners/:partnerId': ofFirstPartner,
  '/referrals/partners/:partnerId/keys/:keyId': `select partner_id as "partnerId", id as "keyId" from referral_key
    where org_id = $1 and ended_at is null order by id`,
  // Not those who sign in for it: whose access ends finds no door after it.
  '/referrals/partners/:partnerId/people/:memberId': `select m.partner_id as "partnerId", m.id as "memberId" from membership m
    join person p on p.id = m.person_id where m.org_id = $1 and m.role = 'partner' order by p.email like 'partner@%', p.email`,
  '/referrals/partners/:partnerId/invitations/:invitationId': `select partner_id as "partnerId", id as "invitationId" from invitation
    where org_id = $1 and partner_id is not null and accepted_at is null and revoked_at is null order by id`,
  '/referrals/:referralId/consents/add': ofConsented('onward_referral', 'onwardId', 'true'),
  '/referrals/:referralId/disclosures': ofConsented('onward_referral', 'onwardId', 'true'),
  '/referrals/:referralId/onward/add': ofConsented('onward_referral', 'onwardId', 'true'),
  '/referrals/:referralId/consents/:consentId': ofConsented(
    'consent',
    'consentId',
    'x.revoked_at is null',
    'person_id',
  ),
  '/referrals/:referralId/onward/:onwardId': ofConsented('onward_referral', 'onwardId', `x.state = 'accepted'`),
  '/referrals/:referralId/onward/:onwardId/link': ofConsented('onward_referral', 'onwardId', `x.state = 'sent'`),
  '/referrals/:referralId/follow-ups/:followUpId': ofConsented('follow_up', 'followUpId', `x.state = 'due'`),
  '/linkage/services/directory/:sheetId': `select id as "sheetId" from directory_sheet where org_id = $1 order by id`,
  '/linkage/services/directory/imports/:fileId': `select id as "fileId" from directory_file where org_id = $1 and undone_at is null order by id`,
  '/linkage/services/:serviceId': `select id as "serviceId" from service where org_id = $1 order by id`,
  '/linkage/texts/:textId': `select id as "textId" from consent_text where org_id = $1 order by from_on desc, id`,
  '/linkage/rules/:ruleId': `select id as "ruleId" from follow_up_rule where org_id = $1 and until_on is null order by id`,
  '/privacy/people/:personId': `select id as "personId" from person_served where org_id = $1 order by id desc`,
  '/referrals/:referralId/attempts': ofAttemptInHand,
  '/referrals/:referralId/script': ofAttemptInHand,
  '/outreach/trips/:tripId': `select id as "tripId" from trip where org_id = $1 and not is_sample order by id`,
  '/outreach/supplies/items/:itemId': `select id as "itemId" from supply_item where org_id = $1 order by name`,
  '/outreach/supplies/lots/:lotId': `select id as "lotId" from supply_lot where org_id = $1 order by lot desc`,
  '/referrals/import/:sheetId': `select id as "sheetId" from referral_sheet where org_id = $1 order by id`,
  '/referrals/imports/:fileId': `select id as "fileId" from referral_file where org_id = $1 and undone_at is null order by id`,
  '/coaches/applications/:applicationId': `select id as "applicationId" from application where org_id = $1 and decision is null`,
  '/coaches/openings/:programId': `select id as "programId" from program where org_id = $1 and removed_at is null`,
  '/coaches/credentials/kinds/:kindId': `select id as "kindId" from credential_kind where org_id = $1`,
  '/coaches/credentials/:credentialId': `select c.id as "credentialId", f.id as "fileId" from credential c
    left join credential_file f on f.org_id = c.org_id and f.credential_id = c.id where c.org_id = $1 order by f.id is null`,
  '/coaches/:coachId/merges/:mergeId': `select kept_id as "coachId", id as "mergeId" from coach_merge where org_id = $1`,
  '/coaches/:coachId/same/:otherId': `select a.id as "coachId", b.id as "otherId" from coach a join coach b on b.org_id = a.org_id and b.id > a.id
    where a.org_id = $1 order by a.id, b.id`,
  '/coaches/:coachId/classes/:sessionId': `select c.id as "coachId", s.id as "sessionId" from training_session s join coach c on c.org_id = s.org_id
    where s.org_id = $1 and not s.is_cancelled and not exists (select from enrolment e where e.session_id = s.id and e.coach_id = c.id)
    order by s.starts_on desc, s.id, c.id`,
  '/coaches/:coachId/hours/files/:fileId': `select coach_id as "coachId", id as "fileId" from credential_file where org_id = $1`,
  '/coaches/:coachId/hours/reverse': `select coach_id as "coachId" from hours_entry where org_id = $1`,
  '/mine/files/:fileId': `select f.id as "fileId" from credential_file f left join membership m on m.org_id = f.org_id and m.coach_id = f.coach_id
    where f.org_id = $1 order by m.id nulls last, f.id`,
  '/mine/credentials/:credentialId': `select c.id as "credentialId" from credential c left join membership m on m.org_id = c.org_id and m.coach_id = c.coach_id
    where c.org_id = $1 order by m.id nulls last, c.id`,
  // Not the coach who signs in: whose access ends finds no door after it.
  '/coaches/:coachId': `select c.id as "coachId" from coach c left join membership m on m.org_id = c.org_id and m.coach_id = c.id
    where c.org_id = $1 order by m.id nulls first, c.id`,
  '/training/sessions/:sessionId': `select id as "sessionId" from training_session where org_id = $1 and not is_cancelled`,
  '/training/sessions/:sessionId/cancel': `select id as "sessionId" from training_session where org_id = $1 and not is_cancelled and starts_on >= '2025-06-01'`,
  '/training/sessions/:sessionId/restore': `select id as "sessionId" from training_session where org_id = $1 and is_cancelled and starts_on >= '2025-06-01'`,
  '/training/classes/:classId': `select d.id as "classId" from class_day d where d.org_id = $1 and not exists (
    select from attendance a where a.class_day_id = d.id) order by d.begins_at desc`,
  '/training/certificates/:certificateId': `select id as "certificateId" from certificate where org_id = $1 and revoked_on is null`,
  '/training/courses/:courseId': `select id as "courseId" from course where org_id = $1`,
  // None with a certificate: it is not removed, or corrected, before that is revoked.
  '/training/enrolments/:enrolmentId': `select e.id as "enrolmentId" from enrolment e where e.org_id = $1 and not exists (
    select from certificate c where c.org_id = e.org_id and c.enrolment_id = e.id) order by e.session_id is not null, e.id`,
  '/training/enrolments/:enrolmentId/put-back': `select object_id as "enrolmentId" from history h where org_id = $1 and kind = 'enrolment' and after is null
    and not exists (select from enrolment e where e.org_id = $1 and e.id = h.object_id)`,
  '/training/import/:sheetId': `select id as "sheetId" from training_sheet where org_id = $1`,
  '/training/imports/:importId': `select id as "importId" from training_import where org_id = $1 and undone_at is null`,
  '/shifts/:shiftId': `select id as "shiftId" from shift where org_id = $1 order by starts_at desc`,
  '/shifts/coaches/:coachId': `select id as "coachId" from coach where org_id = $1 order by id`,
  '/shifts/needs/:needId': `select id as "needId" from coverage_need where org_id = $1`,
  '/shifts/places/:placeId': `select id as "placeId" from shift_place where org_id = $1 and state = 'completed'`,
  '/shifts/virtual/:sessionId': `select id as "sessionId" from virtual_session where org_id = $1 order by is_sample desc`,
  '/mine/classes/:sessionId': `select id as "sessionId" from training_session where org_id = $1 and not is_cancelled`,
  '/mine/shifts/:shiftId': `select p.shift_id as "shiftId" from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
    left join membership m on m.org_id = p.org_id and m.coach_id = p.coach_id
    where p.org_id = $1 and p.state in ('claimed', 'confirmed') order by m.id nulls last, s.starts_at desc, p.id`,
  '/mine/places/:placeId': `select p.id as "placeId" from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
    left join membership m on m.org_id = p.org_id and m.coach_id = p.coach_id
    where p.org_id = $1 and p.state in ('claimed', 'confirmed') order by m.id nulls last, s.starts_at desc, p.id`,
  '/mine/offers/:offerId': `select id as "offerId" from shift_offer where org_id = $1 and state = 'open' order by id`,
  '/mine/virtual/:sessionId': `select v.id as "sessionId" from virtual_session v left join membership m on m.org_id = v.org_id and m.coach_id = v.coach_id
    where v.org_id = $1 order by m.id nulls last, v.id`,
  '/claims/:claimId': `select id as "claimId" from claim where org_id = $1 and state = 'sent' order by id`,
  '/claims/:claimId/receipts': `select r.claim_id as "claimId", r.id as "receiptId" from claim_receipt r
    join claim c on c.org_id = r.org_id and c.id = r.claim_id where r.org_id = $1 and c.state <> 'draft' order by r.id`,
  '/mine/claims/:claimId': `select c.id as "claimId" from claim c left join membership m on m.org_id = c.org_id and m.coach_id = c.coach_id
    where c.org_id = $1 and c.state = 'draft' order by m.id nulls last, c.id`,
  '/mine/claims/:claimId/receipts': `select r.claim_id as "claimId", r.id as "receiptId" from claim_receipt r join claim c on c.org_id = r.org_id
    and c.id = r.claim_id left join membership m on m.org_id = c.org_id and m.coach_id = c.coach_id where r.org_id = $1 order by m.id nulls last, r.id`,
  '/claims/batches/:batchId': `select id as "batchId" from claim_batch where org_id = $1 order by number`,
  '/claims/rates/:rateId': `select id as "rateId" from claim_rate where org_id = $1 order by id`,
  '/funding/funds/:fundId': `select id as "fundId" from fund where org_id = $1 and closed_on is null order by name`,
  '/funding/funds/:fundId/open': `select id as "fundId" from fund where org_id = $1 and closed_on is not null order by name`,
  '/funding/authorizations/:authorizationId': `select a.id as "authorizationId" from authorization_now a join fund f on f.org_id = a.org_id
    and f.id = a.fund_id where a.org_id = $1 and f.closed_on is null order by a.amount_cents desc, a.id`,
  '/funding/entries/:entryId': `select e.id as "entryId" from money_entry e where e.org_id = $1 and e.kind = 'encumbered' order by e.id`,
  '/funding/entries/:entryId/reverse': `select e.id as "entryId" from money_entry e where e.org_id = $1 and e.kind = 'spent' and e.reverses_id is null
    and not exists (select from money_entry r where r.org_id = e.org_id and r.reverses_id = e.id) order by e.happened_on desc, e.id`,
  '/support/coaches/:coachId': `select id as "coachId" from coach where org_id = $1`,
  '/support/pairs/:pairId': `select id as "pairId" from mentor_pair where org_id = $1 and to_on is null`,
  '/support/sessions/:sessionId': `select id as "sessionId" from supervision_session where org_id = $1`,
  '/support/groups/:groupId': `select id as "groupId" from peer_group where org_id = $1`,
  '/measures/:id': `select id from measure where org_id = $1 and definition is not null order by slug <> 'new-recovery-coaches-trained', id`,
  '/measures/:id/spikes/days': `select id from measure where org_id = $1 and definition is null`,
  '/measures/:id/readings': `select id from measure where org_id = $1 and definition is null`,
  '/measures/:id/readings/:readingId': `select measure_id as id, id as "readingId" from entered_reading where org_id = $1 and dimension = ''`,
  '/measures/:id/targets/remove': `select measure_id as id from target where org_id = $1 and from_on = '2026-01-01'`,
  '/measures/:id/import': `select id from measure where org_id = $1 and definition is null and calendar ->> 'kind' = 'year' and shape = 'count'`,
  '/measures/:id/imports/:importId': `select measure_id as id, id as "importId" from reading_import where org_id = $1 and undone_at is null`,
  '/measures/:id/baselines/:baselineId': `select measure_id as id, id as "baselineId" from baseline where org_id = $1`,
  '/measures/:id/reviews/new': `select measure_id as id from review where org_id = $1`,
  '/measures/:id/reviews/:reviewId': `select measure_id as id, id as "reviewId" from review where org_id = $1 and held_on is null`,
  '/measures/:id/notes/:noteId': `select measure_id as id, id as "noteId" from chart_note where org_id = $1`,
  '/measures/:measureId/story': `select id as "measureId" from measure where org_id = $1`,
  '/scorecard/measures/:measureId': `select id as "measureId" from measure where org_id = $1`,
  '/scorecard/placements/:id': `select id from placement where org_id = $1`,
  ...Object.fromEntries(
    Object.entries({
      results: 'result',
      programs: 'program',
      definitions: 'measure_definition',
      stories: 'story',
      partners: 'measure_partner',
      'what-works': 'what_works',
      actions: 'action',
    }).flatMap(([path, table]) => [
      [
        `/scorecard/${path}/:id`,
        `select id from ${table} where org_id = $1 and removed_at is null order by version, id desc`,
      ],
      [`/scorecard/${path}/:id/put-back`, `select id from ${table} where org_id = $1 order by removed_at nulls last`],
    ]),
  ),
  '/admin/people/:memberId': `select m.id as "memberId" from membership m join person p on p.id = m.person_id where org_id = $1 order by p.email like 'viewer@%' desc`,
  '/admin/invitations/:invitationId': `select id as "invitationId" from invitation where org_id = $1 and partner_id is null and accepted_at is null and revoked_at is null`,
}

/** A path with a real record of Wilson County for each of its names. */
export async function real(house: County, path: string): Promise<string> {
  if (!path.includes(':')) return path + (asked[path] ?? '')
  const beginning = Object.keys(standing)
    .filter((each) => path.startsWith(each))
    .sort((a, b) => b.length - a.length)[0]
  if (beginning === undefined) throw new Error(`say in \`standing\` what stands behind ${path}`)
  const ids = await house.row(standing[beginning] ?? '', [house.wilson])
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'missing') + (asked[path] ?? '')
}

/** What an address asks for where it must ask for something. */
const asked: Readonly<Record<string, string>> = {
  '/measures/new': '?kind=entered',
  '/measures/:id/records': '?from=2024-01-01',
}

/** A form that some door or other takes a field of. */
export const form = { note: 'Typed & not lost', way: 'up', version: '1', from: '2026-01-01' }
/** Something must be removed or cancelled, or nothing can be put back. */
export async function endFirst(house: County, path: string): Promise<void> {
  const ending = path.replace(/put-back$/, 'remove').replace(/restore$/, 'cancel')
  const { version } = form
  if (ending !== path) await sent(house.as('administrator'), `/team/wilson${await real(house, ending)}`, { version })
}
