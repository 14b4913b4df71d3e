import type { Calm } from './calm.ts'
import type { TeamRoute, Visit } from './route.ts'
import type { Typed } from './typed.ts'
import type { UploadRoom } from './upload-room.ts'

/** An upload waits until there is room for it in memory; without, nothing of its files is kept, and all that was typed. */
export async function inTurn(
  { uploads, calm }: { readonly uploads: UploadRoom; readonly calm: (page: Calm) => Response },
  upload: { visit: Visit; route: TeamRoute; limit: number; readTexts: () => Promise<Typed> },
): Promise<Response> {
  const { visit, route, limit, readTexts } = upload
  const announced = Number(visit.request.headers.get('content-length') ?? limit)
  const leave = await uploads.enter(visit.actor.id, Math.min(announced, limit))
  if (leave === null) return calm({ ...busy, again: { path: visit.url.pathname, typed: await readTexts() } })
  try {
    return await route.answer(visit)
  } finally {
    leave()
  }
}

const busy = {
  status: 503,
  title: 'Many files are being sent at once',
  message:
    'Nothing was changed, and what you typed is kept. Wait a minute, then send it again: the page comes back with your words, and you choose the file there once more.',
} as const
