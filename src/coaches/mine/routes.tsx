import type { CountFacts } from '../../platform/counted.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { MineSection } from '../../platform/ui/mine.ts'
import { asTyped } from '../model.ts'
import { access } from '../rules.ts'
import { coach, inUse } from '../store.ts'
import { changeDetails } from './actions.ts'
import { detailsForm } from './model.ts'
import { MinePage, NobodyPage } from './pages.tsx'

type MineNeeds = { readonly mine: readonly MineSection[]; readonly counted: CountFacts }

/** A coach's own page. It is of the coach who asks, so its addresses name nobody. */
export const mineRoutes = ({ mine, counted }: MineNeeds): readonly TeamRoute[] =>
  ownDoors(
    (visit) => <NobodyPage visit={visit} />,
    [
      { method: 'GET', path: '/mine', may: access.mine, answer: (visit) => show(visit, mine) },
      ...formDoor({
        path: '/mine/details',
        may: access.changeMine,
        seenBy: access.mine,
        read: async (tx, { coachId }) => {
          const own = await coach(tx, coachId ?? '')
          return own && { own, inUse: await inUse(tx) }
        },
        title: 'Change your details',
        trail: [{ name: 'Your page', path: '/mine' }],
        form: detailsForm,
        code: 'coaches.details-wrong',
        start: ({ own }) => asTyped(own),
        version: ({ own }) => own.version,
        choices: ({ inUse: { zones, languages } }) => ({ zone: zones, language: languages }),
        save: 'Save your details',
        send: (visit, form, { shown, typed }) =>
          changeDetails(visit, { id: shown.own.id, version: typed.version(), form, counted }),
        back: '/mine',
        to: () => '/mine#details',
        said: 'saved',
      }),
    ],
  )

async function show(visit: Visit, all: readonly MineSection[]): Promise<Response> {
  const coachId = visit.coachId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await coach(tx, coachId)
    const parts = []
    for (const { key, title, section } of [...all].sort((one, other) => one.order - other.order)) {
      const markup = await section(tx, coachId, visit.today, (path) => visit.to(path))
      if (markup !== null) parts.push({ key, title, markup })
    }
    return found && { coach: found, parts }
  })
  return shown ? page(<MinePage visit={visit} {...shown} />) : page(<NobodyPage visit={visit} />)
}
