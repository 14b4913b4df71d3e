import { expect, test } from 'vitest'
import type { Named } from './model.ts'
import { PeopleIndex, readName } from './rules.ts'

const ida = { name: 'Ida Moss', email: null }
const nora = { name: 'Nora Vance', email: 'nora@example.org' }
const found = (roster: readonly Named[], name: string, email: string | null = null) => {
  const whoIs = new PeopleIndex(roster).whoIs({ name, email })
  if (whoIs.kind === 'known') return `${whoIs.who.name}, by ${whoIs.by}`
  if (whoIs.kind === 'new') return 'new'
  return whoIs.candidates.map(({ who, reasons }) => `${who.name}: ${reasons.join(', ')}`)
}

test('a name is the same whatever its capitals, accents, hyphens, spaces, comma, title and credentials', () => {
  const writings: Readonly<Record<string, readonly string[]>> = {
    'Ida Moss': [
      'ida moss',
      'IDA  MOSS',
      ' Ída Möss ',
      'Moss, Ida',
      'MOSS, IDA',
      'Ida Moss, CPSS',
      'Ida Moss, MSW, LCAS',
      'Ida Moss CPSS',
      'Moss, Ida, MSW',
      'Ida Moss, M.S.W.',
      'Ida Moss, MA',
      'Dr. Ida Moss',
      'Mrs Ida Moss',
      'Sra. Ida Moss',
    ],
    'Anne-Marie Nuñez': ['Anne Marie Nunez', 'Nunez, Anne-Marie', 'ANNE-MARIE NUÑEZ', 'Nuñez, Anne Marie, CPSS'],
    'Ana de la Cruz': ['de la Cruz, Ana', 'Ana De La Cruz', 'ANA DE LA CRUZ'],
    'Sean O’Brien': ["Seán O'Brien", 'OBrien, Sean', "O'BRIEN, SEAN"],
    'Lee Fox Jr.': ['Lee Fox, Jr.', 'Lee Fox Jr', 'Fox Jr., Lee', 'Fox, Lee, Jr.', 'Lee Fox Junior, CPSS'],
    'Yo-Yo Ma': ['Ma, Yo-Yo', 'yo yo ma'],
  }
  for (const [name, others] of Object.entries(writings))
    for (const other of others)
      expect(found([{ name, email: null }], other), `${other} is ${name}`).toBe(`${name}, by name`)
})

test('a name in another order, with more or fewer parts, or shortened is asked about and never sure', () => {
  const asked: readonly (readonly [string, string])[] = [
    ['Ida Moss', 'MOSS Ida'],
    ['Ida Moss', 'Ida K. Moss'],
    ['Ida Moss', 'Ida Kay Moss'],
    ['Ida Moss', 'Moss, Ida K.'],
    ['Ida Moss', 'Ida K.Moss'],
    ['Ida Moss', 'I. Moss'],
    ['Ida Moss', 'Ida M.'],
    ['Ida Moss', 'Ida'],
    ['Ida Moss', 'Ida Moss-Berg'],
    ['Ida Moss', 'Ida "Kay" Moss'],
    ['Ida K. Moss', 'Ida Rose Moss'],
    ['Ida K. Moss', 'Ida Moss'],
    ['I. K. Moss', 'Ida Moss'],
    ['Anne-Marie Nuñez', 'Annemarie Nunez'],
    ['Anne-Marie Nuñez', 'Anne Nunez'],
    ['Ana de la Cruz', 'Ana Dela Cruz'],
    ['Ana de la Cruz', 'Ana Cruz'],
    ['Ana García', 'Ana García López'],
    ['Robert Fox', 'Bob Fox'],
    ['Bill Fox', 'William Fox'],
    ['Francisco Ruiz', 'Paco Ruiz'],
    ['Lee Fox', 'Lee Fox Jr.'],
    ['Lee Fox Sr.', 'Lee Fox, Jr.'],
    ['Ida Moss', 'Moss Ida K'],
  ]
  for (const [name, other] of asked) {
    expect(found([{ name, email: null }], other), `${other} may be ${name}`).toEqual([
      expect.stringMatching(new RegExp(`^${name.replaceAll('.', '\\.')}: .+`)),
    ])
    expect(found([{ name: other, email: null }], name), `${name} may be ${other}`).toEqual([expect.any(String)])
  }
})

test('names that share one word, or a small word of a surname, are two people’s', () => {
  for (const [name, other] of [
    ['Ida Moss', 'Ida Berg'],
    ['Ida Moss', 'Ira Moss'],
    ['Ana de la Cruz', 'Eva de la Rosa'],
    ['Coach 1', 'Coach 11'],
    ['Ana García López', 'Ana García Pérez'],
    ['Robert Fox', 'Rupert Fox'],
    ['Ida Moss', 'J. Moss'],
    ['王小明', '王小红'],
  ] as const)
    expect(found([{ name, email: null }], other), `${other} is not ${name}`).toBe('new')
})

test('another name at a known address is asked about, whoever it may be', () => {
  for (const name of ['Nils Berg', 'Nils Vance', 'Vera Nance', 'Nils', 'Eleanor Vance', 'Nora Vance Jr.'])
    expect(found([nora], name, 'Nora@example.org'), name).toEqual([
      expect.stringContaining('Nora Vance: has this mail address'),
    ])
  expect(found([nora, { name: 'Nils Berg', email: null }], 'Nils Berg', 'nora@example.org')).toEqual([
    'Nora Vance: has this mail address',
    'Nils Berg: the same name',
  ])
})

test('at a known address another writing of the name is sure', () => {
  for (const name of [
    'Nora Vance',
    'Vance, Nora',
    'VANCE Nora',
    'N. Vance',
    'Nora K. Vance',
    'Nora',
    'Nora Vance, CPSS',
  ])
    expect(found([nora], name, 'nora@example.org'), name).toBe('Nora Vance, by address')
})

test('the same name at another address is asked about; where one of the two has none it is sure', () => {
  expect(found([nora], 'Nora Vance', 'vance@example.org')).toEqual(['Nora Vance: the same name, another mail address'])
  expect(found([nora], 'Nora Vance')).toBe('Nora Vance, by name')
  expect(found([ida], 'Ida Moss', 'ida@example.org')).toBe('Ida Moss, by name')
})

test('a name of two people on the roster is asked about, unless the address says which', () => {
  const two = [ida, { name: 'MOSS, Ida', email: 'ida@example.org' }]
  expect(found(two, 'Ida Moss')).toEqual(['Ida Moss: the same name', 'MOSS, Ida: the same name'])
  expect(found(two, 'Ida Moss', 'ida@example.org')).toBe('MOSS, Ida, by address')
})

test('nobody is taken for somebody because a name has no letters', () => {
  expect(readName('—')).toEqual({ key: '', words: [], generation: '' })
  expect(found([ida], '')).toBe('new')
})

test('thirty thousand names are looked up among thirty thousand at once', () => {
  const names = Array.from({ length: 30_000 }, (_, at) => ({ name: `Maria Garcia ${at.toString(36)}x`, email: null }))
  const index = new PeopleIndex(names)
  for (const { name } of names) expect(index.whoIs({ name, email: null }).kind).toBe('known')
  expect(index.whoIs({ name: 'Maria Garcia', email: null }).kind).toBe('asked')
})
