import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../platform/root.ts'
import { curvePicture } from './chart/curve-picture.tsx'
import { drawPictures } from './picture.ts'
import { pictures } from './render.ts'
import { coachesTrained, longTitle, sampleEdition } from './sample-edition.ts'

let folder = ''
let program = ''
beforeAll(async () => {
  folder = mkdtempSync(join(root, 'node_modules', '.picture-'))
  program = join(folder, 'picture.mjs')
  await build({
    entryPoints: [join(root, 'src/publish/picture-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sizeOf = (png: Buffer): readonly [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('each measure has a share picture of 1200 by 630, the same at both of its addresses', async () => {
  const wanted = pictures(sampleEdition)
  expect(wanted.map(({ path }) => path)).toContain('/wilson/m/new-recovery-coaches-trained.png')
  expect(wanted.map(({ path }) => path)).toContain('/wilson/editions/3/m/new-recovery-coaches-trained.png')
  const drawn = await drawPictures([...new Set(wanted.map(({ svg }) => svg))], program)
  expect(drawn.size).toBe(sampleEdition.measures.length)
  for (const picture of drawn.values()) {
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(sizeOf(picture)).toEqual([1200, 630])
    expect(picture.length).toBeLessThan(120_000)
  }
})

test('a title of 150 characters and marks of other scripts are drawn, not refused', async () => {
  const svg = curvePicture(sampleEdition, { ...coachesTrained, title: `${longTitle} Ñandú <&> 健康` })
  const picture = (await drawPictures([svg], program)).get(svg)
  expect(picture && sizeOf(picture)).toEqual([1200, 630])
})

test('what cannot be drawn is told with the words of the process', async () => {
  await expect(drawPictures(['not a drawing'], program)).rejects.toThrow(/the pictures were not drawn/)
})
