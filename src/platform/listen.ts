import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export type Handle = (request: IncomingMessage, response: ServerResponse) => void

export type Listening = {
  /** From now on requests go to `handle`, those that waited first; `/readyz` asks what is in the way, `''` if nothing is. */
  answerWith(handle: Handle, inTheWay: () => Promise<string>): void
  /** Takes no more requests, and waits until those under way are answered; after ten seconds they are cut. */
  close(): Promise<void>
}

const patience = 15_000

/** Listens at once. Requests that come before the product is ready wait for it, at most fifteen seconds. Throws EADDRINUSE. */
export async function listen(port: number): Promise<Listening> {
  const waiting = new Map<ServerResponse, () => void>()
  let inTheWay = async (): Promise<string> => 'the program is starting'
  let handle: Handle = (request, response) => {
    const timer = setTimeout(() => notYet(response), patience)
    response.once('close', () => {
      clearTimeout(timer)
      waiting.delete(response)
    })
    waiting.set(response, () => {
      clearTimeout(timer)
      if (!response.headersSent) handle(request, response)
    })
  }
  const server = createServer((request, response) => {
    if (!methods.includes(request.method ?? '')) refuseMethod(response)
    else if (request.url === '/livez') tell(response, 200, 'alive')
    else if (request.url === '/readyz') void tellReady(response, inTheWay)
    else handle(request, response)
  })
  server.on('clientError', refuseBytes)
  server.on('connect', (_, socket) => refuseBytes({ code: 'HPE_INVALID_METHOD' }, socket)) // else it is cut without a word
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, () => {
      server.off('error', fail)
      done()
    })
  })
  return {
    answerWith(answer, asked) {
      handle = answer
      inTheWay = asked
      for (const go of waiting.values()) go()
      waiting.clear()
    },
    close: () =>
      new Promise((done) => {
        const cut = setTimeout(() => server.closeAllConnections(), 10_000)
        server.close(() => {
          clearTimeout(cut)
          done()
        })
      }),
  }
}

/** All that is asked here is asked by these; a header or a field that names another one is not read. */
const methods = ['GET', 'HEAD', 'POST']
const allow = methods.join(', ')

function refuseMethod(response: ServerResponse): void {
  response.setHeader('Allow', allow)
  response.setHeader('Connection', 'close') // whatever else it sends is not waited for
  tell(response, 405, `This is answered to ${allow} only`)
}

/** What Node cannot read as a request never comes to a handler. It is answered as Node does, but for unknown methods. */
function refuseBytes({ code }: Pick<NodeJS.ErrnoException, 'code'>, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = faults[code ?? ''] ?? '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

const faults: Readonly<Record<string, string>> = {
  HPE_INVALID_METHOD: `405 Method Not Allowed\r\nAllow: ${allow}`,
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

async function tellReady(response: ServerResponse, inTheWay: () => Promise<string>): Promise<void> {
  const fault = await inTheWay().catch(() => 'it could not be found out why')
  tell(response, fault === '' ? 200 : 503, fault === '' ? 'ready' : `not ready: ${fault}`)
}

function tell(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`${words}\n`)
}

function notYet(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' })
  response.end('The page is not ready yet, since the program is starting. Try again in a few seconds.\n')
}
