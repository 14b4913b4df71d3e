import { flatJson } from '../../platform/http/json-body.ts'
import { Typed } from '../../platform/http/typed.ts'
import type { Keys } from '../../platform/sealed/keys.ts'
import type { Waiting } from './store.ts'

/** The form that somebody filled in on a phone, opened; empty once it is settled, and where it cannot be read. */
export function typedIn(keys: Keys, { id, payload }: Waiting): Typed {
  const read = flatJson(keys.open({ table: 'phone_item', column: 'payload', id }, payload))
  return new Typed(read.ok ? read.value : [])
}
