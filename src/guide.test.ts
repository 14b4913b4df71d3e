import { expect, test } from 'vitest'
import { guide } from './help/guide.ts'
import { roles } from './platform/http/route.ts'
import { wordsOfFiles } from './test-words.ts'

// The guide is held to the product: what it quotes is on a screen, or it is red.

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
/** The words of the product as they stand on its screens; the guide's own are not among them. */
const words = new Set([
  ...wordsOfFiles()
    .filter(({ file }) => !file.startsWith('help/'))
    .flatMap(({ texts }) => texts.map((text) => text.trim().replace(/\s+/g, ' '))),
  ...roles.map(titled),
])

test('what the guide quotes stands on a screen of the product, letter by letter', () => {
  const quoted = guide.flatMap(({ slug, steps, ways }) =>
    [...steps, ...ways.flat()].flatMap((text) =>
      [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, quote = '']) => ({ slug, quote })),
    ),
  )
  expect(quoted.length).toBeGreaterThan(60)
  expect(quoted.filter(({ quote }) => !words.has(quote)).map(({ slug, quote }) => `${slug}: ${quote}`)).toEqual([])
})

test('a page of the guide has three to seven steps, and says what can go wrong', () => {
  for (const { slug, steps, ways } of guide) {
    expect(steps.length, slug).toBeGreaterThanOrEqual(3)
    expect(steps.length, slug).toBeLessThanOrEqual(7)
    expect(ways.length, slug).toBeGreaterThan(0)
    for (const text of [...steps, ...ways.flat()]) expect(text.split('**').length % 2, text).toBe(1)
  }
  expect(new Set(guide.map(({ slug }) => slug)).size).toBe(guide.length)
})
