import { SaxesParser } from 'saxes'
import { limits, SheetProblem } from './sheet.ts'
import type { Part } from './zip.ts'

/** Names of tags are told without their prefix. */
export type XmlHandler = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(content: string): void
  close?(name: string): void
}

/**
 * Walks through XML as it is unpacked and tells of each tag and text. It knows nothing of entities but the five of XML and
 * numbered ones, and refuses a document type, so that nothing outside the file is ever read.
 */
export async function walkXml(part: Part, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder()
  let depth = 0
  let open = 0 // bytes since a tag began that has not ended: one of a million attributes is a trap
  let isInTag = false
  parser.on('error', () => {
    throw broken()
  })
  parser.on('doctype', () => {
    throw new SheetProblem(
      'document-type',
      'The workbook has a document type inside, which no spreadsheet program writes. It was not read.',
    )
  })
  parser.on('opentagstart', () => {
    isInTag = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    isInTag = false
    if (++depth > limits.depth) throw broken()
    handler.open?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    handler.close?.(localName(name))
  })
  parser.on('text', (content) => handler.text?.(content))
  parser.on('cdata', (content) => handler.text?.(content))
  for await (const bytes of part)
    for (let at = 0; at < bytes.length; at += step) {
      const next = bytes.subarray(at, at + step)
      open = isInTag ? open + next.length : 0
      if (open > limits.tagBytes) throw broken()
      parser.write(decoder.decode(next, { stream: true }))
    }
  parser.write(decoder.decode()).close()
}

const step = 64 * 1024 // a part that is not packed comes whole

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const broken = (): SheetProblem =>
  new SheetProblem('damaged', 'The file is damaged: a part of it cannot be read. Save it again and send it once more.')
