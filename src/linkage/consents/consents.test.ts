import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import type { Someone } from '../../platform/http/test-team.ts'
import { release, type Shop, shop } from '../test-linkage.ts'
import { mayTellFamily } from './store.ts'

const drawn = `M10 10${'L20 30'.repeat(10)}`
const textId = async ({ one }: Shop, kind = 'release', language = 'en'): Promise<string> =>
  String((await one('select id from consent_text where kind = $1 and language = $2', [kind, language])).id)

type Sent = Readonly<Record<string, string>> & { readonly scope?: string }

/** A release as it is sent from the screen; `scope` with a comma between what is ticked. */
async function signed(county: Shop, changed: Sent = {}, who: Someone = 'coach', referralId = county.referralId) {
  const { scope = 'identity,contact', ...fields } = changed
  const form = new FormData()
  for (const one of scope.split(',').filter(Boolean)) form.append('scope', one)
  const usual = {
    textId: await textId(county),
    recipientId: county.rc3,
    purpose: 'getting help',
    untilOn: '2025-06-30',
    signer: 'Ida Moss',
    drawn,
  }
  for (const [name, value] of Object.entries({ ...usual, ...fields })) form.append(name, value)
  return county.team.as(who)(`/referrals/${referralId}/consents/add`, form)
}

test('a consent is for those who follow the person up: not a stranger, a neighbor, another coach, an editor or a viewer', async () => {
  const county = await shop()
  const other = await county.refer('Somebody Else')
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  const theirs = await release(county, { personId: other.personId, recipientId: county.rc3 })
  for (const path of [
    `/referrals/${county.referralId}/consents/add`,
    `/referrals/${county.referralId}/consents/${consentId}`,
  ]) {
    expect((await county.team.as('stranger')(path)).status).toBe(303)
    for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const)
      expect((await county.team.as(who)(path)).status, `${who} ${path}`).toBe(404)
    for (const who of ['coach', 'coordinator', 'administrator'] as const)
      expect((await county.team.as(who)(path)).status, `${who} ${path}`).toBe(200)
  }
  for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const) {
    expect((await signed(county, {}, who)).status).toBe(404)
    const path = `/referrals/${county.referralId}/consents/${consentId}`
    expect((await county.team.as(who)(path, { how: 'spoken' })).status).toBe(404)
  }
  // What is not in hand, what is of somebody else, and what was never there look alike.
  const nowhere = [
    `/referrals/${other.referralId}/consents/add`,
    `/referrals/${other.referralId}/consents/${theirs}`,
    `/referrals/${county.referralId}/consents/${theirs}`,
    `/referrals/${county.referralId}/consents/${newId()}`,
    `/referrals/${newId()}/consents/add`,
  ]
  for (const path of nowhere) expect((await county.team.as('coach')(path)).status, path).toBe(404)
  expect((await county.team.as('coach')(nowhere[2] ?? '', { how: 'spoken' })).status).toBe(404)
  expect((await county.one('select revoked_at from consent where id = $1', [theirs])).revoked_at).toBeNull()
  expect((await signed(county, {}, 'coach', other.referralId)).status).toBe(404)
  expect(await county.one('select count(*)::int as count from consent')).toEqual({ count: 2 })
})

test('whoever opens it has read the person, and that is written down by what right', async () => {
  const county = await shop()
  for (const who of ['coach', 'coordinator'] as const)
    await county.team.as(who)(`/referrals/${county.referralId}/consents/add`)
  const { rows } = await county.db.owner('select by_right, what, person_id from person_read order by id')
  expect(rows).toEqual([
    { by_right: 'assigned', what: 'consent', person_id: county.personId },
    { by_right: 'team', what: 'consent', person_id: county.personId },
  ])
})

test('a coach writes down with one check that somebody said yes', async () => {
  const county = await shop()
  const ask = county.team.as('coach')
  const path = `/referrals/${county.referralId}/consents/add/spoken`
  expect((await ask(path, {})).status, 'not checked').toBe(422)
  expect((await ask(path, { agrees: 'yes' })).status).toBe(303)
  expect(await county.one('select kind, from_on::text, may_tell_family from consent')).toEqual({
    kind: 'verbal outreach',
    from_on: '2025-01-15',
    may_tell_family: false,
  })
  const family = await ask(path, { agrees: 'yes', mayTellFamily: 'yes' })
  expect(family.status, 'under Part 2').toBe(422)
  expect(await family.text()).toContain('family is told only by a signed release')
})

test('a release is signed on the screen in the words of the day, and what says who signed lies sealed', async () => {
  const county = await shop()
  const ask = county.team.as('coach')
  const page = await (await ask(`/referrals/${county.referralId}/consents/add?lang=es`)).text()
  expect(page).toContain('Permito que el equipo nombrado aquí')
  expect(page).toContain('checked with counsel')
  expect(/<title>[^<]*Ida/.test(page)).toBe(false)
  const answer = await signed(county)
  expect(answer.status).toBe(303)
  const at = (answer.headers.get('location') ?? '').replace('/team/wilson', '').replace(/\?.*/, '')
  const shown = await (await ask(at)).text()
  for (const words of [
    'Ida Moss',
    drawn,
    'RC3',
    'To get help from a service',
    'Name and birth date',
    '30 Jun 2025',
    'Signed',
  ])
    expect(shown).toContain(words)
  const { rows } = await county.db.owner(`select signer, signature, scope from consent`)
  expect(rows[0].signer.toString('latin1')).not.toContain('Ida')
  expect(rows[0].signature.toString('latin1')).not.toContain('L20')
  expect(rows[0].scope).toEqual(['identity', 'contact'])
  const { rows: history } = await county.db.owner(`select after::text from history where kind = 'consent'`)
  expect(history[0].after).not.toContain('Ida')
})

test('without JavaScript the typed name signs, if they check that it does', async () => {
  const county = await shop()
  expect((await signed(county, { drawn: '' })).status).toBe(422)
  const answer = await signed(county, { drawn: '', signsByName: 'yes' })
  expect(answer.status).toBe(303)
  const at = (answer.headers.get('location') ?? '').replace('/team/wilson', '')
  expect(await (await county.team.as('coach')(at)).text()).toContain('Signed by typing the name')
})

test('what a release lacks is named, and nothing is kept or lost', async () => {
  const county = await shop()
  const table: readonly (readonly [Sent, string])[] = [
    [{ scope: '' }, 'Check what may be shared.'],
    [{ scope: 'identity,counseling notes' }, 'each need a consent of their own'],
    [{ scope: 'legal proceedings' }, 'each need a consent of their own'],
    [{ recipientId: '' }, 'Who receives it is missing.'],
    [{ recipientId: newId() }, 'Choose who receives it.'],
    [{ recipientId: county.police }, 'Courts and police receive nothing by a general release.'],
    [{ purpose: '' }, 'What for is missing.'],
    [{ untilOn: '' }, 'Ends on is missing.'],
    [{ untilOn: '2025-01-14' }, 'It would end before it is signed'],
    [{ signer: '' }, 'Name of who signs is missing.'],
    [{ drawn: 'M1 1L2 2' }, 'Sign on the screen'],
    [{ drawn: 'javascript:alert(1)' }, 'The signature could not be read.'],
    [{ textId: newId() }, 'The text to sign is another one since today.'],
    [{ textId: await textId(county, 'notice') }, 'The text to sign is another one since today.'],
  ]
  for (const [changed, words] of table) {
    const answer = await signed(county, { signer: 'Ida M. Moss', ...changed })
    const html = await answer.text()
    expect(answer.status, words).toBe(422)
    expect(html).toContain(words)
    if (!('signer' in changed)) expect(html).toContain('Ida M. Moss')
  }
  expect(await county.one('select count(*)::int as count from consent')).toEqual({ count: 0 })
})

test('counseling notes and legal proceedings are signed each alone', async () => {
  const county = await shop()
  for (const kind of ['counseling notes', 'legal proceedings']) {
    const own = { textId: await textId(county, kind), purpose: 'My counseling at RC3' }
    expect((await signed(county, { ...own, scope: 'identity' })).status).toBe(422)
    expect((await signed(county, { ...own, scope: '' })).status).toBe(303)
  }
  const { rows } = await county.db.owner('select kind, scope from consent order by kind')
  expect(rows).toEqual([
    { kind: 'counseling notes', scope: ['counseling notes'] },
    { kind: 'legal proceedings', scope: ['legal proceedings'] },
  ])
})

test('a text that another took the place of while the page was open is not signed', async () => {
  const county = await shop()
  const before = await textId(county)
  const form = {
    kind: 'release',
    language: 'en',
    body: 'A new wording.',
    fromOn: '2025-01-15',
    source: '',
    checkedOn: '',
  }
  expect((await county.team.as('coordinator')('/linkage/texts/add', form)).status).toBe(303)
  const answer = await signed(county, { textId: before })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('The text to sign is another one since today.')
  expect(html).toContain('A new wording.')
})

test('a consent is taken back at once, whichever way, once', async () => {
  const county = await shop()
  const ask = county.team.as('coach')
  for (const how of ['in writing', 'spoken', 'on this page']) {
    const id = await release(county, { personId: county.personId, recipientId: county.rc3 })
    const at = `/referrals/${county.referralId}/consents/${id}`
    expect((await ask(at, { how: 'by telegram' })).status).toBe(422)
    expect((await ask(at, { how })).status).toBe(303)
    const page = await (await ask(at)).text()
    expect(page).toContain('Taken back')
    expect(page).not.toContain('Take it back now')
    expect((await ask(at, { how })).status, 'twice').toBe(422)
  }
})

test('family is told by a release that says so, until it is taken back, also under a name they were found to have', async () => {
  const county = await shop()
  const may = (personId: string) => county.db.read(county.team.scope, (tx) => mayTellFamily(tx, personId, '2025-01-15'))
  expect(await may(county.personId)).toBe(false)
  const answer = await signed(county, { mayTellFamily: 'yes' })
  expect(answer.status).toBe(303)
  expect(await may(county.personId)).toBe(true)
  const same = await county.refer('Ida Mos')
  expect(await may(same.personId)).toBe(false)
  await county.act(async (tx) => {
    await tx.sql
      .updateTable('person_served')
      .set({ merged_into: county.personId })
      .where('id', '=', same.personId)
      .execute()
    return ok(null)
  })
  expect(await may(same.personId)).toBe(true)
  const at = (answer.headers.get('location') ?? '').replace('/team/wilson', '').replace(/\?.*/, '')
  await county.team.as('coach')(at, { how: 'spoken' })
  expect(await may(county.personId)).toBe(false)
})
