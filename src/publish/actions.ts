import { createHash } from 'node:crypto'
import { type Day, dayIn } from '../core/day.ts'
import { ok, type Result, refuse } from '../core/result.ts'
import type { MeasureReadings } from '../measures/model.ts'
import type { Db, Scope, Tx } from '../platform/db/db.ts'
import type { Organisation } from '../platform/http/route.ts'
import type { Warning, WordsForEdition } from '../scorecard/facts.ts'
import type { EditionContent, EditionNamed, PageMade } from './model.ts'
import { pack } from './pack.ts'
import { composeEdition } from './rules.ts'
import { editionsNamed, insertEdition, insertPages, newestEdition } from './store.ts'

/** What this room needs of the rooms to its left; the app supplies it. */
export type PublishNeeds = {
  readonly readings: (tx: Tx, today: Day) => Promise<readonly MeasureReadings[]>
  readonly words: (tx: Tx, today: Day) => Promise<WordsForEdition>
  /** What a person may want to mend before everybody reads it. */
  readonly warnings: (words: WordsForEdition, content: EditionContent) => readonly Warning[]
  readonly organisation: (tx: Tx) => Promise<EditionContent['organisation']>
  /** All pages and pictures of an edition, as bytes. */
  readonly pages: (content: EditionContent, earlier: readonly EditionNamed[]) => Promise<readonly PageMade[]>
  /** Told after a publication, so that what is kept in memory is made anew. */
  readonly published: () => void
}

export type DraftEdition = {
  readonly content: EditionContent
  readonly previous: EditionContent | null
  readonly earlier: readonly EditionNamed[]
  readonly warnings: readonly Warning[]
  /** Names exactly this draft: a person publishes what was shown, not what it became meanwhile. */
  readonly mark: string
}

/** The next edition as it would read now. */
export const draftEdition = (db: Db, scope: Scope, needs: PublishNeeds, today: Day): Promise<DraftEdition> =>
  db.read(scope, (tx) => draftIn(tx, needs, today))

/** The same within a transaction that reads already. */
export async function draftIn(tx: Tx, needs: PublishNeeds, today: Day): Promise<DraftEdition> {
  const previous = await newestEdition(tx)
  const words = await needs.words(tx, today)
  const content = composeEdition({
    organisation: await needs.organisation(tx),
    previous,
    publishedOn: today,
    asOf: today,
    note: '',
    measures: await needs.readings(tx, today),
    words,
  })
  const mark = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
  return { content, previous, earlier: await editionsNamed(tx), warnings: needs.warnings(words, content), mark }
}

type Publication = { readonly now: Date; readonly note: string; readonly mark: string | null }

/**
 * Freezes the draft as the next edition and puts its pages in place, in one transaction. Refuses when the draft is no longer
 * the one that was shown (`mark`), or when somebody else published meanwhile. Answers the number of the edition.
 */
export async function publishEdition(
  db: Db,
  scope: Scope,
  organisation: Pick<Organisation, 'timeZone'>,
  needs: PublishNeeds,
  { now, note, mark }: Publication,
): Promise<Result<number>> {
  const draft = await draftEdition(db, scope, needs, dayIn(organisation.timeZone, now))
  if (mark !== null && mark !== draft.mark)
    return refuse(
      'publish.draft-changed',
      'The draft changed while this page was open. Read the changes below once more, then publish.',
    )
  const content = { ...draft.content, note }
  const pages = await Promise.all((await needs.pages(content, draft.earlier)).map(pack))
  const answer = await db.act(scope, 'publish.publishEdition', async (tx) => {
    const latest = await newestEdition(tx)
    if ((latest?.number ?? 0) !== content.number - 1)
      return refuse(
        'publish.published-meanwhile',
        'Somebody else published a moment ago. Read the changes below once more, then publish.',
      )
    await insertEdition(
      tx,
      content,
      now,
      draft.warnings.map(({ code, measure, section }) => ({ code, measure: measure?.slug ?? null, section })),
    )
    await insertPages(tx, content.number, pages)
    return ok(content.number)
  })
  if (answer.ok) needs.published()
  return answer
}
