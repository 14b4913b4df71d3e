import type { Result } from '../core/result.ts'
import { figureInWords } from '../measures/figures.ts'
import { goTo, page } from '../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import { type Typed, typedFrom } from '../platform/http/typed.ts'
import { fresh } from '../platform/ui/form.tsx'
import { type DraftEdition, finish, gatherDraft, type PublishNeeds, publishEdition } from './actions.ts'
import { changesSince } from './changes.ts'
import { PublishPage } from './draft-page.tsx'
import { previewOf } from './preview.ts'
import { access } from './rules.ts'
import { newestEdition } from './store.ts'
import { askAgain, explainFigures } from './told/actions.ts'
import { showAgain, withholdBesides, withholdRunning } from './withheld/actions.ts'
import { CheckingPage } from './withheld/pages.tsx'

/** The team's side of this room: what would change for the public, and the act of publishing it. */
export function publishRoutes(needs: PublishNeeds, clock: () => Date): readonly TeamRoute[] {
  /** The draft, or what is said while its check takes longer than a reader waits. */
  const draftSoon = async (visit: Visit, note: string, isWaiting: boolean): Promise<DraftEdition | Response> => {
    const gathered = await gatherDraft(visit.db, visit.scope, needs, visit.today)
    const finished = finish(gathered, note)
    if (isWaiting) return finished
    const draft = await Promise.race([finished, after(longestWait)])
    if (draft) return draft
    finished.catch(() => undefined) // the page that asks again hears of it
    return page(<CheckingPage visit={visit} {...gathered.check.progress()} />, 200, { refresh: '1' })
  }
  const show = async (visit: Visit, form = fresh(), status = 200): Promise<Response> => {
    // A form that did not pass keeps what was typed: it waits for its answer.
    const shown = await draftSoon(visit, form.typed.text('note'), status !== 200)
    if (shown instanceof Response) return shown
    const changes = changesSince(shown.previous, shown.content, figureInWords)
    return page(<PublishPage visit={visit} draft={shown} changes={changes} form={form} />, status)
  }
  /** What was refused is said on the page, where what was typed stays. */
  const act = (
    path: string,
    work: Work,
    done: (visit: Visit, typed: Typed) => Promise<Response> = saved,
  ): TeamRoute => ({
    method: 'POST',
    path,
    may: access.publish,
    async answer(visit) {
      const typed = await visit.typed()
      const answer = await work(visit, typed)
      return answer.ok ? done(visit, typed) : show(visit, { typed, problems: answer.problems }, 422)
    },
  })
  const asked = (visit: Visit, typed: Typed) => ({ today: visit.today, note: noteIn(typed), mark: typed.text('mark') })
  return [
    { method: 'GET', path: '/publish', may: access.seeDraft, answer: (visit) => show(visit) },
    {
      method: 'GET',
      path: '/publish/preview',
      may: access.seeDraft,
      async answer(visit) {
        const draft = await draftSoon(visit, '', false)
        return draft instanceof Response ? draft : previewOf(draft, visit)
      },
    },
    { method: 'GET', path: '/publish/page', may: access.seeDraft, answer: toPublicPage },
    act(
      '/publish',
      (visit, typed) =>
        publishEdition(visit.db, visit.scope, visit.organisation, needs, {
          ...asked(visit, typed),
          noteSeen: typed.text('noteSeen'),
          now: clock(),
        }),
      async (visit) => goTo(visit.to('/publish?said=published')),
    ),
    act(
      '/publish/explain',
      (visit, typed) => {
        const told = { marks: typed.all('figure'), reason: typed.text('reason') }
        return explainFigures(visit.db, visit.scope, needs, { ...asked(visit, typed), ...told })
      },
      // What is typed as news of the edition stays on the page.
      (visit, typed) => (noteIn(typed) === '' ? saved(visit) : show(visit, fresh(typedFrom({ note: noteIn(typed) })))),
    ),
    act('/publish/ask-again', (visit, typed) => askAgain(visit.db, visit.scope, typed.text('id'))),
    act('/publish/withhold', (visit, typed) => withholdBesides(visit.db, visit.scope, needs, asked(visit, typed))),
    act('/publish/withhold-running', (visit, typed) => {
      const number = { measureId: typed.text('measure'), from: typed.text('from') }
      return withholdRunning(visit.db, visit.scope, needs, { ...number, today: visit.today })
    }),
    act('/publish/show-again', (visit, typed) => showAgain(visit.db, visit.scope, typed.text('id'))),
  ]
}

type Work = (visit: Visit, typed: Typed) => Promise<Result<unknown>>
const saved = async (visit: Visit): Promise<Response> => goTo(visit.to('/publish?said=saved'))

/** How long a reader waits for a page before it says what is under way, in milliseconds. */
const longestWait = 1_000

const after = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), milliseconds).unref())

/** To the page that everybody reads, of the scorecard or of one measure; where there is none yet, to what would make it public. */
async function toPublicPage(visit: Visit): Promise<Response> {
  const edition = await visit.db.read(visit.scope, newestEdition)
  const asked = visit.url.searchParams.get('measure')
  const measure = edition?.measures.find(({ slug }) => slug === asked)
  if (!edition || (asked !== null && !measure)) return goTo(visit.to('/publish'))
  return goTo(measure ? `/${edition.organisation.slug}/m/${measure.slug}` : `/${edition.organisation.slug}`)
}

const longestNote = 300
const noteIn = (typed: Typed): string => typed.text('note').trim().slice(0, longestNote)
