import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { signatureOf } from '../linkage/consents/store.ts'
import { startTexts } from '../linkage/texts/actions.ts'
import { put } from '../platform/db/verbs.ts'
import type { TodayOnPhone } from './facts.ts'
import { type Item, type Phone, type Phones, phones, standingsIn } from './test-phones.ts'

const drawn = `M10 10${'L20 30'.repeat(10)}`

/** A county with the texts that people sign, a clinic that receives, and the police. */
async function toSign() {
  const made = await phones()
  const { clinic, police } = await made.act(async (tx) => {
    await startTexts(tx, '2025-01-01')
    return {
      clinic: await put(tx, 'partner', { name: 'RC3', sector: 'recovery', about: '', website: '' }),
      police: await put(tx, 'partner', { name: 'Wilson Police', sector: 'justice', about: '', website: '' }),
    }
  })
  return { ...made, clinic, police, hers: await made.phone() }
}

const signingOn = async (made: Phones, phone: Phone): Promise<NonNullable<TodayOnPhone['signing']>> => {
  const day = (await (await made.ask(phone, '/phone/day')).json()) as TodayOnPhone
  if (!day.signing) throw new Error('the day brings what is signed')
  return day.signing
}

const newText = (made: Phones, fromOn: string): Promise<string> =>
  made.act((tx) =>
    put(tx, 'consent_text', {
      kind: 'release',
      language: 'en',
      body: 'A new wording.',
      fromOn,
      source: '',
      checkedOn: null,
    }),
  )

/** A release as a phone sends it; signed an hour ago. */
function signed(
  made: Awaited<ReturnType<typeof toSign>>,
  textId: string,
  form: Record<string, string> = {},
  more = {},
): Item {
  const typed = {
    textId,
    scope: 'identity,contact',
    recipientId: made.clinic,
    purpose: 'getting help',
    untilOn: '2025-06-30',
    signer: 'Ida Moss',
    authority: '',
    drawn,
    ...form,
  }
  return {
    id: newId(),
    act: 'release',
    about: made.referralId,
    startedAt: '2025-01-15T16:00:00Z',
    payload: JSON.stringify(typed),
    ...more,
  }
}

test('the day brings the texts in force, in both languages, and the partners that may receive: no police', async () => {
  const made = await toSign()
  const { texts, partners } = await signingOn(made, made.hers)
  expect(texts.map(({ language, asksCounsel }) => [language, asksCounsel])).toEqual([
    ['en', true],
    ['es', true],
  ])
  expect(texts[1]?.body).toContain('Permito que el equipo')
  expect(partners).toEqual([{ id: made.clinic, name: 'RC3' }])
  await newText(made, '2025-01-16')
  await newText(made, '2025-02-01')
  expect(
    (await signingOn(made, made.hers)).texts.map(({ fromOn }) => fromOn),
    'and what begins tomorrow',
  ).toEqual(['2025-01-01', '2025-01-16', '2025-01-01'])
})

test('a release signed without a network is kept once, under the text and on the day of its signing, and lies sealed', async () => {
  const made = await toSign()
  const { texts } = await signingOn(made, made.hers)
  const spanish = texts.find(({ language }) => language === 'es')?.id ?? ''
  const item = signed(made, spanish, { mayTellFamily: 'yes' }, { startedAt: '2025-01-13T15:30:00Z' })
  expect(standingsIn(await made.push(made.hers, [item, item]))).toEqual(['kept', 'already kept'])
  const rows = (
    await made.db.owner(
      'select id, kind, text_id, scope, from_on::text, signed_at, may_tell_family, signer, signature from consent',
    )
  ).rows
  expect(rows).toMatchObject([
    {
      kind: 'release',
      text_id: spanish,
      scope: ['identity', 'contact'],
      from_on: '2025-01-13',
      signed_at: new Date('2025-01-13T15:30:00Z'),
      may_tell_family: true,
    },
  ])
  expect(rows[0].signature.toString('latin1')).not.toContain('L20')
  expect(rows[0].signer.toString('latin1')).not.toContain('Ida')
  const shown = await made.db.read(made.team.scope, (tx) => signatureOf(tx, made.needs.seals, rows[0].id))
  expect(shown).toEqual({ strokes: drawn, signer: 'Ida Moss' })
  expect(await made.one(`select act, person_id from history where kind = 'consent'`)).toEqual({
    act: 'linkage.signConsent',
    person_id: made.personId,
  })
})

test('a typed name signs where no finger can; a slip of the finger and nothing at all do not', async () => {
  const made = await toSign()
  const [text] = (await signingOn(made, made.hers)).texts
  const one = (form: Record<string, string>) => signed(made, text?.id ?? '', form)
  const answer = await made.push(made.hers, [
    one({ drawn: '', signsByName: 'yes' }),
    one({ drawn: '' }),
    one({ drawn: 'M1 1L2 2' }),
    one({ drawn: 'javascript:alert(1)' }),
  ])
  expect(standingsIn(answer)).toEqual(['kept', 'refused', 'refused', 'refused'])
  expect(answer.answers[1]?.problems).toMatchObject([{ code: 'linkage.release-signature', field: 'signsByName' }])
})

test('a text that was taken out of force on the day of the signing is refused with its reason, and signed anew under the same id', async () => {
  const made = await toSign()
  const [old] = (await signingOn(made, made.hers)).texts
  const [before, same] = [
    signed(made, old?.id ?? '', {}, { startedAt: '2025-01-14T20:00:00Z' }),
    signed(made, old?.id ?? ''),
  ]
  const next = await newText(made, '2025-01-15')
  const answer = await made.push(made.hers, [before, same, signed(made, newId())])
  expect(standingsIn(answer), 'what was in force yesterday was signed yesterday').toEqual([
    'kept',
    'refused',
    'refused',
  ])
  expect(answer.answers[1]?.problems[0]?.message).toContain('The text that was signed was not in force on that day')
  const again = { ...signed(made, next), id: same.id }
  expect(standingsIn(await made.push(made.hers, [again]))).toEqual(['kept'])
  const { rows } = await made.db.owner('select text_id from consent order by from_on')
  expect(rows).toEqual([{ text_id: old?.id }, { text_id: next }])
})

test('what a release lacks is refused item by item, and what is for the police or about another’s referral as on the page', async () => {
  const made = await toSign()
  const [text] = (await signingOn(made, made.hers)).texts
  const one = (form: Record<string, string>, more = {}) => signed(made, text?.id ?? '', form, more)
  const table: readonly (readonly [Item, string])[] = [
    [one({ scope: '' }), 'linkage.release-scope'],
    [one({ scope: 'identity,counseling notes' }), 'linkage.release-own-consent'],
    [one({ recipientId: made.police }), 'linkage.release-justice'],
    [one({ untilOn: '2025-01-14' }), 'linkage.release-end-before'],
    [one({ signer: '' }), 'linkage.consent-wrong'],
    [one({ kind: 'legal proceedings' }), 'linkage.consent-wrong'],
    [one({}, { about: await made.referral({ coachId: await made.coach('Ben') }) }), 'linkage.not-in-hand'],
  ]
  const answer = await made.push(
    made.hers,
    table.map(([item]) => item),
  )
  expect(answer.answers.map(({ standing, problems }) => [standing, problems[0]?.code])).toEqual(
    table.map(([, code]) => ['refused', code]),
  )
  expect(await made.one('select count(*)::int as count from consent')).toEqual({ count: 0 })
})

test('a release for a referral that left the coach’s hands waits, and a coordinator reads what was signed and keeps it', async () => {
  const made = await toSign()
  const [text] = (await signingOn(made, made.hers)).texts
  await made.act((tx) => tx.sql.updateTable('referral_assignment').set({ until_at: new Date() }).execute())
  const item = signed(made, text?.id ?? '', {}, { startedAt: '2025-01-14T16:00:00Z' })
  expect(standingsIn(await made.push(made.hers, [item]))).toEqual(['quarantine'])
  const { id, version } = await made.one<{ id: string; version: number }>('select id, version from phone_item')
  const ask = made.team.as('coordinator')
  const shown = await (await ask(`/phones/items/${id}`)).text()
  for (const words of [
    'English, in force from 1 Jan 2025',
    'Name and birth date; Phone',
    'RC3',
    '30 Jun 2025',
    'Ida Moss',
    'drawn with a finger',
  ])
    expect(shown).toContain(words)
  expect(shown).not.toContain(drawn)
  expect((await ask(`/phones/items/${id}/keep`, { version: String(version) })).status).toBe(303)
  expect(await made.one('select from_on::text from consent')).toEqual({ from_on: '2025-01-14' })
})
