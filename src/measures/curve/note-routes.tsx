import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { Measure, Period } from '../model.ts'
import { historyFor } from '../pages/history-words.ts'
import { pathOf, TakeAway, trailTo } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { noteForm } from './forms.ts'
import type { ChartNote } from './model.ts'
import { addNote, removeNote, saveNote } from './note-actions.ts'
import { type Seen, seenIn } from './seen.ts'

/** Notes beside points of the chart. */
export const noteRoutes = (): readonly TeamRoute[] => [
  ...formDoor({
    ...ofNote,
    path: '/measures/:id/notes/new',
    read: async (tx, visit) => {
      const at = await seenIn(tx, visit)
      return at && { measure: at.found.measure, periods: periodsOf(at, null) }
    },
    title: 'Add a note',
    start: (_, { url }) => ({ from: url.searchParams.get('from') ?? '' }),
    save: 'Add note',
    send: (visit, typed, { shown }) => addNote(visit, { measureId: shown.measure.id, typed }),
    said: 'added',
  }),
  ...formDoor({
    ...ofNote,
    path: '/measures/:id/notes/:noteId',
    read: noteAt,
    title: ({ note }) => `Note on ${note.period.label}`,
    history: ({ measure, note }) => historyFor(measure, [note.id]),
    start: ({ note }) => ({
      from: note.period.from,
      text: note.text,
      beginsAnew: note.reason !== null,
      reason: note.reason ?? '',
    }),
    version: ({ note }) => note.version,
    save: 'Save note',
    send: (visit, typed, { shown, typed: sent }) =>
      saveNote(visit, { measureId: shown.measure.id, id: shown.note.id, version: sent.version(), typed }),
    said: 'saved',
    below: (shown, visit, version) => (
      <TakeAway
        action={visit.to(`${pathOf(shown)}/notes/${shown.note.id}/remove`)}
        title="Remove this note"
        means="It is taken off the chart; its history stays."
        name="Remove note"
        values={{ version }}
      />
    ),
  }),
  buttonDoor({
    path: '/measures/:id/notes/:noteId/remove',
    may: access.write,
    read: noteAt,
    send: (visit, _, typed) => {
      const { id: measureId = '', noteId: id = '' } = visit.params
      return removeNote(visit, { measureId, id, version: typed.version() })
    },
    about: 'noteId',
    back: ({ params }) => `/measures/${params.id}/notes/${params.noteId}`,
    to: (measureId) => `/measures/${measureId}#notes`,
    said: 'removed',
  }),
]

type Noted = { readonly measure: Measure; readonly periods: readonly Period[] }

/** What both forms of a note have in common. */
const ofNote = {
  may: access.write,
  trail: trailTo,
  form: noteForm,
  code: 'measures.note-wrong',
  choices: ({ periods }: Noted) => ({ from: periods.map(({ from, label }) => ({ value: from, name: label })) }),
  back: pathOf,
  to: (_: string, shown: Noted) => `${pathOf(shown)}#notes`,
} as const

async function noteAt(tx: Tx, visit: Visit): Promise<(Noted & { readonly note: ChartNote }) | null> {
  const at = await seenIn(tx, visit)
  const note = at?.facts.notes.find(({ id }) => id === visit.params.noteId)
  return at && note ? { measure: at.found.measure, note, periods: periodsOf(at, note) } : null
}

/** Newest first: a note is mostly about what has just happened. */
const periodsOf = ({ found, facts }: Seen, own: ChartNote | null): readonly Period[] =>
  found.readings
    .map(({ period }) => period)
    .filter(({ from }) => from === own?.period.from || !facts.notes.some((note) => note.period.from === from))
    .reverse()
