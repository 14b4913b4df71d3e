import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Handle = (request: IncomingMessage, response: ServerResponse) => void

export type Listening = {
  /** From now on requests go to `handle`, those that waited first; `/readyz` asks `isReady`. */
  answerWith(handle: Handle, isReady: () => Promise<boolean>): void
  /** Takes no more requests, and waits until those under way are answered; after ten seconds they are cut. */
  close(): Promise<void>
}

const patience = 15_000

/** Listens at once. Requests that come before the product is ready wait for it, at most fifteen seconds. Throws EADDRINUSE. */
export async function listen(port: number): Promise<Listening> {
  const waiting = new Map<ServerResponse, () => void>()
  let isReady = async (): Promise<boolean> => false
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
    if (request.url === '/livez') tell(response, 200, 'alive')
    else if (request.url === '/readyz') void tellReady(response, isReady)
    else handle(request, response)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, () => {
      server.off('error', fail)
      done()
    })
  })
  return {
    answerWith(answer, asked) {
      handle = answer
      isReady = asked
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

async function tellReady(response: ServerResponse, isReady: () => Promise<boolean>): Promise<void> {
  const isGood = await isReady().catch(() => false)
  tell(response, isGood ? 200 : 503, isGood ? 'ready' : 'not ready')
}

function tell(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`${words}\n`)
}

function notYet(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' })
  response.end('The page is not ready yet, since the program is starting. Try again in a few seconds.\n')
}
