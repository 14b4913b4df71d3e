// Loads one address over kept connections, from a process of its own, and prints what it saw as JSON. It counts bytes instead of
// parsing them, so that the server is what is measured: `load.mjs PORT PATH CONNECTIONS SECONDS [ETAG]`.
import { connect } from 'node:net'

const [port, path, connections, seconds, etag] = process.argv.slice(2)
const request = Buffer.from(
  [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'Accept-Language: en-US,en;q=0.9',
    'Accept-Encoding: gzip, deflate, br',
    ...(etag ? [`If-None-Match: ${etag}`] : []),
    '',
    '',
  ].join('\r\n'),
)
const expected = etag ? 'HTTP/1.1 304' : 'HTTP/1.1 200'

const warmUp = 1000
const since = performance.now()
const until = since + warmUp + Number(seconds) * 1000
const times = []
let open = Number(connections)
for (let index = 0; index < Number(connections); index++) one()

function one() {
  const socket = connect(Number(port), '127.0.0.1').setNoDelay(true)
  let sent = 0
  let got = 0
  let length = 0 // of a whole answer; every answer of an unchanged page is as long as the first
  const ask = () => {
    sent = performance.now()
    got = 0
    socket.write(request)
  }
  socket.on('connect', ask)
  socket.on('data', (part) => {
    if (got === 0 && part.latin1Slice(0, expected.length) !== expected) throw new Error(part.toString().slice(0, 200))
    if (length === 0) length = lengthOf(part)
    got += part.length
    if (got < length) return
    if (got > length) throw new Error('an answer was longer than the first')
    const now = performance.now()
    if (now > since + warmUp) times.push(now - sent)
    if (now < until) ask()
    else socket.end()
  })
  socket.on('close', () => {
    open--
    if (open === 0) report()
  })
}

function lengthOf(part) {
  const end = part.indexOf('\r\n\r\n') + 4
  const [, body = '0'] = /content-length: (\d+)/i.exec(part.toString('latin1', 0, end)) ?? []
  return end + (etag ? 0 : Number(body))
}

function report() {
  const ordered = Float64Array.from(times).sort()
  const at = (part) => ordered[Math.floor(part * ordered.length)]
  console.log(JSON.stringify({ perSecond: ordered.length / Number(seconds), median: at(0.5), p99: at(0.99) }))
}
