import { expect, test } from 'vitest'
import { editionMade } from './edition.ts'
import { pack } from './pack.ts'
import { drawPicture } from './picture.ts'
import { pictures, renderEdition } from './render.ts'
import { sampleEdition } from './sample-edition.ts'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}

test('an edition made by a process of its own has the bytes that rendering and drawing give, each picture at both addresses', async () => {
  const made = await editionMade({ content: sampleEdition, earlier: [], assets })
  const pages = await Promise.all(renderEdition(sampleEdition, [], assets).map(pack))
  expect(made.slice(0, pages.length)).toEqual(pages)
  const drawings = pictures(sampleEdition)
  const drawn = made.slice(pages.length)
  expect(drawn.map(({ path, isNewest, contentType }) => ({ path, isNewest, contentType }))).toEqual(
    drawings.map(({ path, isNewest }) => ({ path, isNewest, contentType: 'image/png' })),
  )
  expect(drawn[0]?.plain.equals(drawPicture(drawings[0]?.svg ?? ''))).toBe(true)
})

test('what cannot be made is told with the words of the process', async () => {
  const broken = { ...sampleEdition, measures: null } as unknown as typeof sampleEdition
  await expect(editionMade({ content: broken, earlier: [], assets })).rejects.toThrow(
    /edition\.js did not answer \(1\): [^]*measures|null/,
  )
})
