import { dayIn } from '../../core/day.ts'
import { isId, newId } from '../../core/id.ts'
import { languageAsked } from '../../core/language.ts'
import type { Problem } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { CountFacts } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import { notFound, page } from '../../platform/http/answer.tsx'
import { countyOf } from '../../platform/http/county.ts'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import { Typed } from '../../platform/http/typed.ts'
import { mayTry } from '../../platform/tries.ts'
import type { OpenAt } from '../../platform/ui/open-page.tsx'
import { apply } from './actions.ts'
import { applicationForm } from './model.ts'
import { AppliedPage, OpeningPage } from './public-pages.tsx'
import { applyLimit } from './rules.ts'
import { readOpening } from './store.ts'
import { applyWords } from './words.ts'

/** The programs of an organisation, as the room to the right knows them. */
export type Programs = (tx: Tx) => Promise<readonly { readonly id: string; readonly title: string }[]>
type Needs = { readonly counted: CountFacts; readonly programs: Programs }

/** The page of a program for anybody who would like to coach. It shows what the team wrote for it and nothing else. */
export const applyRoutes = (needs: Needs): readonly OpenRoute[] => [
  { method: 'GET', path: '/:county/apply/:program', answer: (call) => show(call, needs) },
  { method: 'POST', path: '/:county/apply/:program', answer: (call) => send(call, needs) },
]

/** What stands at the address; a program that was removed, or never opened its page, is not there. */
async function standing(tx: Tx, call: OpenCall, needs: Needs) {
  const opening = await readOpening(tx, { slug: call.params.program ?? '' })
  const program = opening && (await needs.programs(tx)).find(({ id }) => id === opening.programId)
  return program ? { opening, program: program.title, county: await readOrganisation(tx) } : null
}

async function show(
  call: OpenCall,
  needs: Needs,
  again: { typed: Typed; problems: readonly Problem[] } = { typed: new Typed(), problems: [] },
  status = 200,
): Promise<Response> {
  const scope = await countyOf(call)
  const found = scope && (await call.db.read(scope, (tx) => standing(tx, call, needs)))
  if (!found) return notFound()
  const asked = again.typed.text('pageLanguage') || call.url.searchParams.get('lang')
  const at: OpenAt = { county: found.county, language: languageAsked(asked), path: call.url.pathname }
  const sent = again.typed.text('sentAs')
  const sentAs = isId(sent) ? sent : newId()
  return page(<OpeningPage at={at} {...found} sentAs={sentAs} {...again} />, status)
}

async function send(call: OpenCall, needs: Needs): Promise<Response> {
  const scope = await countyOf(call)
  const found = scope && (await call.db.read(scope, (tx) => standing(tx, call, needs)))
  if (!scope || !found) return notFound()
  const typed = await call.typed()
  const language = languageAsked(typed.text('pageLanguage'))
  const again = (problems: readonly Problem[], status = 422): Promise<Response> =>
    show(call, needs, { typed, problems }, status)
  const form = parseTyped(applicationForm, typed, 'coaches.application-wrong')
  if (!form.ok) return again(form.problems)
  if (!(await mayTry(call.db, applyLimit, call.network)))
    return again([{ code: 'coaches.too-many', message: applyWords[language].many }], 429)
  // A program fills every field it finds; people do not see this one.
  const isMachine = form.value.website !== ''
  const { opening, county } = found
  const today = dayIn(county.timeZone, call.clock())
  const done = isMachine
    ? ({ ok: true } as const)
    : await apply({ db: call.db, scope, today }, { opening, form: form.value, counted: needs.counted })
  if (!done.ok) return again(done.problems)
  return page(<AppliedPage at={{ county, language, path: call.url.pathname }} />)
}
