// The floor for a page: a bare Node server that sends one compressed file from memory. `bare-server.mjs FILE PORT`.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file, port] = process.argv.slice(2)
const body = readFileSync(file)
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-encoding': 'br',
  'content-length': body.length,
  etag: '"bare"',
}
createServer((request, response) => {
  if (request.headers['if-none-match'] === headers.etag) response.writeHead(304, { etag: headers.etag }).end()
  else response.writeHead(200, headers).end(body)
}).listen(Number(port), '127.0.0.1')
