// NEMSIS documents as they stream by. Nothing of one is held but the record that is open, and of it only what is read.
import { SaxesParser } from 'saxes'
import { counted } from '../../core/counted.ts'
import { elementsRead } from './catalogue.ts'
import { EmsProblem, type EmsRecord, type EmsValue } from './model.ts'
import { type Attributes, openNames } from './names.ts'
import { decoded } from './text.ts'

/** The most a document may hold in one place; of all together there is no bound. */
const limits = {
  depth: 100,
  // One tag, text or comment, in characters. Pictures are attached to records as text.
  piece: 32 * 1024 * 1024,
  valuesOfRecord: 20_000,
} as const

/**
 * The records of one document, each as soon as it ends. Knows no entities but the five of XML and numbered ones, and refuses a
 * document type: nothing outside of the document is ever read, and nothing grows. Throws `EmsProblem` where it cannot go on.
 */
export async function* recordsIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<EmsRecord> {
  const reader = openReader()
  for await (const text of decoded(bytes)) {
    const problem = reader.read(text)
    yield* reader.taken()
    if (problem) throw problem
  }
  const problem = reader.end()
  if (problem) throw problem
}

type Reader = {
  read(text: string): EmsProblem | null
  end(): EmsProblem | null
  /** The records that ended since it was last asked. */
  taken(): readonly EmsRecord[]
}

function openReader(): Reader {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const collector = openCollector()
  let depth = 0
  let waiting = 0 // characters since a tag, a text or a comment was told
  let isHeard = false
  let isBegun = false
  const hear = (text: string): void => {
    isHeard = true
    collector.text(text)
  }
  parser.on('error', () => {
    throw new EmsProblem(
      isBegun
        ? `It is no whole XML: line ${parser.line} cannot be read. Export it again.`
        : 'It is no XML document. Send the XML that the ambulance program exports, or a ZIP of it.',
    )
  })
  parser.on('doctype', () => {
    throw new EmsProblem('It has a document type (DTD), which no NEMSIS document has, so it was not read.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    isHeard = true
    isBegun = true
    if (++depth > limits.depth) throw new EmsProblem(`Line ${parser.line} stands too deep in other elements.`)
    collector.opened(name, attributes, depth)
  })
  parser.on('closetag', () => collector.closed(depth--))
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('comment', () => hear(''))
  return {
    read(text) {
      isHeard = false
      const problem = problemIn(() => parser.write(text))
      waiting = isHeard ? text.length : waiting + text.length
      if (problem || waiting <= limits.piece) return problem
      return new EmsProblem(`Line ${parser.line} goes on for too long to be part of a record.`)
    },
    end: () => problemIn(() => parser.close()) && cut(collector.count()),
    taken: () => collector.taken(),
  }
}

const cut = (records: number): EmsProblem =>
  new EmsProblem(
    records === 0
      ? 'It is empty or ends too early: it holds no whole record. Export it again.'
      : `It ends too early, after ${counted(records, 'whole record')}. Export it again.`,
  )

function problemIn(read: () => unknown): EmsProblem | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof EmsProblem) return error
    throw error
  }
}

type Collector = {
  opened(name: string, attributes: Attributes, depth: number): void
  text(text: string): void
  closed(depth: number): void
  taken(): readonly EmsRecord[]
  count(): number
}

type Open = { readonly depth: number; readonly attributes: Attributes; text: string }

const sectionsRead: ReadonlySet<string> = new Set([...elementsRead].map((name) => name.slice(0, name.indexOf('.'))))

/** Puts records together from tags and texts. */
function openCollector(): Collector {
  const names = openNames()
  let done: EmsRecord[] = []
  let count = 0
  let agency = ''
  let record: (Open & { readonly values: Map<string, EmsValue[]>; size: number }) | null = null
  let section: string | null = null
  let isPassedOver = false
  let medication = 0
  let element: (Open & { readonly name: string }) | null = null

  const opened: Collector['opened'] = (raw, attributes, depth) => {
    if (isPassedOver && record !== null && depth > record.depth + 1) return // most of a record: vital signs, what was examined, …
    const name = names.opened(raw, attributes, depth)
    if (depth === 1 && name !== 'EMSDataSet')
      throw new EmsProblem(
        `It is no NEMSIS document of records: it begins with ${raw.slice(0, 60)}, not with EMSDataSet.`,
      )
    if (record !== null && depth === record.depth + 1) {
      section = name
      isPassedOver = name === null || !sectionsRead.has(name)
    }
    if (name === null) return
    if (record === null) {
      if (name === 'Header') agency = ''
      else if (name === 'dAgency.02') element = { name, depth, attributes, text: '' }
      else if (name === 'PatientCareReport') {
        record = { depth, attributes, text: '', values: new Map(), size: 0 }
        medication = 0
      }
    } else if (name === 'eMedications.MedicationGroup') medication++
    else if (elementsRead.has(name) && section !== null && name.startsWith(`${section}.`))
      element = { name, depth, attributes, text: '' }
  }

  const closed: Collector['closed'] = (depth) => {
    if (element?.depth === depth) {
      keep(element)
      element = null
    } else if (record?.depth === depth) {
      done.push({ uuid: (record.attributes.UUID ?? '').trim().toLowerCase(), agency, values: record.values })
      count++
      record = null
    }
    names.closed(depth)
  }

  const keep = ({ name, attributes, text }: Open & { readonly name: string }): void => {
    const value: EmsValue = {
      text,
      isNil: names.isNil(attributes),
      nv: attributes.NV ?? null,
      pn: attributes.PN ?? null,
      codeType: attributes.CodeType?.trim() ?? null,
      medication: section === 'eMedications' ? medication : 0,
    }
    if (record === null) {
      agency = value.isNil || text.trim() === '' ? '' : text
      return
    }
    if (++record.size > limits.valuesOfRecord) throw new EmsProblem('A record in it has too many values to be one.')
    const known = record.values.get(name)
    if (known) known.push(value)
    else record.values.set(name, [value])
  }

  return {
    opened,
    closed,
    text: (text) => {
      if (element) element.text += text
    },
    taken: () => {
      const taken = done
      done = []
      return taken
    },
    count: () => count,
  }
}
