import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type Change, changesKept, type KeptImport, type TargetChange, targetsKept } from './model.ts'

type NewImport = {
  readonly measureId: string
  readonly fileName: string
  readonly hash: string
  readonly rowCount: number
  readonly changes: readonly Change[]
  readonly targets: readonly TargetChange[]
}

export async function insertImport(tx: Tx, made: NewImport): Promise<string> {
  const id = newId()
  await tx.sql
    .insertInto('reading_import')
    .values({
      org_id: tx.org,
      id,
      measure_id: made.measureId,
      file_name: made.fileName,
      content_hash: Buffer.from(made.hash, 'hex'),
      row_count: made.rowCount,
      changes: JSON.stringify(made.changes),
      targets: JSON.stringify(made.targets),
      imported_by: tx.person,
    })
    .execute()
  return id
}

/** The imports of a measure, newest first; with a hash, only those of that file which were not undone. */
export async function importsOf(tx: Tx, measureId: string, hash?: string): Promise<readonly KeptImport[]> {
  const rows = await tx.sql
    .selectFrom('reading_import')
    .leftJoin('person', 'person.id', 'reading_import.imported_by')
    .select([
      'reading_import.id',
      'file_name',
      'row_count',
      'changes',
      'targets',
      'imported_at',
      'undone_at',
      'person.name',
    ])
    .where('org_id', '=', tx.org)
    .where('measure_id', '=', measureId)
    .$if(hash !== undefined, (query) =>
      query.where('content_hash', '=', Buffer.from(hash ?? '', 'hex')).where('undone_at', 'is', null),
    )
    .orderBy('imported_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    rowCount: row.row_count,
    changes: changesKept.parse(row.changes),
    targets: targetsKept.parse(row.targets),
    importedAt: new Date(row.imported_at),
    importedBy: row.name ?? 'Better Off',
    undoneAt: row.undone_at === null ? null : new Date(row.undone_at),
  }))
}

export async function markUndone(tx: Tx, id: string): Promise<void> {
  await tx.sql
    .updateTable('reading_import')
    .set({ undone_at: new Date().toISOString(), undone_by: tx.person })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .execute()
}
