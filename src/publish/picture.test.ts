import { expect, test } from 'vitest'
import { curvePicture } from './chart/curve-picture.tsx'
import { drawPicture } from './picture.ts'
import { pictures } from './render.ts'
import { coachesTrained, longTitle, sampleEdition } from './sample-edition.ts'

const sizeOf = (png: Buffer): readonly [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('each measure has a share picture of 1200 by 630, the same at both of its addresses', async () => {
  const wanted = pictures(sampleEdition)
  expect(wanted.map(({ path }) => path)).toContain('/wilson/m/new-recovery-coaches-trained.png')
  expect(wanted.map(({ path }) => path)).toContain('/wilson/editions/3/m/new-recovery-coaches-trained.png')
  const drawn = [...new Set(wanted.map(({ svg }) => svg))].map(drawPicture)
  expect(drawn).toHaveLength(sampleEdition.measures.length)
  for (const picture of drawn) {
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(sizeOf(picture)).toEqual([1200, 630])
    expect(picture.length).toBeLessThan(120_000)
  }
})

test('a title of 150 characters and marks of other scripts are drawn, not refused', () => {
  const svg = curvePicture(sampleEdition, { ...coachesTrained, title: `${longTitle} Ñandú <&> 健康` })
  expect(sizeOf(drawPicture(svg))).toEqual([1200, 630])
})

test('what is no drawing is not drawn', () => {
  expect(() => drawPicture('not a drawing')).toThrow(/SVG/)
})
