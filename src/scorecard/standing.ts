import { isId } from '../core/id.ts'
import { storyAt } from '../measures/rules.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Trail } from '../platform/ui/shell.tsx'
import type { ScorecardNeeds } from './actions.ts'
import { kinds } from './kinds.ts'
import type { EntryKind, Kind } from './model.ts'
import type { Offered } from './pages/fields.tsx'
import { hasStarted } from './rules.ts'

export const isEntry = (kind: Kind): kind is EntryKind => kind !== 'result' && kind !== 'program'

export type At = {
  /** '' on the scorecard itself. */
  readonly measureId: string
  readonly trail: Trail
  readonly offered: Offered
}

/** Where a form stands: under a measure, or ('') on the scorecard itself; null when there is no such measure. */
export async function standingAt(tx: Tx, needs: ScorecardNeeds, measureId: string): Promise<At | null> {
  if (measureId === '')
    return { measureId, trail: [{ name: 'Scorecard', path: '/scorecard' }], offered: { periods: [], partners: [] } }
  const measure = (await needs.measures(tx)).find(({ id }) => id === measureId)
  if (!measure) return null
  return {
    measureId,
    trail: [
      { name: 'Measures', path: '/measures' },
      { name: measure.title, path: storyAt(measureId) },
    ],
    offered: { periods: await needs.periodsOf(tx, measureId), partners: await needs.partners(tx) },
  }
}

/** The measure an entry belongs to; '' for results and programs. */
export function measureIdOf(kept: unknown): string {
  const has = typeof kept === 'object' && kept !== null && 'measureId' in kept
  return has && typeof kept.measureId === 'string' ? kept.measureId : ''
}

/** Where people are after something about an object of its kind: its section of the measure, or its own page. */
export const pageOf = (kind: Kind, kept: { readonly id: string }): string =>
  isEntry(kind) ? backTo(kind, measureIdOf(kept)) : `/scorecard/${kinds[kind].path}/${kept.id}`

export const backTo = (kind: EntryKind, measureId: string): string => `${storyAt(measureId)}#${kinds[kind].section}`

export const doneAt = (kind: EntryKind, measureId: string, did: string, more = ''): string =>
  `${storyAt(measureId)}?did=${did}&at=${kinds[kind].section}${more && `&${more}`}#${kinds[kind].section}`

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
