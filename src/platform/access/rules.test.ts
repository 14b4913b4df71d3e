import { expect, test } from 'vitest'
import { roles as routeRoles } from '../http/route.ts'
import { type Member, staffRoles } from './model.ts'
import { mayPassword } from './password-rule.ts'
import { isFresh, mayChangeMember, mayInvite, maySlug } from './rules.ts'

const member = (id: string, role: Member['role']): Member => ({
  id,
  personId: id,
  name: id,
  email: `${id}@wilson.example`,
  role,
})
const ada = member('ada', 'administrator')
const abe = member('abe', 'administrator')
const vic = member('vic', 'viewer')
const code = (answer: { ok: boolean; problems?: readonly { code: string }[] }) =>
  answer.ok ? 'may' : answer.problems?.[0]?.code

test('the only administrator cannot step down or leave', () => {
  expect(code(mayChangeMember([ada, vic], 'ada', 'editor'))).toBe('access.last-administrator')
  expect(code(mayChangeMember([ada, vic], 'ada', null))).toBe('access.last-administrator')
})

test('one of two administrators can step down or leave', () => {
  expect(code(mayChangeMember([ada, abe, vic], 'ada', 'editor'))).toBe('may')
  expect(code(mayChangeMember([ada, abe, vic], 'ada', null))).toBe('may')
})

test('the only administrator may stay administrator, and may remove others', () => {
  expect(code(mayChangeMember([ada, vic], 'ada', 'administrator'))).toBe('may')
  expect(code(mayChangeMember([ada, vic], 'vic', null))).toBe('may')
})

test('somebody who left meanwhile cannot be changed', () => {
  expect(code(mayChangeMember([ada], 'vic', 'editor'))).toBe('access.no-member')
})

test('a member is not invited a second time', () => {
  expect(code(mayInvite([ada], 'ada@wilson.example'))).toBe('access.already-member')
  expect(code(mayInvite([ada], 'new@wilson.example'))).toBe('may')
})

test('the address of an organization is plain letters, digits and single hyphens', () => {
  expect(maySlug(' Wilson-NC2 ', [])).toEqual({ ok: true, value: 'wilson-nc2' })
  for (const typed of ['', 'w', '2wilson', 'wil_son', 'wil--son', 'wilson-', 'a'.repeat(41), '../team', 'w%2e'])
    expect(code(maySlug(typed, [])), typed).toBe('access.slug-shape')
  expect(code(maySlug('a'.repeat(40), []))).toBe('may')
})

test('a Cyrillic letter does not make another admin (BI-F11)', () => {
  expect(code(maySlug('\u0430dmin', []))).toBe('access.slug-shape')
})

test.each([
  'admin',
  'api',
  'team',
  'sign-in',
  'signin',
  'assets',
  'embed',
  'livez',
  'm2'.slice(0, 1) + 'e',
  'adm1n',
  'adrnin',
  'a-d-m-i-n',
  'acc0unt',
  'tearn',
])('%s is kept for the program, or looks as if it were', (typed) => {
  expect(code(maySlug(typed, []))).toBe('access.slug-reserved')
})

test('two organizations do not look alike', () => {
  expect(code(maySlug('wi1son', ['wilson']))).toBe('access.slug-taken')
  expect(code(maySlug('wilson', ['wilson']))).toBe('access.slug-taken')
  expect(code(maySlug('wilkes', ['wilson']))).toBe('may')
})

test('a password of 12 characters is taken and one of 11 is not', () => {
  expect(code(mayPassword('tidal-oak-73', ana))).toBe('may')
  expect(code(mayPassword('tidal-oak-7', ana))).toBe('access.weak-password')
})

test('no kinds of characters are asked for', () => {
  expect(code(mayPassword('lantern gravel otter', ana))).toBe('may')
  expect(code(mayPassword('4839 2847 1938 27', ana))).toBe('may')
  expect(code(mayPassword('ñandú büro 東京 lluvia', ana))).toBe('may')
})

test.each([
  'password1234',
  'P@ssw0rd!2024',
  'passwordpassword',
  'qwertyuiop12',
  '123456789012',
  'aaaaaaaaaaaa',
  'abcdefghijklm',
  'wilsonwilson',
  'iloveyou1234',
  'Administrator1',
  'letmein-2025!!',
  'Welcome123456',
  'correct horse battery staple',
])('one of the first that anybody would try: %s', (password) => {
  expect(code(mayPassword(password, ana))).toBe('access.weak-password')
})

test('a password made of the own address is refused', () => {
  expect(code(mayPassword('marisol.vega@example.org', { email: 'marisol.vega@example.org', names: [] }))).toBe(
    'access.weak-password',
  )
  expect(code(mayPassword('Marisol.Vega2024', { email: 'marisol.vega@example.org', names: [] }))).toBe(
    'access.weak-password',
  )
})

test('a sign-in is fresh for an hour and not a second longer', () => {
  const at = new Date('2026-01-05T10:00:00Z')
  expect(isFresh(at, new Date('2026-01-05T11:00:00Z'))).toBe(true)
  expect(isFresh(at, new Date('2026-01-05T11:00:01Z'))).toBe(false)
})

test('the roles that an administrator gives, and those of a coach and a partner, are the roles of every route', () => {
  expect([...staffRoles, 'coach', 'partner']).toEqual(routeRoles)
})

const ana = { email: 'ana@example.org', names: ['Ana Lópezwell', 'Wilson County', 'wilson'] }

test.each([
  'WilsonCounty2026',
  'wilson-2026-wilson-!',
  'W1lson & the others',
  'I live in wilson, NC',
  'vvilson c0unty w1l$0n',
  'lantern LOPEZWELL otter',
  'l0pezwell 4839 2847',
  'better off 2026!!',
  'BetterOffBetterOff9',
  'b3tter_0ff in my town',
  'ana county 20262026',
])('a password with a name that others know is refused: %s', (password) => {
  expect(code(mayPassword(password, ana))).toBe('access.weak-password')
})

test('words that stand in many names of counties may stand in a password', () => {
  expect(code(mayPassword('county fair blue ribbon', ana))).toBe('may')
  expect(code(mayPassword('a better lamp, far off', ana))).toBe('may')
  expect(code(mayPassword('banana kettle in winter rain', ana))).toBe('may')
})

test('the name of another county is nobody’s own', () => {
  expect(code(mayPassword('nash 4839 lantern', ana))).toBe('may')
  expect(
    code(mayPassword('WilsonLanternGravel', { email: 'ned@nash.example', names: ['Ned', 'Nash County', 'nash'] })),
  ).toBe('may')
})
