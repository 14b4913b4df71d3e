import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'

const { resolve } = createRequire(import.meta.url)
const fontFiles = [
  '400Regular/PublicSans_400Regular',
  '600SemiBold/PublicSans_600SemiBold',
  '700Bold/PublicSans_700Bold',
].map((face) => resolve(`@expo-google-fonts/public-sans/${face}.ttf`))
// Public Sans knows Latin letters; for others the faces of the machine are asked, which takes longer.
const beyondLatin = /[^\s!-\u024f\u1e00-\u20bf\u2212\u2026]/

/** Draws a drawing (SVG) as PNG. Throws when it is none. */
export const drawPicture = (drawing: string): Buffer =>
  new Resvg(drawing, {
    font: { fontFiles, loadSystemFonts: beyondLatin.test(drawing), defaultFontFamily: 'Public Sans' },
  })
    .render()
    .asPng()
