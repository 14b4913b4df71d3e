import { workApart } from '../platform/apart.ts'
import type { EditionTask } from './edition.ts'
import { type PackedPage, pack } from './pack.ts'
import { drawPicture } from './picture.ts'
import { pictures, renderEdition } from './render.ts'

workApart<EditionTask, readonly PackedPage[]>(({ content, earlier, assets }) => {
  const drawn = new Map<string, Buffer>()
  const drawings = pictures(content).map(({ path, isNewest, svg }) => {
    const body = drawn.get(svg) ?? drawPicture(svg)
    drawn.set(svg, body)
    return { path, isNewest, contentType: 'image/png', policy: '', body }
  })
  return Promise.all([...renderEdition(content, earlier, assets), ...drawings].map(pack))
})
