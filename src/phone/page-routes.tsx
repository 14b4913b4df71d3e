import { createHash } from 'node:crypto'
import { asset, assetFile } from '../platform/assets.ts'
import { page, teamPolicy } from '../platform/http/answer.tsx'
import type { OpenRoute } from '../platform/http/open-route.ts'

/** The page of a phone and what a browser needs to keep it: the same for everybody, with nothing of anybody in it. */
export const pageRoutes = (): readonly OpenRoute[] => [
  { method: 'GET', path: '/phone', answer: async () => phonePage() },
  { method: 'GET', path: '/phone/manifest.webmanifest', answer: async () => manifest() },
  { method: 'GET', path: '/phone/worker.js', answer: async () => worker() },
]

// Neutral words: the title stands on a phone that others look at.
const title = 'Community outreach'

const policy = `${teamPolicy}; worker-src 'self'; manifest-src 'self'`

const phonePage = (): Response =>
  page(
    <html lang="en" class="on-phone">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href={asset('team.css')} />
        <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
        <link rel="manifest" href="/phone/manifest.webmanifest" />
        <script type="module" src={asset('phone.js')} />
      </head>
      <body>
        <div class="open-page">
          <main id="on-phone">
            <h1>{title}</h1>
            <noscript>
              <p>
                This page works without a network, for which it needs JavaScript. Without it, use{' '}
                <a href="/team">your pages</a>.
              </p>
            </noscript>
          </main>
        </div>
      </body>
    </html>,
    200,
    { 'content-security-policy': policy },
  )

const manifest = (): Response =>
  new Response(
    JSON.stringify({
      name: title,
      short_name: 'Outreach',
      start_url: '/phone',
      scope: '/phone',
      display: 'standalone',
      background_color: '#fdfdfb',
      theme_color: '#14506e',
      icons: [{ src: asset('icon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
    }),
    {
      headers: {
        'content-type': 'application/manifest+json',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      },
    },
  )

/** What stands in front of the worker names what it keeps; another build is another name, and takes the place of the one before. */
function worker(): Response {
  const files = ['/phone', '/phone/manifest.webmanifest', ...['phone.js', 'team.css', 'icon.svg'].map(asset)]
  const name = `phone-${createHash('sha256').update(files.join()).digest('hex').slice(0, 12)}`
  const code = assetFile(asset('worker.js'))?.body.toString('utf8') ?? ''
  return new Response(`const kept = ${JSON.stringify({ name, files })}\n${code}`, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'service-worker-allowed': '/phone',
    },
  })
}
