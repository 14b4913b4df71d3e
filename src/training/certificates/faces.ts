import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Font } from 'fontkit'
import { root } from '../../platform/root.ts'

const { resolve } = createRequire(import.meta.url)
/** The face of all fixed words. */
export const regular: string = resolve('@expo-google-fonts/public-sans/400Regular/PublicSans_400Regular.ttf')
export const bold: string = resolve('@expo-google-fonts/public-sans/700Bold/PublicSans_700Bold.ttf')

// Parts of Noto Sans (SIL Open Font License, beside them), asked in this order for letters that Public Sans has not. They are WOFF,
// since what is taken out of a WOFF2 into a PDF has no outlines.
const others: readonly string[] = [
  'latin-ext',
  'vietnamese',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'chinese-simplified',
  'chinese-traditional',
  'japanese',
  'korean',
].map((part) => join(root, 'src/training/certificates/faces', `noto-sans-${part}.woff`))

/** A stretch of a text and the file of the face it is set in. */
export type Run = { readonly text: string; readonly face: string }

/** A text as runs, each in the first face that has all its letters; null for the letters that no face has. */
async function facesOf(text: string, first: string): Promise<readonly { text: string; face: string | null }[]> {
  const runs: { text: string; face: string | null }[] = []
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    const last = runs.at(-1)
    const face = await faceFor(segment, segment === ' ' && last?.face ? [last.face, first] : [first, ...others])
    if (last && last.face === face) last.text += segment
    else runs.push({ text: segment, face })
  }
  return runs
}

/** A text as runs to be set; letters that no face has stand in the first. */
export const runsOf = async (text: string, first: string): Promise<readonly Run[]> =>
  (await facesOf(text, first)).map((run) => ({ text: run.text, face: run.face ?? first }))

/** The letters of a text that no face has, each once: those of right-to-left scripts are among them. */
export async function lettersMissing(text: string): Promise<readonly string[]> {
  const without = (await facesOf(text, bold)).filter(({ face }) => face === null)
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
  return [...new Set(without.flatMap((run) => [...segments.segment(run.text)].map(({ segment }) => segment)))]
}

async function faceFor(letter: string, faces: readonly string[]): Promise<string | null> {
  for (const face of faces) {
    const font = await opened(face)
    if (Array.from(letter).every((sign) => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0))) return face
  }
  return null
}

const fonts = new Map<string, Font>()

async function opened(face: string): Promise<Font> {
  const known = fonts.get(face)
  if (known) return known
  const { openSync } = await import('fontkit')
  const font = openSync(face)
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${face} holds more than one face`)
  fonts.set(face, font)
  return font
}
