#!/usr/bin/env bash
# Where pdfkit and web fonts meet: a face taken from a WOFF2 file and one from the WOFF file of the same release give PDFs with the
# same extractable text, and only the second has anything to see. fontkit 2.0.4 reads the outlines of WOFF2 glyphs well, but the
# subset that it writes for embedding (as pdfkit 0.20.2 does) holds empty glyphs. Whoever checks a PDF by its text sees no difference.
# Run: bash findings/fontkit-subset-of-woff2-is-blank.sh   (needs Node 20 or newer and npm; leaves nothing behind)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent fontkit@2.0.4 @fontsource/noto-sans@5.2.10
cat > try.cjs <<'JS'
const fontkit = require('fontkit')
const { join } = require('node:path')
const folder = join('node_modules', '@fontsource', 'noto-sans', 'files')
const seen = ['woff', 'woff2'].map((kind) => {
  const face = fontkit.openSync(join(folder, `noto-sans-cyrillic-400-normal.${kind}`))
  const [glyph] = face.layout('В').glyphs
  const subset = face.createSubset()
  const place = subset.includeGlyph(glyph)
  const written = fontkit.create(Buffer.from(subset.encode()))
  const drawn = written.getGlyph(place).path.commands.length
  return `${kind}: read ${glyph.path.commands.length > 0 ? 'with' : 'without'} outline, subset ${drawn > 0 ? 'with' : 'without'} outline`
})
console.log(seen.join('\n'))
JS
seen=$(node try.cjs)
echo "$seen"
expected='woff: read with outline, subset with outline
woff2: read with outline, subset without outline'
[ "$seen" = "$expected" ] || { echo 'The behavior has changed.'; exit 1; }
