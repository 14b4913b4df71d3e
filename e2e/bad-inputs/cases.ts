import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What every case says of itself. `expect` is in words. */
export type About = { readonly id: string; readonly class: string; readonly expect: readonly string[] }

export type FieldKind = 'accept' | 'reject' | 'neutralise' | 'warn'
export type FieldCase = About & { readonly kind: FieldKind; readonly field: string; readonly value: unknown }

/** One request of a case; `op` names it, the rest says how it is made. */
export type Step = {
  readonly op: string
  readonly query?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly headers_gen?: string
  readonly raw?: string
  readonly raw_gen?: string
  readonly multipart?: unknown
  readonly times?: number
  /** Headers that are left out. */
  readonly drop?: readonly string[]
  /** So many at once. */
  readonly parallel?: number
}
export type RequestCase = About & { readonly actor: string; readonly setup: string; readonly steps: readonly Step[] }

export type FileCase = About & {
  readonly file: string
  readonly where: string
  readonly bytes: Buffer
  readonly isThere: boolean
}
/** A fault of a phone, a network or a server, in words. */
export type SyncCase = About & { readonly fault: string }
export type PrivacyCase = About & { readonly data: Readonly<Record<string, unknown>>; readonly public_view: string }

export type Case =
  | (FieldCase & { readonly of: 'field' })
  | (RequestCase & { readonly of: 'request' })
  | (FileCase & { readonly of: 'file' })
  | (PrivacyCase & { readonly of: 'privacy' })
  | (SyncCase & { readonly of: 'sync' })

/** All cases of a folder in the shape of this one, in their order. A file that is not there has no cases. */
export function readCases(folder: string): readonly Case[] {
  const lines = (name: string): Readonly<Record<string, unknown>>[] =>
    existsSync(join(folder, name))
      ? readFileSync(join(folder, name), 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => JSON.parse(line))
      : []
  const of = <K extends Case['of']>(kind: K, name: string) =>
    lines(name).map((each) => {
      const { expect = [], steps = [], data = {} } = each
      const whole = {
        class: '',
        actor: '',
        setup: '',
        fault: '',
        where: '',
        ...each,
        steps,
        data,
        expect: [expect].flat(),
        of: kind,
      }
      return whole as unknown as Extract<Case, { of: K }> // the shape of the corpus
    })
  return [
    ...of('field', 'fields.jsonl'),
    ...of('request', 'requests.jsonl'),
    ...of('file', 'files.jsonl').map((each) => ({ ...each, ...fileAt(join(folder, String(each.file))) })),
    ...of('privacy', 'privacy.jsonl'),
    ...of('sync', 'sync.jsonl'),
  ]
}

const fileAt = (path: string): Pick<FileCase, 'bytes' | 'isThere'> => {
  const isThere = existsSync(path)
  return { isThere, bytes: isThere ? readFileSync(path) : Buffer.alloc(0) }
}

/** The texts of a value: a list is one text a line item; `{repeat, times}` is built here. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value === 'object' && value !== null) {
    const { repeat, times } = value as { repeat?: unknown; times?: unknown }
    if (typeof repeat === 'string' && typeof times === 'number') return [repeat.repeat(times)]
    return [JSON.stringify(value)]
  }
  return [typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)]
}

/** A body that a case describes instead of spelling it out; null when the description is not understood. */
export function generated(description: string): { readonly body: string; readonly isForm: boolean } | null {
  const repeated = /^['"](.+?)['"]\s*[*x]\s*(\d+)$/.exec(description)
  if (repeated) return { body: (repeated[1] ?? '').repeat(Number(repeated[2])), isForm: false }
  const nested = /nested\s+(\d+)/.exec(description)
  if (nested) return { body: `${'{"a":'.repeat(Number(nested[1]))}1${'}'.repeat(Number(nested[1]))}`, isForm: false }
  const fields = /(\d+)\s+(?:fields|parameters|keys)/.exec(description)
  if (fields)
    return { body: Array.from({ length: Number(fields[1]) }, (_, at) => `f${at}=${at}`).join('&'), isForm: true }
  const deep = /^([[{"a:']+)\s*[*x]\s*(\d+)$/.exec(description)
  if (deep) return { body: (deep[1] ?? '').repeat(Number(deep[2])), isForm: false }
  const size = /(\d+)\s*(k|m)i?b/i.exec(description)
  if (size)
    return { body: `a=${'x'.repeat(Number(size[1]) * (size[2]?.toLowerCase() === 'm' ? 1e6 : 1e3))}`, isForm: true }
  return null
}
