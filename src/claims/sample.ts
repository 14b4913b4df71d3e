import type { Tx } from '../platform/db/db.ts'
import { put } from '../platform/db/verbs.ts'

const source = 'Resolution of the sample county, made up'

/** Loads the stipends of an invented county. */
export async function loadSample(tx: Tx): Promise<void> {
  await put(tx, 'claim_rate', { kind: 'shift stipend', value: 40, fromOn: '2023-01-01', source })
  await put(tx, 'claim_rate', { kind: 'class stipend', value: 60, fromOn: '2023-01-01', source })
  await put(tx, 'claim_rate', { kind: 'full pay', value: 18.5, fromOn: '2023-01-01', source })
}
