import { createHash } from 'node:crypto'
import type { EmsItem, EmsLine, EmsRecord } from './model.ts'
import { type EmsWishes, judge } from './rules.ts'

/** A record with what is told of it, or a sentence about what is not: a document at fault, a record that stood there before. */
export type EmsTold =
  | { readonly kind: 'line'; readonly record: EmsRecord; readonly line: EmsLine }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'repeated'; readonly message: string }

/**
 * What is told of each record, once. The same again is the same record by its UUID, or by agency and number where it has none,
 * and is passed over; if it says something else then, nobody can tell which is right, and both are told. One number on two
 * records of an agency is told with a warning; two agencies may both have a record 1.
 */
export async function* tellAll(items: AsyncIterable<EmsItem>, wishes: EmsWishes): AsyncGenerator<EmsTold> {
  const said = new Map<string, string>()
  const numbered = new Set<string>()
  for await (const item of items) {
    if (item.kind === 'fault') {
      yield item
      continue
    }
    const { record } = item
    const line = judge(record, wishes)
    const number = hash(JSON.stringify([line.agency, line.recordId]))
    const key = record.uuid === '' ? number : hash(record.uuid)
    const isNameless = record.uuid === '' && line.recordId === null
    const before = isNameless ? undefined : said.get(key)
    const content = hash(JSON.stringify([number, ...record.values]))
    if (before === content) {
      yield { kind: 'repeated', message: `Record ${line.recordId ?? ''} is in it more than once and was taken once.` }
      continue
    }
    const doubts = doubtsOf(before !== undefined && record.uuid !== '', line.recordId !== null && numbered.has(number))
    said.set(key, content)
    numbered.add(number)
    yield {
      kind: 'line',
      record,
      line: doubts.length === 0 ? line : { ...line, warnings: [...line.warnings, ...doubts] },
    }
  }
}

const doubtsOf = (isOtherThanBefore: boolean, isNumberTaken: boolean): readonly string[] => {
  if (isOtherThanBefore)
    return ['PatientCareReport/@UUID stood in this file before, and this record says something else']
  return isNumberTaken ? ['eRecord.01 is the number of another record of this agency in this file'] : []
}

/** Short, and a text of its own: the record it is of is let go. */
const hash = (text: string): string => createHash('sha256').update(text).digest('base64').slice(0, 22)
