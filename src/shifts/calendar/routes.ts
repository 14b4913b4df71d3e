import { calendarFile } from '../../core/calendar.ts'
import { hashOf } from '../../platform/access/secret.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import { notFound } from '../../platform/http/answer.tsx'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { calendarOf, feedBehind, isOfTheTeam } from './store.ts'

/** The same of every shift, and nothing about the work: a phone on a table shows it to whoever looks. */
const title = 'Better Off shift'

/** A coach's calendar, for the calendar program that holds its secret address. */
export const openShiftRoutes = (): readonly OpenRoute[] => [
  { method: 'GET', path: '/calendar/:token', answer: calendar },
]

async function calendar({ params, db, clock, baseUrl }: OpenCall): Promise<Response> {
  const secret = /^([\w-]{43})\.ics$/.exec(params.token ?? '')?.[1]
  const feed = secret === undefined ? null : await feedBehind(db, hashOf(secret))
  if (!feed) return notFound()
  const shown = await db.read({ org: feed.org, person: null }, async (tx) =>
    (await isOfTheTeam(tx, feed.coachId))
      ? { slug: (await readOrganisation(tx)).slug, rows: await calendarOf(tx, feed.coachId, clock()) }
      : null,
  )
  if (!shown) return notFound()
  const events = shown.rows.map(({ placeId, shiftId, ...row }) => ({
    ...row,
    title,
    uid: `${placeId}.${feed.coachId}@better-off`,
    url: `${baseUrl}/team/${shown.slug}/mine/shifts/${shiftId}`,
  }))
  return new Response(calendarFile(events, { of: 'Shifts', followedAs: 'Better Off shifts', at: clock() }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}
