import { SheetProblem } from './sheet.ts'

export type XmlHandler = {
  open?(name: string, attributes: string): void
  text?(content: string): void
  close?(name: string): void
}

/**
 * Walks through XML and tells of each tag and text, names without their prefix. It knows nothing of entities but the five
 * of XML and numbered ones, and refuses a document type, so that nothing outside the file is ever read.
 */
export function walkXml(xml: string, handler: XmlHandler): void {
  let at = xml.indexOf('<')
  while (at !== -1) {
    const next = xml.charCodeAt(at + 1)
    if (next === 33 || next === 63) {
      at = pastAside(xml, at, handler)
    } else {
      const end = xml.indexOf('>', at)
      if (end === -1) throw broken()
      if (next === 47) handler.close?.(localName(xml.slice(at + 2, end)))
      else openTag(xml.slice(at + 1, end), handler)
      at = end + 1
    }
    const following = xml.indexOf('<', at)
    if (following > at) handler.text?.(xml.slice(at, following))
    at = following
  }
}

// A comment, an instruction, or characters taken as they stand. A document type ends the reading.
function pastAside(xml: string, at: number, handler: XmlHandler): number {
  if (xml.startsWith('<!--', at)) return after(xml, '-->', at)
  if (xml.startsWith('<![CDATA[', at)) {
    const end = after(xml, ']]>', at)
    handler.text?.(xml.slice(at + 9, end - 3).replaceAll('&', '&amp;'))
    return end
  }
  if (xml.startsWith('<?', at)) return after(xml, '?>', at)
  throw new SheetProblem(
    'document-type',
    'The workbook has a document type inside, which no spreadsheet program writes. It was not read.',
  )
}

function openTag(tag: string, handler: XmlHandler): void {
  const isEmpty = tag.endsWith('/')
  const inside = isEmpty ? tag.slice(0, -1) : tag
  const space = inside.search(/\s/)
  const name = localName(space === -1 ? inside : inside.slice(0, space))
  handler.open?.(name, space === -1 ? '' : inside.slice(space))
  if (isEmpty) handler.close?.(name)
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).trim()

function after(xml: string, mark: string, at: number): number {
  const end = xml.indexOf(mark, at)
  if (end === -1) throw broken()
  return end + mark.length
}

const broken = (): SheetProblem =>
  new SheetProblem('damaged', 'The file is damaged: a part of it cannot be read. Save it again and send it once more.')

/** The value of an attribute by its local name, with entities resolved; undefined if it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? plain(found[1] ?? found[2] ?? '') : undefined
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** XML text as plain text. */
export const plain = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, what: string) => {
        if (what.startsWith('#'))
          return fromCode(
            what[1] === 'x' || what[1] === 'X' ? Number.parseInt(what.slice(2), 16) : Number(what.slice(1)),
          )
        return named[what] ?? whole
      })
    : text

const fromCode = (code: number): string => (code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code))
