import { expect, test } from 'vitest'
import { guide } from './help/guide.ts'
import { gradeOf, sentencesOf, syllablesOf, wordsIn } from './test-grade.ts'
import { wordsOfFiles } from './test-words.ts'

// The law of plain words: whoever finished grade 8 reads every screen, every mail and every public page.

const highest = 8
/** The formula says nothing of a few words alone: one long name is a high grade. */
const leastWords = 30

/** Spanish is read by other rules. */
const isSpanish = (text: string): boolean =>
  /[áéíóúñ¿¡]/i.test(text) || (text.match(/\b(?:el|la|los|las|del?|que|una?|su|con|para|por|o)\b/gi) ?? []).length > 1
/** What is a sentence from its first letter to its stop; labels and pieces of a template are not. */
const isSentence = (text: string): boolean => /^[A-Z“]/.test(text) && /[.?…]”?$/.test(text) && wordsIn(text).length > 3

const said = wordsOfFiles().map(({ file, texts }) => ({
  file,
  sentences: texts
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => isSentence(text) && !isSpanish(text)),
}))

/** Each place whose sentences are above the grade, with it. */
const above = (places: ReadonlyMap<string, readonly string[]>): readonly string[] =>
  [...places]
    .filter(([, sentences]) => sentences.flatMap(wordsIn).length >= leastWords && gradeOf(sentences) > highest)
    .map(([place, sentences]) => `${place}: grade ${gradeOf(sentences).toFixed(1)}`)

test('whoever finished grade 8 reads the sentences of each room, and of each file: screens, mails and public pages', () => {
  const ofRooms = new Map<string, readonly string[]>()
  for (const { file, sentences } of said) {
    const room = file.split('/')[0] ?? ''
    ofRooms.set(room, [...(ofRooms.get(room) ?? []), ...sentences])
  }
  expect([...ofRooms.values()].flat().length).toBeGreaterThan(1_500)
  expect(above(ofRooms)).toEqual([])
  expect(above(new Map(said.map(({ file, sentences }) => [file, sentences])))).toEqual([])
})

test('and each page of the guide', () => {
  const pages = guide.map(({ slug, what, steps, ways }) => [slug, [what, ...steps, ...ways.flat()]] as const)
  expect(above(new Map(pages))).toEqual([])
})

test('no sentence of eight words or more is above grade 14 by itself', () => {
  const hard = said.flatMap(({ file, sentences }) =>
    sentences
      .flatMap(sentencesOf)
      .filter((sentence) => wordsIn(sentence).length >= 8 && gradeOf([sentence]) > 14)
      .map((sentence) => `${file}: ${sentence}`),
  )
  expect(hard).toEqual([])
})

/** What readers from outside took for riddles, each with what is said instead. */
const riddles: readonly (readonly [RegExp, string])[] = [
  [/\d-in-\d/, 'about 2 years in 3'],
  [/^Stands(?: nowhere| under|:|$)|^Standing nowhere/, 'Status; not on the scorecard yet'],
  [/Choose where it stands/, 'Choose its place'],
  [/Enter a line that a partner drew/, 'Enter a forecast of a partner'],
  [/^last word/, 'updated'],
  [/What each asks/, 'What each one requires'],
  [/^Say how$/, 'Say how they coach'],
  [/\bswung\b/, 'no direction can be read from it yet'],
]

test('no riddle of the review comes back', () => {
  const found = wordsOfFiles().flatMap(({ file, texts }) =>
    texts.flatMap((text) =>
      riddles
        .filter(([riddle]) => riddle.test(text.trim()))
        .map(([, instead]) => `${file}: “${text.trim().slice(0, 80)}”; say ${instead}`),
    ),
  )
  expect(found).toEqual([])
})

test('the law knows an easy sentence from a hard one', () => {
  expect(gradeOf(['The cat sat on the mat.'])).toBeCloseTo(-1.45, 2)
  expect(
    gradeOf([
      'Notwithstanding applicable considerations, organizational representatives must facilitate comprehensive documentation.',
    ]),
  ).toBeGreaterThan(20)
  expect(
    [
      'coach',
      'classes',
      'table',
      'used',
      'needed',
      'measures',
      'idea',
      'coordinator',
      'being',
      'statement',
      '2024',
    ].map(syllablesOf),
  ).toEqual([1, 2, 2, 1, 2, 2, 3, 5, 2, 2, 1])
})
