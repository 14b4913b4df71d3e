import { expect, test } from 'vitest'
import { releaseForm } from './model.ts'
import {
  consentStanding,
  isInForce,
  isSignature,
  missingOf,
  type Release,
  type Standing,
  standingAmong,
  tellsFamily,
} from './rules.ts'

const today = '2025-01-15'
const spoken = { kind: 'verbal outreach', fromOn: '2025-01-01', untilOn: null, revokedAt: null } as const
const signed = { kind: 'release', fromOn: '2025-01-01', untilOn: '2025-06-30', revokedAt: null } as const
const back = new Date('2025-01-10T12:00:00Z')

const table: readonly (readonly [what: string, consent: Parameters<typeof consentStanding>[0], standing: Standing])[] =
  [
    ['nothing was asked', null, 'none'],
    ['they said yes', spoken, 'spoken'],
    ['they said yes until yesterday', { ...spoken, untilOn: '2025-01-14' }, 'expired'],
    ['they said yes and took it back', { ...spoken, revokedAt: back }, 'revoked'],
    ['they signed', signed, 'signed'],
    ['they signed today', { ...signed, fromOn: today }, 'signed'],
    ['it begins tomorrow', { ...signed, fromOn: '2025-01-16' }, 'none'],
    ['today is the last day', { ...signed, untilOn: today }, 'signed'],
    ['yesterday was the last day', { ...signed, untilOn: '2025-01-14' }, 'expired'],
    ['it was taken back', { ...signed, revokedAt: back }, 'revoked'],
    ['it was taken back, and would have ended', { ...signed, untilOn: '2025-01-14', revokedAt: back }, 'revoked'],
    ['a consent of its own kind', { ...signed, kind: 'counseling notes' }, 'signed'],
  ]
for (const [what, consent, standing] of table)
  test(`${what}: ${standing}`, () => {
    expect(consentStanding(consent, today)).toBe(standing)
    if (consent) expect(isInForce(consent, today)).toBe(standing === 'signed' || standing === 'spoken')
  })

test('a person stands by the consent that allows most', () => {
  const old = { ...signed, untilOn: '2025-01-01' }
  const gone = { ...signed, revokedAt: back }
  expect(standingAmong([], today)).toBe('none')
  expect(standingAmong([gone], today)).toBe('revoked')
  expect(standingAmong([gone, old], today)).toBe('expired')
  expect(standingAmong([gone, old, spoken], today)).toBe('spoken')
  expect(standingAmong([spoken, signed], today)).toBe('signed')
})

test('family is told by a signed release that says so; by word only where Part 2 does not hold', () => {
  const may = (consents: Parameters<typeof tellsFamily>[0], isPart2: boolean) =>
    tellsFamily(consents, { isPart2, today })
  const release = { ...signed, mayTellFamily: true }
  const word = { ...spoken, mayTellFamily: true }
  for (const isPart2 of [true, false]) {
    expect(may([], isPart2)).toBe(false)
    expect(may([release], isPart2)).toBe(true)
    expect(may([{ ...release, mayTellFamily: false }], isPart2)).toBe(false)
    expect(may([{ ...release, revokedAt: back }], isPart2)).toBe(false)
    expect(may([{ ...release, untilOn: '2025-01-14' }], isPart2)).toBe(false)
    expect(may([word], isPart2)).toBe(!isPart2)
  }
})

const whole: Release = {
  kind: 'release',
  person: 'Ida Moss',
  discloser: 'Wilson County',
  scope: ['identity', 'contact'],
  recipient: { name: 'RC3', isJustice: false },
  purpose: 'getting help',
  wording: 'I may take this back.',
  untilOn: '2025-06-30',
  signer: 'Ida Moss',
  signature: 'M1 1L2 2L3 3',
  signedOn: today,
}
const lacking = (changed: Partial<Release>) =>
  missingOf({ ...whole, ...changed }).map(({ code }) => code.replace('linkage.release-', ''))

test('a release that has every item of 42 CFR 2.31(a) is whole', () => {
  expect(missingOf(whole)).toEqual([])
  expect(lacking({ untilOn: today }), 'until tonight').toEqual([])
})

const items: readonly (readonly [lacks: string, changed: Partial<Release>])[] = [
  ['person', { person: '' }],
  ['discloser', { discloser: '' }],
  ['scope', { scope: [] }],
  ['recipient', { recipient: null }],
  ['purpose', { purpose: '' }],
  ['wording', { wording: '' }],
  ['end', { untilOn: '' }],
  ['signer', { signer: '' }],
  ['signature', { signature: '' }],
  ['day', { signedOn: null }],
  ['end-before', { untilOn: '2025-01-14' }],
]
for (const [lacks, changed] of items)
  test(`a release without one item names it: ${lacks}`, () => expect(lacking(changed)).toEqual([lacks]))

test('counseling notes and legal proceedings stand in no other consent, and nothing else stands in theirs', () => {
  for (const own of ['counseling notes', 'legal proceedings'] as const) {
    expect(lacking({ scope: ['identity', own] })).toEqual(['own-consent'])
    expect(lacking({ kind: own, scope: [own] })).toEqual([])
    expect(lacking({ kind: own, scope: [own, 'identity'] })).toEqual(['own-consent'])
  }
  expect(lacking({ kind: 'counseling notes', scope: ['legal proceedings'] })).toEqual(['own-consent'])
  expect(lacking({ scope: ['everything'] })).toEqual(['own-consent'])
})

test('courts and police are named in no general release, and may be in a consent for a proceeding', () => {
  const recipient = { name: 'Police', isJustice: true }
  expect(lacking({ recipient })).toEqual(['justice'])
  expect(lacking({ recipient, kind: 'legal proceedings', scope: ['legal proceedings'] })).toEqual([])
})

test('a signature is a path of strokes and nothing else', () => {
  const drawn = (value: string) => releaseForm.shape.drawn.safeParse(value).success
  expect(drawn('')).toBe(true)
  expect(drawn('M10 20L11 21L12 22M40 50L41 51')).toBe(true)
  for (const wrong of ['M10', 'L1 1', 'M1 1"/><script>', 'M1 1 url(#x)', `M1 1${'L22 22'.repeat(5_000)}`, 'M1.5 2'])
    expect(drawn(wrong), wrong.slice(0, 20)).toBe(false)
  expect(isSignature('M1 1L2 2')).toBe(false)
  expect(isSignature(`M1 1${'L2 2'.repeat(7)}`)).toBe(true)
})
