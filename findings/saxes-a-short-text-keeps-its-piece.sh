#!/usr/bin/env bash
# What saxes 6.0.0 (on Node 20 to 24) hands out of a document that streams by: texts, names and values that are cut out of the piece that
# was written, and V8 keeps the whole piece alive for a cut of 13 characters or more. Who remembers one id of 36 characters a piece
# of 256 KB holds the document in memory, although nothing of it is kept. Copied out (Buffer.from(text).toString(), or a hash), the
# same ids take nothing to speak of. Nothing says so but the memory of the process.
# Run: bash findings/saxes-a-short-text-keeps-its-piece.sh   (Node 20 or newer and npm; leaves nothing behind)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent saxes@6.0.0
cat > try.cjs <<'JS'
const { SaxesParser } = require('saxes')
const held = (copied) => {
  const kept = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ attributes }) => {
    if (attributes.id) kept.push(copied ? Buffer.from(attributes.id).toString() : attributes.id)
  })
  parser.write('<all>')
  for (let piece = 0; piece < 200; piece++) {
    const id = `00000000-0000-4000-8000-${String(piece).padStart(12, '0')}`
    // As from a file: a text that is one flat piece.
    parser.write(Buffer.from(`<a id="${id}">${'<b>text</b>'.repeat(23000)}</a>`).toString('latin1'))
  }
  global.gc()
  const megabytes = process.memoryUsage().heapUsed / 2 ** 20
  return `${kept.length} ids, ${megabytes > 40 ? 'all 50 MB of the document are held' : 'the document is let go'}`
}
console.log(`copied: ${held(true)}`)
console.log(`as handed out: ${held(false)}`)
JS
seen=$(node --expose-gc try.cjs)
echo "$seen"
expected='copied: 200 ids, the document is let go
as handed out: 200 ids, all 50 MB of the document are held'
[ "$seen" = "$expected" ] || { echo 'The behavior has changed.'; exit 1; }
