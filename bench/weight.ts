// What a published page weighs, and when its data are on the screen of a slow phone; beside it, in turns in the same run, a bare
// page that shows the same figures and the same curve and nothing else.
import { createServer, type Server } from 'node:http'
import { asset } from '../src/platform/assets.ts'
import type { EditionContent } from '../src/publish/model.ts'
import { type PackedPage, pack } from '../src/publish/pack.ts'
import { renderEdition } from '../src/publish/render.ts'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { startRunning } from './running.ts'
import { scorecardOfForty } from './scorecard-of-forty.ts'
import { openChromium, type Visit, visitOnSlowPhone } from './slow-phone.ts'

const rounds = 5
const path = '/wilson/m/new-recovery-coaches-trained'

const product = await startRunning()
console.log(await machine(product.owner))
const { rows } = await product.owner.query<{ content: EditionContent }>('select content from edition where number = 1')
const edition = rows[0]?.content
if (!edition) throw new Error('nothing is published')
const published = await pagesOf(edition)
const scorecard = (await pagesOf(scorecardOfForty(edition)))('/wilson')
const measure = published(path)
const curve = await fetch(product.url + asset('curve.js'), { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
const scriptBytes = Number(curve.headers.get('content-length'))

weigh('measure page', measure, 15)
weigh('scorecard of 40 measures', scorecard, 30)
goal('optional script of the measure page', scriptBytes / 1024, ' KB', { atMost: 10 })

const bare = await serve(await pack(barePage(edition)))
const forty = await serve(scorecard)
const browser = await openChromium()
const addresses = { bare: bare.url, 'measure page': product.url + path, 'scorecard of 40': forty.url }
const visits: Record<keyof typeof addresses, Visit[]> = { bare: [], 'measure page': [], 'scorecard of 40': [] }
for (let round = 0; round <= rounds; round++)
  for (const name of Object.keys(addresses) as (keyof typeof addresses)[]) {
    const visit = await visitOnSlowPhone(browser, addresses[name])
    if (round > 0) visits[name].push(visit) // the first round warms the browser
  }
await browser.close()
for (const server of [bare, forty]) server.close()
await product.stop()

const middle = (name: keyof typeof addresses, of: 'firstPaint' | 'largestPaint' | 'blocked' | 'shift'): number =>
  spread(visits[name].map((visit) => visit[of])).median
for (const name of Object.keys(addresses) as (keyof typeof addresses)[]) {
  console.log(
    `${name} on Slow 4G and a processor slowed 4 times: first paint ${ms(middle(name, 'firstPaint'))}, largest paint ${ms(middle(name, 'largestPaint'))}, blocked ${ms(middle(name, 'blocked'))}, shift ${middle(name, 'shift').toFixed(3)}`,
  )
  const [visit] = visits[name]
  console.log(
    `  answered before the first paint: ${visit?.requestsBeforePaint.join(', ')}; in all: ${visit?.requests.join(', ')}`,
  )
}
const against = (of: 'firstPaint' | 'largestPaint'): number => middle('measure page', of) / middle('bare', of)
goal('measure page: requests until it is readable', visits['measure page'][0]?.requestsBeforePaint.length ?? 0, '', {
  atMost: 1,
})
goal('measure page: data on screen against a bare page, first paint', against('firstPaint'), ' x', { atMost: 1.15 })
goal('measure page: data on screen against a bare page, largest paint', against('largestPaint'), ' x', { atMost: 1.15 })
goal('measure page: layout shift', Math.max(...visits['measure page'].map(({ shift }) => shift)), '', { atMost: 0 })
goal('measure page: blocked', middle('measure page', 'blocked'), ' ms', { atMost: 0 })

function weigh(what: string, { plain, gzip, brotli }: PackedPage, atMost: number): void {
  const kb = (bytes: Buffer | null): number => (bytes ?? plain).length / 1024
  console.log(
    `${what}: ${kb(plain).toFixed(1)} KB plain, ${kb(gzip).toFixed(1)} KB gzip, ${kb(brotli).toFixed(1)} KB brotli`,
  )
  goal(`${what}, compressed with gzip`, kb(gzip), ' KB', { atMost })
  goal(`${what}, compressed with brotli`, kb(brotli), ' KB', { atMost })
}

async function pagesOf(content: EditionContent): Promise<(at: string) => PackedPage> {
  const fonts = { latin: asset('public-sans-latin.woff2'), latinExt: asset('public-sans-latin-ext.woff2') }
  const made = renderEdition(content, [], { baseUrl: product.url, curveScript: asset('curve.js'), fonts })
  const packed = await Promise.all(made.filter(({ contentType }) => contentType.startsWith('text/html')).map(pack))
  return (at) => {
    const found = packed.find((each) => each.path === at)
    if (!found) throw new Error(`nothing is published at ${at}`)
    return found
  }
}

/** The same figures and the same curve, in as little as can be. */
function barePage({ measures }: EditionContent) {
  const shown = measures.find(({ slug }) => path.endsWith(slug))
  const values = (shown?.readings ?? []).map(({ value }) => value ?? 0)
  const [x, y] = [
    (index: number) => 10 + (index * 380) / (values.length - 1),
    (value: number) => 190 - (value * 180) / Math.max(...values),
  ]
  const curve = values.map((value, index) => `${x(index).toFixed(0)},${y(value).toFixed(0)}`).join(' ')
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${shown?.title}</title><h1>${shown?.title}</h1><p>${values.at(-1)}</p><svg viewBox="0 0 400 200"><polyline points="${curve}" fill="none" stroke="#246"/></svg><p>${values.join(', ')}</p></html>`
  return { path: '/', isNewest: true, contentType: 'text/html; charset=utf-8', policy: '', body: Buffer.from(html) }
}

/** Serves one page from memory; whatever else is asked for is not there. */
async function serve(page: PackedPage): Promise<{ url: string; close: Server['close'] }> {
  const server = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(404).end()
    response
      .writeHead(200, {
        'content-type': page.contentType,
        'content-encoding': 'br',
        'content-security-policy': page.policy,
      })
      .end(page.brotli)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, close: server.close.bind(server) }
}
