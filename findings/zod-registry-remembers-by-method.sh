#!/usr/bin/env bash
# What a registry of zod 4.6.7 knows of a schema, after a method has made another schema of it. Where labels of a form are read from a
# registry, a field loses its label without a word: the methods that only add a check (.refine, .min, .trim) keep what is registered,
# and those that wrap (.optional, .readonly, .default, .transform) or rebuild an object (.strict, .extend, .pick) do not, though each
# of them answers a new schema. And of a schema that kept it, `has` says no while `get` answers the label.
# Run: bash findings/zod-registry-remembers-by-method.sh   (needs Node 20 or newer and npm; leaves nothing behind)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent zod@4.6.7
cat > try.mjs <<'JS'
import { z } from 'zod'
const labels = z.registry()
const town = z.string()
labels.add(town, { label: 'Town' })
const form = z.object({ town })
labels.add(form, { label: 'Address' })
const made = {
  'text.refine': town.refine(() => true),
  'text.min': town.min(1),
  'text.trim': town.trim(),
  'text.optional': town.optional(),
  'text.readonly': town.readonly(),
  'text.default': town.default(''),
  'text.transform': town.transform((text) => text),
  'object.refine': form.refine(() => true),
  'object.strict': form.strict(),
  'object.extend': form.extend({ street: z.string() }),
  'object.pick': form.pick({ town: true }),
}
for (const [method, schema] of Object.entries(made)) console.log(`${method}: ${labels.has(schema)} ${labels.get(schema)?.label ?? 'nothing'}`)
JS
seen=$(node try.mjs)
echo "$seen"
expected='text.refine: false Town
text.min: false Town
text.trim: false Town
text.optional: false nothing
text.readonly: false nothing
text.default: false nothing
text.transform: false nothing
object.refine: false Address
object.strict: false nothing
object.extend: false nothing
object.pick: false nothing'
[ "$seen" = "$expected" ] || { echo 'The behavior has changed.'; exit 1; }
