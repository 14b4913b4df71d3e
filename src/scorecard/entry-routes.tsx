import { z } from 'zod'
import { ok } from '../core/result.ts'
import { oneOf } from '../core/text.ts'
import { storyAt } from '../measures/rules.ts'
import { asset } from '../platform/assets.ts'
import type { Tx } from '../platform/db/db.ts'
import { buttonDoor } from '../platform/doors/button-door.tsx'
import { formDoor } from '../platform/doors/form-door.tsx'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { addWords, changeWords, moveWords, type ScorecardNeeds, type Written, ways } from './actions.ts'
import { kinds, orderedKinds } from './kinds.ts'
import type { Kept, Kind, PlaceOf } from './model.ts'
import { StoryFields } from './pages/fields.tsx'
import { access } from './rules.ts'
import { type At, article, backTo, doneAt, isEntry, measureIdOf, pageOf, standingAt, startIn } from './standing.ts'
import { find } from './store.ts'

/** The doors of words: add, edit and, where people choose the order, move. */
export const entryRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] => [
  ...(['result', 'program', 'story', 'measure_partner', 'what_works', 'action'] as const).flatMap((kind) => [
    ...adding(needs, kind),
    ...editing(needs, kind),
  ]),
  ...orderedKinds.map(moving),
]

function adding<K extends Written>(needs: ScorecardNeeds, kind: K): readonly TeamRoute[] {
  const { path, noun } = kinds[kind]
  const add = addWords(kind, needs)
  return formDoor({
    ...ofWords(needs, kind),
    path: isEntry(kind) ? `/scorecard/measures/:measureId/${path}/add` : `/scorecard/${path}/add`,
    read: (tx, { params }) => standingAt(tx, needs, params.measureId ?? ''),
    title: `Add ${article(noun)}`,
    start: (_, { today }) => (kind === 'story' ? { writtenOn: today } : kind === 'action' ? notStarted : {}),
    save: `Add ${noun}`,
    send: async (visit, words, { shown: { measureId } }) => {
      const place = {
        ...(isEntry(kind) && { measureId }),
        ...(kind === 'action' && { updatedOn: visit.today }),
      } as PlaceOf<K> // the kind decides which of the two are there
      const added = await add(visit, { words, place })
      return added.ok ? ok({ id: added.value, started: startIn(kind, added.value, {}, words) }) : added
    },
    back: ({ measureId }) => (isEntry(kind) ? backTo(kind, measureId) : '/scorecard'),
    to: ({ id, started }, { measureId }) =>
      isEntry(kind) ? doneAt(kind, measureId, 'added', started) : `/scorecard/${path}/${id}?said=added`,
    said: '',
  })
}

const notStarted = { status: 'not started' }

function editing<K extends Written>(needs: ScorecardNeeds, kind: K): readonly TeamRoute[] {
  const { path, noun } = kinds[kind]
  const change = changeWords(kind, needs)
  return formDoor({
    ...ofWords(needs, kind),
    path: `/scorecard/${path}/:id/edit`,
    read: (tx, visit) => wordsAt(tx, visit, needs, kind),
    title: `Edit ${noun}`,
    history: ({ kept }) => [kept.id],
    start: ({ kept }) => kept,
    version: ({ kept }) => kept.version,
    save: `Save ${noun}`,
    send: async (visit, words, { shown: { kept }, typed }) => {
      const saved = await change(visit, { id: kept.id, version: typed.version(), words })
      return saved.ok ? ok(startIn(kind, kept.id, kept, words)) : saved
    },
    back: ({ kept }) => pageOf(kind, kept),
    to: (started, { kept, measureId }) =>
      isEntry(kind) ? doneAt(kind, measureId, 'saved', started) : `/scorecard/${path}/${kept.id}?said=saved`,
    said: '',
  })
}

/** Words that are written with the curve in sight. */
const isOfCurve = (kind: Kind): boolean => kind === 'story' || kind === 'what_works' || kind === 'action'

/** What both forms of a kind have in common. */
const ofWords = <K extends Written>(needs: ScorecardNeeds, kind: K) => ({
  may: access.write,
  ...(isOfCurve(kind) && {
    aside: (tx: Tx, { measureId }: At, visit: Visit) => needs.curve(tx, measureId, visit),
  }),
  trail: ({ trail }: At) => trail,
  form: kinds[kind].schema,
  code: 'scorecard.wrong',
  choices: ({ offered }: At) => ({ partnerId: offered.partners }),
  fields: (form: Refused, { offered }: At) =>
    kind === 'story' ? <StoryFields form={form} periods={offered.periods} /> : undefined,
  below: () => (kind === 'story' || kind === 'what_works') && <script type="module" src={asset('rich-text.js')} />,
})

/** Words that stand; those that are gone can still be sent, and stand again. */
async function wordsAt<K extends Written>(
  tx: Tx,
  { params, request }: Visit,
  needs: ScorecardNeeds,
  kind: K,
): Promise<(At & { readonly kept: Kept<K> }) | null> {
  const kept = await find(tx, kind, params.id ?? '')
  if (!kept || (kept.removedAt !== null && request.method !== 'POST')) return null
  const at = await standingAt(tx, needs, measureIdOf(kept))
  return at && { ...at, kept }
}

/** One place up or down. */
export const moveForm = z.strictObject({ way: oneOf('Way', ways) })

function moving(kind: (typeof orderedKinds)[number]): TeamRoute {
  const move = moveWords(kind)
  return buttonDoor({
    path: `/scorecard/${kinds[kind].path}/:id/move`,
    may: access.write,
    read: (tx, { params }) => find(tx, kind, params.id ?? ''),
    form: moveForm,
    code: 'scorecard.wrong',
    send: (visit, { way }) => move(visit, { id: visit.params.id ?? '', way }),
    about: 'id',
    back: () => '/scorecard',
    to: (id, _, kept) =>
      isEntry(kind) ? `${storyAt(measureIdOf(kept))}?arrange=yes#entry-${id}` : `/scorecard?arrange=yes#block-${id}`,
    said: '',
  })
}
