import { basename } from 'node:path'
import type { FileCase } from './cases.ts'
import { askedIn } from './expectations.ts'
import { faultsIn, notPresent, type Verdict, verdictOf } from './verdict.ts'
import { type Answer, memoryOf, type Seen, type World } from './world.ts'

/** Sends a file to every import that takes its kind, and judges what the preview says and what is written. */
export async function judgeFile(world: World, one: FileCase): Promise<Verdict> {
  if (!one.isThere) return notPresent(`there is no file ${one.file}`)
  if (isPaper(one)) return verdictOf(await paperFaults(world, one))
  if (!/^import\.(csv|xlsx|tsv|xls)\b/.test(one.where)) return notPresent(`the product has no ${one.where}`)
  const faults: string[] = []
  for (const door of doors(world, one)) {
    const found = await judgeAt(world, one, door)
    faults.push(...found.map((each) => `${door.name}: ${each}`))
  }
  return verdictOf(faults)
}

type Import = {
  readonly name: string
  readonly path: string
  /** Whether the file is of its own kind, by its headings: then the words of the case are about this import. */
  readonly isAtHome: boolean
}

/** A sheet about people goes to the completions, any other to the readings. */
const isOfPeople = (bytes: Buffer): boolean =>
  /^\W*(?:[^\n]*[,;\t])?"?(?:coach|name|first name|participant|email)\b/i.test(
    bytes.subarray(0, 300).toString().split('\n')[0] ?? '',
  )

/** How many rows a preview offers to import; 0 when it offers none. */
const offeredBy = ({ text }: Seen): number =>
  Number((/\bImport ([\d,]+) (?:reading|completion)/.exec(text)?.[1] ?? '0').replaceAll(',', ''))

const doors = (world: World, { bytes }: FileCase): readonly Import[] => [
  { name: 'readings', path: `/team/wilson/measures/${world.measure.id}/import`, isAtHome: !isOfPeople(bytes) },
  { name: 'completions', path: '/team/wilson/training/import', isAtHome: isOfPeople(bytes) },
]

type Sent = { readonly answer: Answer; readonly seen: Seen; readonly ms: number; readonly memory: number }

async function judgeAt(world: World, one: FileCase, door: Import): Promise<readonly string[]> {
  const counted = (): Promise<readonly object[]> =>
    world.rows(
      'select (select count(*) from entered_reading) as readings, (select count(*) from enrolment) as seats, (select count(*) from coach) as coaches',
    )
  const before = await counted()
  const preview = await quickest(world, one, door)
  const faults = [...faultsIn([preview.answer])]
  if (JSON.stringify(before) !== JSON.stringify(await counted()))
    faults.push('something is imported before anybody has looked')
  if (![200, 422, 413].includes(preview.answer.status)) faults.push(`it answers ${preview.answer.status}`)
  if (/\uFFFD|ï»¿|\uFEFF|Ã[\u0080-\u00bf]|ÿþ|þÿ/.test(preview.seen.text)) faults.push('letters are garbled')
  if (preview.answer.status === 422 && preview.seen.problems.length === 0)
    faults.push('nothing says what is wrong with it')
  return [
    ...faults,
    ...costFaults(world, one, preview),
    ...(door.isAtHome ? await wordFaults(world, one, door, preview) : []),
  ]
}

/** Time is that of the quickest of three, since the machine has other work too. */
async function quickest(world: World, one: FileCase, door: Import): Promise<Sent> {
  const first = await send(world, one, door)
  const { within } = askedIn(one.expect)
  if (within === null || first.ms <= within * world.patience) return first
  const others = [await send(world, one, door), await send(world, one, door)]
  return { ...first, ms: Math.min(first.ms, ...others.map(({ ms }) => ms)) }
}

async function send(world: World, { file, bytes }: FileCase, { path }: Import): Promise<Sent> {
  const resting = memoryOf(world.product.pid)
  let most = resting
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(world.product.pid))
  }, 15)
  const started = performance.now()
  const first = await world.ask('administrator', path, { file: { field: 'file', name: basename(file), bytes } })
  const answer = first.status === 303 ? await world.ask('administrator', first.location) : first
  clearInterval(watch)
  return { answer, seen: await world.seen(answer.text), ms: performance.now() - started, memory: most - resting }
}

function costFaults({ patience }: World, { expect }: FileCase, { ms, memory }: Sent): readonly string[] {
  const asked = askedIn(expect)
  return [
    ...(asked.within !== null && ms > asked.within * patience ? [`it takes ${Math.round(ms)} ms`] : []),
    ...(asked.memory !== null && memory > asked.memory ? [`it takes ${Math.round(memory / 1e6)} MB`] : []),
  ]
}

/** What the words of the case ask of the preview, and of the import where they speak of one. */
async function wordFaults(
  world: World,
  one: FileCase,
  door: Import,
  { answer, seen }: Sent,
): Promise<readonly string[]> {
  const words = one.expect.join('; ')
  const isRefused = answer.status >= 400 || offeredBy(seen) === 0
  const faults: string[] = []
  const need = (isMet: boolean, fault: string): void => {
    if (!isMet) faults.push(fault)
  }
  if (askedIn(one.expect).mustRefuse) need(isRefused, 'it is not refused')
  if (/line of .* named|names the line|names row/.test(words) && isRefused && answer.status >= 400)
    need(
      /\b(?:line|row)s? \d+/i.test(seen.problems.join(' ')) || !/line of|names the line/.test(words),
      'no line is named',
    )
  const first = /first header is "?([^"(]+?)"? ?\(/.exec(words)?.[1]
  if (first)
    need(!isRefused && !new RegExp(`passed over: .*${first}`).test(seen.text), `${first} is not known as a heading`)
  if (/not guessed/.test(words))
    need(
      isRefused && (/How are numbers written/.test(seen.text) || /not a number/.test(seen.text)),
      'forms of numbers are guessed',
    )
  const cached = /cached value (\S+) used/.exec(words)?.[1]
  if (cached)
    need(
      new RegExp(`\\b${cached}\\b`).test(seen.text) && /formula/i.test(seen.text),
      'the value of the formula is not shown as one',
    )
  const error = /(#[A-Z0-9/!?]+) is an error row/.exec(words)?.[1]
  if (error) need(seen.text.includes(error) && /holds the error/.test(seen.text), `${error} is not a row at fault`)
  if (/rows? read/.test(words)) need(!isRefused, 'its rows are not read')
  if (/conflict inside the file is shown/.test(words))
    need(/contradict|otherwise on line|other numbers on line/.test(seen.text), 'the contradiction is not shown')
  if (/twice|preview and import/.test(words) && door.name === 'readings')
    faults.push(...(await importFaults(world, one, door)))
  return faults
}

/** Imports what the preview offers: as many rows as it says, and the second time none. */
async function importFaults(world: World, one: FileCase, door: Import): Promise<readonly string[]> {
  const count = async (): Promise<number> =>
    Number(
      (
        await world.rows<{ count: string }>('select count(*) from entered_reading where measure_id = $1', [
          world.measure.id,
        ])
      )[0]?.count,
    )
  const readings = (): Promise<readonly object[]> =>
    world.rows('select from_on, value, version from entered_reading where measure_id = $1 order by from_on', [
      world.measure.id,
    ])
  await world.rows('delete from entered_reading where measure_id = $1', [world.measure.id])
  const faults: string[] = []
  const first = await send(world, one, door)
  const offered = offeredBy(first.seen)
  await decide(world, door, first.seen)
  if ((await count()) !== offered) faults.push(`${offered} were offered and ${await count()} are there`)
  const after = JSON.stringify(await readings())
  const second = await send(world, one, door)
  await decide(world, door, second.seen)
  if (JSON.stringify(await readings()) !== after) faults.push('a second import changes something')
  return faults
}

async function decide(world: World, { path }: Import, seen: Seen): Promise<void> {
  if (offeredBy(seen) === 0) return
  const { typed } = seen
  const { sheet = '', decimalMark = '', shown = '' } = typed
  await world.ask('administrator', `${path}/decide`, { form: { sheet, decimalMark, shown, act: 'import' } })
}

/** Papers of a coach: a scan of a certificate, or of hours of learning. */
const isPaper = ({ where }: FileCase): boolean =>
  /^(?:upload\.|coach\.)?(?:credential|certificate|paper|document|evidence|attachment|hours)\b/.test(where)

/** A paper is refused with what to do, or kept and handed out as what it is, to be kept and never opened in the page. */
async function paperFaults(world: World, one: FileCase): Promise<readonly string[]> {
  const coach = await world.newCoach()
  const form = { title: 'Ethics', on: '2025-03-04', hours: '2', ethicsHours: '1' }
  const file = { field: 'file', name: basename(one.file), bytes: one.bytes }
  const answer = await world.askWith(coach.cookie, '/team/wilson/mine/hours', { form, file })
  const kept = await world.rows<{ id: string }>('select id from credential_file where coach_id = $1', [coach.id])
  const faults = [...faultsIn([answer])]
  if (answer.status !== 303) {
    const { problems } = await world.seen(answer.text)
    if (![413, 422].includes(answer.status)) faults.push(`it answers ${answer.status}`)
    if (problems.length === 0) faults.push('nothing says what is wrong with it')
    if (kept.length > 0) faults.push('it is refused and kept')
    return faults
  }
  if (askedIn(one.expect).mustRefuse) faults.push('it is not refused')
  const out = await world.askWith(coach.cookie, `/team/wilson/mine/files/${kept[0]?.id}`)
  if (out.headers['x-content-type-options'] !== 'nosniff') faults.push('a browser may guess what it is')
  if (!(out.headers['content-disposition'] ?? '').startsWith('attachment')) faults.push('it opens in the page')
  if (/svg|html|xml|javascript/.test(out.headers['content-type'] ?? '')) faults.push('it is handed out as what can run')
  return faults
}
