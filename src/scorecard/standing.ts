import { isId } from '../core/id.ts'
import type { Result } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { parseTyped } from '../platform/http/parse.ts'
import type { TeamRoute } from '../platform/http/route.ts'
import { Typed } from '../platform/http/typed.ts'
import type { ScorecardNeeds } from './actions.ts'
import { kinds } from './kinds.ts'
import type { EntryKind, Kept, Kind, MeasureNamed, WordsOf } from './model.ts'
import type { Step } from './pages/entry.tsx'
import type { Offered } from './pages/fields.tsx'
import { access, hasStarted } from './rules.ts'

export const isEntry = (kind: Kind): kind is EntryKind => kind !== 'result' && kind !== 'program'

export type At = { readonly measure: MeasureNamed | null; readonly trail: readonly Step[]; readonly offered: Offered }

/** Where a form stands: under a measure, or ('') on the scorecard itself; null when there is no such measure. */
export async function standingAt(tx: Tx, needs: ScorecardNeeds, measureId: string): Promise<At | null> {
  const trail = [{ name: 'Scorecard', path: '/scorecard' }]
  if (measureId === '') return { measure: null, trail, offered: { periods: [], partners: [] } }
  const measure = (await needs.measures(tx)).find(({ id }) => id === measureId)
  if (!measure) return null
  return {
    measure,
    trail: [...trail, { name: measure.title, path: `/scorecard/measures/${measureId}` }],
    offered: { periods: await needs.periodsOf(tx, measureId), partners: await needs.partners(tx) },
  }
}

export const parseWords = <K extends Kind>(kind: K, typed: Typed): Result<WordsOf[K]> =>
  parseTyped(kinds[kind].schema, typed, 'scorecard.wrong')

/** The measure an entry belongs to; '' for results and programs. */
export function measureIdOf(kept: unknown): string {
  const has = typeof kept === 'object' && kept !== null && 'measureId' in kept
  return has && typeof kept.measureId === 'string' ? kept.measureId : ''
}

/** The words of an object as a form starts from them. */
export const typedFromWords = <K extends Kind>(kind: K, kept: Kept<K>): Typed => {
  const values: Readonly<Record<string, unknown>> = { ...kept }
  return new Typed(
    Object.keys(kinds[kind].labels).flatMap((field) => {
      const value = values[field]
      return typeof value === 'string' ? [[field, value] as const] : []
    }),
  )
}

/** Where people are after something about an object of its kind: its section of the measure, or its own page. */
export const pageOf = (kind: Kind, kept: { readonly id: string }): string =>
  isEntry(kind) ? backTo(kind, measureIdOf(kept)) : `/scorecard/${kinds[kind].path}/${kept.id}`

/** A door of those who write. */
export const writersDoor = (method: 'GET' | 'POST', path: string, answer: TeamRoute['answer']): TeamRoute => ({
  method,
  path,
  may: access.write,
  answer,
})

/** The version that travelled with a form; one that nothing has when it did not, so that such a save is a conflict. */
export function versionIn(typed: Typed): number {
  const text = typed.text('version')
  return /^\d{1,9}$/.test(text) ? Number(text) : -1
}

export const backTo = (kind: EntryKind, measureId: string): string =>
  `/scorecard/measures/${measureId}#${kinds[kind].section}`

export const doneAt = (kind: EntryKind, measureId: string, did: string, more = ''): string =>
  `/scorecard/measures/${measureId}?did=${did}&at=${kinds[kind].section}${more && `&${more}`}#${kinds[kind].section}`

/** What an address says where a save started an action, so that the page tells what was frozen then; '' where it did not. */
export const startIn = (kind: Kind, id: string, before: object, after: object): string =>
  kind === 'action' && hasStarted(after) && !hasStarted(before) ? `started=${id}` : ''

export const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

/** Reads `undo=story.<id>` of an address; null for anything else. */
export function undoIn(url: URL): { readonly kind: Kind; readonly id: string } | null {
  const [name = '', id = ''] = (url.searchParams.get('undo') ?? '').split('.')
  const kind = Object.values(kinds).find((each) => each.kind === name)?.kind
  return kind && isId(id) ? { kind, id } : null
}
