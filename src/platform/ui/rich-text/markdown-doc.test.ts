import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderMarkdown } from '../../markdown.ts'
import type { Mark, Piece } from './doc.ts'
import { docFromMarkdown } from './from-markdown.ts'
import { markdownFromDoc } from './to-markdown.ts'

const roundTrip = (text: string): string => markdownFromDoc(docFromMarkdown(text) ?? { type: 'doc' })
const paragraph = (...content: Piece[]): Piece => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
const run = (text: string, ...types: ('bold' | 'italic' | 'strike' | 'code')[]): Piece => ({
  type: 'text',
  text,
  ...(types.length > 0 && { marks: types.map((type) => ({ type })) }),
})

for (const text of [
  'In 2020, **5** people were trained.',
  'One\ntwo\nthree',
  '- one\n- two\n  - inside\n- three',
  '3. three\n4. four',
  '> a quote\n>\n> of two parts',
  '### Funding\n\nIt ended.',
  '**bold _and italic_** and ~~gone~~ and `code`',
  '[our plan](https://example.org/a_b) and [mail](mailto:a@example.org)',
  '```\nas it is\n```',
  'before\n\n---\n\nafter',
  'a * b * c, snake_case, 2 < 3 & 4 > 3, ~5 to ~6',
  '1986\\. A good year',
  '\\# no heading',
  '\\- no list',
  '- one\n\n  more of one\n- two',
])
  test(`as it was: ${JSON.stringify(text)}`, () => expect(roundTrip(text)).toBe(text))

for (const [name, doc, text] of [
  ['a line that looks like a list', paragraph(run('- five coaches')), '\\- five coaches'],
  ['a line that looks like a number', paragraph(run('2024. A hard year')), '2024\\. A hard year'],
  ['a line that looks like a heading', paragraph(run('# 1 reason')), '\\# 1 reason'],
  ['a line of dashes', paragraph(run('---')), '\\---'],
  ['stars and brackets', paragraph(run('*not* [this](x)')), '\\*not\\* \\[this](x)'],
  ['two tildes', paragraph(run('~~kept~~')), '\\~\\~kept\\~\\~'],
  ['spaces at the edge of bold', paragraph(run('a'), run(' bold ', 'bold'), run('b')), 'a **bold** b'],
  ['a quotation mark in bold beside a letter', paragraph(run('a'), run('“b”', 'bold'), run('c')), 'a“**b**”c'],
  ['italic inside a word', paragraph(run('un'), run('believ', 'italic'), run('able')), 'un*believ*able'],
  [
    'an exclamation before a link',
    paragraph(run('Look!'), {
      type: 'text',
      text: 'here',
      marks: [{ type: 'link', attrs: { href: 'https://a.example' } }],
    }),
    'Look\\![here](https://a.example)',
  ],
  [
    'a script as an address',
    paragraph({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }),
    'x',
  ],
  ['an entity that was typed', paragraph(run('&copy; <b>')), '\\&copy; \\<b>'],
  ['a line without words', paragraph(run('a'), { type: 'hardBreak' }, { type: 'hardBreak' }, run('b')), 'a\n\\\nb'],
  ['nothing', { type: 'doc', content: [{ type: 'paragraph' }] }, ''],
] as const satisfies readonly (readonly [string, Piece, string])[])
  test(`${name} is written so that it is read as itself`, () => {
    expect(markdownFromDoc(doc)).toBe(text)
    expect(roundTrip(text)).toBe(text)
  })

for (const text of [
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '![alt](https://x.example/p.png)',
  '[l](https://a.example "title")',
])
  test(`what the editor cannot show is left as it is written: ${JSON.stringify(text)}`, () =>
    expect(docFromMarkdown(text)).toBeNull())

for (const text of [
  'a\n\n\n\nb',
  '* star\n* list',
  'hello  \nbreak',
  '+ a\n\n+ b',
  '1) a\n2) b',
  '_a_ __b__',
  '&amp; &lt;',
])
  test(`written another way, the page stays the same: ${JSON.stringify(text)}`, () =>
    expect(withoutLooseness(renderMarkdown(roundTrip(text)))).toBe(withoutLooseness(renderMarkdown(text))))

/** Paragraphs inside list items look the same with and without their tags. */
const withoutLooseness = (html: string): string => html.replace(/(<li>)\s*<p>|<\/p>\s*(<\/li>)/g, '$1$2')

// Words as people write them, and the signs that Markdown could take for its own.
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('coaches', 'in', '2024', '39', 'Ünïcode', 'overdose,', '“kept”', 'RC3.') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '*',
      '**',
      '_',
      '__x__',
      '~~',
      '~',
      '`',
      '``',
      '[a]',
      '](',
      '[x]: y',
      '<b>',
      '<https://a.example>',
      '&amp;',
      '\\',
      '#',
      '-',
      '+',
      '1.',
      '2)',
      '>',
      '|',
      '---',
      '===',
      '!',
      '(',
      'a_b',
      'a*b',
      '$5',
      '```',
      ':-',
      'http://a.example/_x_',
    ),
  },
)
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '))
const marks = fc.oneof(
  { weight: 3, arbitrary: fc.constant<readonly Mark[]>([]) },
  fc.subarray<Mark>([{ type: 'bold' }, { type: 'italic' }, { type: 'strike' }], { minLength: 1 }),
  fc.constant<readonly Mark[]>([{ type: 'code' }]),
  fc.constant<readonly Mark[]>([{ type: 'link', attrs: { href: 'https://example.org/a_(b)' } }, { type: 'bold' }]),
)
const touching = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .record({ text: words, marks })
        .map(({ text, marks: on }): Piece => ({ type: 'text', text, marks: on })),
    },
    fc.constant<Piece>({ type: 'hardBreak' }),
    fc.constant<Piece>({ type: 'text', text: ' ' }),
  ),
  { minLength: 1, maxLength: 6 },
)
/** Marks that begin and end at a space, as people set them. */
const spaced = touching.map((runs) => runs.flatMap((each) => [each, { type: 'text', text: ' ' }]))
const docsOf = (inlines: fc.Arbitrary<Piece[]>): fc.Arbitrary<Piece> =>
  fc.array(blockOf(inlines), { minLength: 1, maxLength: 4 }).map((content): Piece => ({ type: 'doc', content }))
const blockOf = (inlines: fc.Arbitrary<Piece[]>): fc.Arbitrary<Piece> =>
  fc.letrec<{ block: Piece; item: Piece }>((tie) => ({
    block: fc.oneof(
      { maxDepth: 2 },
      inlines.map((content): Piece => ({ type: 'paragraph', content })),
      fc
        .tuple(inlines, fc.integer({ min: 1, max: 6 }))
        .map(([content, level]): Piece => ({ type: 'heading', attrs: { level }, content })),
      fc.constant<Piece>({ type: 'horizontalRule' }),
      words.map((text): Piece => ({ type: 'codeBlock', content: [{ type: 'text', text }] })),
      fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((content): Piece => ({ type: 'blockquote', content })),
      fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((content): Piece => ({ type: 'bulletList', content })),
      fc
        .tuple(fc.array(tie('item'), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 20 }))
        .map(([content, start]): Piece => ({ type: 'orderedList', attrs: { start }, content })),
    ),
    item: fc
      .tuple(inlines, fc.array(tie('block'), { maxLength: 2 }))
      .map(([first, rest]): Piece => ({ type: 'listItem', content: [{ type: 'paragraph', content: first }, ...rest] })),
  })).block

const lettersOf = (piece: Piece): string =>
  piece.text === undefined ? (piece.content ?? []).map(lettersOf).join('') : looks(piece)

/** The words of a document, without the spaces that Markdown cannot say. */
const wordsOf = (piece: Piece): string =>
  (piece.text ?? (piece.content ?? []).map(wordsOf).join('')).replace(/\s+/g, '')

/** What a document looks like: its blocks, and each letter with its marks. Signs and spaces may stand on either side of a mark. */
const looks = (piece: Piece): string =>
  piece.text === undefined
    ? `${piece.type}(${(piece.content ?? []).map(looks).join('')})`
    : (piece.text.match(/[\p{L}\p{N}]/gu) ?? [])
        .map(
          (letter) =>
            letter +
            (piece.marks ?? [])
              .map((mark) => mark.type)
              .sort()
              .join(''),
        )
        .join('')

test('whatever is written in the editor comes back with every word', () => {
  fc.assert(
    fc.property(docsOf(touching), (doc) => {
      const text = markdownFromDoc(doc)
      expect(wordsOf(docFromMarkdown(text) ?? { type: 'doc' }), text).toBe(wordsOf(doc))
    }),
    { numRuns: 1_000 },
  )
})

test('marks that begin and end at a space come back on every letter, and every block as it was', () => {
  fc.assert(
    fc.property(docsOf(spaced), (doc) => {
      const read = docFromMarkdown(markdownFromDoc(doc)) ?? { type: 'doc' }
      const again = docFromMarkdown(markdownFromDoc(read)) ?? { type: 'doc' }
      expect(lettersOf(read)).toBe(lettersOf(doc))
      expect(looks(again)).toBe(looks(read))
    }),
    { numRuns: 1_000 },
  )
})
