import { type CalendarEvent, calendarFile } from '../../core/calendar.ts'
import { isId } from '../../core/id.ts'
import { download, notFound } from '../../platform/http/answer.tsx'
import { countyOf } from '../../platform/http/county.ts'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { wrongSecret } from '../../platform/tries.ts'
import type { ClassDay } from '../days/model.ts'
import { classDaysOf } from '../days/store.ts'
import type { Session } from '../sessions/model.ts'
import { session } from '../sessions/store.ts'
import { placeBehind } from './links.ts'

/** The classes of a session for one's calendar: what its public page says, and with a seat where to join. */
export const calendarRoutes = (): readonly OpenRoute[] => [
  { method: 'GET', path: '/:county/classes/:session/calendar', answer: ofSession },
  { method: 'GET', path: '/:county/classes/mine/:key/calendar', answer: ofMyPlace },
]

async function ofSession(call: OpenCall): Promise<Response> {
  const scope = await countyOf(call)
  const id = call.params.session ?? ''
  if (!scope || !isId(id)) return notFound()
  return call.db.read(scope, async (tx) => {
    const held = await session(tx, id)
    return held?.isOpen ? fileOf(call, held, await classDaysOf(tx, id), ({ place }) => place) : notFound()
  })
}

async function ofMyPlace(call: OpenCall): Promise<Response> {
  const scope = await countyOf(call)
  if (!scope) return notFound()
  return call.db.read(scope, async (tx) => {
    const place = await placeBehind(tx, call.params.key ?? '', call.clock())
    const held = place && (await session(tx, place.sessionId))
    if (!held || place.state !== 'seated') {
      if (!place) await wrongSecret(call.db, call.network)
      return notFound()
    }
    return fileOf(call, held, await classDaysOf(tx, held.id), (day) => [day.place, day.link].filter(Boolean).join(', '))
  })
}

/** One event a class. A calendar is shared more freely than a mail, so it holds no key. */
function fileOf(
  { clock, baseUrl, params }: OpenCall,
  held: Session,
  days: readonly ClassDay[],
  where: (day: ClassDay) => string,
): Response {
  if (days.length === 0) return notFound()
  const events = days.map(
    (day): CalendarEvent => ({
      uid: `${day.id}@better-off`,
      startsAt: day.beginsAt,
      endsAt: new Date(day.beginsAt.getTime() + day.minutes * 60_000),
      sequence: held.version + day.version,
      isCancelled: held.isCancelled,
      title: held.course,
      place: where(day),
      url: held.isOpen ? `${baseUrl}/${params.county}/classes/${held.id}` : '',
    }),
  )
  return download('class.ics', 'text/calendar; charset=utf-8', calendarFile(events, { of: 'Classes', at: clock() }))
}
