import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { type ChartNote, noteForm } from './model.ts'
import { addNote, removeNote, saveNote } from './note-actions.ts'
import { NotePage } from './note-pages.tsx'
import { type Seen, seen } from './seen.ts'

export const noteRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/notes/new', may: access.write, answer: (visit) => showAdd(visit) },
  { method: 'POST', path: '/measures/:id/notes/new', may: access.write, answer: add },
  { method: 'GET', path: '/measures/:id/notes/:noteId', may: access.write, answer: (visit) => showNote(visit) },
  { method: 'POST', path: '/measures/:id/notes/:noteId', may: access.write, answer: save },
  { method: 'POST', path: '/measures/:id/notes/:noteId/remove', may: access.write, answer: remove },
]

/** Newest first: a note is mostly about what has just happened. */
const periodsOf = ({ found, facts }: Seen, own: ChartNote | null) =>
  found.readings
    .map(({ period }) => period)
    .filter(({ from }) => from === own?.period.from || !facts.notes.some((note) => note.period.from === from))
    .reverse()

async function showAdd(visit: Visit, refused?: Refused): Promise<Response> {
  const at = await seen(visit)
  if (!at) return notFound()
  return page(
    <NotePage
      visit={visit}
      measure={at.found.measure}
      form={refused ?? fresh(new Typed([['from', visit.url.searchParams.get('from') ?? '']]))}
      note={null}
      periods={periodsOf(at, null)}
      history={[]}
    />,
    refused ? 422 : 200,
  )
}

async function add(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await seen(visit))) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(noteForm, typed, 'measures.note-wrong')
  if (!read.ok) return showAdd(visit, { typed, problems: read.problems })
  const added = await addNote(visit.db, visit.scope, { measureId, today: visit.today, typed: read.value })
  return added.ok
    ? goTo(visit.to(`/measures/${measureId}?said=added#notes`))
    : showAdd(visit, { typed, problems: added.problems })
}

const noteIn = (at: Seen | null, visit: Visit): ChartNote | undefined =>
  at?.facts.notes.find(({ id }) => id === visit.params.noteId)

async function showNote(visit: Visit, refused?: Refused): Promise<Response> {
  const at = await seen(visit)
  const note = noteIn(at, visit)
  if (!at || !note) return notFound()
  const { measure } = at.found
  const history = await visit.db.read(visit.scope, (tx) => historyOf(tx, [note.id], 20))
  return page(
    <NotePage
      visit={visit}
      measure={measure}
      form={formOver(typedFrom(typedNote(note)), note.version, refused)}
      note={note}
      periods={periodsOf(at, note)}
      history={historyInWords(history, measure)}
    />,
    refused ? 422 : 200,
  )
}

const typedNote = (note: ChartNote): Record<string, string> => ({
  from: note.period.from,
  text: note.text,
  ...(note.reason !== null && { beginsAnew: 'yes' }),
  reason: note.reason ?? '',
})

async function save(visit: Visit): Promise<Response> {
  const { id: measureId = '', noteId: id = '' } = visit.params
  if (!noteIn(await seen(visit), visit)) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(noteForm, typed, 'measures.note-wrong')
  if (!read.ok) return showNote(visit, { typed, problems: read.problems })
  const version = typed.version()
  const saved = await saveNote(visit.db, visit.scope, { measureId, id, version, today: visit.today, typed: read.value })
  return saved.ok
    ? goTo(visit.to(`/measures/${measureId}?said=saved#notes`))
    : showNote(visit, { typed, problems: saved.problems })
}

async function remove(visit: Visit): Promise<Response> {
  const { id: measureId = '', noteId: id = '' } = visit.params
  const note = noteIn(await seen(visit), visit)
  if (!note) return notFound()
  const version = (await visit.typed()).version()
  const removed = await removeNote(visit.db, visit.scope, { measureId, id, version, today: visit.today })
  return removed.ok
    ? goTo(visit.to(`/measures/${measureId}?said=removed#notes`))
    : showNote(visit, { typed: new Typed(), problems: removed.problems })
}
