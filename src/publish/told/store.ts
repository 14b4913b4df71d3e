import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'

/** A figure of which a person says that it is no withheld number. */
export type Explained = {
  readonly id: string
  readonly mark: string
  readonly words: string
  readonly reason: string
  readonly by: string
  readonly at: Date
}

export async function explainedFigures(tx: Tx): Promise<readonly Explained[]> {
  const rows = await tx.sql
    .selectFrom('figure_explained as f')
    .innerJoin('history as h', (on) =>
      on.onRef('h.org_id', '=', 'f.org_id').onRef('h.object_id', '=', 'f.id').on('h.before', 'is', null),
    )
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .select(['f.id', 'f.mark', 'f.words', 'f.reason', 'h.at', 'p.name'])
    .where('f.org_id', '=', tx.org)
    .orderBy('h.at', 'desc')
    .execute()
  return rows.map(({ name, ...row }) => ({ ...row, by: name ?? 'Better Off' }))
}

/** Keeps what people say of figures; what is said already stays as it is. */
export async function insertExplained(
  tx: Tx,
  figures: readonly Pick<Explained, 'mark' | 'words'>[],
  reason: string,
): Promise<void> {
  if (figures.length === 0) return
  await tx.sql
    .insertInto('figure_explained')
    .values(figures.map(({ mark, words }) => ({ org_id: tx.org, id: newId(), mark, words, reason })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteExplained(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx.sql
    .deleteFrom('figure_explained')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
