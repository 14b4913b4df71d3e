import { refuse } from '../../core/result.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import { isOneOf, type Refused, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { limits } from '../../platform/sheet/sheet.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { enteredReadings } from '../entered/store.ts'
import { access, recordsAt } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { importReadings, previewImport, readReadings, undoImport } from './actions.ts'
import { unanswered } from './asked.ts'
import { type CarriedSheet, type Choices, carriedSheet, importForm } from './model.ts'
import { ImportPage, SendPage } from './pages.tsx'
import { PreviewPage } from './preview-page.tsx'
import { importsOf } from './store.ts'

const someMore = 200_000
/** A sheet comes back with its form, where each quote of its text is written with three signs. */
const carriedBytes = 4_000_000

/** Readings by the sheet: send, look, decide; and take back. */
export const importRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/import', may: access.enter, answer: (visit) => showSend(visit) },
  { method: 'POST', path: '/measures/:id/import', may: access.enter, limit: limits.bytes + someMore, answer: send },
  { method: 'POST', path: '/measures/:id/import/decide', may: access.enter, limit: carriedBytes, answer: decide },
  { method: 'GET', path: '/measures/:id/imports/:importId', may: access.read, answer: showImport },
  buttonDoor({
    path: '/measures/:id/imports/:importId/undo',
    may: access.enter,
    send: (visit) =>
      undoImport(visit, {
        measureId: visit.params.id ?? '',
        importId: visit.params.importId ?? '',
        maySetTargets: maySetTargets(visit),
      }),
    about: 'importId',
    back: ({ params }) => `/measures/${params.id}/imports/${params.importId}`,
    to: (_, { params }) => recordsAt(params.id ?? ''),
    said: 'undone',
  }),
]

const maySetTargets = (visit: Visit): boolean => isOneOf(visit, access.write)

const nothingChosen: Choices = { decimalMark: null, percents: null, decimals: null, hidden: null }

const measureOf = (visit: Visit) =>
  visit.db.read(visit.scope, async (tx) => {
    const measure = await findMeasure(tx, visit.params.id ?? '')
    return measure?.definition === null ? measure : null
  })

async function showSend(visit: Visit, refused?: Refused): Promise<Response> {
  const measure = await measureOf(visit)
  if (!measure) return notFound()
  return page(<SendPage visit={visit} measure={measure} form={refused ?? fresh()} />, refused ? 422 : 200)
}

async function send(visit: Visit): Promise<Response> {
  if (!(await measureOf(visit))) return notFound()
  const typed = await visit.typed()
  const pasted = typed.text('pasted')
  const file =
    (await visit.file('file')) ??
    (pasted.trim() === '' ? null : { name: 'pasted cells', bytes: new TextEncoder().encode(pasted) })
  const read = file
    ? await readReadings(file)
    : refuse('measures.no-sheet', 'Choose a file, or paste cells below.', 'file')
  if (!read.ok) return showSend(visit, { typed, problems: read.problems })
  if (JSON.stringify(read.value).length > carriedBytes / 4)
    return showSend(visit, {
      typed,
      problems: refuse(
        'measures.sheet-too-large',
        'The sheet holds more text than readings need. Keep only the columns named above.',
        'file',
      ).problems,
    })
  return showPreview(visit, read.value, nothingChosen)
}

/** `passedOver` are the questions that were on the page when it was sent: those still open are told at their place. */
async function showPreview(
  visit: Visit,
  sheet: CarriedSheet,
  choices: Choices,
  { refused, passedOver = [] }: { readonly refused?: Refused; readonly passedOver?: readonly string[] } = {},
): Promise<Response> {
  const asked = {
    measureId: visit.params.id ?? '',
    sheet,
    choices,
    today: visit.today,
    maySetTargets: maySetTargets(visit),
  }
  const preview = await visit.db.read(visit.scope, (tx) => previewImport(tx, asked))
  if (!preview) return notFound()
  const open = unanswered(preview.plan, preview.measure).filter(({ field = '' }) => passedOver.includes(field))
  const form = refused ?? { ...fresh(), problems: open }
  return page(
    <PreviewPage visit={visit} sheet={sheet} preview={preview} form={form} />,
    form.problems.length > 0 ? 422 : 200,
  )
}

async function decide(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await measureOf(visit))) return notFound()
  const typed = await visit.typed()
  const form = parseTyped(importForm, typed, 'measures.import-wrong')
  const sheet = form.ok ? carriedSheet.safeParse(jsonIn(form.value.sheet)) : null
  if (!form.ok || !sheet?.success)
    return showSend(visit, {
      typed: new Typed(),
      problems: refuse('measures.sheet-lost', 'The sheet did not come along. Send it again.').problems,
    })
  const { sheet: _, shown, act, asked, ...choices } = form.value
  if (act === 'preview') return showPreview(visit, sheet.data, choices, { passedOver: asked.split(' ') })
  const done = await importReadings(visit, {
    measureId,
    sheet: sheet.data,
    choices,
    shown,
    maySetTargets: maySetTargets(visit),
  })
  return done.ok
    ? goTo(visit.to(`/measures/${measureId}/imports/${done.value}?said=imported`))
    : showPreview(visit, sheet.data, choices, { refused: { typed: new Typed(), problems: done.problems } })
}

async function showImport(visit: Visit): Promise<Response> {
  const found = await visit.db.read(visit.scope, async (tx) => {
    const measure = await findMeasure(tx, visit.params.id ?? '')
    const one = measure && (await importsOf(tx, measure.id)).find(({ id }) => id === visit.params.importId)
    return measure && one ? { measure, one, now: await enteredReadings(tx, measure) } : null
  })
  if (!found) return notFound()
  return page(<ImportPage visit={visit} measure={found.measure} found={found.one} now={found.now} />)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
