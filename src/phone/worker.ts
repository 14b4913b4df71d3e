// Keeps the page and its files on the phone, so that it opens without a network. It keeps nothing of what the page asks for. What it
// keeps is named by the server in front of this file (`page-routes.tsx`).
declare const kept: { readonly name: string; readonly files: readonly string[] }
const worker = globalThis as unknown as ServiceWorkerScope // what runs this file is one

type ServiceWorkerScope = {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(
    name: 'install' | 'activate',
    work: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void
  addEventListener(
    name: 'fetch',
    work: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void
}

worker.addEventListener('install', (event) => {
  const all = async (): Promise<void> => {
    await (await caches.open(kept.name)).addAll([...kept.files])
    await worker.skipWaiting()
  }
  event.waitUntil(all())
})

worker.addEventListener('activate', (event) => {
  const clear = async (): Promise<void> => {
    for (const name of await caches.keys())
      if (name.startsWith('phone-') && name !== kept.name) await caches.delete(name)
    await worker.clients.claim()
  }
  event.waitUntil(clear())
})

worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== worker.location.origin || !kept.files.includes(pathname)) return
  const answer = async (): Promise<Response> =>
    (await (await caches.open(kept.name)).match(pathname)) ?? fetch(event.request)
  event.respondWith(answer())
})
