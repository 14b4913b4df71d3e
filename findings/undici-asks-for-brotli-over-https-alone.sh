#!/usr/bin/env bash
# What undici 7.16.0, the fetch of Node, asks a server for: over http it accepts gzip and deflate, over https Brotli as well, with the
# same code and no setting between. A page that is kept in both is measured by such a script over http as its gzip, a tenth larger,
# and a fault in the Brotli of a page is never met there, though browsers get just that over https. The header can be
# set by hand, and the answer is unpacked all the same.
# Run: bash findings/undici-asks-for-brotli-over-https-alone.sh   (Node 20 or newer and npm; leaves nothing behind)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent undici@7.16.0 selfsigned@2.4.1
cat > try.mjs <<'JS'
import http from 'node:http'
import https from 'node:https'
import { brotliCompressSync } from 'node:zlib'
import selfsigned from 'selfsigned'
import { Agent, fetch } from 'undici'
const answer = (request, response) => {
  const asked = request.headers['accept-encoding'] ?? 'nothing'
  if (!/\bbr\b/.test(asked)) return void response.end(asked)
  response.setHeader('content-encoding', 'br')
  response.end(brotliCompressSync(asked))
}
const { private: key, cert } = selfsigned.generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 })
const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
const asks = async (scheme, server, headers = {}) => {
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  const told = await fetch(`${scheme}://127.0.0.1:${server.address().port}/`, { dispatcher, headers })
  const words = await told.text()
  server.close()
  return words
}
console.log(`http: ${await asks('http', http.createServer(answer))}`)
console.log(`https: ${await asks('https', https.createServer({ key, cert }, answer))}`)
console.log(`http, asked by hand: ${await asks('http', http.createServer(answer), { 'accept-encoding': 'br' })}`)
await dispatcher.close()
JS
seen=$(node try.mjs)
echo "$seen"
expected='http: gzip, deflate
https: br, gzip, deflate
http, asked by hand: br'
[ "$seen" = "$expected" ] || { echo 'The behavior has changed.'; exit 1; }
