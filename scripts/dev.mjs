// The product for those who change it: built again, started again and shown again in the browser whenever a source changes.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build, root } from './build.mjs'

const port = Number(process.env.PORT || 8080)
const inside = port + 1
const browsers = new Set()
let product
let isReady = Promise.resolve()

createServer((asked, answer) => {
  if (asked.url === '/dev/changes') follow(answer)
  else void pass(asked, answer)
}).listen(port)
for (const folder of ['src', 'migrations'])
  watch(join(root, folder), { recursive: true }, (_, file) => /\.test\.|~$/.test(file ?? '') || changed())
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void ended().then(() => process.exit(0)))
restart()

let timer
function changed() {
  clearTimeout(timer)
  timer = setTimeout(restart, 60)
}

function restart() {
  isReady = isReady.then(async () => {
    try {
      console.log(`Built in ${await build()} ms.`)
    } catch {
      return console.log('Not built: the fault is named above. What ran before still runs.')
    }
    await ended()
    product = spawn(process.execPath, ['dist/server.js', ...process.argv.slice(2)], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PORT: String(inside), BASE_URL: process.env.BASE_URL || `http://localhost:${port}` },
    })
    await answers()
    for (const browser of browsers) browser.write('data: changed\n\n')
  })
}

async function ended() {
  if (!product || product.exitCode !== null) return
  const gone = new Promise((done) => product.once('close', done))
  product.kill('SIGTERM')
  await gone
}

async function answers() {
  while (product.exitCode === null) {
    const isThere = await fetch(`http://localhost:${inside}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere) return
    await pause(30)
  }
}

function follow(answer) {
  answer.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  answer.write(':\n\n')
  browsers.add(answer)
  answer.on('close', () => browsers.delete(answer))
}

const reload = `<script>new EventSource('/dev/changes').onmessage = () => location.reload()</script>`

/** Pages get a line of script that reloads them; their own policy, which forbids such a line, is left out here only. */
async function pass(asked, answer) {
  await isReady
  const headers = { ...asked.headers, 'accept-encoding': 'identity' }
  const onward = request({ port: inside, path: asked.url, method: asked.method, headers }, (got) => {
    const isPage = got.headers['content-type']?.startsWith('text/html')
    if (!isPage) return got.pipe(answer.writeHead(got.statusCode, got.headers))
    const { 'content-security-policy': _policy, 'content-length': _length, ...rest } = got.headers
    answer.writeHead(got.statusCode, rest)
    got.on('end', () => answer.end(asked.method === 'HEAD' ? undefined : reload)).pipe(answer, { end: false })
  })
  onward.on('error', () => answer.writeHead(502).end('The program is not running; its fault is named in the terminal.'))
  asked.pipe(onward)
}
