import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Handle = (request: IncomingMessage, response: ServerResponse) => void

export type Listening = {
  /** From now on requests go to `handle`, those that waited first. */
  answerWith(handle: Handle): void
  /** Takes no more requests, and waits until those under way are answered; after ten seconds they are cut. */
  close(): Promise<void>
}

const patience = 15_000

/** Listens at once. Requests that come before the product is ready wait for it, at most fifteen seconds. Throws EADDRINUSE. */
export async function listen(port: number): Promise<Listening> {
  const waiting = new Map<ServerResponse, () => void>()
  let handle: Handle = (request, response) => {
    if (isProbe(request)) return answerProbe(request, response)
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
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, () => {
      server.off('error', fail)
      done()
    })
  })
  return {
    answerWith(answer) {
      handle = answer
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

const isProbe = ({ url }: IncomingMessage): boolean => url === '/livez' || url === '/readyz'

function answerProbe({ url }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(url === '/livez' ? 200 : 503, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(url === '/livez' ? 'alive\n' : 'starting\n')
}

function notYet(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' })
  response.end('The page is not ready yet, since the program is starting. Try again in a few seconds.\n')
}
