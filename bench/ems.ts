// Files of an ambulance service: 50,000 records of about 20 KB (1 GB; or as many as the first argument says) are read and judged by
// the command `read-ems`, start included; in turns with it the same parser, with the same settings, only counts the elements of
// the same file. Both are processes of their own. The file is made here, of an agency and people who are invented.
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SaxesParser } from 'saxes'
import { newId } from '../src/core/id.ts'
import { el, emsDocument, medication, naloxone, nil, record } from '../src/referrals/ems/test-documents.ts'
import { goal } from './goal.ts'
import { spread } from './machine.ts'
import { memoryOf } from './memory.ts'
import { newFolder } from './running.ts'

const [first = '50000', path = ''] = process.argv.slice(2)
if (first === 'count') await count(path)
else await compare(Number(first))

async function compare(records: number): Promise<void> {
  const file = join(newFolder(), 'records.xml')
  await pipeline(Readable.from(pieces(records)), createWriteStream(file))
  const megabytes = statSync(file).size / 1e6
  const [processor] = cpus()
  console.log(`${cpus().length} x ${processor?.model.trim()}, Node ${process.version}`)
  console.log(`${records.toLocaleString('en-US')} records, ${megabytes.toFixed(0)} MB`)
  const rounds = records > 3_000 ? 1 : 3
  const own: Ran[] = []
  const floor: Ran[] = []
  for (let round = 0; round < rounds; round++) {
    floor.push(await ran([process.argv[1] ?? '', 'count', file]))
    own.push(await ran(['dist/cli.js', 'read-ems', file]))
  }
  const lines = own.map((one) => one.lines)
  if (lines.some((each) => each !== records)) throw new Error(`${lines.join()} lines of ${records} records`)
  const middle = (all: readonly Ran[]): number => spread(all.map(({ seconds }) => seconds)).median
  console.log(`read and judged in ${middle(own).toFixed(1)} s, elements counted in ${middle(floor).toFixed(1)} s`)
  const words = `${records.toLocaleString('en-US')} records of an ambulance service read and judged`
  goal(`${words}, against the same parser that only counts`, middle(own) / middle(floor), ' x', { atMost: 2.5 })
  goal(`memory of it at most`, Math.max(...own.map(({ memory }) => memory)), ' MiB', { atMost: 250 })
}

/** One suspected overdose in ten, and what a record of the full set holds beside what is read. */
function* pieces(records: number): Generator<string> {
  const [before = '', after = ''] = emsDocument(['|']).split('|')
  yield before
  for (let at = 0; at < records; at++) {
    const isOpioid = at % 10 === 0
    const vitals = Array.from({ length: 90 }, (_, reading) =>
      el(
        'eVitals.VitalGroup',
        el('eVitals.01', '2026-11-02T23:55:10-05:00') +
          el('eVitals.06', String(100 + reading)) +
          nil('eVitals.07') +
          nil('eVitals.10'),
      ),
    )
    yield record({
      uuid: newId(),
      id: `24E${String(at).padStart(6, '0')}`,
      situation: el('eSituation.11', isOpioid ? 'T40.1X1A' : 'R07.9') + nil('eSituation.12'),
      ...(isOpioid && { medications: medication(naloxone, el('eMedications.07', '9916001')) }),
      more: el('eVitals', vitals.join('\n      ')),
    })
  }
  yield after
}

type Ran = { readonly seconds: number; readonly memory: number; readonly lines: number }

/** Runs a program, and tells how long it took, how many lines it printed and the most memory it was seen with. */
function ran(words: readonly string[]): Promise<Ran> {
  const started = performance.now()
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let memory = 0
  let lines = 0
  const look = (): void => {
    for (const { rss } of memoryOf(child.pid ?? 0)) memory = Math.max(memory, rss)
  }
  const looking = setInterval(look, 200)
  child.stdout.on('data', (part: Buffer) => {
    for (const byte of part) if (byte === 10) lines++
  })
  return new Promise((done) =>
    child.once('close', () => {
      clearInterval(looking)
      done({ seconds: (performance.now() - started) / 1000, memory, lines })
    }),
  )
}

async function count(file: string): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const decoder = new TextDecoder()
  let elements = 0
  parser.on('opentag', () => elements++)
  for await (const bytes of createReadStream(file, { highWaterMark: 256 * 1024 }))
    parser.write(decoder.decode(bytes, { stream: true }))
  parser.close()
  console.log(elements)
}
