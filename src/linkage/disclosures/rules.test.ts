import { expect, test } from 'vitest'
import type { Consent } from '../consents/model.ts'
import { exceptions } from './model.ts'
import { basisOf, exceptionRefused, notCovered, type Sharing } from './rules.ts'

const today = '2025-01-15'
const consent: Consent = {
  id: 'c',
  personId: 'p',
  kind: 'release',
  textId: 't',
  scope: ['identity', 'contact'],
  recipientId: 'rc3',
  recipient: 'RC3',
  mayTellFamily: false,
  purpose: 'getting help',
  fromOn: '2025-01-01',
  untilOn: '2025-06-30',
  signedAt: new Date('2025-01-01T15:00:00Z'),
  authority: '',
  revokedAt: null,
  revokedHow: '',
  isSample: false,
  version: 1,
}
const sharing: Sharing = { recipientId: 'rc3', isJustice: false, what: ['identity'], purpose: 'getting help' }

const table: readonly (readonly [
  what: string,
  consent: Partial<Consent> | null,
  sharing: Partial<Sharing>,
  refused: string | null,
])[] = [
  ['in force, for this recipient, purpose and scope', {}, {}, null],
  ['all that it covers', {}, { what: ['identity', 'contact'] }, null],
  ['on its last day', { untilOn: today }, {}, null],
  ['without a consent', null, {}, 'linkage.no-consent'],
  ['after its last day', { untilOn: '2025-01-14' }, {}, 'linkage.consent-expired'],
  ['taken back', { revokedAt: new Date('2025-01-15T16:00:00Z') }, {}, 'linkage.consent-revoked'],
  ['before it begins', { fromOn: '2025-01-16' }, {}, 'linkage.consent-not-signed'],
  ['spoken', { kind: 'verbal outreach' }, {}, 'linkage.consent-not-signed'],
  ['for somebody else', { recipientId: 'ems' }, {}, 'linkage.consent-other-recipient'],
  ['for another purpose', { purpose: 'care together' }, {}, 'linkage.consent-other-purpose'],
  ['one thing more than it covers', {}, { what: ['identity', 'overdose'] }, 'linkage.consent-narrower'],
  ['notes of counseling by a release', {}, { what: ['counseling notes'] }, 'linkage.consent-narrower'],
  ['with the police', {}, { isJustice: true }, 'linkage.justice'],
  [
    'with the police by a consent for a proceeding',
    { kind: 'legal proceedings', scope: ['legal proceedings'] },
    { isJustice: true, what: ['legal proceedings'] },
    'linkage.justice',
  ],
]
for (const [what, changed, asked, refused] of table)
  test(`a share ${what}: ${refused ?? 'passes'}`, () => {
    const held = changed && { ...consent, ...changed }
    expect(notCovered(held, { ...sharing, ...asked }, today)?.problems[0]?.code ?? null).toBe(refused)
  })

test('an exception says why in ten letters; the police get none, and a court order waits for two people', () => {
  const code = (exception: (typeof exceptions)[number], why: string, isJustice = false) =>
    exceptionRefused({ exception, why }, { isJustice })?.problems[0]?.code ?? null
  for (const exception of exceptions.filter((each) => each !== 'court order')) {
    expect(code(exception, '123456789')).toBe('linkage.exception-why')
    expect(code(exception, '1234567890')).toBeNull()
    expect(code(exception, 'Because it is asked for', true)).toBe('linkage.justice')
  }
  expect(code('court order', 'The court says so, in writing')).toBe('linkage.court-order')
  expect(code('court order', 'The court says so, in writing', true)).toBe('linkage.court-order')
})

test('a share goes by a consent or by an exception, not by both', () => {
  expect(basisOf({ consentId: 'c', exception: null, exceptionWhy: '' })).toEqual({ consentId: 'c' })
  expect(basisOf({ consentId: null, exception: 'audit', exceptionWhy: 'The yearly audit' })).toEqual({
    exception: 'audit',
    why: 'The yearly audit',
  })
  expect(basisOf({ consentId: 'c', exception: 'audit', exceptionWhy: '' })).toMatchObject({
    problems: [{ code: 'linkage.two-rights' }],
  })
})
