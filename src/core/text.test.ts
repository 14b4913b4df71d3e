import { expect, test } from 'vitest'
import { body, dayText, isBlank, mailAddress, name, oneLine, title, webAddress, wholeNumber } from './text.ts'

const read = (
  schema: {
    safeParse(value: unknown): { success: boolean; data?: unknown; error?: { issues: { message: string }[] } }
  },
  raw: unknown,
) => {
  const answer = schema.safeParse(raw)
  return answer.success ? answer.data : `refused: ${answer.error?.issues[0]?.message}`
}

test('a name with accents, an apostrophe and a tilde stays as it was typed (BI-F01)', () => {
  expect(read(name(), 'Siobh\u00e1n O\u2019Brien-\u00d1u\u00f1ez')).toBe('Siobh\u00e1n O\u2019Brien-\u00d1u\u00f1ez')
})

test('a letter typed as two signs is kept as one', () => {
  expect(read(name(), 'Jose\u0301')).toBe('Jos\u00e9')
})

test('an emoji of several parts and typographic marks stay whole (BI-F04)', () => {
  const notes = '\ud83d\udc69\ud83c\udffd\u200d\u2695\ufe0f met at \ud83c\udfe5 \u2013 \u201cneeds Rx\u201d <3 & 5 > 2'
  expect(read(body('Notes'), notes)).toBe(notes)
})

test('a NUL in a name is refused (BI-F07)', () => {
  expect(read(name(), 'Jane\u0000Doe')).toMatch(/refused: Name has a line break or a hidden character/)
})

test('a line break in a title is refused, so nothing can slip a header in (BI-F17)', () => {
  expect(read(title(), 'Night shift\r\nBcc: everyone@example.org')).toMatch(/refused: Title has a line break/)
})

test('a title of blanks that look like nothing is missing (BI-F13)', () => {
  expect(read(title(), ' \u200b\u00a0\u3000\u2060 ')).toBe('refused: Title is missing.')
  expect(isBlank('\u3164\u2800')).toBe(true)
  expect(isBlank('\u200bA')).toBe(false)
})

test('a field that was not sent is missing, and an optional one is empty', () => {
  expect(read(title(), undefined)).toBe('refused: Title is missing.')
  expect(read(title('Title', { optional: true }), undefined)).toBe('')
})

test('a title of 200 characters is taken and one of 201 is not', () => {
  expect(read(title(), '\ud83c\udfe5'.repeat(200))).toBe('\ud83c\udfe5'.repeat(200))
  expect(read(title(), 'a'.repeat(201))).toBe('refused: Title is 201 characters long. The most is 200.')
})

test('a body of 300,000 characters is refused with its limit (BI-F15)', () => {
  expect(read(body('Story'), 'word '.repeat(60_000))).toBe(
    'refused: Story is 299,999 characters long. The most is 20,000.',
  )
})

test('marks that turn the writing around are dropped', () => {
  expect(read(oneLine('Phone', 50), '\u202a+1 (555) 010-0199\u202c')).toBe('+1 (555) 010-0199')
})

test('half of a two-part character is refused', () => {
  expect(read(name(), 'A\ud83d')).toMatch(/refused/)
})

test('line ends of every kind become one kind', () => {
  expect(read(body('Story'), 'one\r\ntwo\rthree\u2028four')).toBe('one\ntwo\nthree\nfour')
})

test('a mail address is one address, in lower case', () => {
  expect(read(mailAddress(), ' Ana.Lopez+port@Example.ORG ')).toBe('ana.lopez+port@example.org')
  expect(read(mailAddress(), 'administrator@localhost')).toBe('administrator@localhost')
  expect(read(mailAddress(), 'jos\u00e9@m\u00fcller.example')).toBe('jos\u00e9@xn--mller-kva.example')
})

test.each(['coach@example.org, admin@example.org', 'a@b@example.org', 'a@example.org;b@example.org'])(
  'two addresses are refused: %s (BI-F66)',
  (typed) => {
    expect(read(mailAddress(), typed)).toBe('refused: Mail address takes one address only.')
  },
)

test.each([
  'ana',
  'ana@',
  'ana@example',
  '@example.org',
  'Ana <ana@example.org>',
  'ana @example.org',
  'ana@example.org\nBcc: x',
  'ana@-.org',
  `${'a'.repeat(65)}@example.org`,
])('an address that is not one is refused: %s', (typed) => {
  expect(read(mailAddress(), typed)).toMatch(/refused/)
})

test('a web address is http or https, and never a script', () => {
  expect(read(webAddress(), 'wilsoncounty.example')).toBe('https://wilsoncounty.example/')
  expect(read(webAddress(), 'http://example.org/a?b=c')).toBe('http://example.org/a?b=c')
  expect(read(webAddress(), 'example.org:8080/a')).toBe('https://example.org:8080/a')
  expect(read(webAddress(), 'javascript:alert(1)')).toMatch(/refused/)
  expect(read(webAddress(), 'https://me:secret@example.org')).toMatch(/refused/)
  expect(read(webAddress('Website', { optional: true }), '')).toBe('')
})

test('29 February is a day in 2024 and not in 2026', () => {
  expect(read(dayText('Day'), '2024-02-29')).toBe('2024-02-29')
  expect(read(dayText('Day'), '2026-02-29')).toMatch(/refused: Day is not a day that exists/)
})

test('a whole number takes both its bounds and nothing beyond', () => {
  const seats = wholeNumber('Seats', { least: 1, most: 1_000 })
  expect(['1', '1,000', '0', '1001', '1e2', '12,5', ''].map((raw) => read(seats, raw))).toEqual([
    1,
    1000,
    'refused: Seats is a whole number from 1 to 1,000.',
    'refused: Seats is a whole number from 1 to 1,000.',
    'refused: Seats is a whole number from 1 to 1,000.',
    'refused: Seats is a whole number from 1 to 1,000.',
    'refused: Seats is missing.',
  ])
})

test.each([
  ['coach@ex\u0430mple.org', 'xn--exmple-4nf.org'],
  ['coach@EX\u0410MPLE.org', 'xn--exmple-4nf.org'],
  ['coach@p\u0430yp\u0430l.example', 'xn--pypl-53dc.example'],
  ['coach@examp\u03b9e.org', 'xn--exampe-fze.org'],
  ['\u0430dmin@example.org', 'example.org'],
  ['team.co\u0430ch@example.org', 'example.org'],
])(
  'an address in letters of two alphabets that look alike is refused, with the host it really has: %s (BI-F69)',
  (typed, real) => {
    expect(read(mailAddress(), typed)).toBe(
      `refused: Mail address mixes letters of several alphabets that look alike. Really it is sent to ${real}. Type it again by hand.`,
    )
  },
)

test('a host in one other alphabet is kept and shown as it really is, also when it looks like Latin letters', () => {
  expect(read(mailAddress(), 'ana@\u0430\u0440\u0440\u04cf\u0435.example')).toBe('ana@xn--80ak6aa92e.example')
  expect(read(mailAddress(), '\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444')).toBe(
    '\u0438\u0432\u0430\u043d@xn--e1afmkfd.xn--p1ai',
  )
  expect(read(mailAddress(), 'ana@\u4f8b\u5b50.example')).toBe('ana@xn--fsqu00a.example')
  expect(read(mailAddress(), 'tokyo\u6771\u4eac@example.jp')).toBe('tokyo\u6771\u4eac@example.jp')
  expect(read(mailAddress(), 'coach@xn--exmple-4nf.org')).toBe('coach@xn--exmple-4nf.org')
  expect(read(mailAddress(), 'ana@\uff45\uff58ample.org')).toBe('ana@example.org')
})

test('a host that no mail reaches is refused', () => {
  expect(read(mailAddress(), 'ana@\uff11.\uff12\uff13')).toMatch(/^refused/)
})
