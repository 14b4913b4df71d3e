import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { Resvg } from '@resvg/resvg-js'

// A process of its own: the memory that drawing takes goes back to the system when it ends. It reads a list of drawings
// (SVG) as JSON, and answers each as a PNG with its length in front.

const { resolve } = createRequire(import.meta.url)
const fontFiles = [
  '400Regular/PublicSans_400Regular',
  '600SemiBold/PublicSans_600SemiBold',
  '700Bold/PublicSans_700Bold',
].map((face) => resolve(`@expo-google-fonts/public-sans/${face}.ttf`))
// Public Sans knows Latin letters; for others the faces of the machine are asked, which takes longer.
const beyondLatin = /[^\s!-\u024f\u1e00-\u20bf\u2212\u2026]/

for (const drawing of JSON.parse(await text(process.stdin)) as string[]) {
  const picture = new Resvg(drawing, {
    font: { fontFiles, loadSystemFonts: beyondLatin.test(drawing), defaultFontFamily: 'Public Sans' },
  })
    .render()
    .asPng()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(picture.length)
  process.stdout.write(length)
  process.stdout.write(picture)
}
