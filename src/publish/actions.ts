import { createHash } from 'node:crypto'
import { type Day, dayIn } from '../core/day.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../core/result.ts'
import type { WithholdingPolicy } from '../core/stats/withheld/policy.ts'
import type { PublicMoney } from '../funding/facts.ts'
import type { MeasureReadings } from '../measures/model.ts'
import type { Db, Scope, Tx } from '../platform/db/db.ts'
import type { Organisation } from '../platform/http/route.ts'
import type { Warning, WordsForEdition } from '../scorecard/facts.ts'
import type { EditionContent, EditionNamed } from './model.ts'
import type { PackedPage } from './pack.ts'
import { composeEdition, placedIn, withDefinitions } from './rules.ts'
import { editionsNamed, insertEdition, insertPages, newestEdition } from './store.ts'
import { type Told, toldIn, toldProblems } from './told/draft.ts'
import { type Explained, explainedFigures } from './told/store.ts'
import type { Check, Checks, EarlierEdition } from './withheld/check.ts'
import { type WithheldNumber, withheldNumbers, withoutSplits } from './withheld/statement.ts'
import { type Decided, decidedPlaces, insertWithheld, type ReadEditions } from './withheld/store.ts'
import type { Withheld } from './withheld/withhold.ts'

/** What this room needs of the rooms to its left; the app supplies it. */
export type PublishNeeds = {
  readonly readings: (tx: Tx, today: Day) => Promise<readonly MeasureReadings[]>
  readonly words: (tx: Tx, today: Day) => Promise<WordsForEdition>
  /** What a person may want to mend before everybody reads it. */
  readonly warnings: (words: WordsForEdition, content: EditionContent) => readonly Warning[]
  readonly organisation: (tx: Tx) => Promise<EditionContent['organisation']>
  /** What was received and spent; undefined where nobody keeps books. */
  readonly money: (tx: Tx, today: Day) => Promise<PublicMoney | undefined>
  /** Which small counts of people the organisation does not publish. */
  readonly policy: (tx: Tx) => Promise<WithholdingPolicy>
  readonly editions: ReadEditions
  readonly checks: Checks
  /** All pages and pictures of an edition, as bytes. */
  readonly pages: (content: EditionContent, earlier: readonly EditionNamed[]) => Promise<readonly PackedPage[]>
  /** Told after a publication, so that what is kept in memory is made anew. */
  readonly published: () => void
}

export type DraftEdition = {
  readonly content: EditionContent
  readonly previous: EditionContent | null
  readonly earlier: readonly EditionNamed[]
  readonly warnings: readonly Warning[]
  readonly policy: WithholdingPolicy
  /** What is withheld, and what could be worked out all the same. */
  readonly withheld: Withheld
  /** The withheld numbers as the team sees them. */
  readonly numbers: readonly WithheldNumber[]
  readonly decided: readonly Decided[]
  /** What the words tell of what is withheld. */
  readonly told: Told
  /** Names exactly this draft: a person publishes what was shown, not what it became meanwhile. */
  readonly mark: string
}

/** The next edition as it would read now. A note that is about to go with it is read for what it tells. */
export const draftEdition = async (
  db: Db,
  scope: Scope,
  needs: PublishNeeds,
  today: Day,
  note = '',
): Promise<DraftEdition> => finish(await gatherDraft(db, scope, needs, today), note)

/** What the next edition would say, and what the newest says, within a transaction that reads already. */
export async function contentIn(
  tx: Tx,
  needs: PublishNeeds,
  today: Day,
): Promise<Pick<DraftEdition, 'content' | 'previous'>> {
  const gathered = await gather(tx, needs, today)
  return { content: composed(gathered, await gathered.check.answer).content, previous: gathered.previous }
}

/** All that a draft is made of, with its check for what could be worked out, which may still be under way. */
export type Gathered = Pick<DraftEdition, 'previous' | 'earlier' | 'policy' | 'decided'> & {
  readonly today: Day
  readonly organisation: EditionContent['organisation']
  readonly measures: readonly MeasureReadings[]
  readonly words: WordsForEdition
  readonly money: PublicMoney | undefined
  readonly warnings: PublishNeeds['warnings']
  readonly explained: readonly Explained[]
  readonly editions: readonly EarlierEdition[]
  readonly check: Check
}

export const gatherDraft = (db: Db, scope: Scope, needs: PublishNeeds, today: Day): Promise<Gathered> =>
  db.read(scope, (tx) => gather(tx, needs, today))

async function gather(tx: Tx, needs: PublishNeeds, today: Day): Promise<Gathered> {
  const words = await needs.words(tx, today)
  const known = withDefinitions(words, await needs.readings(tx, today))
  const measures = placedIn(words, known)
  const earlier = await editionsNamed(tx)
  const policy = await needs.policy(tx)
  const decided = await decidedPlaces(tx)
  const editions = await needs.editions(
    tx,
    earlier.map(({ number }) => number),
  )
  return {
    today,
    previous: await newestEdition(tx),
    earlier,
    policy,
    decided,
    organisation: await needs.organisation(tx),
    measures,
    words,
    money: await needs.money(tx, today),
    warnings: needs.warnings,
    explained: await explainedFigures(tx),
    editions,
    check: needs.checks({ org: tx.org, policy, measures, known, earlier: editions, decided }),
  }
}

/** The draft once its check is over. */
export async function finish(gathered: Gathered, note = ''): Promise<DraftEdition> {
  const { previous, earlier, policy, decided, words } = gathered
  const withheld = await gathered.check.answer
  const { content, measures } = composed(gathered, withheld)
  const numbers = withheldNumbers(measures, withheld.hidden)
  const { explained, editions } = gathered
  const mark = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
  return {
    content,
    previous,
    earlier,
    warnings: gathered.warnings(words, { ...content, note }),
    policy,
    withheld,
    numbers,
    decided,
    told: toldIn({
      content: { ...content, note },
      numbers,
      policy,
      explained,
      earlier: editions,
      grown: withheld.grown,
    }),
    mark,
  }
}

/** What is said once it is known what is withheld, and the measures whose numbers it says. */
function composed(
  { today, previous, organisation, words, policy, money, ...gathered }: Gathered,
  { leftOut, hidden }: Withheld,
): { readonly content: EditionContent; readonly measures: readonly MeasureReadings[] } {
  const measures = withoutSplits(gathered.measures, leftOut)
  const said = { organisation, previous, publishedOn: today, asOf: today, note: '', measures, words, policy, money }
  return { measures, content: composeEdition({ ...said, hidden: new Set(hidden.keys()) }) }
}

type Publication = {
  readonly now: Date
  readonly note: string
  /** The draft that a person was shown, and the note whose warnings they read; null where nobody looks. */
  readonly mark: string | null
  readonly noteSeen: string | null
}

/**
 * Freezes the draft as the next edition and puts its pages in place, in one transaction. Refuses when the draft is no longer
 * the one that was shown (`mark`), when a withheld number could be worked out from all that is published or stands in its words,
 * when its note looks as if it should not be public and nobody was told so, or when somebody else published meanwhile. Answers the number of the edition.
 */
export async function publishEdition(
  db: Db,
  scope: Scope,
  organisation: Pick<Organisation, 'timeZone'>,
  needs: PublishNeeds,
  { now, note, mark, noteSeen }: Publication,
): Promise<Result<number>> {
  const draft = await draftEdition(db, scope, needs, dayIn(organisation.timeZone, now), note)
  if (mark !== null && mark !== draft.mark)
    return refuse(
      'publish.draft-changed',
      'The draft changed while this page was open. Read the changes below once more, then publish.',
    )
  const { leaks } = draft.withheld
  if (leaks.length > 0)
    return refuse(
      'publish.can-be-worked-out',
      leaks.length === 1
        ? 'Not published: a reader could work out a withheld number. Below is which one, from what, and how to mend it.'
        : `Not published: a reader could work out ${leaks.length} withheld numbers. Below is which, from what, and how to mend it.`,
    )
  const told = toldProblems(draft.told)
  if (told.length > 0) return refuseAll(told)
  const unseen = noteSeen === null || noteSeen === note ? [] : draft.warnings.filter(isOfNote)
  if (unseen.length > 0) return refuseAll(unseen.map(askedOnce))
  const content = { ...draft.content, note }
  const pages = await needs.pages(content, draft.earlier)
  const answer = await db.act(scope, 'publish.publishEdition', async (tx) => {
    const latest = await newestEdition(tx)
    if ((latest?.number ?? 0) !== content.number - 1)
      return refuse(
        'publish.published-meanwhile',
        'Somebody else published a moment ago. Read the changes below once more, then publish.',
      )
    await insertEdition(tx, content, now, acceptedWith(draft))
    await insertWithheld(tx, content.number, draft.numbers)
    await insertPages(tx, content.number, pages)
    return ok(content.number)
  })
  if (answer.ok) needs.published()
  return answer
}

const isOfNote = ({ section }: Warning): boolean => section === 'what is new'

/** The note is typed where the edition is published: its warnings are read then, and whoever publishes again keeps it. */
const askedOnce = ({ code, message, excerpt }: Warning): Problem => ({
  code,
  field: 'note',
  message: `Not published yet. ${excerpt ? `“${excerpt.marked}”: ` : ''}${message} Change this line, or publish again to keep it.`,
})

/** What the publisher chose to publish with: warnings, and figures that are said to be something else. */
const acceptedWith = ({ warnings, told }: DraftEdition): readonly object[] => [
  ...warnings.map(({ code, measure, section }) => ({ code, measure: measure?.slug ?? null, section })),
  ...told.explained.map(({ figure: { text, excerpt }, as }) => ({
    code: 'publish.figure-explained',
    measure: text.measure?.slug ?? null,
    section: text.where,
    words: excerpt.marked,
    reason: as.reason,
  })),
]
